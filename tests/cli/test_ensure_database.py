"""A command has a database: its own for a while, a shared one, or the one that `yimen up` keeps."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg

from tests.cli.conftest import Up
from yimen.cli import surroundings
from yimen.cli.database import ensure_database
from yimen.config import environment
from yimen.gateways.postgres import Cluster, embedded_url

COMMAND = """
import sys
from yimen.cli import surroundings
from yimen.cli.database import ensure_database
from yimen.config import environment
surroundings.use(environment.load({"YIMEN_DATA_DIR": sys.argv[1]}))
with ensure_database():
    print("ready", flush=True)
    sys.stdin.readline()
"""


def use(data_dir: Path) -> Cluster:
    surroundings.use(environment.load({"YIMEN_DATA_DIR": str(data_dir)}))
    return Cluster(data_dir)


def answers(data_dir: Path) -> bool:
    with psycopg.connect(embedded_url(data_dir)) as connection:
        return connection.execute("SELECT 1").fetchone() == (1,)


def test_a_command_alone_starts_the_cluster_and_stops_it_again(scratch: Path) -> None:
    cluster = use(scratch / "data")
    with ensure_database():
        assert answers(scratch / "data")
        with ensure_database():
            assert answers(scratch / "data")
        assert cluster.is_running()
    assert not cluster.is_running()


def test_the_command_that_started_it_waits_for_those_that_share_it(scratch: Path) -> None:
    cluster = use(scratch / "data")
    first, second = (
        subprocess.Popen(
            [sys.executable, "-c", COMMAND, str(scratch / "data")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    )
    for command in (first, second):
        assert command.stdout is not None
        assert command.stdout.readline() == "ready\n"
    pid = cluster.server_pid()
    first.communicate("\n") if _is_follower(first, pid) else second.communicate("\n")
    assert cluster.is_running()
    for command in (first, second):
        if command.poll() is None:
            command.communicate("\n")
    assert (first.returncode, second.returncode) == (0, 0)
    assert not cluster.is_running()


def _is_follower(command: subprocess.Popen[str], server: int | None) -> bool:
    stat = Path(f"/proc/{server}/stat").read_text(encoding="utf-8")
    return int(stat[stat.rindex(")") + 2 :].split()[1]) != command.pid


def test_a_command_uses_the_cluster_of_a_running_supervisor(start_up: Callable[..., Up]) -> None:
    up = start_up()
    up.wait_ready()
    use(up.data_dir)
    server = up.cluster().server_pid()
    with ensure_database():
        assert answers(up.data_dir)
    assert up.cluster().server_pid() == server
    assert up.is_serving()
