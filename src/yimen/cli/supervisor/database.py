"""The database under the supervisor: the embedded cluster, kept running, or an outside one, waited for."""

import time
from pathlib import Path

from yimen.cli.supervisor.progress import ProgressLines
from yimen.cli.supervisor.watch import Watch
from yimen.gateways.postgres import (
    DATABASE_NAME,
    CannotStartCluster,
    Cluster,
    ClusterIsOwned,
    wait_for_outside_database,
)

_PAUSE_AFTER_FAILURE_SECONDS = 5.0


class Database:
    """Owns the postmaster when the cluster is embedded; otherwise has nothing to keep or stop."""

    def __init__(self, data_dir: Path, url: str | None, lines: ProgressLines, watch: Watch) -> None:
        self._cluster = Cluster(data_dir) if url is None else None
        self._url = url
        self._lines = lines
        self._watch = watch
        self._again_at = 0.0

    def start(self) -> None:
        """Return when connections are taken; a one-off command that uses the cluster may end first."""
        if self._url is not None:
            wait_for_outside_database(self._url, self._progress)
        if self._cluster is None:
            return
        while True:
            try:
                self._cluster.start(self._progress)
                break
            except ClusterIsOwned:
                self._lines.still("等另一条 yimen 命令用完数据库")
                self._watch.pause(0.2)
        self._cluster.create_database(DATABASE_NAME)

    def tend(self) -> None:
        """Start the postmaster again when it has ended; wait for its recovery as long as that takes."""
        if self._cluster is None or not self._cluster.has_ended() or time.monotonic() < self._again_at:
            return
        self._lines.say("数据库意外结束,重新启动。")
        try:
            self._cluster.start(self._progress)
        except (CannotStartCluster, ClusterIsOwned) as error:
            self._again_at = time.monotonic() + _PAUSE_AFTER_FAILURE_SECONDS
            self._lines.say(error.sentence())
        else:
            self._lines.say("数据库已恢复。")

    def stop(self) -> None:
        """Write everything out and end the postmaster."""
        if self._cluster is not None:
            self._cluster.stop()

    def _progress(self, waiting_for: str) -> None:
        self._watch.check()
        self._lines.still(waiting_for)
