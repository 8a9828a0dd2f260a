"""A signed paper is genuine, or it is called what it is: altered, unsigned, or somebody else's."""

import hashlib
import re
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.gateways.papers import AT, GRANT, LONG_ORGAN, REFUSAL, SHORT_ORGAN
from yimen.gateways.signing import MemorySigner, PadesSigner, SignatureStatus, Signer
from yimen.gateways.typesetting import TypstTypesetter

LATER = AT + timedelta(days=400)
ORGAN = {"organ_id": "130921104", "organ_name": SHORT_ORGAN}


@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> PadesSigner:
    """The real signer of this place."""
    return PadesSigner(tmp_path_factory.mktemp("place") / "keys")


@pytest.fixture(scope="module")
def unsigned() -> bytes:
    """A typeset paper."""
    return TypstTypesetter().typeset("grant", GRANT, AT)


@pytest.fixture(scope="module")
def paper(signer: PadesSigner, unsigned: bytes) -> bytes:
    """The same paper, signed."""
    return signer.sign(unsigned, **ORGAN, at=AT, reason="准予行政许可决定书")


def _status(signer: Signer, data: bytes) -> SignatureStatus:
    return signer.verify(data, at=LATER).status


def _container(paper: bytes) -> tuple[int, int]:
    """From where to where the signature itself lies in the file, brackets included."""
    found = re.search(rb"/Contents (<[0-9A-F]+>)", paper)
    assert found is not None
    return found.span(1)


def test_a_signed_paper_is_genuine_and_says_by_whom_and_when(signer: PadesSigner, paper: bytes) -> None:
    verdict = signer.verify(paper, at=LATER)
    assert verdict.status is SignatureStatus.GENUINE
    assert verdict.signer_name == SHORT_ORGAN
    assert verdict.signed_at == AT
    assert verdict.sha256 == hashlib.sha256(paper).hexdigest()


def test_the_longest_organ_name_comes_back_whole(signer: PadesSigner, unsigned: bytes) -> None:
    signed = signer.sign(unsigned, organ_id="9", organ_name=LONG_ORGAN, at=AT, reason="准予")
    assert signer.verify(signed, at=LATER).signer_name == LONG_ORGAN


def test_it_stays_genuine_after_years_and_for_a_restarted_place(
    signer: PadesSigner, paper: bytes, tmp_path: Path
) -> None:
    restarted = PadesSigner(signer._folder._folder)
    for years in (1, 15, 60):
        assert restarted.verify(paper, at=AT + timedelta(days=365 * years)).status is SignatureStatus.GENUINE


def test_signing_again_gives_the_same_bytes(signer: PadesSigner, unsigned: bytes, paper: bytes) -> None:
    assert signer.sign(unsigned, **ORGAN, at=AT, reason="准予行政许可决定书") == paper
    restarted = PadesSigner(signer._folder._folder)
    assert restarted.sign(unsigned, **ORGAN, at=AT, reason="准予行政许可决定书") == paper


def test_signing_leaves_the_typeset_bytes_untouched(unsigned: bytes, paper: bytes) -> None:
    assert paper.startswith(unsigned)


def test_every_flipped_byte_of_the_signature_itself_is_seen(signer: PadesSigner, paper: bytes) -> None:
    start, end = _container(paper)
    unseen = []
    for place in range(start, end, 23):
        bent = bytearray(paper)
        # A letter changes its case only: the same number to a lenient reader.
        bent[place] ^= 0x20 if paper[place] in b"ABCDEF" else 0x01
        if _status(signer, bytes(bent)) is not SignatureStatus.ALTERED:
            unseen.append(place - start)
    assert unseen == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(share=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_any_flipped_bit_anywhere_is_seen(signer: PadesSigner, paper: bytes, share: float, bit: int) -> None:
    bent = bytearray(paper)
    bent[int(share * len(paper))] ^= 1 << bit
    assert _status(signer, bytes(bent)) is SignatureStatus.ALTERED


@pytest.mark.parametrize("tail", [b"\n", b"%", b"0", b"\n%%EOF\n", b"x" * 5000])
def test_appended_bytes_are_seen(signer: PadesSigner, paper: bytes, tail: bytes) -> None:
    assert _status(signer, paper + tail) is SignatureStatus.ALTERED


def test_a_file_that_broke_off_anywhere_is_seen(signer: PadesSigner, paper: bytes, unsigned: bytes) -> None:
    added = len(paper) - len(unsigned)
    whole = [cut for cut in range(1, added - 20, 97) if _status(signer, paper[:-cut]) != "ALTERED"]
    assert whole == []


def test_half_a_file_is_altered_and_the_paper_before_signing_is_unsigned(
    signer: PadesSigner, paper: bytes, unsigned: bytes
) -> None:
    assert _status(signer, paper[: len(unsigned) // 2]) is SignatureStatus.ALTERED
    assert _status(signer, unsigned) is SignatureStatus.UNSIGNED


def test_another_place_s_paper_is_intact_but_of_an_unknown_signer(
    signer: PadesSigner, unsigned: bytes, tmp_path: Path
) -> None:
    theirs = PadesSigner(tmp_path / "keys").sign(unsigned, **ORGAN, at=AT, reason="准予")
    verdict = signer.verify(theirs, at=LATER)
    assert verdict.status is SignatureStatus.UNKNOWN_SIGNER
    assert verdict.signer_name == SHORT_ORGAN  # it only claims so; the page must not repeat it as a fact


def test_another_place_s_altered_paper_is_altered(
    signer: PadesSigner, unsigned: bytes, tmp_path: Path
) -> None:
    theirs = bytearray(PadesSigner(tmp_path / "keys").sign(unsigned, **ORGAN, at=AT, reason="准予"))
    theirs[len(unsigned) // 2] ^= 1
    assert _status(signer, bytes(theirs)) is SignatureStatus.ALTERED


def test_a_signature_taken_from_another_paper_is_seen(signer: PadesSigner, paper: bytes) -> None:
    other = signer.sign(
        TypstTypesetter().typeset("refusal", REFUSAL, AT), **ORGAN, at=AT, reason="不予行政许可决定书"
    )
    (start, end), (from_start, from_end) = _container(paper), _container(other)
    assert end - start == from_end - from_start
    swapped = paper[:start] + other[from_start:from_end] + paper[end:]
    assert _status(signer, swapped) is SignatureStatus.ALTERED


def test_a_second_signature_on_our_paper_is_a_change(
    signer: PadesSigner, paper: bytes, tmp_path: Path
) -> None:
    from io import BytesIO

    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

    from yimen.gateways.signing.certificates import organ_pair
    from yimen.gateways.signing.key_files import KeyFolder
    from yimen.gateways.signing.pdf_revision import _CachedKeySigner

    stranger = _CachedKeySigner(organ_pair(KeyFolder(tmp_path / "keys"), "1", "某某公司"))

    class Careless(PdfSigner):
        def _enforce_certification_constraints(self, reader: object) -> None:
            """A program that does not care that the paper forbids changes."""

    writer = IncrementalPdfFileWriter(BytesIO(paper))
    meta = PdfSignatureMetadata(field_name="Another", md_algorithm="sha256")
    doubled = Careless(meta, stranger).sign_pdf(writer).getvalue()
    assert _status(signer, doubled) is SignatureStatus.ALTERED


@pytest.mark.parametrize("data", [b"", b"hello", b"PK\x03\x04", b"\xff\xd8\xff\xe0"])
def test_what_is_no_pdf_is_unsigned(signer: PadesSigner, data: bytes) -> None:
    assert _status(signer, data) is SignatureStatus.UNSIGNED


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(noise=st.binary(max_size=400))
def test_noise_never_raises_and_is_never_genuine(signer: PadesSigner, noise: bytes) -> None:
    for data in (noise, b"%PDF-1.7\n" + noise, b"%PDF-1.7\n/ByteRange" + noise + b"%%EOF"):
        assert _status(signer, data) in (SignatureStatus.UNSIGNED, SignatureStatus.ALTERED)


def test_the_fake_gives_the_same_verdicts() -> None:
    fake = MemorySigner()
    body = b"%PDF-1.7\n%fake\n%%EOF\n"
    signed = fake.sign(body, **ORGAN, at=AT, reason="准予")
    assert fake.verify(signed, at=LATER).signer_name == SHORT_ORGAN
    assert fake.verify(signed, at=LATER).signed_at == AT
    assert _status(fake, body) is SignatureStatus.UNSIGNED
    assert _status(MemorySigner("elsewhere"), signed) is SignatureStatus.UNKNOWN_SIGNER
    for place in range(len(signed)):
        bent = bytearray(signed)
        bent[place] ^= 1
        assert _status(fake, bytes(bent)) is not SignatureStatus.GENUINE
    assert _status(fake, signed + b"\n") is SignatureStatus.ALTERED
