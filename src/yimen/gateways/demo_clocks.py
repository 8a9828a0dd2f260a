"""How far the clock of a demo is ahead of or behind the real one, kept across processes and restarts."""

import os
import secrets
from datetime import timedelta
from pathlib import Path
from typing import Protocol


class DemoClock(Protocol):
    """Keeps one number: what is added to the real time."""

    def shift(self) -> timedelta | None:
        """What is added; None before the clock was ever set."""
        ...

    def set(self, shift: timedelta) -> None:
        """Keep another shift; every process of the installation sees it with its next look."""
        ...


class NoDemoClock:
    """Outside a demo: the real time, and nobody can set it."""

    def shift(self) -> timedelta | None:
        """None, without looking anywhere."""
        return None

    def set(self, shift: timedelta) -> None:
        """Refuse: reaching this is a bug, no page and no command leads here."""
        raise RuntimeError(f"only a demo has a clock to set, not by {shift}")


class FileDemoClock:
    """One small file of seconds; read at each look (a few microseconds), replaced as a whole."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def shift(self) -> timedelta | None:
        """Read the file; one that is not there or cannot be read is a clock never set."""
        try:
            return timedelta(seconds=int(self._path.read_text(encoding="ascii")))
        except (OSError, ValueError):
            return None

    def set(self, shift: timedelta) -> None:
        """Write a draft beside it and put it in place at once."""
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = self._path.with_name(f".{self._path.name}.{secrets.token_hex(4)}")
        with draft.open("w", encoding="ascii") as file:
            file.write(str(round(shift.total_seconds())))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self._path)


class MemoryDemoClock:
    """The fake: one value."""

    def __init__(self) -> None:
        self._shift: timedelta | None = None

    def shift(self) -> timedelta | None:
        """The value."""
        return self._shift

    def set(self, shift: timedelta) -> None:
        """Another value."""
        self._shift = shift
