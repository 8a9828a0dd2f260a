"""A cluster for tests that leaves nothing behind, even when its owner is killed outright."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from yimen.gateways.postgres.account import can_enter, choose_account
from yimen.gateways.postgres.cluster import Cluster

# Waits for the end of its standard input, which is the end of the owner, however it came. Then the
# kernel has told the postmaster to quit; when it is gone the folder goes too.
_SWEEPER = """
trap '' INT TERM HUP QUIT
cat >/dev/null
pid=$(head -n 1 "$1"/postgres/pg*/postmaster.pid 2>/dev/null)
left=200
while [ -n "$pid" ] && [ "$left" -gt 0 ] && kill -0 "$pid" 2>/dev/null; do
  sleep 0.05
  left=$((left - 1))
done
rm -rf -- "$1"
"""


@contextmanager
def throwaway_cluster(
    options: Mapping[str, str] | None = None, *, parent: Path | None = None
) -> Iterator[Cluster]:
    """A running cluster in a folder of its own, without fsync; postmaster and folder vanish with the owner.

    The folder lies in `parent`, in the usual temporary folder without.

    The main thread should enter it: the postmaster follows the death of the thread that started it.
    """
    folder = _make_folder(parent)
    sweeper = subprocess.Popen(
        ["/bin/sh", "-c", _SWEEPER, "yimen-sweeper", str(folder)],
        stdin=subprocess.PIPE,
        cwd="/",
        start_new_session=True,
    )
    cluster = Cluster(folder, options=options, durable=False, when_owner_dies="immediate")
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.stop("immediate")
        shutil.rmtree(folder, ignore_errors=True)
        sweeper.communicate()


def _make_folder(parent: Path | None) -> Path:
    """A folder of the server's own user, in /tmp when that user cannot enter where it should lie."""
    account = choose_account(Path("/nonexistent"))
    usual = parent or Path(tempfile.gettempdir())
    folder = Path(
        tempfile.mkdtemp(prefix="yimen-throwaway-", dir=usual if can_enter(usual, account) else "/tmp")  # noqa: S108
    )
    account.own(folder)
    return folder
