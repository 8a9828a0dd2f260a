"""What the pid file says is believed only of the process that wrote it."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from yimen.gateways.postgres.place import Place, find_place
from yimen.gateways.postgres.postmaster import find_postmaster, is_ready

_LOOKS = 5000


def _pid_file(pid: int, status: str) -> str:
    return "\n".join([str(pid), *(["-"] * 6), status])


@pytest.fixture
def place(tmp_path: Path) -> Place:
    found = find_place(tmp_path, 18)
    found.data.mkdir(parents=True)
    return found


@pytest.fixture
def heir(place: Place) -> Iterator[int]:
    """A living process that looks like the postmaster of the place."""
    words = ["postgres", "-c", "import time; time.sleep(600)", str(place.data)]
    with subprocess.Popen(words, executable=sys.executable) as process:
        yield process.pid
        process.kill()


@pytest.fixture
def dead() -> int:
    """The pid of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        return process.pid


def test_a_start_is_not_ready_because_the_one_before_was(place: Place, heir: int, dead: int) -> None:
    """The file of a killed postmaster said ready; its heir replaces it while somebody looks."""
    file, ended = place.data / "postmaster.pid", Event()

    def replace_it_again_and_again() -> None:
        drafts = (_pid_file(dead, "ready"), _pid_file(heir, "starting"))
        while not ended.is_set():
            for draft in drafts:
                (place.base / "draft").write_text(draft, encoding="utf-8")
                (place.base / "draft").replace(file)

    thread = Thread(target=replace_it_again_and_again)
    thread.start()
    found = [is_ready(place) for _ in range(_LOOKS)]
    ended.set()
    thread.join()
    assert not any(found)


def test_a_living_postmaster_that_says_ready_is(place: Place, heir: int) -> None:
    (place.data / "postmaster.pid").write_text(_pid_file(heir, "ready   "), encoding="utf-8")
    assert is_ready(place)
    process = find_postmaster(place)
    assert process is not None
    assert process.pid == heir
