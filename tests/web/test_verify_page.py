"""`/verify/`: the form, the QR code's way in, the verdicts, and what a robot is told."""

import re
from datetime import timedelta
from html import escape
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.meta.house import ROOT
from tests.usecases.documents.papers import issue, make_file
from tests.world import NOW
from yimen.data.documents.models import Paper
from yimen.data.people.models import Attempt
from yimen.gateways.installed import Gateways
from yimen.rules.access import system_actor
from yimen.rules.verdicts import StopGround
from yimen.usecases.documents.certificates import stop_certificate
from yimen.usecases.documents.verification import read_root_fingerprint
from yimen.web.portal.verify_alone import STEPS

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
    assert 'href="/verify/how/"' in page
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


def test_the_qr_code_fills_the_form_and_waits_for_one_press(client: Client, paper: Paper) -> None:
    query = urlencode({"no": paper.paper_no, "code": paper.check_code})
    page = client.get(f"{URL}?{query}").content.decode()
    assert "编号和查验码已经填好" in page
    assert f'value="{paper.paper_no}"' in page
    assert f'value="{paper.check_code}"' in page
    assert 'class="verdict' not in page


def test_opening_addresses_one_after_the_other_tells_nothing_and_uses_no_try_up(
    client: Client, paper: Paper
) -> None:
    right = client.get(URL, {"no": paper.paper_no, "code": paper.check_code}).content.decode()
    for number in range(40):
        wrong = client.get(URL, {"no": f"沧县旧州镇政许准〔2026〕{number}号", "code": paper.check_code})
        assert "编号和查验码已经填好" in wrong.content.decode()
    assert right.count("verdict") == wrong.content.decode().count("verdict")
    assert not Attempt.objects.exists()
    assert "这份文书是真的" in _ask(client, paper)


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


def _hand_in(client: Client, content: bytes, name: str = "paper.pdf") -> str:
    fields = {"way": "file", "file": SimpleUploadedFile(name, content)}
    return client.post(URL, fields).content.decode()


def test_the_file_alone_is_answered_with_all_that_was_signed(
    client: Client, paper: Paper, gateways: Gateways
) -> None:
    page = _hand_in(client, gateways.files.read(paper.file_sha256))
    assert "这份文书是真的" in page
    assert "一个字节也没有改动" in page
    serial = gateways.signer.list_certificates()[0].serial.upper()
    for told in (paper.paper_no, "赵*国", "谁签的名", f"序列号 {serial[:4]} {serial[4:8]}"):
        assert told in page


def test_a_changed_file_alone_names_the_paper_and_never_its_holder(
    client: Client, paper: Paper, gateways: Gateways
) -> None:
    page = _hand_in(client, gateways.files.read(paper.file_sha256) + b"more")
    assert "这份文件被改过" in page
    assert "它是从哪份文书改来的" in page
    assert paper.paper_no in page
    for hidden in ("赵", "林木采伐", paper.check_code):
        assert hidden not in page


def test_a_scan_alone_is_sent_to_number_and_code(client: Client) -> None:
    page = _hand_in(client, b"\x89PNG\r\n\x1a\n" + b"0" * 40, "盖章件.png")
    assert "照片和扫描图不能验签名" in page
    assert "请输入文书上印的编号和查验码" in page


def test_no_file_and_an_empty_file_are_told(client: Client) -> None:
    assert "还没有选文件" in client.post(URL, {"way": "file"}).content.decode()
    answer = client.post(URL, {"way": "file", "file": SimpleUploadedFile("paper.pdf", b"")})
    assert answer.status_code == 400


def test_a_file_of_twenty_megabytes_and_one_byte_is_none_of_ours(client: Client) -> None:
    page = _hand_in(client, b"%PDF-1.7\n" + b"0" * (20 * 1024 * 1024))
    assert "超过 20 MB" in page


def test_a_paper_taken_back_says_since_when_and_why(client: Client, paper: Paper) -> None:
    Paper.objects.filter(pk=paper.pk).update(
        state="REVOKED", revoked_at=NOW, revoke_ground="REGISTRATION_VOIDED"
    )
    page = _ask(client, paper)
    assert "作废时间" in page
    assert "这次登记有误，已经作废" in page


def test_a_stopped_certificate_is_told_beside_a_paper_that_stays_genuine(
    client: Client, paper: Paper, gateways: Gateways
) -> None:
    stop_certificate(
        actor=system_actor("yimen keys"),
        now=NOW + timedelta(days=2),
        serial=gateways.signer.list_certificates()[0].serial,
        ground=StopGround.REPLACED,
        since=NOW + timedelta(days=1),
    )
    page = _ask(client, paper)
    assert "这份文书是真的" in page
    assert "已换发新证书" in page
    assert "不受影响" in page


def test_checking_by_oneself_shows_the_fingerprint_of_the_root_and_every_command(client: Client) -> None:
    page = client.get("/verify/how/").content.decode()
    shown = "".join(re.findall(r"<span>([0-9A-F:]+)</span>", page))
    assert shown.replace(":", "").lower() == read_root_fingerprint()
    for step in STEPS:
        assert escape(step.command) in page


def test_the_page_of_the_documents_has_the_same_commands() -> None:
    words = (ROOT / "docs" / "use" / "verify.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```sh\n(.*?)```", words, re.DOTALL)
    assert block.splitlines() == [step.command for step in STEPS]
