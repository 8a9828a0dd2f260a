"""Locks between the processes of one data folder; the kernel drops them when their holder dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def open_lock(data_dir: Path, name: str) -> Iterator[int]:
    """The lock file `run/<name>.lock`, open for `fcntl.flock`; children do not inherit it."""
    folder = data_dir / "run"
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / f"{name}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield handle
    finally:
        os.close(handle)


def take_now(handle: int) -> bool:
    """Take the lock for this process alone; False when another holds it."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def share(handle: int) -> None:
    """Hold the lock together with others; waits for one who holds it alone."""
    fcntl.flock(handle, fcntl.LOCK_SH)


def take(handle: int) -> None:
    """Hold the lock alone; waits for all others."""
    fcntl.flock(handle, fcntl.LOCK_EX)
