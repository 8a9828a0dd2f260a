"""A database for the time of one command: the running one, or the embedded one started just for it."""

import fcntl
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from yimen.cli.locks import open_lock
from yimen.cli.surroundings import current
from yimen.gateways.postgres import (
    DATABASE_NAME,
    Cluster,
    ClusterIsOwned,
    Progress,
    wait_for_outside_database,
)


@contextmanager
def ensure_database() -> Iterator[None]:
    """See to a database that takes connections. Commands may nest it; several may run at once.

    The command that starts the embedded cluster stops it again, after all others that share it have
    ended. While `yimen up` runs, the commands use its cluster.
    """
    here = current()
    if here.database_url is not None:
        wait_for_outside_database(here.database_url, _say_once())
        yield
        return
    cluster = Cluster(here.data_dir)
    with open_lock(here.data_dir, "database-users") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        is_ours = _start_or_share(cluster)
        try:
            yield
        finally:
            if is_ours:
                fcntl.flock(users, fcntl.LOCK_EX)
                cluster.stop()


def _start_or_share(cluster: Cluster) -> bool:
    """True when this process has started the cluster and must stop it."""
    say = _say_once()
    while not cluster.is_running():
        try:
            cluster.start(say)
        except ClusterIsOwned:
            say("等数据库就绪")
            time.sleep(0.1)
            continue
        cluster.create_database(DATABASE_NAME)
        return True
    # Whoever has just started it may not have come to creating the database.
    cluster.create_database(DATABASE_NAME)
    return False


def _say_once(after_seconds: float = 2.0) -> Progress:
    """Tell on stderr what is being waited for, once each, and only when it takes long."""
    began = time.monotonic()
    said: set[str] = set()

    def say(waiting_for: str) -> None:
        if time.monotonic() - began > after_seconds and waiting_for not in said:
            said.add(waiting_for)
            print(f"{waiting_for}……", file=sys.stderr)

    return say
