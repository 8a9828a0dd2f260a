"""A disk that is full: a small one of its own where root may mount it, else files that may not grow."""

import contextlib
import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.faults.house import House

_SIZE = "300m"
_CHUNKS = (1 << 20, 1 << 12, 1)


@contextmanager
def small_disk(folder: Path) -> Iterator[bool]:
    """The folder as a disk of 300 MB of its own; False when only root could do that."""
    folder.mkdir()
    if os.geteuid() != 0:
        yield False
        return
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={_SIZE},mode=755", "tmpfs", str(folder)], check=True)
    try:
        yield True
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def no_room(house: House, *, is_own_disk: bool) -> Iterator[None]:
    """Not a byte of room for anybody; or, without a disk of its own, none for the HTTP workers' files."""
    with _filled(house.data_dir) if is_own_disk else _frozen(house):
        yield


@contextmanager
def _filled(folder: Path) -> Iterator[None]:
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in _CHUNKS:
            with contextlib.suppress(OSError):
                while file.write(b"\0" * size) == size:
                    pass
    try:
        yield
    finally:
        filler.unlink()


@contextmanager
def _frozen(house: House) -> Iterator[None]:
    pids = [each.pid for each in house.http_workers()]
    for pid in pids:
        _, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        for pid in pids:
            _, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (hard, hard))
