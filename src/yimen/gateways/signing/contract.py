"""What a signer promises: sealed papers, verdicts on papers, and signatures over plain bytes."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class SignatureStatus(StrEnum):
    """The four answers about a file; "revoked" is known to the register of papers, not to the file."""

    GENUINE = "GENUINE"
    ALTERED = "ALTERED"
    UNSIGNED = "UNSIGNED"
    UNKNOWN_SIGNER = "UNKNOWN_SIGNER"


@dataclass(frozen=True, kw_only=True, slots=True)
class SignatureVerdict:
    """What the file itself says; signer and time are given only where the signature could be read.

    Only under GENUINE are `signer_name` and `signed_at` vouched for by this place's root.
    """

    status: SignatureStatus
    signer_name: str | None
    signed_at: datetime | None
    sha256: str


@dataclass(frozen=True, kw_only=True, slots=True)
class BytesSignature:
    """A signature over plain bytes and the id of the key that made it."""

    signature: bytes
    key_id: str


class Signer(Protocol):
    """Signs papers in an organ's name and the journal's roots in the name of this place."""

    def sign(self, pdf: bytes, *, organ_id: str, organ_name: str, at: datetime, reason: str) -> bytes:
        """The signed paper; the same input gives the same bytes, so a repeated job changes nothing."""
        ...

    def verify(self, pdf: bytes, *, at: datetime) -> SignatureVerdict:
        """What the file says of itself, never an exception, whatever bytes come."""
        ...

    def root_certificate_pem(self) -> bytes:
        """The root certificate that anyone may load to check a paper without us."""
        ...

    def sign_bytes(self, data: bytes) -> BytesSignature:
        """Sign with the journal key of this place."""
        ...

    def verify_bytes(self, data: bytes, signature: bytes, key_id: str) -> bool:
        """Whether that key of this place signed exactly these bytes; an unknown key is False."""
        ...
