"""What a signer promises: sealed papers, verdicts on papers, and signatures over plain bytes."""

from collections.abc import Collection
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
    serial: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class SignatureTrace:
    """What any bytes still show of a signature of this place.

    `seal` tells one act of signing from every other; it is given only when this place's key really made
    it, also where the file around it was changed. `reason`, the words given at signing, stand in the file
    and are vouched for only under GENUINE. `serial` is the certificate's, in hexadecimal.
    """

    status: SignatureStatus
    seal: str = ""
    reason: str = ""
    signer_name: str = ""
    serial: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class OrganCertificate:
    """One certificate of an organ: who it speaks for, its serial and SHA-256 in hexadecimal."""

    organ_id: str
    organ_name: str
    serial: str
    sha256: str


@dataclass(frozen=True, kw_only=True, slots=True)
class BytesSignature:
    """A signature over plain bytes and the id of the key that made it."""

    signature: bytes
    key_id: str


class Signer(Protocol):
    """Signs papers in an organ's name and the journal's roots in the name of this place."""

    def sign(
        self,
        pdf: bytes,
        *,
        organ_id: str,
        organ_name: str,
        at: datetime,
        reason: str,
        stopped: Collection[str] = (),
    ) -> bytes:
        """The signed paper; the same input gives the same bytes, so a repeated job changes nothing.

        Signs with the organ's newest certificate; where its serial is among the `stopped`, with a new one.
        """
        ...

    def renew(self, *, organ_id: str, organ_name: str) -> OrganCertificate:
        """A new key and certificate for the organ; what older ones signed stays valid."""
        ...

    def list_certificates(self) -> tuple[OrganCertificate, ...]:
        """Every certificate of an organ that this place ever made, oldest first for each organ."""
        ...

    def trace(self, pdf: bytes) -> SignatureTrace:
        """What a stranger's bytes show of a signature, never an exception; bounded work, nothing unpacked."""
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
