"""Number and check code lead to a verdict; a wrong code says as little as an unknown number."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.usecases.documents.papers import GRANT_FACTS, issue, make_file
from tests.world import NOW
from yimen.data.documents.models import Paper
from yimen.gateways.installed import Gateways, install
from yimen.gateways.signing import MemorySigner
from yimen.rules.access import PUBLIC
from yimen.rules.documents import BadCheckCode, PaperKind, PaperState
from yimen.rules.people import TooManyAttempts
from yimen.rules.verdicts import Verdict
from yimen.usecases.documents.verification import Verification, verify_paper

pytestmark = pytest.mark.django_db
WRONG = "22222222"


def _ask(
    paper_no: str, code: str, *, address: str = "192.0.2.7", own_file: bytes | None = None
) -> Verification | None:
    later = NOW + timedelta(hours=1)
    return verify_paper(
        actor=PUBLIC, now=later, paper_no=paper_no, check_code=code, address=address, own_file=own_file
    )


def _issued(*, sensitive: bool = False) -> Paper:
    paper = issue(sensitive=sensitive)
    make_file(paper.pk)
    paper.refresh_from_db()
    return paper


def _verdict(paper: Paper, own_file: bytes | None = None) -> Verdict:
    found = _ask(paper.paper_no, paper.check_code, own_file=own_file)
    assert found is not None
    return found.verdict


def test_a_genuine_paper_tells_who_signed_what_and_when_with_a_masked_name() -> None:
    paper = _issued()
    found = _ask(paper.paper_no, paper.check_code)
    assert found is not None
    assert found.verdict is Verdict.GENUINE
    told = found.particulars
    assert told is not None
    assert (told.paper_no, told.organ_name) == (paper.paper_no, "沧县旧州镇人民政府")
    assert (told.kind_label, told.issued_at, told.signed_at) == ("准予行政许可决定书", NOW, NOW)
    assert told.holder_masked == "赵*国"
    assert told.sha256 == paper.file_sha256


def test_number_and_code_may_be_typed_as_people_type_them() -> None:
    paper = _issued()
    loose = paper.paper_no.replace("〔", " [").replace("〕", "] ").replace("2026", "２０２６")
    code = f" {paper.check_code[:4].lower()}-{paper.check_code[4:].lower()} "
    found = _ask(loose, code)
    assert found is not None
    assert found.verdict is Verdict.GENUINE


def test_a_wrong_code_and_an_unknown_number_get_the_same_answer() -> None:
    paper = _issued()
    assert _ask(paper.paper_no, WRONG) is None
    assert _ask(paper.paper_no.replace("1号", "99号"), paper.check_code) is None


def test_what_is_no_code_at_all_is_told_at_the_field() -> None:
    with pytest.raises(BadCheckCode) as refusal:
        _ask("x", "12")
    assert refusal.value.field == "check_code"


def test_five_wrong_codes_for_a_paper_make_this_address_wait_and_no_other() -> None:
    paper = _issued()
    for _ in range(5):
        assert _ask(paper.paper_no, WRONG) is None
    with pytest.raises(TooManyAttempts):
        _ask(paper.paper_no, paper.check_code)
    assert _ask(paper.paper_no, paper.check_code, address="192.0.2.8") is not None


def test_going_through_numbers_from_one_address_is_stopped() -> None:
    for number in range(30):
        _ask(f"沧县旧州镇政许准〔2026〕{number}号", WRONG)
    with pytest.raises(TooManyAttempts):
        _ask("沧县旧州镇政许准〔2026〕31号", WRONG)


def test_a_stored_file_with_one_changed_byte_is_altered(gateways: Gateways) -> None:
    paper = _issued()
    content = gateways.files.read(paper.file_sha256)
    gateways.files._blobs[paper.file_sha256] = content.replace("20 株".encode(), "90 株".encode())
    assert _verdict(paper) is Verdict.ALTERED


def test_a_file_put_in_place_of_the_issued_one_is_altered_even_with_a_fitting_digest(
    gateways: Gateways,
) -> None:
    paper = _issued()
    forged = gateways.files.put([b"%PDF-1.7 forged"])
    Paper.objects.filter(pk=paper.pk).update(file_sha256=forged.sha256)
    assert _verdict(paper) is Verdict.ALTERED


def test_a_file_signed_by_another_instance_is_altered(gateways: Gateways) -> None:
    paper = _issued()
    install(replace(gateways, signer=MemorySigner("elsewhere")))
    assert _verdict(paper) is Verdict.ALTERED


def test_the_copy_in_hand_is_compared_byte_by_byte(gateways: Gateways) -> None:
    paper = _issued()
    content = gateways.files.read(paper.file_sha256)
    assert _verdict(paper, content) is Verdict.GENUINE
    assert _verdict(paper, content + b" ") is Verdict.ALTERED


def test_a_revoked_paper_is_revoked_whatever_its_file_says() -> None:
    paper = _issued()
    Paper.objects.filter(pk=paper.pk).update(state=PaperState.REVOKED)
    assert _verdict(paper) is Verdict.REVOKED


def test_a_paper_without_its_file_yet_is_pending() -> None:
    assert _verdict(issue()) is Verdict.PENDING


def test_a_lost_file_is_called_unreadable_and_not_altered(gateways: Gateways) -> None:
    paper = _issued()
    gateways.files.remove(paper.file_sha256)
    assert _verdict(paper) is Verdict.UNREADABLE


def test_a_sensitive_paper_tells_its_verdict_and_nothing_else() -> None:
    paper = _issued(sensitive=True)
    found = _ask(paper.paper_no, paper.check_code)
    assert found == Verification(verdict=Verdict.GENUINE, particulars=None)


def test_a_sheet_that_hangs_in_public_is_told_to_be_real_and_no_more() -> None:
    sheet = issue(
        kind=PaperKind.PUBLICITY_SHEET,
        facts=GRANT_FACTS
        | {"publicity_days": "7 日", "publicity_text": "户主：赵建国", "contact": "旧州镇行政综合服务中心"},
    )
    make_file(sheet.pk)
    sheet.refresh_from_db()
    said = verify_paper(
        actor=PUBLIC, now=NOW, paper_no=sheet.paper_no, check_code=sheet.check_code, address="192.0.2.9"
    )
    assert said is not None
    assert (said.verdict, said.particulars) == (Verdict.GENUINE, None)
