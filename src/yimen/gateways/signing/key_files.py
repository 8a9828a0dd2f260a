"""Private keys at rest: each file holds one certificate and its key, sealed by SM4-GCM under one KEK."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from yimen.gateways.sealing import KekSealer, KeyUnreadable, publish

__all__ = ["KeyFolder", "KeyPair", "KeyUnreadable"]


@dataclass(frozen=True, kw_only=True, slots=True)
class KeyPair:
    """A private key and the certificate that speaks for it."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate


class KeyFolder:
    """The folder `keys/` of an instance (0700): the KEK, the root, one file per organ; all backed up."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sealer = KekSealer(folder)

    def load_or_make(self, name: str, make: Callable[[], KeyPair]) -> KeyPair:
        """The pair of that name; made once even when several processes ask for it first.

        The winner is whoever links its finished file into place; the others read the winner's.
        """
        path = self._folder / f"{name}.json"
        if not path.exists():
            publish(path, self._seal(name, make()))
        return self._unseal(name, path.read_bytes())

    def has(self, name: str) -> bool:
        """Whether a pair of that name was made."""
        return (self._folder / f"{name}.json").exists()

    def names(self, prefix: str) -> tuple[str, ...]:
        """The names of all pairs that begin so."""
        return tuple(sorted(path.stem for path in self._folder.glob(f"{prefix}*.json")))

    def certificate(self, name: str) -> x509.Certificate:
        """The certificate of that name; its key stays sealed."""
        parts = json.loads((self._folder / f"{name}.json").read_bytes())
        return x509.load_pem_x509_certificate(parts["certificate"].encode("ascii"))

    def _seal(self, name: str, pair: KeyPair) -> bytes:
        plain = pair.key.private_bytes(
            serialization.Encoding.DER,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        # The name is authenticated, too: a sealed key cannot be moved under another organ's name.
        sealed = self._sealer.seal(plain, name=name)
        certificate = pair.certificate.public_bytes(serialization.Encoding.PEM).decode("ascii")
        return json.dumps({"certificate": certificate, "sealed_key": sealed.hex()}, indent=1).encode()

    def _unseal(self, name: str, stored: bytes) -> KeyPair:
        try:
            parts = json.loads(stored)
            plain = self._sealer.unseal(bytes.fromhex(parts["sealed_key"]), name=name)
            certificate = x509.load_pem_x509_certificate(parts["certificate"].encode("ascii"))
        except (ValueError, KeyError) as problem:
            raise KeyUnreadable(f"key file {name} cannot be opened with this key-encryption key") from problem
        key = serialization.load_der_private_key(plain, password=None)
        if not isinstance(key, ec.EllipticCurvePrivateKey) or key.public_key() != certificate.public_key():
            raise KeyUnreadable(f"key file {name} holds a key that is not its certificate's")
        return KeyPair(key=key, certificate=certificate)
