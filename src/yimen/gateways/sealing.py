"""Secrets at rest: SM4-GCM under the installation's one key-encryption key, which lies in `keys/kek`."""

import base64
import os
import secrets
import tempfile
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

_KEK_FILE = "kek"
_KEK_BYTES = 16
_NONCE_BYTES = 12
_TAG_BYTES = 16


class KeyUnreadable(RuntimeError):
    """What was sealed was changed or belongs to another key-encryption key: restore `keys/` as a whole."""


class Sealer(Protocol):
    """Keeps a secret so that the database alone gives nothing away."""

    def seal(self, plain: bytes, *, name: str) -> bytes:
        """The secret, sealed; it opens under this name only, so it cannot be moved to another owner."""
        ...

    def unseal(self, sealed: bytes, *, name: str) -> bytes:
        """The secret again; `KeyUnreadable` when it was changed, moved, or sealed elsewhere."""
        ...


class KekSealer:
    """The real one; makes the key-encryption key at first use, once even when several processes ask first."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def seal(self, plain: bytes, *, name: str) -> bytes:
        """Nonce, ciphertext and tag in one; the name is authenticated, too."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        encryptor = Cipher(algorithms.SM4(self._kek()), modes.GCM(nonce)).encryptor()
        encryptor.authenticate_additional_data(name.encode("utf-8"))
        return nonce + encryptor.update(plain) + encryptor.finalize() + encryptor.tag

    def unseal(self, sealed: bytes, *, name: str) -> bytes:
        """The plain bytes, or `KeyUnreadable`."""
        nonce, body, tag = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:-_TAG_BYTES], sealed[-_TAG_BYTES:]
        try:
            decryptor = Cipher(algorithms.SM4(self._kek()), modes.GCM(nonce, tag)).decryptor()
            decryptor.authenticate_additional_data(name.encode("utf-8"))
            return decryptor.update(body) + decryptor.finalize()
        except (InvalidTag, ValueError) as problem:
            raise KeyUnreadable(f"{name} cannot be opened with this key-encryption key") from problem

    def _kek(self) -> bytes:
        path = self._folder / _KEK_FILE
        if not path.exists():
            publish(path, secrets.token_bytes(_KEK_BYTES))
        return path.read_bytes()


class MemorySealer:
    """The fake: turns the bytes round, and remembers for whom."""

    def seal(self, plain: bytes, *, name: str) -> bytes:
        """Not the plain bytes, at least."""
        return name.encode("utf-8") + b"\0" + base64.b85encode(plain[::-1])

    def unseal(self, sealed: bytes, *, name: str) -> bytes:
        """The bytes turned back."""
        owner, _, body = sealed.partition(b"\0")
        if owner != name.encode("utf-8"):
            raise KeyUnreadable(f"{name} cannot be opened")
        return base64.b85decode(body)[::-1]


def publish(path: Path, content: bytes) -> None:
    """Put `content` at `path` (0600, synced) unless someone was faster; never a half-written file."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=".new-", dir=path.parent)
    fresh = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as target:
            target.write(content)
            target.flush()
            os.fsync(target.fileno())
        path.hardlink_to(fresh)
    except FileExistsError:
        return
    finally:
        fresh.unlink(missing_ok=True)
