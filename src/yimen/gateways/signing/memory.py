"""The fake signer: a readable trailer instead of a signature, with the same verdicts."""

import base64
import hashlib
import json
from collections.abc import Collection
from datetime import datetime

from yimen.gateways.signing.contract import (
    BytesSignature,
    OrganCertificate,
    SignatureStatus,
    SignatureTrace,
    SignatureVerdict,
)

_MARK = b"\n%fake-signature "


class MemorySigner:
    """Signs by appending a digest under its own name; another instance's papers are unknown to it."""

    def __init__(self, place: str = "test") -> None:
        self._place = place
        self._made: dict[tuple[str, str], list[OrganCertificate]] = {}

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
        """The paper with one more line."""
        made = self._made.setdefault((organ_id, organ_name), [_certificate(organ_id, organ_name, 1)])
        while made[-1].serial in stopped:
            made.append(_certificate(organ_id, organ_name, len(made) + 1))
        note: dict[str, str] = {
            "at": at.isoformat(),
            "digest": hashlib.sha256(pdf).hexdigest(),
            "organ_id": organ_id,
            "organ_name": organ_name,
            "place": self._place,
            "reason": reason,
            "serial": made[-1].serial,
        }
        note["proof"] = _proof(note)
        return pdf + _MARK + json.dumps(note, ensure_ascii=False).encode("utf-8") + b"\n"

    def renew(self, *, organ_id: str, organ_name: str) -> OrganCertificate:
        """One more name for the organ's next key."""
        made = self._made.setdefault((organ_id, organ_name), [])
        made.append(_certificate(organ_id, organ_name, len(made) + 1))
        return made[-1]

    def list_certificates(self) -> tuple[OrganCertificate, ...]:
        """What `sign` and `renew` have made."""
        return tuple(each for made in self._made.values() for each in made)

    def trace(self, pdf: bytes) -> SignatureTrace:
        """The four answers, told from the first trailer."""
        body, mark, tail = pdf.partition(_MARK)
        note, rest = _read(tail.partition(b"\n")[0] + b"\n") if mark else None, tail.partition(b"\n")[2]
        if note is None:
            return SignatureTrace(status=SignatureStatus.UNSIGNED)
        if note["place"] != self._place:
            return SignatureTrace(status=SignatureStatus.UNKNOWN_SIGNER)
        whole = hashlib.sha256(body).hexdigest() == note["digest"] and not rest
        return SignatureTrace(
            status=SignatureStatus.GENUINE if whole else SignatureStatus.ALTERED,
            seal=note["proof"],
            reason=note["reason"],
            signer_name=note["organ_name"],
            serial=note["serial"],
        )

    def verify(self, pdf: bytes, *, at: datetime) -> SignatureVerdict:  # noqa: ARG002 - the fake's keys never expire
        """The four verdicts, told from the trailer."""
        body, mark, tail = pdf.rpartition(_MARK)
        sha256 = hashlib.sha256(pdf).hexdigest()
        if not mark:
            return SignatureVerdict(
                status=SignatureStatus.UNSIGNED, signer_name=None, signed_at=None, sha256=sha256
            )
        note = _read(tail)
        if note is None or hashlib.sha256(body).hexdigest() != note["digest"]:
            return SignatureVerdict(
                status=SignatureStatus.ALTERED, signer_name=None, signed_at=None, sha256=sha256
            )
        status = SignatureStatus.GENUINE if note["place"] == self._place else SignatureStatus.UNKNOWN_SIGNER
        return SignatureVerdict(
            status=status,
            signer_name=note["organ_name"],
            signed_at=datetime.fromisoformat(note["at"]),
            sha256=sha256,
            serial=note["serial"],
        )

    def root_certificate_pem(self) -> bytes:
        """A stub in the outer form of PEM."""
        body = base64.b64encode(self._place.encode()).decode("ascii")
        return f"-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----\n".encode()

    def sign_bytes(self, data: bytes) -> BytesSignature:
        """A keyed digest in place of a signature."""
        return BytesSignature(signature=self._digest(data), key_id=f"fake-{self._place}")

    def verify_bytes(self, data: bytes, signature: bytes, key_id: str) -> bool:
        """Whether this fake signed exactly these bytes."""
        return key_id == f"fake-{self._place}" and signature == self._digest(data)

    def _digest(self, data: bytes) -> bytes:
        return hashlib.sha256(self._place.encode() + b"\n" + data).digest()


def _certificate(organ_id: str, organ_name: str, generation: int) -> OrganCertificate:
    digest = hashlib.sha256(f"{organ_id}/{organ_name}/{generation}".encode()).hexdigest()
    return OrganCertificate(organ_id=organ_id, organ_name=organ_name, serial=digest[:32], sha256=digest)


def _proof(note: dict[str, str]) -> str:
    told = {name: value for name, value in note.items() if name != "proof"}
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _read(tail: bytes) -> dict[str, str] | None:
    try:
        note = json.loads(tail)
    except ValueError:
        return None
    exact = json.dumps(note, ensure_ascii=False).encode("utf-8") + b"\n" == tail
    return note if exact and isinstance(note, dict) and note.get("proof") == _proof(note) else None
