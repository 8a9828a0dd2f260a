"""What a stranger's bytes still show of a signature: ours and whole, ours and altered, another's, none."""

from pathlib import Path

import pytest

from tests.gateways.papers import AT, GRANT, SHORT_ORGAN
from yimen.gateways.signing import MemorySigner, PadesSigner, SignatureStatus, SignatureTrace, Signer
from yimen.gateways.typesetting import TypstTypesetter

REASON = "准予行政许可决定书 沧县旧州许准〔2026〕2号"
ORGAN = {"organ_id": "130921104", "organ_name": SHORT_ORGAN}
UNSIGNED = SignatureTrace(status=SignatureStatus.UNSIGNED)


@pytest.fixture(scope="module")
def unsigned() -> bytes:
    """A typeset paper."""
    return TypstTypesetter().typeset("grant", GRANT, AT)


@pytest.fixture(params=["real", "fake"])
def signer(request: pytest.FixtureRequest, tmp_path: Path) -> Signer:
    """The real signer and its fake: both must say the same."""
    return PadesSigner(tmp_path / "keys") if request.param == "real" else MemorySigner()


def _sign(signer: Signer, unsigned: bytes, reason: str = REASON) -> bytes:
    return signer.sign(unsigned, **ORGAN, at=AT, reason=reason)


def test_a_whole_paper_of_ours_tells_its_reason_signer_and_certificate(
    signer: Signer, unsigned: bytes
) -> None:
    seen = signer.trace(_sign(signer, unsigned))
    assert (seen.status, seen.reason, seen.signer_name) == (SignatureStatus.GENUINE, REASON, SHORT_ORGAN)
    assert seen.serial == signer.list_certificates()[0].serial
    assert seen.seal


def test_a_changed_or_longer_copy_is_altered_and_keeps_the_seal(signer: Signer, unsigned: bytes) -> None:
    paper = _sign(signer, unsigned)
    bent = bytearray(paper)
    bent[paper.index(b"stream") + 40] ^= 1
    for copy in (bytes(bent), paper + b"\n% a note\n%%EOF\n"):
        seen = signer.trace(copy)
        assert (seen.status, seen.reason) == (SignatureStatus.ALTERED, REASON)
        assert seen.seal == signer.trace(paper).seal


def test_two_papers_have_two_seals(signer: Signer, unsigned: bytes) -> None:
    seals = {signer.trace(_sign(signer, unsigned, reason)).seal for reason in (REASON, REASON + "其二")}
    assert len(seals) == 2


def test_another_place_s_paper_is_somebody_else_s(unsigned: bytes, tmp_path: Path) -> None:
    theirs = _sign(PadesSigner(tmp_path / "theirs"), unsigned)
    seen = PadesSigner(tmp_path / "ours").trace(theirs)
    assert seen == SignatureTrace(status=SignatureStatus.UNKNOWN_SIGNER)
    assert (
        MemorySigner("a").trace(_sign(MemorySigner("b"), unsigned)).status is SignatureStatus.UNKNOWN_SIGNER
    )


def test_our_certificate_with_a_signature_that_is_not_its_own_proves_nothing(
    unsigned: bytes, tmp_path: Path
) -> None:
    signer = PadesSigner(tmp_path / "keys")
    paper = _sign(signer, unsigned)
    start = paper.index(b"/Contents <") + len(b"/Contents <")
    tail = paper[start:].split(b">", 1)[0].rstrip(b"0")
    place = start + len(tail) - 20  # inside the value of the signature, which ends the container
    bent = bytearray(paper)
    bent[place] = ord("1") if bent[place] != ord("1") else ord("2")
    seen = signer.trace(bytes(bent))
    assert seen == SignatureTrace(status=SignatureStatus.ALTERED)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7\n%%EOF\n",
        b"/ByteRange [0 1 2 3]" * 50,
        b"/ByteRange [0 0 9999999999 9999999999]",
        b"<" + b"0" * 100 + b">/ByteRange [0 0 102 10]",
        b"<30>/ByteRange [0 0 4 10]",
        b"<zz>/ByteRange [0 0 4 10]",
        b"/ByteRange [" + b" " * 100_000,
    ],
)
def test_bent_bytes_show_nothing_and_never_raise(signer: Signer, data: bytes) -> None:
    assert signer.trace(data) == UNSIGNED


def test_a_new_certificate_signs_from_now_on_and_the_old_paper_stays_ours(
    signer: Signer, unsigned: bytes
) -> None:
    old = _sign(signer, unsigned)
    renewed = signer.renew(**ORGAN)
    new = _sign(signer, unsigned)
    assert signer.trace(new).serial == renewed.serial != signer.trace(old).serial
    assert {signer.verify(paper, at=AT).status for paper in (old, new)} == {SignatureStatus.GENUINE}
    assert signer.verify(new, at=AT).serial == renewed.serial
    assert [each.organ_name for each in signer.list_certificates()] == [SHORT_ORGAN, SHORT_ORGAN]


def test_a_stopped_certificate_never_signs_again(signer: Signer, unsigned: bytes) -> None:
    first = signer.trace(_sign(signer, unsigned)).serial
    again = signer.sign(unsigned, **ORGAN, at=AT, reason=REASON, stopped=[first])
    assert signer.trace(again).serial != first
    assert signer.trace(_sign(signer, unsigned)).serial == signer.trace(again).serial


def test_renewing_before_the_first_paper_makes_the_first_key(signer: Signer) -> None:
    made = signer.renew(**ORGAN)
    assert signer.list_certificates() == (made,)
    assert len(made.sha256) == 64
