"""A place comes back whole, or all stays as it was; every refusal says so in words."""

import json
import tarfile
from collections.abc import Callable
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.usecases.backups.conftest import Place, fill
from yimen.gateways import locks
from yimen.gateways.archives import BackupAltered, CannotSwap, NotABackup, fresh_folder, swapped_in
from yimen.gateways.postgres import CannotLoad, CommitUnclear
from yimen.rules.errors import RuleViolation
from yimen.usecases.backups.manifests import BackupTooNew
from yimen.usecases.backups.restoring import PlaceNotEmpty, StillInUse
from yimen.usecases.hosting.database import NoDatabaseYet, OwnedDatabase, refuse_missing, shared_database
from yimen.usecases.hosting.ownership import AlreadySupervised, OthersAtWork, sole_supervisor
from yimen.usecases.hosting.unfinished import RestoreUnfinished, unfinished

NOTHING = [("0",)]
TABLES = "SELECT count(*)::text FROM pg_tables WHERE schemaname = 'public'"


def change_manifest(backup: Path, **changes: Any) -> None:
    """The backup as if its manifest had said so, with digests that fit."""
    from tests.world import NOW
    from yimen.gateways.archives import SUMS, new_archive

    with tarfile.open(backup) as tar:
        members = {each.name: (tar.extractfile(each) or BytesIO()).read() for each in tar}
    backup.unlink()
    members["manifest.json"] = json.dumps(json.loads(members["manifest.json"]) | changes).encode()
    with new_archive(backup, NOW) as archive:
        for name, content in members.items():
            if name != SUMS:
                archive.add(name, content)


def test_all_of_it_comes_back(place: Place, backup: Path, new_place: Place) -> None:
    done = new_place.restore(backup)
    assert done.aside is None
    assert done.missing == 0
    accounts = "SELECT id, login_name, password FROM people_account ORDER BY id"
    assert new_place.ask(accounts) == place.ask(accounts)
    kept = {n: c for n, c in place.seen().items() if not n.startswith(("log/", "journal-roots/"))}
    assert new_place.seen() == kept


def test_the_same_checksum_is_shown_at_both_ends(place: Place, new_place: Place, tmp_path: Path) -> None:
    made = place.back_up(tmp_path / "one.tar")
    assert new_place.restore(tmp_path / "one.tar").checksum == made.checksum


def test_what_is_there_is_replaced_only_by_the_word_and_kept_aside(backup: Path, new_place: Place) -> None:
    fill(new_place.data_dir, b"mine")
    new_place.ask("CREATE TABLE mine (x int)")
    before = new_place.seen()
    with pytest.raises(PlaceNotEmpty, match="--replace"):
        new_place.restore(backup)
    assert new_place.seen() == before
    done = new_place.restore(backup, replace=True)
    assert done.aside is not None
    assert (done.aside / "keys" / "secret-key").read_bytes() == b"secret of mine"
    assert (new_place.data_dir / "keys" / "secret-key").read_bytes() == b"secret of a scan"
    # Copies of roots that the restored journal does not know would prove a loss.
    assert not (new_place.data_dir / "journal-roots").exists()
    assert new_place.ask("SELECT to_regclass('public.mine')::text") == [(None,)]


def test_tables_alone_make_a_place_that_is_not_empty(backup: Path, new_place: Place) -> None:
    new_place.ask("CREATE TABLE mine (x int)")
    with pytest.raises(PlaceNotEmpty):
        new_place.restore(backup)
    assert new_place.ask(TABLES) == [("1",)]


def altered(backup: Path) -> None:
    content = bytearray(backup.read_bytes())
    content[content.index(b"secret of")] ^= 1
    backup.write_bytes(content)


def no_backup(backup: Path) -> None:
    backup.write_bytes(b"a letter")


REFUSED: dict[str, tuple[Callable[[Path], None], type[RuleViolation]]] = {
    "altered": (altered, BackupAltered),
    "another file": (no_backup, NotABackup),
    "a newer format": (lambda b: change_manifest(b, format=2), BackupTooNew),
    "a newer schema": (lambda b: change_manifest(b, schema=["cases.9999_later"]), BackupTooNew),
    "an unknown noun": (lambda b: change_manifest(b, schema=["drones.0001_initial"]), BackupTooNew),
    "a newer library": (lambda b: change_manifest(b, schema=["procrastinate.9999_later"]), BackupTooNew),
    "other rows": (lambda b: change_manifest(b, counts={"people_account": 7_000}), CannotLoad),
    "no format": (lambda b: change_manifest(b, format="x"), NotABackup),
    "no counts": (lambda b: change_manifest(b, counts=None), NotABackup),
}


@pytest.mark.parametrize("what", REFUSED)
def test_nothing_changes_when_the_backup_is_refused(backup: Path, new_place: Place, what: str) -> None:
    spoil, refusal = REFUSED[what]
    spoil(backup)
    fill(new_place.data_dir, b"mine")
    before = new_place.seen()
    with pytest.raises(refusal):
        new_place.restore(backup, replace=True)
    assert new_place.seen() == before
    assert new_place.ask(TABLES) == NOTHING
    with shared_database(new_place.data_dir, new_place.url, wait=lambda _: None):
        pass


def test_it_waits_for_nobody_who_works_there(backup: Path, new_place: Place) -> None:
    with sole_supervisor(new_place.data_dir), pytest.raises(AlreadySupervised):
        new_place.restore(backup)
    with locks.open_lock(new_place.data_dir, "database-users") as handle:
        locks.share(handle)
        with pytest.raises(OthersAtWork):
            new_place.restore(backup)
    with psycopg.connect(new_place.url), pytest.raises(StillInUse, match="另有 1 个连接"):
        new_place.restore(backup)
    assert new_place.ask(TABLES) == NOTHING
    new_place.restore(backup)


def test_jobs_that_ran_at_that_moment_begin_again(place: Place, new_place: Place, tmp_path: Path) -> None:
    place.ask("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")
    place.ask(
        "INSERT INTO procrastinate_jobs (task_name, queue_name, status, queueing_lock, worker_id)"
        " SELECT name, 'default', 'doing', lock, (SELECT min(id) FROM procrastinate_workers)"
        " FROM (VALUES ('close_case', NULL), ('flush_outbox', 'flush_outbox')) AS job (name, lock)"
    )
    place.back_up(tmp_path / "yimen.tar")
    new_place.restore(tmp_path / "yimen.tar")
    assert new_place.ask("SELECT task_name, status::text, worker_id FROM procrastinate_jobs") == [
        ("close_case", "todo", None)
    ]


def test_a_file_that_the_backup_lacks_is_counted(place: Place, new_place: Place, tmp_path: Path) -> None:
    from tests.usecases.backups.test_saving import name_in_database

    name_in_database("ab" * 32)
    place.back_up(tmp_path / "yimen.tar")
    assert new_place.restore(tmp_path / "yimen.tar").missing == 1


def test_what_a_killed_restore_left_is_cleared_away(backup: Path, new_place: Place) -> None:
    with ExitStack() as stack:
        left = stack.enter_context(fresh_folder(_made(new_place.data_dir)))
        (left / "keys").mkdir()
        new_place.restore(backup)
        assert not left.exists()


def test_a_restore_that_was_killed_while_swapping_lets_nothing_start(backup: Path, new_place: Place) -> None:
    data_dir, url = _made(new_place.data_dir), new_place.url
    with pytest.raises(CommitUnclear), unfinished(data_dir, backup):
        raise CommitUnclear(reason="cut off")
    words = f"yimen restore {backup} --replace"
    with pytest.raises(RestoreUnfinished, match=words), shared_database(data_dir, url, wait=lambda _: None):
        pass
    owned = OwnedDatabase(data_dir, url, wait=lambda _: None, say=lambda _: None)
    with pytest.raises(RestoreUnfinished, match=words):
        owned.start()
    new_place.restore(backup)
    with shared_database(data_dir, url, wait=lambda _: None):
        pass


def test_folders_go_back_when_the_last_step_fails(tmp_path: Path) -> None:
    fill(_made(tmp_path / "data"), b"mine")
    fill(_made(tmp_path / "data" / "fresh"), b"other")
    before = (tmp_path / "data" / "keys" / "secret-key").read_bytes()
    with (
        pytest.raises(CannotLoad),
        swapped_in(
            tmp_path / "data" / "fresh", tmp_path / "data", tmp_path / "data" / "aside", with_database=False
        ),
    ):
        raise CannotLoad(reason="the last word")
    assert (tmp_path / "data" / "keys" / "secret-key").read_bytes() == before
    assert not (tmp_path / "data" / "aside").exists()


def test_a_folder_that_cannot_be_put_aside_is_named_and_all_stays(backup: Path, new_place: Place) -> None:
    fill(new_place.data_dir, b"mine")
    (new_place.data_dir / "before-restore-20261116-020000").write_text("in the way", encoding="ascii")
    before = new_place.seen()
    with pytest.raises(CannotSwap, match="已恢复原样"):
        new_place.restore(backup, replace=True)
    assert new_place.seen() == before
    assert new_place.ask(TABLES) == NOTHING


def test_a_place_that_was_never_made_is_not_made_by_a_backup(tmp_path: Path) -> None:
    with pytest.raises(NoDatabaseYet, match="YIMEN_DATA_DIR"):
        refuse_missing(tmp_path / "nowhere", None)
    assert not (tmp_path / "nowhere").exists()


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
