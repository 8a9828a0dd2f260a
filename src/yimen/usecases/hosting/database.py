"""The database of an installation: kept running by its owner, or shared for the time of one command."""

import contextlib
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from yimen.gateways import locks
from yimen.gateways.postgres import (
    DATABASE_NAME,
    CannotStartCluster,
    Cluster,
    ClusterIsOwned,
    embedded_url,
    wait_for_outside_database,
    with_database_name,
)
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.usecases.hosting.unfinished import refuse_unfinished

Say = Callable[[str], None]
_PAUSE_AFTER_FAILURE_SECONDS = 5.0
_ROUND_SECONDS = 0.1


class NoDatabaseYet(RuleViolation):
    """Nothing was ever run in this data folder."""

    code = "hosting.no_database_yet"
    template = N_("{data_dir} 里还没有一门的数据。请核对 YIMEN_DATA_DIR。")
    refusal = Refusal.NOT_FOUND


class OwnedDatabase:
    """Owns the postmaster when the cluster is embedded; an outside server (`url`) is only waited for.

    `wait` is told several times a second what is being waited for, and may raise to give up.
    """

    def __init__(self, data_dir: Path, url: str | None, *, wait: Say, say: Say) -> None:
        self._data_dir = data_dir
        self._cluster = Cluster(data_dir) if url is None else None
        self._url = url
        self._wait = wait
        self._say = say
        self._again_at = 0.0

    def start(self) -> None:
        """Return when connections are taken; a single command that uses the cluster may end first.

        Refuses a place whose restore was broken off (`RestoreUnfinished`).
        """
        refuse_unfinished(self._data_dir)
        if self._url is not None:
            wait_for_outside_database(self._url, self._wait)
        if self._cluster is not None:
            while not _has_started(self._cluster, self._wait):
                self._wait(N_("等另一条 yimen 命令用完数据库"))
                time.sleep(_ROUND_SECONDS)
            self._cluster.create_database(DATABASE_NAME)

    def tend(self) -> None:
        """Start the postmaster again when it has ended; wait for its recovery as long as that takes."""
        if self._cluster is None or not self._cluster.has_ended() or time.monotonic() < self._again_at:
            return
        self._say(N_("数据库意外结束，重新启动。"))
        try:
            self._cluster.start(self._wait)
        except (CannotStartCluster, ClusterIsOwned) as error:
            self._again_at = time.monotonic() + _PAUSE_AFTER_FAILURE_SECONDS
            self._say(error.sentence())
        else:
            self._say(N_("数据库已恢复。"))

    def stop(self) -> None:
        """Write everything out and end the postmaster."""
        if self._cluster is not None:
            self._cluster.stop()


def address_of(data_dir: Path, url: str | None) -> str:
    """The address of the database of this place, with its name; starts and changes nothing."""
    return embedded_url(data_dir) if url is None else with_database_name(url)


def refuse_missing(data_dir: Path, url: str | None) -> None:
    """`NoDatabaseYet` where the embedded cluster was never made: a command must not make an empty one."""
    if url is None and not Cluster(data_dir).place.data.exists():
        raise NoDatabaseYet(data_dir=data_dir)


@contextlib.contextmanager
def shared_database(data_dir: Path, url: str | None, *, wait: Say) -> Iterator[None]:
    """See to a database that takes connections. May be nested; several processes may do it at once.

    The process that starts the embedded cluster stops it again, after all others that share it have
    ended. While a supervisor runs, its cluster is used. A place whose restore was broken off is refused.
    """
    if url is not None:
        refuse_unfinished(data_dir)
        wait_for_outside_database(url, wait)
        yield
        return
    cluster = Cluster(data_dir)
    with locks.open_lock(data_dir, "database-users") as users:
        locks.share(users)
        refuse_unfinished(data_dir)
        is_ours = _start_or_share(cluster, wait)
        try:
            yield
        finally:
            if is_ours:
                locks.take(users)
                cluster.stop()


def _start_or_share(cluster: Cluster, wait: Say) -> bool:
    """True when this process has started the cluster and must stop it."""
    is_ours = False
    while not cluster.is_running():
        is_ours = _has_started(cluster, wait)
        if not is_ours:
            wait(N_("等数据库就绪"))
            time.sleep(_ROUND_SECONDS)
    # Also when shared: whoever has just started it may not have come to this yet.
    try:
        cluster.create_database(DATABASE_NAME)
    except BaseException:
        cluster.stop()
        raise
    return is_ours


def _has_started(cluster: Cluster, wait: Say) -> bool:
    """False while another process owns the cluster."""
    try:
        cluster.start(wait)
    except ClusterIsOwned:
        return False
    return True
