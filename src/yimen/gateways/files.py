"""Stored files by content: the name of a blob is the SHA-256 of its bytes."""

import contextlib
import hashlib
import os
import re
import tempfile
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Protocol

# The advisory lock of the database under which files are swept; a backup shares it, and nothing is swept.
SWEEP_LOCK = 7_262_021
_SHA256 = re.compile(r"[0-9a-f]{64}")
_NEW, _SWEPT = ".new-", ".swept-"


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredBlob:
    """What was stored: the digest that names it and its size in bytes."""

    sha256: str
    size: int


class BlobNotFound(LookupError):
    """A stored row names a blob that the store does not have: a bug or a lost disk, not a refusal."""


class FileStore(Protocol):
    """Where uploads and issued papers lie; written before the transaction, orphans swept later."""

    def put(self, chunks: Iterable[bytes]) -> StoredBlob:
        """Store the bytes once, however often they come; an error of `chunks` leaves nothing behind."""
        ...

    def open(self, sha256: str) -> BinaryIO:
        """The blob for reading; the caller closes it; BlobNotFound when there is none."""
        ...

    def read(self, sha256: str) -> bytes:
        """The whole blob; BlobNotFound when there is none."""
        ...

    def exists(self, sha256: str) -> bool:
        """Whether the blob is stored."""
        ...

    def remove(self, sha256: str) -> None:
        """Delete the blob; a blob that is gone already is no error."""
        ...

    def list_all(self) -> Iterator[str]:
        """The digests of all blobs, for the sweep of orphans."""
        ...

    def remove_untouched(self, sha256: str, before: datetime) -> bool:
        """Delete the blob if it was last put before that moment; whether it was deleted."""
        ...

    def tidy(self, before: datetime) -> None:
        """Clear away what killed writers left before that moment; what a killed sweep moved comes back.

        One at a time, and no `remove_untouched` meanwhile.
        """
        ...


class DiskFileStore:
    """Blobs under `root` as aa/bb/<sha256>, mode 0600, folders 0700."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def put(self, chunks: Iterable[bytes]) -> StoredBlob:
        """Write to a temporary file, sync it to the disk, then rename it to its digest."""
        self._root.mkdir(mode=0o700, parents=True, exist_ok=True)
        digest = hashlib.sha256()
        size = 0
        # mkstemp creates with mode 0600; the dot keeps half-written files out of list_all.
        descriptor, name = tempfile.mkstemp(prefix=_NEW, dir=self._root)
        fresh = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as target:
                for chunk in chunks:
                    digest.update(chunk)
                    size += len(chunk)
                    target.write(chunk)
                target.flush()
                os.fsync(target.fileno())
            self._settle(fresh, digest.hexdigest())
        finally:
            fresh.unlink(missing_ok=True)
        return StoredBlob(sha256=digest.hexdigest(), size=size)

    def open(self, sha256: str) -> BinaryIO:
        """The blob as an open binary file."""
        try:
            return self._path(sha256).open("rb")
        except FileNotFoundError:
            raise BlobNotFound(sha256) from None

    def read(self, sha256: str) -> bytes:
        """The whole blob."""
        with self.open(sha256) as source:
            return source.read()

    def exists(self, sha256: str) -> bool:
        """Whether the blob lies on the disk."""
        return self._path(sha256).is_file()

    def remove(self, sha256: str) -> None:
        """Delete the blob if it is there."""
        self._path(sha256).unlink(missing_ok=True)

    def list_all(self) -> Iterator[str]:
        """Walk the two levels of folders; temporary files do not count."""
        for path in self._root.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*"):
            if _SHA256.fullmatch(path.name):
                yield path.name

    def remove_untouched(self, sha256: str, before: datetime) -> bool:
        """Move the blob aside, look once more, then delete it: a `put` meanwhile keeps it."""
        path = self._path(sha256)
        aside = path.with_name(f"{_SWEPT}{sha256}")
        try:
            if path.stat().st_mtime >= before.timestamp():
                return False
            path.rename(aside)
        except FileNotFoundError:
            return False
        if aside.stat().st_mtime >= before.timestamp():
            aside.replace(path)
            return False
        aside.unlink()
        return True

    def tidy(self, before: datetime) -> None:
        """Delete half-written files; put blobs back that a sweep was about to look at when it was killed."""
        for path in self._root.glob(f"{_NEW}*"):
            with contextlib.suppress(FileNotFoundError):
                if path.stat().st_mtime < before.timestamp():
                    path.unlink()
        for aside in self._root.glob(f"[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/{_SWEPT}*"):
            # Wherever it was brought again meanwhile, the bytes are the same.
            aside.replace(aside.with_name(aside.name.removeprefix(_SWEPT)))

    def _path(self, sha256: str) -> Path:
        # The check keeps a name that came from outside from leaving the root.
        if not _SHA256.fullmatch(sha256):
            raise BlobNotFound(sha256)
        return self._root / sha256[:2] / sha256[2:4] / sha256

    def _settle(self, fresh: Path, sha256: str) -> None:
        target = self._path(sha256)
        try:
            os.utime(target)  # wanted again: the sweep lets it be for another while
        except FileNotFoundError:
            pass
        else:
            return
        for folder in (target.parent.parent, target.parent):
            folder.mkdir(mode=0o700, exist_ok=True)
        fresh.replace(target)
        _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    # A rename survives a power cut only when its folder was synced, too.
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class MemoryFileStore:
    """The fake: blobs in a dictionary."""

    def __init__(self) -> None:
        self._blobs: dict[str, bytes] = {}
        self._lock = threading.Lock()
        self.put_at: dict[str, datetime] = {}  # a test sets what the disk would know

    def put(self, chunks: Iterable[bytes]) -> StoredBlob:
        """Keep the joined bytes."""
        data = b"".join(chunks)
        sha256 = hashlib.sha256(data).hexdigest()
        with self._lock:
            self._blobs[sha256] = data
            self.put_at.pop(sha256, None)
        return StoredBlob(sha256=sha256, size=len(data))

    def open(self, sha256: str) -> BinaryIO:
        """The blob as a binary stream."""
        return BytesIO(self.read(sha256))

    def read(self, sha256: str) -> bytes:
        """The whole blob."""
        try:
            return self._blobs[sha256]
        except KeyError:
            raise BlobNotFound(sha256) from None

    def exists(self, sha256: str) -> bool:
        """Whether the blob is kept."""
        return sha256 in self._blobs

    def remove(self, sha256: str) -> None:
        """Forget the blob."""
        with self._lock:
            self._blobs.pop(sha256, None)

    def list_all(self) -> Iterator[str]:
        """All digests, in no order that counts."""
        yield from tuple(self._blobs)

    def remove_untouched(self, sha256: str, before: datetime) -> bool:
        """Forget the blob if a test has said that it is old."""
        with self._lock:
            if sha256 not in self.put_at or self.put_at[sha256] >= before:
                return False
            return self._blobs.pop(sha256, None) is not None

    def tidy(self, before: datetime) -> None:
        """Nothing is ever left half-written here."""
