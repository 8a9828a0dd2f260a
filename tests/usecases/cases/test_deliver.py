"""Delivery: signed for online, or fetched at the counter."""

import pytest

from tests.usecases.cases.journey import HOUR, granted, reviewed
from tests.world import APPROVER, CLERK, NEIGHBOR_CLERK, NOW, OTHER_RESIDENT, RESIDENT
from yimen.data.cases.models import Case, CasePaper
from yimen.gateways.installed import installed
from yimen.rules.access import NotFound
from yimen.rules.case_forms import NotChosen
from yimen.rules.cases import OutOfTurn
from yimen.usecases.cases.actions import deliver, grant
from yimen.usecases.cases.actions.deliver import PaperNotReady, WrongWay
from yimen.usecases.cases.queries import open_case_paper


def test_a_resident_signs_and_opens_the_decision(db: None) -> None:
    case_id = granted()
    paper_id = CasePaper.objects.get(case_id=case_id, paper__kind="GRANT").paper_id
    with pytest.raises(NotFound):
        open_case_paper(actor=RESIDENT, case_id=case_id, paper_id=paper_id)
    deliver(actor=RESIDENT, now=NOW + 5 * HOUR, case_id=case_id, way="DOWNLOAD")
    case = Case.objects.get(pk=case_id)
    assert (case.state, case.delivery_way, case.delivered_at) == ("DELIVERED", "DOWNLOAD", NOW + 5 * HOUR)
    assert open_case_paper(actor=RESIDENT, case_id=case_id, paper_id=paper_id).content.startswith(b"%PDF")
    job = installed().queue.jobs[-1]
    assert (job.name, job.ids) == ("close_case", {"case_id": str(case_id), "county_code": "130921"})


@pytest.mark.parametrize("way", ["COUNTER", "MAIL"])
def test_a_clerk_records_what_happened_off_line(db: None, way: str) -> None:
    case_id = granted()
    assert deliver(actor=CLERK, now=NOW, case_id=case_id, way=way).state == "DELIVERED"


def test_a_clerk_does_not_download_for_a_resident(db: None) -> None:
    with pytest.raises(WrongWay):
        deliver(actor=CLERK, now=NOW, case_id=granted(), way="DOWNLOAD")


def test_a_resident_does_not_record_the_counter(db: None) -> None:
    with pytest.raises(WrongWay):
        deliver(actor=RESIDENT, now=NOW, case_id=granted(), way="COUNTER")


def test_an_unknown_way_is_refused(db: None) -> None:
    with pytest.raises(NotChosen):
        deliver(actor=CLERK, now=NOW, case_id=granted(), way="")


def test_a_decision_without_file_is_not_handed_over(db: None) -> None:
    case_id = reviewed()
    grant(actor=APPROVER, now=NOW, case_id=case_id, opinion="同意。")
    with pytest.raises(PaperNotReady):
        deliver(actor=RESIDENT, now=NOW, case_id=case_id, way="DOWNLOAD")


def test_an_undecided_case_is_not_delivered(db: None) -> None:
    with pytest.raises(OutOfTurn):
        deliver(actor=RESIDENT, now=NOW, case_id=reviewed(), way="DOWNLOAD")


@pytest.mark.parametrize("stranger", [OTHER_RESIDENT, NEIGHBOR_CLERK])
def test_strangers_find_nothing(db: None, stranger: object) -> None:
    with pytest.raises(NotFound):
        deliver(actor=stranger, now=NOW, case_id=granted(), way="COUNTER")
