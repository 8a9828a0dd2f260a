"""What a stranger's file still shows of a signature, by its raw bytes: nothing is unpacked."""

import hashlib
import re
from itertools import islice
from typing import Any

from asn1crypto import cms  # type: ignore[import-untyped]
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from yimen.gateways.signing.certificates import serial_of
from yimen.gateways.signing.contract import SignatureStatus, SignatureTrace

_BYTE_RANGE = re.compile(
    rb"/ByteRange\s{0,80}\[\s{0,80}(\d{1,10})\s{1,80}(\d{1,10})\s{1,80}(\d{1,10})\s{1,80}(\d{1,10})\s{0,80}\]"
)
_REASON = re.compile(rb"/Reason\s{0,8}\(((?:[^()\\]|\\.){1,2000})\)", re.DOTALL)
_ESCAPED = re.compile(rb"\\([0-7]{3}|.)", re.DOTALL)
_MOST_SIGNATURES = 8
_LARGEST_CONTAINER = 64 * 1024
_UNSIGNED = SignatureTrace(status=SignatureStatus.UNSIGNED)


def trace(pdf: bytes, *, root: x509.Certificate) -> SignatureTrace:
    """The best that can be said of any bytes: ours and whole, ours and altered, somebody else's, none.

    Costs one pass and one check of a signature, whatever the file claims of itself.
    """
    best = _UNSIGNED
    for found in islice(_BYTE_RANGE.finditer(pdf), _MOST_SIGNATURES):
        seen = _safely(pdf, tuple(int(part) for part in found.groups()), root)
        if seen.status in (SignatureStatus.GENUINE, SignatureStatus.ALTERED):
            return seen
        best = seen if seen.status is SignatureStatus.UNKNOWN_SIGNER else best
    return best


def _safely(pdf: bytes, ranges: tuple[int, ...], root: x509.Certificate) -> SignatureTrace:
    try:
        return _trace_of(pdf, ranges, root)
    except Exception:  # noqa: BLE001 - a bent container fails in many ways, and all mean the same
        return _UNSIGNED


def _trace_of(pdf: bytes, ranges: tuple[int, ...], root: x509.Certificate) -> SignatureTrace:
    start, length, rest, rest_length = ranges
    gap = pdf[start + length : min(rest, start + length + _LARGEST_CONTAINER)]
    if not (gap.startswith(b"<") and gap.endswith(b">")):
        return _UNSIGNED
    # The container is padded with zeros: only the one value in front counts.
    signed = cms.ContentInfo.load(bytes.fromhex(gap[1:-1].decode("ascii")))
    data, signer = signed["content"], signed["content"]["signer_infos"][0]
    leaf = x509.load_der_x509_certificate(data["certificates"][0].chosen.dump())
    if not _issued_by(leaf, root):
        return SignatureTrace(status=SignatureStatus.UNKNOWN_SIGNER)
    if not _signed_by(leaf, signer):
        return SignatureTrace(status=SignatureStatus.ALTERED)
    covered = hashlib.sha256(pdf[start : start + length] + pdf[rest : rest + rest_length]).digest()
    whole = start == 0 and rest + rest_length == len(pdf) and _stated_digest(signer) == covered
    return SignatureTrace(
        status=SignatureStatus.GENUINE if whole else SignatureStatus.ALTERED,
        seal=hashlib.sha256(signer["signature"].native).hexdigest(),
        reason=_reason(pdf),
        signer_name=_organization(leaf),
        serial=serial_of(leaf),
    )


def _issued_by(leaf: x509.Certificate, root: x509.Certificate) -> bool:
    try:
        leaf.verify_directly_issued_by(root)
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True


def _signed_by(leaf: x509.Certificate, signer: Any) -> bool:
    key = leaf.public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey):
        return False
    try:
        key.verify(
            signer["signature"].native, signer["signed_attrs"].untag().dump(), ec.ECDSA(hashes.SHA256())
        )
    except InvalidSignature:
        return False
    return True


def _stated_digest(signer: Any) -> bytes:
    digests = [
        each["values"][0].native for each in signer["signed_attrs"] if each["type"].native == "message_digest"
    ]
    return digests[0] if digests else b""


def _organization(leaf: x509.Certificate) -> str:
    names = leaf.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)
    return str(names[0].value) if names else ""


def _reason(pdf: bytes) -> str:
    """The reason of signing as our signer writes it: UTF-16 in a literal string, octal where it must be."""
    found = _REASON.search(pdf)
    if found is None:
        return ""
    raw = _ESCAPED.sub(_unescaped, found[1])
    return raw.decode("utf-16", errors="ignore") if raw.startswith(b"\xfe\xff") else ""


def _unescaped(found: re.Match[bytes]) -> bytes:
    said = found[1]
    return bytes([int(said, 8) & 255]) if len(said) == 3 else said
