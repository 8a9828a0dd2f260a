"""Writes a backup beside its target and puts it there only when it is whole."""

import contextlib
import errno
import hashlib
import io
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import IO

from yimen.gateways.archives.members import SUMS, belongs
from yimen.rules.errors import N_, Refusal, RuleViolation

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class CannotWriteBackup(RuleViolation):
    """The disk is full, the folder is missing or closed to us; nothing of the backup was left there."""

    code = "backup.cannot_write"
    template = N_("写不了 {path}：{why}。没有留下不完整的文件。")


class TargetExists(RuleViolation):
    """A backup never overwrites a file."""

    code = "backup.target_exists"
    template = N_("{path} 已经有了，备份不覆盖已有的文件。请换一个名称，或者只写文件夹。")
    refusal = Refusal.CONFLICT


class CannotReadPart(RuleViolation):
    """A file of the place that must go into the backup cannot be read."""

    code = "backup.cannot_read_part"
    template = N_("读不了 {path}：{why}。请用运行 yimen up 的那个用户来备份。")


class ArchiveWriter:
    """A tar that is being written; the digest of every member is noted for its last one."""

    def __init__(self, folder: Path, sums: io.BufferedRandom, tar: tarfile.TarFile, now: datetime) -> None:
        self.folder = folder
        self._sums = sums
        self._tar = tar
        self._mtime = int(now.timestamp())
        self.sum_of_sums = ""

    def add(self, name: str, content: bytes) -> None:
        """Add a small member."""
        self._add(name, len(content), io.BytesIO(content), hashlib.sha256(content).hexdigest())

    def add_large(self, name: str, file: io.BufferedReader) -> None:
        """Add a member from an open file that nobody writes to any more."""
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        size = file.tell()
        file.seek(0)
        self._add(name, size, file, digest)

    def finish(self) -> None:
        """Add the list of digests; its own digest stands for the whole backup."""
        size = self._sums.tell()
        self._sums.seek(0)
        self.sum_of_sums = hashlib.file_digest(self._sums, "sha256").hexdigest()
        self._sums.seek(0)
        self._tar.addfile(self._entry(SUMS, size), self._sums)

    def _add(self, name: str, size: int, content: IO[bytes], digest: str) -> None:
        self._tar.addfile(self._entry(name, size), content)
        self._tar.members.clear()  # type: ignore[attr-defined] # a million of them would fill the memory
        self._sums.write(f"{digest}  {name}\n".encode())

    def _entry(self, name: str, size: int) -> tarfile.TarInfo:
        if not belongs(name):
            raise ValueError(f"{name} has no place in a backup")
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode, entry.mtime = size, 0o600, self._mtime
        return entry


@contextlib.contextmanager
def new_archive(target: Path, now: datetime) -> Iterator[ArchiveWriter]:
    """Write into a closed folder beside the target; when the block ends well, the target is there (0600).

    Whatever goes wrong, the target is not there, and neither is the folder. Refuses a target that
    exists, also one that has come meanwhile.
    """
    with worded_writing(target):
        _refuse_existing(target)
        folder = Path(tempfile.mkdtemp(prefix=".yimen-backup-", dir=target.parent))
    try:
        draft = folder / "archive"
        with worded_writing(target):
            handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file, (folder / "sums").open("w+b") as sums:
                with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
                    writer = ArchiveWriter(folder, sums, tar, now)
                    yield writer
                    writer.finish()
                file.flush()
                os.fsync(file.fileno())
            _publish(draft, target)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def worded_writing(path: Path) -> Iterator[None]:
    """What the system refuses inside the block becomes `CannotWriteBackup` in plain words."""
    try:
        yield
    except OSError as fault:
        raise CannotWriteBackup(path=path, why=why(fault)) from fault


def why(fault: OSError) -> str:
    """A refusal of the system in words."""
    if fault.errno in _FULL:
        return N_("磁盘写满了，请腾出空间再试")
    words = {
        errno.EACCES: N_("没有权限"),
        errno.EPERM: N_("没有权限"),
        errno.EROFS: N_("磁盘是只读的"),
        errno.ENOENT: N_("没有这个文件或文件夹，请核对路径"),
        errno.ENOTDIR: N_("路径中间有一段不是文件夹"),
        errno.ENAMETOOLONG: N_("名称太长"),
        errno.EISDIR: N_("它是一个文件夹"),
        errno.EBUSY: N_("它是单独挂载的，请把整个数据目录挂在一处"),
        errno.EXDEV: N_("它在另一个磁盘上，请把整个数据目录放在一处"),
    }
    return words.get(fault.errno or 0) or str(fault.strerror or fault)


def _refuse_existing(target: Path) -> None:
    if target.exists() or target.is_symlink():
        raise TargetExists(path=target)


def _publish(draft: Path, target: Path) -> None:
    """A link refuses what is there already; where links are unknown (USB sticks), a look and a rename."""
    try:
        os.link(draft, target)
    except FileExistsError:
        raise TargetExists(path=target) from None
    except OSError:
        _refuse_existing(target)
        draft.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # some network disks cannot
            os.fsync(folder)
    finally:
        os.close(folder)
