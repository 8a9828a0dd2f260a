"""Reads a backup without trusting it: names from a closed list, plain files only, every digest compared."""

import contextlib
import hashlib
import json
import os
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from yimen.gateways.archives.members import MANIFEST, SUMS, belongs, blob_digest, root_number
from yimen.gateways.archives.writing import why, worded_writing
from yimen.rules.errors import N_, RuleViolation

_CHUNK = 1 << 20
_LONGEST_MANIFEST = 1 << 20
_LONGEST_LINE = 1024


class CannotOpenBackup(RuleViolation):
    """There is no such file, or it cannot be read."""

    code = "backup.cannot_open"
    template = N_("读不了 {path}：{why}。")


class NotABackup(RuleViolation):
    """A file of another kind."""

    code = "backup.not_a_backup"
    template = N_("{path} 不是一门的备份文件，没有动任何数据。")


class BackupIncomplete(RuleViolation):
    """The end is missing: the copy was broken off, or the file was cut."""

    code = "backup.incomplete"
    template = N_("备份文件不完整，可能没有传完，没有动任何数据：{path}。请重新复制一份，或换一个备份。")


class BackupAltered(RuleViolation):
    """A member is not what the list says, is missing, or does not belong there."""

    code = "backup.altered"
    template = N_("备份文件被改动过或者损坏了，没有动任何数据：其中 {name} {what}。请换一个备份。")


class ArchiveReader:
    """A backup whose manifest has been read and nothing else yet."""

    def __init__(self, path: Path, tar: tarfile.TarFile, manifest: dict[str, object], digest: str) -> None:
        self._path = path
        self._tar = tar
        self.manifest = manifest
        self._digests = {MANIFEST: digest}
        self._blobs = 0
        self.sum_of_sums = ""

    def extract(self, folder: Path) -> None:
        """Write every member under `folder` (0600, folders 0700), then compare all with the list.

        What is written is not to be used before this has returned.
        """
        with _worded_reading(self._path), worded_writing(folder):
            while (entry := self._tar.next()) is not None:
                self._tar.members.clear()  # type: ignore[attr-defined] # a million of them would fill the memory
                name = self._checked(entry)
                content = self._tar.extractfile(entry)
                if content is None:
                    raise BackupAltered(name=name, what=N_("不是普通文件"))
                if name == SUMS:
                    self._compare(content, folder)
                    if self._tar.next() is not None:
                        raise BackupAltered(name=SUMS, what=N_("后面还有内容"))
                    return
                self._write(name, content, folder)
        raise BackupIncomplete(path=self._path)

    def _checked(self, entry: tarfile.TarInfo) -> str:
        """A name from the closed list that has not come before."""
        is_plain = entry.isreg() and not entry.issparse() and entry.size >= 0
        if not is_plain or not belongs(entry.name):
            raise BackupAltered(name=entry.name[:80], what=N_("不该在备份里"))
        if entry.name in self._digests:
            raise BackupAltered(name=entry.name, what=N_("出现了两次"))
        return entry.name

    def _write(self, name: str, content: IO[bytes], folder: Path) -> None:
        target = folder / name
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        mode = 0o400 if root_number(name) else 0o600
        try:
            handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, mode)
        except FileExistsError:
            raise BackupAltered(name=name, what=N_("出现了两次")) from None
        digest = hashlib.sha256()
        with os.fdopen(handle, "wb") as file:
            while chunk := content.read(_CHUNK):
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        said = blob_digest(name)
        if said is None:
            self._digests[name] = digest.hexdigest()
        elif said == digest.hexdigest():
            self._blobs += 1
        else:
            raise BackupAltered(name=name, what=N_("与清单不符"))

    def _compare(self, content: IO[bytes], folder: Path) -> None:
        whole = hashlib.sha256()
        blobs, rest = 0, dict(self._digests)
        while line := content.readline(_LONGEST_LINE):
            whole.update(line)
            digest, _, name = line.decode("utf-8", errors="replace").rstrip("\n").partition("  ")
            if blob_digest(name) == digest and (folder / name).is_file():
                blobs += 1
            elif rest.pop(name, None) != digest:
                raise BackupAltered(name=name[:80] or SUMS, what=N_("与清单不符"))
        if rest or blobs != self._blobs:
            raise BackupAltered(name=next(iter(rest), "files"), what=N_("与清单不符"))
        self.sum_of_sums = whole.hexdigest()


@contextlib.contextmanager
def open_archive(path: Path) -> Iterator[ArchiveReader]:
    """Open a backup and read its manifest; refuses what is none in a sentence."""
    try:
        if path.exists() and not path.is_dir() and not path.is_file():
            raise CannotOpenBackup(path=path, why=N_("它不是普通文件"))
        file = path.open("rb")
    except OSError as fault:
        raise CannotOpenBackup(path=path, why=why(fault)) from fault
    with file:
        try:
            tar = tarfile.open(fileobj=file, mode="r:")  # noqa: SIM115 - closed below
        except (tarfile.TarError, EOFError, OSError) as fault:
            raise NotABackup(path=path) from fault
        with tar:
            content = _first_entry(path, tar)
            yield ArchiveReader(path, tar, _parsed(path, content), hashlib.sha256(content).hexdigest())


def _first_entry(path: Path, tar: tarfile.TarFile) -> bytes:
    with _worded_reading(path):
        entry = tar.next()
        if entry is None or entry.name != MANIFEST or not entry.isreg() or entry.size > _LONGEST_MANIFEST:
            raise NotABackup(path=path)
        content = tar.extractfile(entry)
        return content.read() if content is not None else b""


def _parsed(path: Path, content: bytes) -> dict[str, object]:
    try:
        found = json.loads(content)
    except ValueError as fault:
        raise NotABackup(path=path) from fault
    if not isinstance(found, dict):
        raise NotABackup(path=path)
    return found


@contextlib.contextmanager
def _worded_reading(path: Path) -> Iterator[None]:
    """A tar that ends or breaks in the middle is an incomplete backup."""
    try:
        yield
    except (tarfile.TarError, EOFError) as fault:
        raise BackupIncomplete(path=path) from fault
