"""A supervised stand-in installation per test; nothing of it stays."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import yimen
from tests.quick_folders import quick_parent
from yimen.gateways import process_groups
from yimen.gateways.postgres import Cluster
from yimen.gateways.processes import find_process, list_processes

SOURCE = Path(yimen.__file__).parent.parent  # the code under test, wherever it is installed
STANDIN = Path(__file__).resolve().parent / "standin.py"
PATIENCE_SECONDS = 40.0


def eventually(is_so: Callable[[], bool]) -> bool:
    """Whether it becomes so in good time."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        if is_so():
            return True
        time.sleep(0.05)
    return False


@dataclass(frozen=True, kw_only=True)
class Up:
    """One `yimen up` of a stand-in, its data folder and port."""

    process: subprocess.Popen[bytes]
    data_dir: Path
    port: int
    output: Path

    def said(self) -> str:
        return self.output.read_text(encoding="utf-8")

    def is_serving(self) -> bool:
        try:
            url = f"http://127.0.0.1:{self.port}/"
            with urllib.request.urlopen(url, timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def wait_ready(self) -> None:
        assert eventually(lambda: "可以用了" in self.said() or self.process.poll() is not None)
        assert "可以用了" in self.said(), self.said()

    def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(timeout=PATIENCE_SECONDS)

    def leader(self, service: str) -> int:
        record = process_groups.read(self.data_dir / "run" / f"{service}.pid")
        assert record is not None
        return record.pid

    def family(self) -> list[int]:
        """Every process below the supervisor, and the database's."""
        parents = {process.pid: _parent(process.pid) for process in list_processes()}
        found = [self.process.pid]
        for pid in found:
            found.extend(child for child, parent in parents.items() if parent == pid)
        return found[1:]

    def cluster(self) -> Cluster:
        return Cluster(self.data_dir)


def _parent(pid: int) -> int:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return 0
    return int(stat[stat.rindex(")") + 2 :].split()[1])


def are_gone(pids: list[int]) -> bool:
    return not [pid for pid in pids if find_process(pid)]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def scratch() -> Iterator[Path]:
    """A folder that every user may enter; a cluster that root keeps elsewhere is removed as well."""
    folder = Path(tempfile.mkdtemp(prefix="yimen-scratch-", dir=quick_parent()))
    folder.chmod(0o755)
    yield folder
    for link in folder.rglob("postgres"):
        if link.is_symlink():
            shutil.rmtree(link.readlink(), ignore_errors=True)
    shutil.rmtree(folder)


@pytest.fixture
def start_up(scratch: Path) -> Iterator[Callable[..., Up]]:
    """Start `yimen up` of a stand-in: `start_up(*switches, data_dir=…, port=…)`."""
    started: list[Up] = []

    def start(*switches: str, data_dir: Path | None = None, port: int | None = None) -> Up:
        output = scratch / f"output-{len(started)}"
        folder, number = data_dir or scratch / "data", port or free_port()
        with output.open("wb") as file:
            process = subprocess.Popen(
                [sys.executable, str(STANDIN), str(folder), str(number), *switches],
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=file,
                env={**os.environ, "PYTHONPATH": os.pathsep.join((str(STANDIN.parent), str(SOURCE)))},
            )
        started.append(Up(process=process, data_dir=folder, port=number, output=output))
        return started[-1]

    yield start
    for up in started:
        if up.process.poll() is None:
            up.end()
    # What a test has left by killing a supervisor is healed as the next start would do it.
    for up in started:
        process_groups.end_leftovers(up.data_dir / "run")


@pytest.fixture
def people(db: None, settings: Any) -> None:
    """The demo's sample people, with a fast hasher; the world's residents, who hold their phones, go."""
    from tests import world
    from tests.usecases.people.ways import FAST
    from yimen.cli.demo.people import seed_people
    from yimen.data.people.models import Account

    settings.PASSWORD_HASHERS = FAST
    Account.objects.filter(is_resident=True).delete()
    seed_people(world.NOW)
