"""The embedded cluster: started, shared, stopped, and healed after every kind of death."""

import os
import signal
from pathlib import Path

import psycopg
import pytest

from yimen.gateways.postgres import CannotStartCluster, Cluster, ClusterIsOwned
from yimen.gateways.processes import find_process, list_processes


def note(cluster: Cluster, text: str) -> None:
    with psycopg.connect(cluster.address("postgres").conninfo()) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS note (text text)")
        connection.execute("INSERT INTO note VALUES (%s)", (text,))


def notes(cluster: Cluster) -> list[str]:
    with psycopg.connect(cluster.address("postgres").conninfo()) as connection:
        return [row[0] for row in connection.execute("SELECT text FROM note")]


def kill_postmaster(cluster: Cluster) -> None:
    pid = cluster.server_pid()
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def test_a_started_cluster_speaks_utf8_and_is_seen_by_others(cluster: Cluster) -> None:
    cluster.start()
    other = Cluster(cluster.data_dir)
    assert other.is_running()
    with psycopg.connect(other.address("postgres").conninfo()) as connection:
        row = connection.execute(
            "SELECT current_setting('server_encoding'), datcollate FROM pg_database LIMIT 1"
        ).fetchone()
    assert row == ("UTF8", "C.UTF-8")


def test_a_stopped_cluster_leaves_no_process_and_keeps_its_data(cluster: Cluster) -> None:
    cluster.start()
    note(cluster, "沧县")
    cluster.stop()
    title = f"postgres: {cluster.place.cluster_name}"
    assert not cluster.is_running()
    assert not [found for found in list_processes() if found.command[0].startswith(title)]
    cluster.start()
    assert notes(cluster) == ["沧县"]


def test_only_one_process_owns_the_postmaster(cluster: Cluster) -> None:
    cluster.start()
    with pytest.raises(ClusterIsOwned):
        Cluster(cluster.data_dir).start()
    assert cluster.is_running()


def test_a_killed_postmaster_recovers_with_its_data(scratch: Path) -> None:
    cluster = Cluster(scratch / "durable")
    cluster.start()
    note(cluster, "前")
    kill_postmaster(cluster)
    assert not cluster.is_running()
    cluster.start()
    assert notes(cluster) == ["前"]
    cluster.stop()


def test_a_busy_backend_that_lost_its_postmaster_does_not_block_the_next_start(cluster: Cluster) -> None:
    cluster.start()
    connection = psycopg.connect(cluster.address("postgres").conninfo(), autocommit=True)
    backend = connection.info.backend_pid
    connection.pgconn.send_query(b"SELECT count(*) FROM generate_series(1, 100000000000)")
    kill_postmaster(cluster)
    cluster.start()
    assert cluster.is_running()
    assert find_process(backend) is None
    connection.close()


def test_a_killed_postmaster_that_nobody_waited_for_does_not_block_the_next_start(cluster: Cluster) -> None:
    cluster.start()
    left = cluster.server_pid()
    assert left is not None
    os.kill(left, signal.SIGKILL)
    os.waitid(os.P_PID, left, os.WEXITED | os.WNOWAIT)  # dead, and still in the table of processes
    assert cluster._lock is not None
    os.close(cluster._lock)
    cluster._lock = None
    heir = Cluster(cluster.data_dir, durable=False)
    heir.start()
    assert heir.server_pid() not in {None, left}
    heir.stop()
    os.waitpid(left, 0)


def test_a_pid_file_that_names_a_living_stranger_is_not_believed(cluster: Cluster) -> None:
    cluster.start()
    pid_file = cluster.place.data / "postmaster.pid"
    text = pid_file.read_text(encoding="utf-8")
    cluster.stop()
    stranger = "\n".join([str(os.getppid()), *text.splitlines()[1:]])
    pid_file.write_text(stranger, encoding="utf-8")
    (cluster.place.socket / ".s.PGSQL.5432.lock").write_text(stranger, encoding="utf-8")
    assert not cluster.is_running()
    cluster.start()
    assert cluster.is_running()


def test_a_leftover_postmaster_of_a_dead_owner_is_stopped_in_order_first(cluster: Cluster) -> None:
    cluster.start()
    left = cluster.server_pid()
    # As after the owner's death: the lock is free, the server is still there.
    assert cluster._lock is not None
    os.close(cluster._lock)
    cluster._lock = None
    heir = Cluster(cluster.data_dir, durable=False)
    heir.start()
    assert heir.server_pid() not in {None, left}
    heir.stop()


def test_a_server_that_gives_up_says_its_last_words(cluster: Cluster) -> None:
    cluster.start()
    cluster.stop()
    (cluster.place.data / "PG_VERSION").write_text("9.1\n", encoding="ascii")
    with pytest.raises(CannotStartCluster) as refusal:
        cluster.start()
    assert "9.1" in refusal.value.sentence()


def test_giving_up_the_wait_leaves_no_server(cluster: Cluster) -> None:
    def give_up(_waiting_for: str) -> None:
        raise KeyboardInterrupt

    cluster.prepare()
    with pytest.raises(KeyboardInterrupt):
        cluster.start(give_up)
    assert cluster.server_pid() is None


def test_creating_a_database_twice_is_harmless_and_a_clone_has_its_rows(cluster: Cluster) -> None:
    cluster.start()
    cluster.create_database("model")
    cluster.create_database("model")
    with psycopg.connect(cluster.address("model").conninfo()) as connection:
        connection.execute("CREATE TABLE t AS SELECT 7 AS n")
    cluster.create_database("clone", template="model")
    with psycopg.connect(cluster.address("clone").conninfo()) as connection:
        assert connection.execute("SELECT n FROM t").fetchone() == (7,)
    cluster.drop_database("clone")
    cluster.drop_database("clone")
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(cluster.address("clone").conninfo())
