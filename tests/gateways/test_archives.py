"""A backup file is whole or not there; whatever is no sound backup is refused in words."""

import hashlib
import io
import os
import resource
import subprocess
import tarfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.world import NOW
from yimen.gateways.archives import (
    DUMP,
    MANIFEST,
    SUMS,
    BackupAltered,
    BackupIncomplete,
    CannotOpenBackup,
    CannotReadPart,
    CannotWriteBackup,
    NotABackup,
    TargetExists,
    list_part,
    new_archive,
    open_archive,
)

BLOB = b"a scan"
BLOB_NAME = hashlib.sha256(BLOB).hexdigest()
BLOB_PATH = f"files/{BLOB_NAME[:2]}/{BLOB_NAME[2:4]}/{BLOB_NAME}"
MEMBERS = {
    MANIFEST: b'{"format": 1}',
    DUMP: b"PGDMP",
    BLOB_PATH: BLOB,
    "keys/secret-key": b"secret",
    "keys/印章 2026.p12": b"seal",
    "journal-roots/0000000001.json": b"{}",
    "fonts/公文/仿宋.ttf": b"font",
}
Change = Callable[[tarfile.TarInfo, bytes], list[tuple[tarfile.TarInfo, bytes]]]


def write(
    target: Path, members: Mapping[str, bytes] = MEMBERS, at_the_end: Callable[[], object] = lambda: None
) -> str:
    with new_archive(target, NOW) as archive:
        for name, content in members.items():
            archive.add(name, content)
        at_the_end()
    return archive.sum_of_sums


def explode() -> None:
    raise KeyError("a bug")


def entry(name: str, content: bytes = b"", **also: object) -> tuple[tarfile.TarInfo, bytes]:
    found = tarfile.TarInfo(name)
    found.size = len(content)
    for key, value in also.items():
        setattr(found, key, value)
    return found, content


def rewrite(source: Path, change: Change) -> None:
    """The same tar with each member changed into others."""
    with tarfile.open(source) as old:
        members = [(each, (old.extractfile(each) or io.BytesIO()).read()) for each in old]
    with tarfile.open(source, "w") as new:
        for each, content in members:
            for fresh, bytes_ in change(each, content):
                new.addfile(fresh, io.BytesIO(bytes_))


def extract(source: Path, folder: Path) -> str:
    folder.mkdir(exist_ok=True)
    with open_archive(source) as archive:
        archive.extract(folder)
        return archive.sum_of_sums


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    target = tmp_path / "yimen.tar"
    write(target)
    return target


def test_what_went_in_comes_out_for_its_owner_alone(tmp_path: Path) -> None:
    checksum = write(tmp_path / "yimen.tar")
    assert (tmp_path / "yimen.tar").stat().st_mode & 0o777 == 0o600
    assert extract(tmp_path / "yimen.tar", tmp_path / "out") == checksum
    found = {
        p.relative_to(tmp_path / "out").as_posix(): p for p in (tmp_path / "out").rglob("*") if p.is_file()
    }
    assert {name: path.read_bytes() for name, path in found.items()} == {
        name: content for name, content in MEMBERS.items() if name != MANIFEST
    }
    assert {path.stat().st_mode & 0o077 for path in found.values()} == {0}
    assert found["journal-roots/0000000001.json"].stat().st_mode & 0o777 == 0o400
    assert list(tmp_path.glob(".yimen-*")) == []


def test_plain_tools_can_check_it(backup: Path, tmp_path: Path) -> None:
    subprocess.run(["tar", "-C", tmp_path, "-xf", backup], check=True)
    subprocess.run(["sha256sum", "--check", "--quiet", "--strict", SUMS], cwd=tmp_path, check=True)


def test_it_never_overwrites(backup: Path) -> None:
    before = backup.read_bytes()
    with pytest.raises(TargetExists, match="已经有了"):
        write(backup)
    assert backup.read_bytes() == before


def test_not_even_what_has_come_meanwhile(tmp_path: Path) -> None:
    target = tmp_path / "yimen.tar"
    with pytest.raises(TargetExists):
        write(target, at_the_end=lambda: target.write_text("somebody else's", encoding="ascii"))
    assert target.read_text(encoding="ascii") == "somebody else's"
    assert list(tmp_path.iterdir()) == [target]


def test_an_error_on_the_way_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        write(tmp_path / "yimen.tar", at_the_end=explode)
    assert list(tmp_path.iterdir()) == []


@contextmanager
def files_no_longer_than(size: int) -> Iterator[None]:
    """The system refuses to write on, as it does when the disk is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_is_named_and_nothing_stays(tmp_path: Path) -> None:
    target = tmp_path / "yimen.tar"
    with files_no_longer_than(20_000), pytest.raises(CannotWriteBackup, match="磁盘写满了"):
        write(target, {MANIFEST: b"{}", DUMP: b"x" * 100_000})
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_while_reading_it_back_is_named(tmp_path: Path) -> None:
    write(tmp_path / "yimen.tar", {MANIFEST: b"{}", DUMP: b"x" * 100_000})
    with files_no_longer_than(20_000), pytest.raises(CannotWriteBackup, match="磁盘写满了"):
        extract(tmp_path / "yimen.tar", tmp_path / "out")


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotWriteBackup, match="没有这个文件或文件夹"):
        write(tmp_path / "nowhere" / "yimen.tar")


def test_a_folder_that_cannot_be_written_is_named() -> None:
    with pytest.raises(CannotWriteBackup, match=r"没有权限|只读|没有这个文件"):
        write(Path("/proc/self/yimen.tar"))


def test_only_names_of_the_list_go_in(tmp_path: Path) -> None:
    for name in ("../evil", "/etc/passwd", "keys/../../evil", "keys/.new-draft", "files/aa/bb/cc", "notes"):
        with pytest.raises(ValueError, match="no place"):
            write(tmp_path / "x.tar", {name: b""})


def test_a_part_lists_what_belongs_into_a_backup(tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir()
    for name in ("kek", ".new-1", "root.json"):
        (tmp_path / "keys" / name).write_text("", encoding="ascii")
    assert [name for name, _ in list_part(tmp_path, "keys")] == ["keys/kek", "keys/root.json"]
    assert list(list_part(tmp_path, "fonts")) == []
    (tmp_path / "files").write_text("not a folder", encoding="ascii")
    with pytest.raises(CannotReadPart, match="files"):
        list(list_part(tmp_path, "files"))


@pytest.mark.parametrize("content", [b"", b"hello", b"\0" * 10240, b"PK\x03\x04" + b"x" * 9000])
def test_another_kind_of_file_is_no_backup(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.tar").write_bytes(content)
    with pytest.raises(NotABackup):
        extract(tmp_path / "x.tar", tmp_path / "out")


def test_another_tar_is_no_backup(tmp_path: Path) -> None:
    for first in (entry("readme", b"{}"), entry(MANIFEST, b"not json"), entry(MANIFEST, b"[]")):
        with tarfile.open(tmp_path / "x.tar", "w") as tar:
            tar.addfile(first[0], io.BytesIO(first[1]))
        with pytest.raises(NotABackup):
            extract(tmp_path / "x.tar", tmp_path / "out")


def test_what_cannot_be_opened_is_named(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path, words in (("nothing", "没有这个文件"), (".", "它是一个文件夹"), ("pipe", "它不是普通文件")):
        with pytest.raises(CannotOpenBackup, match=words):
            extract(tmp_path / path, tmp_path / "out")


def test_a_backup_cut_anywhere_is_incomplete(backup: Path, tmp_path: Path) -> None:
    whole = backup.read_bytes()
    end = whole.rindex(b"\n", 0, len(whole.rstrip(b"\0")))
    for cut in (1024 + 100, 3000, 5000, end // 512 * 512 - 512, end - 1):
        backup.write_bytes(whole[:cut])
        with pytest.raises((BackupIncomplete, BackupAltered)):
            extract(backup, tmp_path / f"out-{cut}")


def test_every_changed_member_is_found(backup: Path, tmp_path: Path) -> None:
    whole = backup.read_bytes()
    for name in (*MEMBERS, SUMS):

        def spoil(
            each: tarfile.TarInfo, content: bytes, spoiled: str = name
        ) -> list[tuple[tarfile.TarInfo, bytes]]:
            changed = content[:-1] + bytes([content[-1] ^ 1]) if each.name == spoiled else content
            if spoiled == each.name == MANIFEST:
                changed = b'{"format": 2}'
            return [(each, changed)]

        backup.write_bytes(whole)
        rewrite(backup, spoil)
        with pytest.raises(BackupAltered):
            extract(backup, tmp_path / hashlib.sha256(name.encode()).hexdigest())


def test_every_missing_member_is_found(backup: Path, tmp_path: Path) -> None:
    whole = backup.read_bytes()
    for name in set(MEMBERS) - {MANIFEST}:
        backup.write_bytes(whole)
        rewrite(backup, lambda each, content, gone=name: [] if each.name == gone else [(each, content)])
        with pytest.raises(BackupAltered, match="与清单不符"):
            extract(backup, tmp_path / hashlib.sha256(name.encode()).hexdigest())


OTHER = hashlib.sha256(b"other").hexdigest()
STRANGERS = {
    "a path upwards": entry("../evil", b"x"),
    "a path upwards in a part": entry("keys/../../evil", b"x"),
    "a path from the root": entry("/tmp/evil", b"x"),
    "a stranger's name": entry("settings.py", b"x"),
    "a link": entry("keys/link", type=tarfile.SYMTYPE, linkname="/etc/passwd"),
    "a hard link": entry("keys/link", type=tarfile.LNKTYPE, linkname="keys/secret-key"),
    "a device": entry("keys/null", type=tarfile.CHRTYPE),
    "a folder": entry("keys", type=tarfile.DIRTYPE),
    "the same key again": entry("keys/secret-key", b"other"),
    "the same file again": entry(BLOB_PATH, BLOB),
    "a file under another digest": entry(f"files/{OTHER[:2]}/{OTHER[2:4]}/{OTHER}", b"x"),
    "a file that is not listed": entry(f"files/{OTHER[:2]}/{OTHER[2:4]}/{OTHER}", b"other"),
    "a key that is not listed": entry("keys/mine", b"x"),
    "a second manifest": entry(MANIFEST, b"{}"),
}


@pytest.mark.parametrize("what", STRANGERS)
def test_what_does_not_belong_is_refused_and_nothing_is_written_outside(
    backup: Path, tmp_path: Path, what: str
) -> None:
    rewrite(
        backup, lambda each, content: [*([STRANGERS[what]] if each.name == SUMS else []), (each, content)]
    )
    (tmp_path / "in").mkdir()
    with pytest.raises(BackupAltered):
        extract(backup, tmp_path / "in" / "out")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "yimen.tar"]
    assert not any(path.is_symlink() for path in tmp_path.rglob("*"))


def test_nothing_comes_after_the_list(backup: Path, tmp_path: Path) -> None:
    extra = entry("keys/mine", b"x")
    rewrite(backup, lambda each, content: [(each, content), *([extra] if each.name == SUMS else [])])
    with pytest.raises(BackupAltered, match="后面还有内容"):
        extract(backup, tmp_path / "out")


def test_a_listed_file_that_another_stands_for_is_missed(backup: Path, tmp_path: Path) -> None:
    other = entry(f"files/{OTHER[:2]}/{OTHER[2:4]}/{OTHER}", b"other")
    rewrite(backup, lambda each, content: [other if each.name == BLOB_PATH else (each, content)])
    with pytest.raises(BackupAltered, match=BLOB_NAME):
        extract(backup, tmp_path / "out")
