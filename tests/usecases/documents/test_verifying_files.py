"""A file alone leads to a verdict: the very file, a changed copy, ours unknown, another's, a picture."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.uploads import JPEG
from tests.usecases.documents.papers import GRANT_FACTS, issue, make_file
from tests.world import NOW
from yimen.data.documents.models import Paper
from yimen.gateways.installed import Gateways, install
from yimen.gateways.signing import MemorySigner
from yimen.rules.access import PUBLIC
from yimen.rules.documents import PaperKind
from yimen.rules.people import TooManyAttempts
from yimen.rules.verdicts import RevokeGround, Verdict
from yimen.usecases.documents.revoking import revoke_papers
from yimen.usecases.documents.verification import CopyOf, Verification, verify_file

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


def _ask(content: bytes, *, address: str = "192.0.2.7") -> Verification:
    return verify_file(actor=PUBLIC, now=LATER, content=content, address=address)


def _issued(gateways: Gateways, *, sensitive: bool = False) -> tuple[Paper, bytes]:
    paper = issue(sensitive=sensitive)
    make_file(paper.pk)
    paper.refresh_from_db()
    return paper, gateways.files.read(paper.file_sha256)


def _bent(content: bytes) -> bytes:
    return content.replace("20 株".encode(), "90 株".encode())


def test_the_very_file_tells_all_that_number_and_code_would_tell(gateways: Gateways) -> None:
    paper, content = _issued(gateways)
    said = _ask(content)
    assert said.verdict is Verdict.GENUINE
    told = said.particulars
    assert told is not None
    assert (told.paper_no, told.organ_name) == (paper.paper_no, "沧县旧州镇人民政府")
    assert (told.signer_name, told.signed_at) == ("沧县旧州镇人民政府", NOW)
    assert told.holder_masked == "赵*国"
    assert told.certificate_serial == gateways.signer.list_certificates()[0].serial


def test_a_changed_copy_tells_of_which_paper_and_never_of_whom(gateways: Gateways) -> None:
    paper, content = _issued(gateways)
    for copy in (_bent(content), content + b"more\n"):
        said = _ask(copy)
        assert (said.verdict, said.particulars) == (Verdict.ALTERED, None)
        assert said.copy_of == CopyOf(
            paper_no=paper.paper_no,
            kind_label="准予行政许可决定书",
            organ_name="沧县旧州镇人民政府",
            issued_at=NOW,
        )
        assert "赵" not in repr(said)
        assert paper.check_code not in repr(said)


def test_a_file_that_names_a_number_without_its_signature_does_not_learn_whether_it_exists(
    gateways: Gateways,
) -> None:
    paper, _ = _issued(gateways)
    made_up = MemorySigner().sign(
        b"%PDF-1.7\n%%EOF\n", organ_id="1", organ_name="x", at=NOW, reason=f"决定书 {paper.paper_no}"
    )
    unknown = MemorySigner().sign(
        b"%PDF-1.7\n%%EOF\n", organ_id="1", organ_name="x", at=NOW, reason="决定书 沧县旧州许准〔2026〕99号"
    )
    answers = [replace(_ask(each + b"bent"), certificate_serial="") for each in (made_up, unknown)]
    assert answers[0] == answers[1] == Verification(verdict=Verdict.ALTERED, particulars=None)


def test_a_sensitive_paper_says_altered_and_no_word_more(gateways: Gateways) -> None:
    _, content = _issued(gateways, sensitive=True)
    assert _ask(content) == Verification(verdict=Verdict.GENUINE, particulars=None)
    assert _ask(_bent(content)) == Verification(verdict=Verdict.ALTERED, particulars=None)


def test_a_sheet_that_hangs_in_public_tells_its_verdict_alone(gateways: Gateways) -> None:
    more = {"publicity_days": "7 日", "publicity_text": "户主：赵建国", "contact": "中心"}
    sheet = issue(kind=PaperKind.PUBLICITY_SHEET, facts=GRANT_FACTS | more)
    make_file(sheet.pk)
    sheet.refresh_from_db()
    content = gateways.files.read(sheet.file_sha256)
    assert _ask(content) == Verification(verdict=Verdict.GENUINE, particulars=None)
    assert _ask(content + b"x") == Verification(verdict=Verdict.ALTERED, particulars=None)


def test_a_paper_taken_back_says_since_when_and_why_in_neutral_words(gateways: Gateways) -> None:
    paper, content = _issued(gateways)
    revoke_papers(
        now=LATER,
        county_code=paper.county_code,
        paper_ids=[paper.pk],
        ground=RevokeGround.REGISTRATION_VOIDED,
    )
    said = _ask(content)
    assert said.verdict is Verdict.REVOKED
    assert said.particulars is not None
    assert (said.particulars.revoked_at, said.particulars.revoked_why) == (LATER, "这次登记有误，已经作废")


def test_our_signature_on_a_paper_that_no_register_knows_is_told_with_its_signer(gateways: Gateways) -> None:
    stray = gateways.signer.sign(
        b"%PDF-1.7\n%%EOF\n", organ_id="9", organ_name="沧县李天木镇人民政府", at=NOW, reason="决定书 无此号"
    )
    said = _ask(stray)
    assert (said.verdict, said.signer_name) == (Verdict.UNREGISTERED, "沧县李天木镇人民政府")
    assert said.certificate_serial == gateways.signer.list_certificates()[-1].serial


def test_what_others_signed_and_what_nobody_signed_are_told_apart(gateways: Gateways) -> None:
    _, content = _issued(gateways)
    install(replace(gateways, signer=MemorySigner("elsewhere")))
    theirs = MemorySigner("third").sign(content, organ_id="1", organ_name="x", at=NOW, reason="y")
    assert _ask(theirs).verdict is Verdict.FOREIGN
    for nothing in (b"", b"%PDF-1.7\n%%EOF\n", b"not a file", b"PK\x03\x04zip"):
        assert _ask(nothing) == Verification(verdict=Verdict.UNSIGNED, particulars=None)
    assert _ask(JPEG).verdict is Verdict.PICTURE


def test_a_paper_without_its_file_is_not_found_by_an_empty_file() -> None:
    issue()
    assert _ask(b"").verdict is Verdict.UNSIGNED


def test_trying_unknown_files_one_after_the_other_ends_with_a_pause(gateways: Gateways) -> None:
    _, content = _issued(gateways)
    for number in range(30):
        _ask(b"%d" % number)
    with pytest.raises(TooManyAttempts):
        _ask(content)
    assert _ask(content, address="192.0.2.8").verdict is Verdict.GENUINE


def test_the_very_file_does_not_count_against_the_address(gateways: Gateways) -> None:
    _, content = _issued(gateways)
    for _ in range(40):
        assert _ask(content).verdict is Verdict.GENUINE
