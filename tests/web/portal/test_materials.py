"""The second step: files in, files out, and a sentence at the row for whatever is wrong with one."""

from uuid import uuid4

import pytest
from django.urls import reverse

from tests.uploads import PDF, PNG
from tests.usecases.cases import journey
from tests.web.portal.visits import post, text_of, upload
from tests.web.sessions import as_actor
from tests.world import MATERIALS, RESIDENT
from yimen.data.cases.models import Draft, DraftFile

pytestmark = pytest.mark.django_db
EXE = b"MZ" + b"\0" * 200


def _page(draft_id: object) -> str:
    return f"/drafts/{draft_id}/materials/"


def test_the_step_lists_every_material_with_a_form_of_its_own() -> None:
    draft_id = journey.draft(with_file=False)
    answer = as_actor(RESIDENT).get(_page(draft_id))
    page = text_of(answer)
    assert page.count('enctype="multipart/form-data"') == 2
    assert page.count('name="request_key"') >= 3
    assert "每个不超过 20 MB" in page
    assert "还差 1 样必要材料" in page
    assert "no-store" in answer["Cache-Control"]


def test_several_files_of_one_material_are_kept_and_shown() -> None:
    draft_id = journey.draft(with_file=False)
    client = as_actor(RESIDENT)
    for name, content in (("正面.png", PNG), ("反面.pdf", PDF)):
        answer = upload(client, draft_id, content, name)
        assert (answer.status_code, answer["Location"]) == (302, f"{_page(draft_id)}#material-{MATERIALS[0]}")
    page = text_of(client.get(_page(draft_id)))
    assert "正面.png" in page
    assert "反面.pdf" in page
    assert "已交" in page
    assert "还差" not in page


def test_a_file_sent_twice_by_a_double_click_is_one_file() -> None:
    draft_id = journey.draft(with_file=False)
    client = as_actor(RESIDENT)
    upload(client, draft_id)
    upload(client, draft_id)
    assert DraftFile.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "content", "status", "words"),
    [
        ("采伐申请.pdf", EXE, 400, "实际上是一个程序"),
        ("照片.jpg", b"", 400, "是空文件"),
        ("表.docx", b"PK\x03\x04" + b"\0" * 90, 400, "实际上是Word"),
        ("扫描.pdf", b"%PDF-1.7\n" + b"\0" * (60 * 1024 * 1024), 413, "有 61 MB，超过了 20 MB"),
    ],
    ids=["a renamed program", "an empty file", "a document", "sixty megabytes"],
)
def test_what_cannot_be_taken_is_told_at_its_row(name: str, content: bytes, status: int, words: str) -> None:
    draft_id = journey.draft(with_file=False)
    answer = upload(as_actor(RESIDENT), draft_id, content, name)
    page = text_of(answer)
    assert answer.status_code == status
    row = page.partition(f'id="upload-error-{MATERIALS[0]}"')[2].partition("</p>")[0]
    assert words in row
    assert name.partition(".")[0] in row
    assert f'id="upload-error-{MATERIALS[1]}"' not in page
    assert not DraftFile.objects.exists()


def test_the_form_without_a_file_says_what_to_do_first() -> None:
    draft_id = journey.draft(with_file=False)
    url = reverse("portal:apply_upload", args=[draft_id, MATERIALS[0]])
    answer = post(as_actor(RESIDENT), url, {})
    assert answer.status_code == 400
    assert "还没有选文件" in text_of(answer)


def test_a_file_is_opened_by_its_owner_as_it_was() -> None:
    draft_id = journey.draft()
    file_id = DraftFile.objects.get().file_id
    answer = as_actor(RESIDENT).get(f"/drafts/{draft_id}/files/{file_id}/")
    assert answer.status_code == 200
    assert answer.getvalue() == PNG
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]


def test_a_file_is_taken_away_once_and_a_second_click_does_no_harm() -> None:
    draft_id = journey.draft()
    file_id = DraftFile.objects.get().file_id
    client = as_actor(RESIDENT)
    url = f"/drafts/{draft_id}/files/{file_id}/remove/"
    for key in ("a" * 20, "a" * 20, "b" * 20):
        answer = client.post(url, {"request_key": key})
        assert (answer.status_code, answer["Location"]) == (302, _page(draft_id))
    assert not DraftFile.objects.exists()


def test_a_required_material_may_come_to_the_counter_and_back() -> None:
    draft_id = journey.draft(with_file=False)
    client = as_actor(RESIDENT)
    url = reverse("portal:apply_bring", args=[draft_id, MATERIALS[0]])
    assert post(client, url, {"bring": "1"}).status_code == 302
    page = text_of(client.get(_page(draft_id)))
    assert "还差" not in page
    assert "您选了带到窗口交" in page
    client.post(url, {"bring": "", "request_key": "other" * 4})
    assert "还差 1 样必要材料" in text_of(client.get(_page(draft_id)))


def test_the_addresses_of_forms_read_again_are_the_page() -> None:
    draft_id = journey.draft()
    client = as_actor(RESIDENT)
    file_id = DraftFile.objects.get().file_id
    for url in (
        reverse("portal:apply_upload", args=[draft_id, MATERIALS[0]]),
        reverse("portal:apply_bring", args=[draft_id, MATERIALS[0]]),
        reverse("portal:apply_remove", args=[draft_id, file_id]),
    ):
        assert client.get(url)["Location"].startswith(_page(draft_id))
    assert DraftFile.objects.count() == 1


def test_a_material_of_no_such_item_is_not_found() -> None:
    draft_id = journey.draft()
    client = as_actor(RESIDENT)
    url = reverse("portal:apply_upload", args=[draft_id, uuid4()])
    from django.core.files.uploadedfile import SimpleUploadedFile

    assert post(client, url, {"file": SimpleUploadedFile("a.png", PNG)}).status_code == 404
    assert (
        post(client, reverse("portal:apply_bring", args=[draft_id, uuid4()]), {"bring": "1"}).status_code
        == 302
    )
    assert Draft.objects.get().fields.keys() == {"name", "id_no", "phone", "request", f"bring-{MATERIALS[1]}"}


def test_a_file_name_full_of_tricks_is_shown_tame() -> None:
    draft_id = journey.draft(with_file=False)
    client = as_actor(RESIDENT)
    upload(client, draft_id, PNG, "..\\..\\<b>\u202egnp.exe")
    page = client.get(_page(draft_id)).content.decode()
    assert "<b>" not in page
    assert "\u202e" not in page
