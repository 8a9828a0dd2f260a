"""The folders of a place as a backup sees them: listed, looked into, and put in the place of others."""

import contextlib
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

from yimen.gateways.archives.members import PARTS, belongs
from yimen.gateways.archives.writing import CannotReadPart, why
from yimen.rules.errors import N_, Refusal, RuleViolation

# The database's own folder is no part of a backup (its dump is), but it is put in place like the parts.
_DATABASE = "postgres"
_STAGING = ".restoring-"


class CannotSwap(RuleViolation):
    """A folder cannot be put in the place of another; all is as it was."""

    code = "backup.cannot_swap"
    template = N_("{path} 换不了：{why}。已恢复原样，没有动任何数据。")
    refusal = Refusal.CONFLICT


def list_part(data_dir: Path, part: str) -> Iterator[tuple[str, Path]]:
    """Every file of a part with its name as a member; drafts and what has no place there are passed over."""
    for folder, below, names in os.walk(data_dir / part, onerror=_refuse):
        below.sort()
        for name in sorted(names):
            path = Path(folder, name)
            inside = path.relative_to(data_dir).as_posix()
            if belongs(inside) and path.is_file():
                yield inside, path


def holds_anything(data_dir: Path) -> bool:
    """Whether a restored place would take the place of something."""
    folders = (data_dir / name for name in (_DATABASE, *PARTS))
    return any(folder.is_symlink() or (folder.is_dir() and any(folder.iterdir())) for folder in folders)


@contextlib.contextmanager
def fresh_folder(data_dir: Path) -> Iterator[Path]:
    """A new folder inside the data folder, on the same disk; gone when the block ends.

    Open to all for passing through, as the data folder is: the database's user must reach its part.
    """
    folder = data_dir / f"{_STAGING}{secrets.token_hex(4)}"
    folder.mkdir()
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        remove_tree(folder)


def leftovers(data_dir: Path) -> list[Path]:
    """The new folders of restores that were killed."""
    return sorted(data_dir.glob(f"{_STAGING}*"))


def remove_tree(folder: Path) -> None:
    """Remove a folder of `fresh_folder`, also where its database had to lie elsewhere."""
    link = folder / _DATABASE
    if link.is_symlink():
        shutil.rmtree(link.readlink(), ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


def find_mount(data_dir: Path) -> Path | None:
    """A part that is a disk of its own and therefore cannot be put aside."""
    return next((data_dir / name for name in (_DATABASE, *PARTS) if os.path.ismount(data_dir / name)), None)


@contextlib.contextmanager
def swapped_in(fresh: Path, data_dir: Path, aside: Path, *, with_database: bool) -> Iterator[None]:
    """Put each part of `fresh` in place and what was there into `aside`; an error of the block undoes it.

    A part that `fresh` has not is put aside all the same: nothing of two places is mixed.
    """
    done: list[tuple[Path, Path]] = []
    try:
        _swap(fresh, data_dir, aside, (_DATABASE, *PARTS) if with_database else PARTS, done)
        yield
    except BaseException:
        for source, target in reversed(done):
            target.rename(source)
        with contextlib.suppress(OSError):
            aside.rmdir()
        raise
    with contextlib.suppress(OSError):
        aside.rmdir()  # when nothing was there before


def _swap(
    fresh: Path, data_dir: Path, aside: Path, names: tuple[str, ...], done: list[tuple[Path, Path]]
) -> None:
    try:
        aside.mkdir(mode=0o700)
        for name in names:
            for source, target in ((data_dir / name, aside / name), (fresh / name, data_dir / name)):
                if os.path.lexists(source):
                    source.rename(target)
                    done.append((source, target))
        _sync(data_dir)
    except OSError as fault:
        raise CannotSwap(path=fault.filename or data_dir, why=why(fault)) from fault


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _refuse(fault: OSError) -> None:
    # A part that was never made is no fault; everything else must not go missing in silence.
    if not isinstance(fault, FileNotFoundError):
        raise CannotReadPart(path=fault.filename, why=why(fault)) from fault
