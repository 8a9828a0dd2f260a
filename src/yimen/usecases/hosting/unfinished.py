"""A restore that was killed between two renames: noted on disk, and nothing starts before it is repeated."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from yimen.gateways.postgres import CommitUnclear
from yimen.rules.errors import N_, Refusal, RuleViolation

_NOTE = "restore-unfinished"


class RestoreUnfinished(RuleViolation):
    """A restore was broken off while it put things in place."""

    code = "hosting.restore_unfinished"
    template = N_("上一次恢复没有做完（断电或被强行结束）。请再运行一次：yimen restore {source} --replace")
    refusal = Refusal.CONFLICT


def refuse_unfinished(data_dir: Path) -> None:
    """`RestoreUnfinished` when a restore of this place was broken off."""
    note = data_dir / _NOTE
    if note.exists():
        raise RestoreUnfinished(source=note.read_text(encoding="utf-8", errors="replace").strip())


@contextlib.contextmanager
def unfinished(data_dir: Path, source: Path) -> Iterator[None]:
    """Note that things are being put in place; the note goes when the block ends, also by an error.

    Errors undo what the block did. Only a death, a disk that fails while undoing, or a commit that
    nobody answered leave the note.
    """
    note = data_dir / _NOTE
    with note.open("w", encoding="utf-8") as file:
        file.write(f"{source.absolute()}\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        yield
    except (OSError, CommitUnclear):
        raise
    except BaseException:
        note.unlink()
        raise
    note.unlink()
