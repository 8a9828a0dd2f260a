"""The real signer: PAdES B-B under the instance's own root, certified "no changes allowed"."""

import hashlib
import threading
from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from yimen.gateways.signing.certificates import (
    described,
    journal_pair,
    newest_generation,
    organ_certificates,
    organ_file_name,
    organ_pair,
    root_pair,
    serial_of,
)
from yimen.gateways.signing.contract import BytesSignature, OrganCertificate, SignatureTrace, SignatureVerdict
from yimen.gateways.signing.key_files import KeyFolder, KeyPair

# RFC 6979: no random nonce, so a repeated job writes the same bytes and the same digest.
_ECDSA = ec.ECDSA(hashes.SHA256(), deterministic_signing=True)


class PadesSigner:
    """Signs with keys under `keys_folder`, which it makes at first use and holds in memory afterwards."""

    def __init__(self, keys_folder: Path) -> None:
        self._folder = KeyFolder(keys_folder)
        self._pairs: dict[str, KeyPair] = {}
        self._lock = threading.Lock()

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
        """One more revision of `pdf` with an invisible signature field; `at` is the claimed time."""
        from yimen.gateways.signing.pdf_revision import add_signature

        # Looked up each time: another process may have renewed or stopped it.
        generation = newest_generation(self._folder, organ_id, organ_name)
        pair = self._pair(organ_id, organ_name, generation)
        while serial_of(pair.certificate) in stopped:
            generation += 1
            pair = self._pair(organ_id, organ_name, generation)
        return add_signature(pdf, pair=pair, organ_name=organ_name, at=at, reason=reason)

    def renew(self, *, organ_id: str, organ_name: str) -> OrganCertificate:
        """The next key of the organ; its first one where it has none."""
        first = organ_file_name(organ_id, organ_name)
        generation = newest_generation(self._folder, organ_id, organ_name)
        generation += 1 if self._folder.has(first) else 0
        return described(organ_id, self._pair(organ_id, organ_name, generation).certificate)

    def list_certificates(self) -> tuple[OrganCertificate, ...]:
        """By the files of the folder; no key is opened."""
        return organ_certificates(self._folder)

    def trace(self, pdf: bytes) -> SignatureTrace:
        """Read from raw bytes, without the library that opens PDFs."""
        from yimen.gateways.signing.traces import trace

        return trace(pdf, root=self._root().certificate)

    def verify(self, pdf: bytes, *, at: datetime) -> SignatureVerdict:
        """Judge a file against this instance's root, with no clock and no network."""
        from yimen.gateways.signing.verdicts import judge

        return judge(pdf, root=self._root().certificate, at=at)

    def root_certificate_pem(self) -> bytes:
        """The root certificate, for the public page and for other programs' stores."""
        return self._root().certificate.public_bytes(serialization.Encoding.PEM)

    def sign_bytes(self, data: bytes) -> BytesSignature:
        """ECDSA P-256 with SHA-256 (DER) by the journal key."""
        pair = self._journal()
        return BytesSignature(signature=pair.key.sign(data, _ECDSA), key_id=_key_id(pair.certificate))

    def verify_bytes(self, data: bytes, signature: bytes, key_id: str) -> bool:
        """Whether the journal key of that id signed these bytes."""
        pair = self._journal()
        if key_id != _key_id(pair.certificate):
            return False
        try:
            pair.key.public_key().verify(signature, data, ec.ECDSA(hashes.SHA256()))
        except InvalidSignature:
            return False
        return True

    def _root(self) -> KeyPair:
        with self._lock:
            if "root" not in self._pairs:
                self._pairs["root"] = root_pair(self._folder)
            return self._pairs["root"]

    def _journal(self) -> KeyPair:
        with self._lock:
            if "journal" not in self._pairs:
                self._pairs["journal"] = journal_pair(self._folder)
            return self._pairs["journal"]

    def _pair(self, organ_id: str, organ_name: str, generation: int) -> KeyPair:
        name = organ_file_name(organ_id, organ_name, generation)
        with self._lock:
            if name not in self._pairs:
                self._pairs[name] = organ_pair(self._folder, organ_id, organ_name, generation)
            return self._pairs[name]


def _key_id(certificate: x509.Certificate) -> str:
    spki = certificate.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return hashlib.sha256(spki).hexdigest()[:16]
