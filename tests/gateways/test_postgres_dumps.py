"""A database goes out as one moment and comes back in one transaction: whole, or not at all."""

from io import BytesIO
from pathlib import Path

import psycopg
import pytest

from yimen.gateways.postgres import (
    CannotDump,
    CannotLoad,
    Cluster,
    CommitUnclear,
    count_other_sessions,
    count_tables,
    expect_count,
    loading,
    shared_lock,
    snapshot,
)


def at(cluster: Cluster, name: str) -> str:
    cluster.create_database(name)
    return cluster.address(name).url()


def run(url: str, statement: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url) as connection:
        cursor = connection.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []


@pytest.fixture
def server(cluster: Cluster) -> Cluster:
    cluster.start()
    return cluster


@pytest.fixture
def villages(server: Cluster, tmp_path: Path) -> Path:
    """A dump of two villages."""
    url = at(server, "old")
    run(url, "CREATE TABLE village (name text); INSERT INTO village VALUES ('东关村'), ('西关村')")
    target = tmp_path / "dump"
    with target.open("wb") as file, snapshot(url) as moment:
        moment.dump(file)
    return target


def test_all_of_it_comes_back(server: Cluster, villages: Path) -> None:
    url = at(server, "new")
    assert count_tables(url) == 0
    with loading(villages, url, clear=False, then=[expect_count("village", 2)]) as commit:
        commit()
    assert run(url, "SELECT name FROM village ORDER BY 1") == [("东关村",), ("西关村",)]
    assert count_tables(url) == 1


def test_what_is_written_after_the_moment_is_not_in_it(server: Cluster) -> None:
    url = at(server, "old")
    run(url, "CREATE TABLE village (name text)")
    with snapshot(url) as moment:
        assert moment.counts() == {"village": 0}
        run(url, "INSERT INTO village VALUES ('东关村')")
        assert moment.counts() == {"village": 0}
        dump = BytesIO()
        moment.dump(dump)
        assert list(moment.rows("SELECT name FROM village")) == []
    assert dump.getvalue().startswith(b"PGDMP")


def test_another_number_of_rows_undoes_everything(server: Cluster, villages: Path) -> None:
    url = at(server, "new")
    wrong = [expect_count("village", 3)]
    with pytest.raises(CannotLoad, match="village"), loading(villages, url, clear=False, then=wrong):
        pytest.fail("it must not come to this")
    assert count_tables(url) == 0


def test_without_the_commit_nothing_happened(server: Cluster, villages: Path) -> None:
    url = at(server, "new")
    with loading(villages, url, clear=False, then=[]):
        pass
    assert count_tables(url) == 0


def test_a_server_that_dies_at_the_commit_leaves_doubt(server: Cluster, villages: Path) -> None:
    url = at(server, "new")
    with loading(villages, url, clear=False, then=[]) as commit:
        server.stop("immediate")
        with pytest.raises(CommitUnclear):
            commit()


def test_an_error_before_the_commit_leaves_what_was_there(server: Cluster, villages: Path) -> None:
    url = at(server, "new")
    run(url, "CREATE TABLE mine (name text)")
    with pytest.raises(OSError, match="disk"), loading(villages, url, clear=True, then=[]):
        raise OSError("the disk is gone")
    assert run(url, "SELECT count(*) FROM mine") == [(0,)]
    assert count_tables(url) == 1


def test_clearing_makes_room_for_the_dump(server: Cluster, villages: Path) -> None:
    url = at(server, "new")
    run(url, "CREATE TABLE village (other int)")
    with pytest.raises(CannotLoad, match="already exists"), loading(villages, url, clear=False, then=[]):
        pass
    with loading(villages, url, clear=True, then=[]) as commit:
        commit()
    assert run(url, "SELECT count(name) FROM village") == [(2,)]


def test_a_cut_off_dump_is_refused_and_changes_nothing(server: Cluster, villages: Path) -> None:
    url = at(server, "new")
    villages.write_bytes(villages.read_bytes()[:-40])
    with pytest.raises(CannotLoad), loading(villages, url, clear=False, then=[]):
        pass
    assert count_tables(url) == 0


def test_others_who_are_connected_are_counted(server: Cluster) -> None:
    url = at(server, "old")
    assert count_other_sessions(url) == 0
    with psycopg.connect(url):
        assert count_other_sessions(url) == 1


def test_a_shared_lock_keeps_out_those_who_want_it_alone(server: Cluster) -> None:
    url = at(server, "old")
    alone = "SELECT pg_try_advisory_lock(7)"
    with shared_lock(url, 7), shared_lock(url, 7):
        assert run(url, alone) == [(False,)]
    assert run(url, alone) == [(True,)]


def test_a_server_that_is_not_there_is_an_ordinary_no(server: Cluster, villages: Path) -> None:
    url = server.address("nowhere").url()
    with pytest.raises(CannotDump, match="nowhere"), snapshot(url):
        pass
    with pytest.raises(CannotLoad, match="nowhere"):
        count_tables(url)
    with pytest.raises(CannotLoad, match="nowhere"), loading(villages, url, clear=False, then=[]):
        pass


def test_a_password_does_not_stand_in_the_command() -> None:
    from yimen.gateways.postgres.programs import database_argument

    with database_argument("postgresql://wang:ge:heim@db.example:5433/yimen?sslmode=require") as argument:
        assert "heim" not in argument
        passfile = Path(argument.split("passfile=")[1].split()[0])
        assert passfile.read_text(encoding="utf-8") == "*:*:*:*:ge\\:heim\n"
        assert passfile.stat().st_mode & 0o777 == 0o600
    assert not passfile.exists()
