"""The installation under test, seen from outside: start it, see its parts, kill them, wait, stop it."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psycopg
from bench.faults.place import ROOT

from yimen.cli.up import program_environment
from yimen.gateways import process_groups
from yimen.gateways.postgres import Cluster, embedded_url
from yimen.gateways.processes import Process, find_process, list_processes, send, tied_to_parent

START_SECONDS = 180.0
STOP_SECONDS = 60.0
_ROUND_SECONDS = 0.2


class HouseIsDown(RuntimeError):
    """It did not come up, or did not come back, in good time: itself a finding."""


def environment_for(data_dir: Path, port: int) -> dict[str, str]:
    """The environment of every program of this installation; nothing of the caller's own leaks in."""
    inherited = {
        name: value for name, value in program_environment().items() if not name.startswith("YIMEN_")
    }
    return {
        **inherited,
        "PYTHONPATH": os.pathsep.join((inherited["PYTHONPATH"], str(ROOT))),
        "DJANGO_SETTINGS_MODULE": "yimen.config.settings",
        "PORT": str(port),
        "YIMEN_DATA_DIR": str(data_dir),
        "YIMEN_DEMO": "1",
        "YIMEN_WORKERS": "2",
    }


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class House:
    """One installation on one folder and port; its supervisor is our child and follows our death."""

    def __init__(self, data_dir: Path, port: int) -> None:
        self.data_dir, self.port = data_dir, port
        self.environment: Mapping[str, str] = environment_for(data_dir, port)
        self.said = data_dir / "up.log"
        self._supervisor: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the supervisor; call it from the main thread, whose end it follows."""
        with self.said.open("ab") as output:
            self._supervisor = subprocess.Popen(
                [sys.executable, "-m", "bench.faults.up"],
                cwd=ROOT,
                env=dict(self.environment),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                preexec_fn=tied_to_parent(signal.SIGTERM),  # noqa: PLW1509 - one prctl call
            )

    def stop(self) -> int:
        """Ask the supervisor to end; its status. Whatever does not end is killed by its record."""
        if self._supervisor is None:
            return 0
        self._supervisor.send_signal(signal.SIGTERM)
        try:
            return self._supervisor.wait(timeout=STOP_SECONDS)
        finally:
            self._supervisor.kill()
            self._supervisor.wait()
            process_groups.end_leftovers(self.data_dir / "run")

    def supervisor(self) -> list[Process]:
        """The supervisor alone."""
        found = find_process(self._supervisor.pid) if self._supervisor is not None else None
        return [] if found is None else [found]

    def postmaster(self) -> list[Process]:
        """The postmaster alone; its children notice by themselves."""
        pid = Cluster(self.data_dir).server_pid()
        found = find_process(pid) if pid is not None else None
        return [] if found is None else [found]

    def http_parent(self) -> list[Process]:
        """The HTTP server's parent process."""
        return [each for each, leads in self._members("http") if leads]

    def http_workers(self) -> list[Process]:
        """The HTTP server's workers."""
        return [
            each for each, leads in self._members("http") if not leads and "serve" in " ".join(each.command)
        ]

    def jobs(self) -> list[Process]:
        """The job worker."""
        return [each for each, leads in self._members("jobs") if leads]

    def everything(self) -> list[Process]:
        """Every process of the installation: the supervisor first, so that it mends nothing meanwhile."""
        backends = {each.pid: each for each in list_processes() if self._is_of_cluster(each)}
        rest = [each for name in ("http", "jobs", "prepare") for each, _ in self._members(name)]
        return [*self.supervisor(), *rest, *self.postmaster(), *backends.values()]

    def reap(self) -> None:
        """Wait for a supervisor that was killed."""
        if self._supervisor is not None:
            self._supervisor.wait()

    def has_ended(self) -> bool:
        """Whether the supervisor is no longer there."""
        return self._supervisor is None or self._supervisor.poll() is not None

    def is_ready(self) -> bool:
        """Whether the readiness page answers 200."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == http.client.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def wait_ready(self) -> float:
        """Wait until it answers; the seconds that it took. `HouseIsDown` with its last words."""
        began = time.monotonic()
        while not self.is_ready():
            if self.has_ended() or time.monotonic() - began > START_SECONDS:
                raise HouseIsDown(self.last_words())
            time.sleep(_ROUND_SECONDS)
        return time.monotonic() - began

    def last_words(self) -> str:
        """The end of what the supervisor has said."""
        return self.said.read_text(encoding="utf-8", errors="replace")[-2000:]

    @contextmanager
    def database(self) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
        """A connection of our own to its database, read only."""
        with psycopg.connect(embedded_url(self.data_dir), autocommit=True) as connection:
            connection.read_only = True
            yield connection

    def ask(self, statement: str) -> int | None:
        """One number out of its database; None while the database is away."""
        with contextlib.suppress(psycopg.Error), self.database() as connection:
            row = connection.execute(statement.encode()).fetchone()
            return None if row is None else int(str(row[0]))
        return None

    def _members(self, name: str) -> list[tuple[Process, bool]]:
        """The processes of a recorded group, each with whether it leads the group."""
        record = self.data_dir / "run" / f"{name}.pid"
        group = process_groups.read(record) if record.exists() else None
        return (
            [] if group is None else [(each, each.pid == group.pid) for each in process_groups.members(group)]
        )

    def _is_of_cluster(self, process: Process) -> bool:
        name = Cluster(self.data_dir).place.cluster_name
        return process.command[0].startswith(f"postgres: {name}: ")


def kill(processes: list[Process]) -> int:
    """SIGKILL exactly these, by identity and not by number; how many there were."""
    for each in processes:
        send(each, signal.SIGKILL)
    return len(processes)
