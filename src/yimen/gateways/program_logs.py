"""Logs of programs that we start: appended to, and kept short while they are written."""

import os
import shutil
from pathlib import Path

_LONGEST_BYTES = 20_000_000


def open_log(path: Path) -> int:
    """A descriptor that appends; the caller closes it once the child has it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    keep_short(path)
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o640)


def keep_short(path: Path) -> None:
    """Put a long log aside as `<name>.1` and empty it; its writers go on appending."""
    if path.exists() and path.stat().st_size > _LONGEST_BYTES:
        shutil.copyfile(path, path.with_name(f"{path.name}.1"))
        os.truncate(path, 0)


def last_lines(path: Path, start: int, count: int = 12) -> str:
    """The last lines written since byte `start`, indented for the terminal."""
    if not path.exists():
        return ""
    with path.open("rb") as file:
        file.seek(start)
        lines = file.read().decode("utf-8", errors="replace").splitlines()
    return "\n".join(f"    {line}" for line in lines[-count:])
