"""Where a cluster lies: strange paths, folders that nobody may enter, other versions, lost folders."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest

from yimen.gateways.postgres import Cluster, embedded_url
from yimen.gateways.postgres.place import STATE_FOLDER, CannotUsePlace, make_place

STRANGE_PATHS = [
    "数据 目录/一 门",
    "with, comma 'and quote\" = 100%",
    "很长" * 20 + "/" + "deep/" * 30 + "end",
]


@pytest.mark.parametrize("path", STRANGE_PATHS, ids=["chinese", "punctuation", "long"])
def test_a_cluster_serves_from_a_strange_path(scratch: Path, path: str) -> None:
    cluster = Cluster(scratch / path, durable=False)
    cluster.start()
    with psycopg.connect(embedded_url(scratch / path).replace("/yimen?", "/postgres?")) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    assert len(os.fsencode(cluster.place.socket / ".s.PGSQL.5432")) <= 107
    assert cluster.place.socket.stat().st_mode & 0o777 == 0o700
    cluster.stop()
    assert cluster.place.socket.exists() == (cluster.place.socket.parent == cluster.place.base)


def test_a_folder_that_only_its_owner_may_enter_keeps_its_mode(scratch: Path) -> None:
    closed = scratch / "closed"
    closed.mkdir(mode=0o700)
    cluster = Cluster(closed / "var", durable=False)
    cluster.start()
    assert cluster.is_running()
    again = Cluster(closed / "var")
    assert again.is_running()
    cluster.stop()
    assert closed.stat().st_mode & 0o777 == 0o700
    link = closed / "var" / "postgres"
    # Root's data folder is out of the server's reach there; anybody else runs the server in person.
    assert link.is_symlink() == (os.geteuid() == 0)
    assert (cluster.place.base.parent == STATE_FOLDER) == (os.geteuid() == 0)


def test_two_closed_folders_of_the_same_name_never_share_a_cluster(scratch: Path) -> None:
    closed = scratch / "closed"
    closed.mkdir(mode=0o700)
    first = Cluster(closed / "var", durable=False)
    first.prepare()
    base = first.place.base
    first.stop()
    link = closed / "var" / "postgres"
    moved = scratch / "moved"
    moved.mkdir()
    link.rename(moved / "postgres")
    second = Cluster(closed / "var", durable=False)
    second.prepare()
    second.stop()
    assert not (second.place.base / "pg18").samefile(
        base / "pg18" if base.parent == STATE_FOLDER else moved / "postgres" / "pg18"
    )


def test_data_of_another_version_are_refused_instead_of_an_empty_database(scratch: Path) -> None:
    (scratch / "data" / "postgres" / "pg17").mkdir(parents=True)
    with pytest.raises(CannotUsePlace, match="pg17"):
        Cluster(scratch / "data").start()


def test_a_lost_folder_is_refused_instead_of_an_empty_database(scratch: Path) -> None:
    (scratch / "data").mkdir()
    (scratch / "data" / "postgres").symlink_to(scratch / "gone")
    with pytest.raises(CannotUsePlace, match="不见了"):
        Cluster(scratch / "data").start()


def test_the_address_is_known_before_the_first_start_and_touches_nothing(scratch: Path) -> None:
    url = embedded_url(scratch / "data")
    host = parse_qs(urlsplit(url).query)["host"]
    assert host == [str(scratch / "data" / "postgres" / "socket")]
    assert list(scratch.iterdir()) == []


def test_many_that_come_at_once_make_one_place(scratch: Path) -> None:
    for number in range(10):
        data_dir, at_once = scratch / str(number), Barrier(6)

        def make(data_dir: Path = data_dir, at_once: Barrier = at_once) -> Path:
            at_once.wait()
            return make_place(data_dir, 18)[0].base

        with ThreadPoolExecutor(6) as pool:
            found = {made.result() for made in [pool.submit(make) for _ in range(6)]}
        assert len(found) == 1
