"""Another resident finds nothing of somebody else's: no draft, no file, no case, no paper."""

from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.usecases.cases import journey
from tests.usecases.cases.journey import PNG
from tests.web.sessions import as_actor
from tests.world import CLERK, MATERIALS, NOW, OTHER_RESIDENT, RESIDENT
from yimen.data.cases.models import Case, DraftFile
from yimen.data.documents.models import Paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def other() -> Client:
    """A resident to whom nothing of this belongs."""
    return as_actor(OTHER_RESIDENT)


def _draft_addresses(draft_id: UUID, file_id: UUID) -> list[str]:
    steps = [f"/drafts/{draft_id}/{step}/" for step in ("again", "materials", "review")]
    return [*steps, f"/drafts/{draft_id}/files/{file_id}/"]


def test_a_draft_and_its_files_are_not_found(other: Client) -> None:
    draft_id = journey.draft()
    file_id = DraftFile.objects.get().file_id
    for url in _draft_addresses(draft_id, file_id):
        assert other.get(url).status_code == 404
        assert as_actor(RESIDENT).get(url).status_code in {200, 302}


def test_nothing_can_be_done_to_somebody_elses_draft(other: Client) -> None:
    draft_id = journey.draft()
    file_id = DraftFile.objects.get().file_id
    file = SimpleUploadedFile("a.png", PNG)
    answers = [
        other.post(f"/drafts/{draft_id}/materials/{MATERIALS[0]}/", {"file": file}),
        other.post(f"/drafts/{draft_id}/materials/{MATERIALS[0]}/bring/", {"bring": "1"}),
        other.post(f"/drafts/{draft_id}/files/{file_id}/remove/"),
        other.post(f"/drafts/{draft_id}/review/", {"truthful": "1"}),
    ]
    assert [answer.status_code for answer in answers] == [404] * 4
    assert DraftFile.objects.count() == 1
    assert not Case.objects.exists()


def test_a_file_of_another_draft_is_not_found_under_ones_own(other: Client) -> None:
    journey.draft()
    file_id = DraftFile.objects.get().file_id
    own = journey.draft(actor=OTHER_RESIDENT, with_file=False)
    assert other.get(f"/drafts/{own}/files/{file_id}/").status_code == 404
    other.post(f"/drafts/{own}/files/{file_id}/remove/")
    assert DraftFile.objects.filter(file_id=file_id).exists()


def test_a_case_is_not_found_by_number_nor_by_its_drafts_id(other: Client) -> None:
    done = journey.submitted()
    for url in (
        f"/mine/{done.case_no}/",
        f"/mine/{done.case_no}/submitted/",
        f"/mine/{done.case_no}/sign/",
        f"/drafts/{done.case_id}/materials/",
    ):
        assert other.get(url).status_code == 404
    assert done.case_no not in other.get("/mine/").content.decode()


def test_a_decision_is_not_signed_for_by_a_stranger(other: Client) -> None:
    case = Case.objects.get(pk=journey.granted())
    assert other.post(f"/mine/{case.case_no}/sign/").status_code == 404
    assert as_actor(CLERK).post(f"/mine/{case.case_no}/sign/").status_code == 403
    case.refresh_from_db()
    assert case.state == "GRANTED"


def test_a_paper_is_not_found(other: Client) -> None:
    journey.delivered()
    journey.make_papers(NOW)
    for paper in Paper.objects.all():
        assert other.get(f"/papers/{paper.pk}/").status_code == 404
        assert as_actor(CLERK).get(f"/papers/{paper.pk}/").status_code == 404
        assert as_actor(RESIDENT).get(f"/papers/{paper.pk}/").status_code == 200


@pytest.mark.parametrize("url", ["/drafts/{}/materials/", "/drafts/{}/review/", "/papers/{}/"])
def test_what_never_was_is_not_found_either(other: Client, url: str) -> None:
    assert other.get(url.format(uuid4())).status_code == 404
