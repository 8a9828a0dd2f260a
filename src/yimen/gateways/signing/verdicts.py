"""Judging a file: is it signed by this instance, and is every byte as it was signed?"""

import hashlib
from datetime import datetime
from io import BytesIO

from cryptography import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from yimen.gateways.signing.container import canonical_container
from yimen.gateways.signing.contract import SignatureStatus, SignatureVerdict
from yimen.gateways.signing.pdf_revision import as_asn1

# Wherever a signed file is torn or bent, these letters usually survive; a plain PDF has none.
_TRACE_OF_SIGNATURE = b"/ByteRange"
_END_MARK = b"%%EOF"


def judge(pdf: bytes, *, root: x509.Certificate, at: datetime) -> SignatureVerdict:
    """The verdict on any bytes; certificates are judged at the claimed time of signing, never after `at`."""
    sha256 = hashlib.sha256(pdf).hexdigest()
    try:
        embedded = PdfFileReader(BytesIO(pdf)).embedded_signatures
        if not embedded:
            return _nameless(_without_signature(pdf), sha256)
        if len(embedded) != 1:
            # Our papers carry one signature and allow no change: a second one came later.
            return _nameless(SignatureStatus.ALTERED, sha256)
        return _judge_signature(pdf, embedded[0], root=root, at=at, sha256=sha256)
    except Exception:  # noqa: BLE001 - pyHanko fails in many ways on bent files, and all mean the same
        return _nameless(_unreadable(pdf), sha256)


def _judge_signature(
    pdf: bytes, signature: EmbeddedPdfSignature, *, root: x509.Certificate, at: datetime, sha256: str
) -> SignatureVerdict:
    signed_at = signature.self_reported_timestamp
    status = validate_pdf_signature(
        signature,
        ValidationContext(
            trust_roots=[as_asn1(root)],
            allow_fetching=False,
            moment=at if signed_at is None else min(signed_at, at),
        ),
    )
    if not _is_whole(status) or (status.trusted and not _is_exactly_ours(pdf, signature)):
        return _nameless(SignatureStatus.ALTERED, sha256)
    return SignatureVerdict(
        status=SignatureStatus.GENUINE if status.trusted else SignatureStatus.UNKNOWN_SIGNER,
        signer_name=_signer_name(signature),
        signed_at=signed_at,
        sha256=sha256,
        serial=f"{signature.signer_cert.serial_number:x}",
    )


def _is_whole(status: PdfSignatureStatus) -> bool:
    covered = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    return bool(status.intact and status.valid and covered and status.docmdp_ok)


def _is_exactly_ours(pdf: bytes, signature: EmbeddedPdfSignature) -> bool:
    """Whether the place of the signature itself holds the one container that our signer writes.

    A signature cannot cover its own container: padding, letter case and the unsigned outer fields
    could be changed unseen. So the container is built anew from its signed parts and compared.
    """
    start, length, rest, _ = (int(part) for part in signature.byte_range)
    kept = pdf[start + length : rest]
    own = (
        b"<" + canonical_container(signature).hex().upper().encode("ascii").ljust(len(kept) - 2, b"0") + b">"
    )
    return kept == own


def _signer_name(signature: EmbeddedPdfSignature) -> str | None:
    subject = signature.signer_cert.subject.native
    name = subject.get("organization_name") or subject.get("common_name")
    return str(name) if name else None


def _without_signature(pdf: bytes) -> SignatureStatus:
    # A signature is the last revision: a file cut inside it ends with objects after the end mark.
    half_a_revision = b" obj" in pdf[pdf.rfind(_END_MARK) :]
    if _TRACE_OF_SIGNATURE in pdf or half_a_revision:
        return SignatureStatus.ALTERED
    return SignatureStatus.UNSIGNED


def _unreadable(pdf: bytes) -> SignatureStatus:
    is_pdf = pdf.startswith(b"%PDF-") or _TRACE_OF_SIGNATURE in pdf
    return SignatureStatus.ALTERED if is_pdf else SignatureStatus.UNSIGNED


def _nameless(status: SignatureStatus, sha256: str) -> SignatureVerdict:
    return SignatureVerdict(status=status, signer_name=None, signed_at=None, sha256=sha256)
