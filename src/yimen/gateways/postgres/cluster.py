"""One embedded PostgreSQL cluster: made, started, waited for, stopped."""

import fcntl
import os
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from yimen.gateways.postgres import databases
from yimen.gateways.postgres.account import Account
from yimen.gateways.postgres.address import Address
from yimen.gateways.postgres.binaries import Binaries, binaries_for, find_binaries
from yimen.gateways.postgres.initialize import make_cluster, server_environment
from yimen.gateways.postgres.place import (
    PORT,
    STATE_FOLDER,
    Place,
    drop_outside_socket_folder,
    find_place,
    make_place,
)
from yimen.gateways.postgres.postmaster import Progress, find_postmaster, heal, is_ready
from yimen.gateways.processes import tied_to_parent
from yimen.rules.errors import N_, Refusal, RuleViolation

DATABASE_NAME = "yimen"
StopMode = Literal["fast", "immediate"]
_SIGNALS = {"fast": signal.SIGINT, "immediate": signal.SIGQUIT}
_ROUND_SECONDS = 0.05
_PATIENCE_SECONDS = {"fast": 60.0, "immediate": 15.0}
_MOST_HEALINGS = 5
_LONGEST_LOG_BYTES = 10_000_000
_HEALABLE = ("shared memory", "lock file")


class ClusterIsOwned(RuleViolation):
    """Another process owns the postmaster of this data folder."""

    code = "database.owned"
    template = N_("这个数据目录的数据库正由另一个 yimen 进程管着。")
    refusal = Refusal.CONFLICT


class CannotStartCluster(RuleViolation):
    """The server ended instead of becoming ready; its last words are the reason."""

    code = "database.start_failed"
    template = N_("数据库起不来：{reason}(全部日志：{log})")


def _silent(_waiting_for: str) -> None:
    """Nobody wants to know."""


class Cluster:
    """The cluster of one data folder; at most one process at a time owns its postmaster."""

    def __init__(
        self,
        data_dir: Path,
        *,
        options: Mapping[str, str] | None = None,
        durable: bool = True,
        when_owner_dies: StopMode = "fast",
    ) -> None:
        self.data_dir = data_dir.absolute()
        self._options = {**(options or {}), **({} if durable else databases.NOT_DURABLE)}
        self._durable = durable
        self._when_owner_dies = _SIGNALS[when_owner_dies]
        self._server: subprocess.Popen[bytes] | None = None
        self._lock: int | None = None

    @property
    def place(self) -> Place:
        """The folders of the cluster as they are now (or would be, before the first start)."""
        return find_place(self.data_dir, find_binaries().major)

    def address(self, name: str) -> Address:
        """How a database of this cluster is reached; needs no running server."""
        return self.place.address(name)

    def is_running(self) -> bool:
        """Whether a server of this folder takes connections, whoever started it."""
        return is_ready(self.place)

    def has_ended(self) -> bool:
        """Whether the server that this object started is no longer there."""
        return self._server is None or self._server.poll() is not None

    def server_pid(self) -> int | None:
        """The postmaster's pid, whoever started it."""
        process = find_postmaster(self.place)
        return process.pid if process else None

    def prepare(self, progress: Progress = _silent) -> tuple[Place, Account, Binaries]:
        """Make folders, user and data folder where missing; quick when all is there."""
        place, account = make_place(self.data_dir, find_binaries().major)
        binaries = binaries_for(account, shelf=STATE_FOLDER / "binaries")
        self._take_lock(place)
        if not place.data.exists():
            progress(N_("第一次运行，建数据库"))
            make_cluster(place.data, binaries=binaries, account=account, durable=self._durable)
        return place, account, binaries

    def start(self, progress: Progress = _silent) -> None:
        """Own the postmaster and wait, as long as a recovery takes, until it takes connections.

        Heals what a killed owner left. Raises `ClusterIsOwned` when another process owns it and
        `CannotStartCluster` when the server gives up. Whatever is raised, no server stays behind.
        Call it from a thread that lives as long as the server should: the server follows its death.
        """
        try:
            self._start_and_wait(progress)
        except BaseException:
            self.stop("immediate")
            raise

    def stop(self, mode: StopMode = "fast") -> None:
        """Stop the server that this object started, patiently, and give up ownership."""
        server = self._server
        if server is not None and server.poll() is None:
            rest: tuple[StopMode, ...] = ("fast", "immediate") if mode == "fast" else ("immediate",)
            if not any(self._ends_by(server, step) for step in rest):
                server.kill()
                server.wait()
        self._server = None
        if self._lock is not None:
            drop_outside_socket_folder(self.place)
            os.close(self._lock)
            self._lock = None

    def create_database(self, name: str, *, template: str | None = None) -> None:
        """Create a database when it is missing, as a clone of `template` if given."""
        databases.create(self.address("postgres"), name, template=template)

    def drop_database(self, name: str) -> None:
        """Drop a database when it is there; open connections to it are ended."""
        databases.drop(self.address("postgres"), name)

    def _take_lock(self, place: Place) -> None:
        if self._lock is not None:
            return
        handle = os.open(place.lock, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            raise ClusterIsOwned from None
        self._lock = handle

    def _start_and_wait(self, progress: Progress) -> None:
        place, account, binaries = self.prepare(progress)
        for _ in range(_MOST_HEALINGS):
            heal(place, progress)
            said_from = _turn_log(place.log)
            self._server = self._spawn(place, account, binaries)
            if self._becomes_ready(place, progress):
                return
            said = _last_words(place.log, said_from)
            if not any(word in said for word in _HEALABLE):
                break
        raise CannotStartCluster(reason=said, log=place.log)

    def _spawn(self, place: Place, account: Account, binaries: Binaries) -> subprocess.Popen[bytes]:
        fixed = {
            "listen_addresses": "",
            "port": PORT,
            "unix_socket_directories": str(place.socket),
            "unix_socket_permissions": "0700",
            "cluster_name": place.cluster_name,
            "update_process_title": "on",
        }
        settings = [part for pair in {**self._options, **fixed}.items() for part in ("-c", "=".join(pair))]
        with place.log.open("ab") as log:
            return subprocess.Popen(
                [binaries.program("postgres"), "-D", str(place.data), *settings],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                env=server_environment(),
                process_group=0,
                preexec_fn=tied_to_parent(self._when_owner_dies),  # noqa: PLW1509 - one prctl call
                **account.spawn_arguments(),
            )

    def _becomes_ready(self, place: Place, progress: Progress) -> bool:
        while not self.has_ended():
            if is_ready(place):
                return True
            progress(N_("等数据库就绪"))
            time.sleep(_ROUND_SECONDS)
        return False

    @staticmethod
    def _ends_by(server: subprocess.Popen[bytes], mode: StopMode) -> bool:
        server.send_signal(_SIGNALS[mode])
        try:
            server.wait(timeout=_PATIENCE_SECONDS[mode])
        except subprocess.TimeoutExpired:
            return False
        return True


def embedded_url(data_dir: Path) -> str:
    """The address of Yimen's database in the cluster of this data folder; starts and changes nothing."""
    return Cluster(data_dir).address(DATABASE_NAME).url()


def with_database_name(url: str) -> str:
    """An outside address that names its database: Yimen's own name when it names none."""
    return url if conninfo_to_dict(url).get("dbname") else make_conninfo(url, dbname=DATABASE_NAME)


def _turn_log(log: Path) -> int:
    """Where new words will begin; a long log is put aside first."""
    if log.exists() and log.stat().st_size > _LONGEST_LOG_BYTES:
        log.replace(log.with_suffix(".log.1"))
    return log.stat().st_size if log.exists() else 0


def _last_words(log: Path, start: int) -> str:
    with log.open("rb") as file:
        file.seek(start)
        return file.read().decode("utf-8", errors="replace").strip()[-800:]
