"""A throw-away data folder with the real places, items and three people of one township."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from yimen.gateways.postgres.binaries import find_binaries
from yimen.gateways.postgres.place import find_place, make_place

ROOT = Path(__file__).resolve().parents[2]
_OWN = ("postgres", ".postgres-place.lock", "run", "log")  # made anew by whoever starts in the copy


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """What is taken in: its code, the materials to be marked, the points to be reviewed."""

    code: str
    materials: tuple[str, ...]
    points: int


@dataclass(frozen=True, kw_only=True, slots=True)
class World:
    """What the clients must know of the place before they begin; `sessions` by login name."""

    sessions: Mapping[str, str]
    token: str
    villages: tuple[str, ...]
    permit: Item
    instant: Item


@contextmanager
def throwaway_folder(parent: Path | None = None) -> Iterator[Path]:
    """A folder that every user may enter; a cluster that root keeps elsewhere goes with it.

    It lies in `parent`, in the usual temporary folder without.
    """
    folder = Path(tempfile.mkdtemp(prefix="yimen-faults-", dir=parent))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        for link in folder.rglob("postgres"):
            if link.is_symlink():
                shutil.rmtree(link.readlink(), ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)


def copy_place(source: Path, target: Path) -> None:
    """Make `target` a data folder like `source`, which stands still; the cluster goes where it belongs."""
    target.mkdir(exist_ok=True)
    for each in source.iterdir():
        if each.name not in _OWN:
            _copy(each, target)
    major = find_binaries().major
    place, _ = make_place(target, major)
    _copy(find_place(source, major).data, place.base)


def _copy(source: Path, folder: Path) -> None:
    """With owners and modes, and sharing its blocks where the file system can."""
    subprocess.run(["cp", "-a", "--reflink=auto", str(source), str(folder)], check=True)


def build_world(environment: Mapping[str, str]) -> World:
    """Make tables, places, items and people in the folder that the environment names."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.faults.seed"],
        env=dict(environment),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(f"the world was not built:\n{done.stdout}{done.stderr}")
    told = json.loads(done.stdout.splitlines()[-1])
    return World(
        sessions=told["sessions"],
        token=told["token"],
        villages=tuple(told["villages"]),
        permit=_item(told["permit"]),
        instant=_item(told["instant"]),
    )


def _item(told: Mapping[str, object]) -> Item:
    materials = told["materials"]
    assert isinstance(materials, list)  # noqa: S101 - what our own program has just printed
    return Item(code=str(told["code"]), materials=tuple(materials), points=int(str(told["points"])))
