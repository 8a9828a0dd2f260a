"""The disk store and its fake keep the same promises."""

import hashlib
import os
import stat
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from yimen.gateways.files import BlobNotFound, DiskFileStore, FileStore, MemoryFileStore, StoredBlob

CONTENT = "一门".encode()
DIGEST = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture(params=["disk", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> FileStore:
    """Each store in turn."""
    return DiskFileStore(tmp_path / "files") if request.param == "disk" else MemoryFileStore()


def test_what_was_put_is_read_back_by_its_digest(store: FileStore) -> None:
    blob = store.put([CONTENT[:2], CONTENT[2:]])
    assert blob == StoredBlob(sha256=DIGEST, size=len(CONTENT))
    assert store.read(DIGEST) == CONTENT
    with store.open(DIGEST) as source:
        assert source.read() == CONTENT


def test_an_empty_file_is_a_file(store: FileStore) -> None:
    blob = store.put([])
    assert blob.size == 0
    assert store.read(blob.sha256) == b""


def test_putting_twice_keeps_one_blob(store: FileStore) -> None:
    assert store.put([CONTENT]) == store.put([CONTENT])
    assert list(store.list_all()) == [DIGEST]


def test_a_removed_blob_is_gone_and_may_be_removed_again(store: FileStore) -> None:
    store.put([CONTENT])
    store.remove(DIGEST)
    store.remove(DIGEST)
    assert not store.exists(DIGEST)
    assert list(store.list_all()) == []


def test_a_missing_blob_is_called_missing(store: FileStore) -> None:
    assert not store.exists(DIGEST)
    with pytest.raises(BlobNotFound):
        store.read(DIGEST)
    with pytest.raises(BlobNotFound):
        store.open(DIGEST)


def test_an_upload_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield CONTENT
        raise ConnectionResetError

    store = DiskFileStore(tmp_path / "files")
    with pytest.raises(ConnectionResetError):
        store.put(broken())
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_files_are_for_their_owner_only(tmp_path: Path) -> None:
    root = tmp_path / "files"
    DiskFileStore(root).put([CONTENT])
    modes = {path.is_dir(): stat.S_IMODE(path.stat().st_mode) for path in [root, *root.rglob("*")]}
    assert modes == {True: 0o700, False: 0o600}


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "A" * 64, DIGEST + "0"])
def test_a_name_that_is_no_digest_never_reaches_the_disk(tmp_path: Path, name: str) -> None:
    with pytest.raises(BlobNotFound):
        DiskFileStore(tmp_path).read(name)


def test_many_writers_of_the_same_bytes_agree(tmp_path: Path) -> None:
    store = DiskFileStore(tmp_path / "files")
    found: list[StoredBlob] = []
    threads = [threading.Thread(target=lambda: found.append(store.put([CONTENT] * 50))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1
    assert list(store.list_all()) == [found[0].sha256]


def test_what_killed_writers_left_is_cleared_a_day_later_and_a_blob_set_aside_comes_back(
    tmp_path: Path,
) -> None:
    store = DiskFileStore(tmp_path)
    store.put([CONTENT])
    blob = tmp_path / DIGEST[:2] / DIGEST[2:4] / DIGEST
    blob.rename(blob.with_name(f".swept-{DIGEST}"))
    old, young = tmp_path / ".new-old", tmp_path / ".new-young"
    for path in (old, young):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    store.tidy(datetime(2026, 1, 1, tzinfo=UTC))
    assert (old.exists(), young.exists()) == (False, True)
    assert store.read(DIGEST) == CONTENT
    assert list(store.list_all()) == [DIGEST]
