"""`/verify/`: the form, the QR code's way in, the verdicts, and what a robot is told."""

from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.usecases.documents.papers import issue, make_file
from yimen.data.documents.models import Paper
from yimen.gateways.installed import Gateways

pytestmark = pytest.mark.django_db
URL = "/verify/"


@pytest.fixture
def paper() -> Paper:
    """An issued paper with its file."""
    made = issue()
    make_file(made.pk)
    made.refresh_from_db()
    return made


def _ask(client: Client, paper: Paper, **more: object) -> str:
    fields = {"number": paper.paper_no, "check_code": paper.check_code} | more
    return client.post(URL, fields).content.decode()


def test_the_empty_form_says_how_to_check_by_oneself(client: Client) -> None:
    answer = client.get(URL)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'href="/verify/root.pem"' in page
    assert "pdfsig" in page
    assert "verdict" not in page.split("<main", 1)[1].split("</main", 1)[0]


def test_robots_and_caches_keep_nothing(client: Client) -> None:
    answer = client.get(URL)
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Cache-Control"] == "no-store"


def test_the_form_answers_with_a_large_verdict_and_what_was_signed(client: Client, paper: Paper) -> None:
    page = _ask(client, paper)
    assert "这份文书是真的" in page
    for told in (paper.paper_no, "林木采伐许可证核发", "沧县旧州镇人民政府", "赵*国", paper.file_sha256):
        assert told in page
    assert "赵建国" not in page


def test_the_qr_code_of_the_paper_is_answered_at_once(client: Client, paper: Paper) -> None:
    query = urlencode({"no": paper.paper_no, "code": paper.check_code})
    page = client.get(f"{URL}?{query}").content.decode()
    assert "这份文书是真的" in page
    assert f'value="{paper.paper_no}"' in page


def test_a_wrong_code_and_an_unknown_number_show_the_same_words(client: Client, paper: Paper) -> None:
    wrong = client.post(URL, {"number": paper.paper_no, "check_code": "22222222"})
    unknown = client.post(URL, {"number": "沧县旧州镇政许准〔2026〕99号", "check_code": paper.check_code})
    assert (wrong.status_code, unknown.status_code) == (200, 200)
    for answer in (wrong, unknown):
        page = answer.content.decode()
        assert "没有查到这份文书" in page
        assert "沧县旧州镇人民政府" not in page


def test_each_empty_or_unreadable_field_is_named(client: Client) -> None:
    answer = client.post(URL, {"number": "", "check_code": ""})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "请输入文书编号" in page
    assert "请输入查验码" in page
    assert "查验码是 8 位" in client.post(URL, {"number": "x", "check_code": "12"}).content.decode()


def test_an_own_copy_with_one_changed_byte_is_called_altered(
    client: Client, paper: Paper, gateways: Gateways
) -> None:
    content = gateways.files.read(paper.file_sha256)
    whole = SimpleUploadedFile("paper.pdf", content, "application/pdf")
    bent = SimpleUploadedFile("paper.pdf", content.replace("20 株".encode(), "90 株".encode()))
    assert "这份文书是真的" in _ask(client, paper, file=whole)
    assert "这份文件被改过" in _ask(client, paper, file=bent)


def test_a_revoked_and_a_pending_paper_are_told_apart(client: Client, paper: Paper) -> None:
    Paper.objects.filter(pk=paper.pk).update(state="REVOKED")
    assert "这份文书已经作废" in _ask(client, paper)
    assert "文书正在制作" in _ask(client, issue())


def test_a_sensitive_paper_shows_its_verdict_alone(client: Client) -> None:
    made = issue(sensitive=True)
    make_file(made.pk)
    page = _ask(client, made)
    assert "这份文书是真的" in page
    assert "沧县旧州镇人民政府" not in page
    assert "准予行政许可决定书" not in page


def test_guessing_codes_ends_with_a_pause(client: Client, paper: Paper) -> None:
    for _ in range(5):
        client.post(URL, {"number": paper.paper_no, "check_code": "22222222"})
    answer = client.post(URL, {"number": paper.paper_no, "check_code": paper.check_code})
    assert answer.status_code == 429
    assert "分钟后再试" in answer.content.decode()


def test_the_root_certificate_comes_as_a_file(client: Client) -> None:
    answer = client.get("/verify/root.pem")
    assert answer["Content-Disposition"] == 'attachment; filename="yimen-root.pem"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer.content.startswith(b"-----BEGIN CERTIFICATE-----")


def test_a_scan_of_the_stamped_paper_is_no_signed_file(client: Client, paper: Paper) -> None:
    page = _ask(client, paper, file=SimpleUploadedFile("盖章件.png", b"\x89PNG\r\n\x1a\n" + b"0" * 40))
    assert "扫描件和照片不是签发的电子文件" in page
    assert 'class="verdict' not in page
