"""What goes into a backup, and what is said of a place that is not whole."""

import json
import tarfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.databases import drop
from tests.usecases.backups.conftest import Place
from tests.world import COUNTY, ID, NOW
from yimen.config.environment import load
from yimen.config.wiring import real_gateways
from yimen.data.documents.models import StoredFile
from yimen.data.journal.models import Root
from yimen.gateways.archives import PARTS
from yimen.gateways.files import SWEEP_LOCK
from yimen.gateways.postgres import shared_lock
from yimen.rules.access import system_actor
from yimen.usecases.backups.saving import NothingToBackUp, back_up
from yimen.usecases.documents.sweeping import sweep_files

SYSTEM = system_actor("test")


def name_in_database(sha256: str) -> None:
    StoredFile.objects.create(
        id=ID(sha256),
        county_code=COUNTY,
        sha256=sha256,
        size=6,
        media_type="image/png",
        name="申请.png",
        stored_at=NOW,
    )


def names_in(backup: Path) -> list[str]:
    with tarfile.open(backup) as tar:
        return tar.getnames()


def manifest_of(backup: Path) -> dict[str, Any]:
    with tarfile.open(backup) as tar:
        file = tar.extractfile("manifest.json")
        assert file is not None
        found: dict[str, Any] = json.load(file)
        return found


def test_a_backup_says_in_front_what_it_holds(place: Place, backup: Path) -> None:
    manifest = manifest_of(backup)
    assert names_in(backup)[0] == "manifest.json"
    assert names_in(backup)[-1] == "SHA256SUMS"
    assert manifest["format"] == 1
    assert manifest["version"] == "1.0"
    assert manifest["made_at"] == NOW.isoformat(timespec="seconds")
    assert "journal.0001_initial" in manifest["schema"]
    (accounts,) = place.ask("SELECT count(*) FROM people_account")
    assert (manifest["counts"]["people_account"],) == accounts


def test_keys_files_and_the_roots_of_that_moment_are_in_it(place: Place, tmp_path: Path) -> None:
    signed = {"leaf_count": 1, "root": "00", "signature": "00", "key_id": "x"}
    Root.objects.create(number=1, made_at=NOW, **signed)
    made = place.back_up(tmp_path / "yimen.tar")
    held = set(names_in(tmp_path / "yimen.tar"))
    assert {"keys/secret-key", "keys/kek", "journal-roots/0000000001.json"} <= held
    # Signed after the moment of the dump: it would prove that something is gone.
    assert "journal-roots/0000000002.json" not in held
    assert "log/http.log" not in held
    assert (made.files, made.missing, made.damaged) == (1, 0, 0)


def test_the_parts_are_where_the_gateways_keep_them(tmp_path: Path) -> None:
    gateways = real_gateways(load({"YIMEN_DATA_DIR": str(tmp_path)}))
    gateways.files.put([b"x"])
    gateways.roots.keep(1, "text", "signature", "key")
    gateways.signer.sign_bytes(b"x")
    made = {path.name for path in tmp_path.iterdir()}
    assert made == {"files", "journal-roots", "keys"}
    assert made <= set(PARTS)


def test_a_file_that_is_missing_or_damaged_is_counted(place: Place, tmp_path: Path) -> None:
    (scan,) = (path for path in (place.data_dir / "files").rglob("*") if path.is_file())
    name_in_database(scan.name)
    name_in_database("ab" * 32)
    assert place.back_up(tmp_path / "one.tar").missing == 1
    scan.write_bytes(b"another")
    made = place.back_up(tmp_path / "two.tar")
    assert (made.files, made.missing, made.damaged) == (0, 1, 1)


def test_nothing_is_swept_while_files_are_copied(place: Place, gateways: Any) -> None:
    gateways.files.put_at[gateways.files.put([b"nobody names it"]).sha256] = NOW
    later = NOW + timedelta(days=2)
    with shared_lock(place.url, SWEEP_LOCK):
        assert sweep_files(actor=SYSTEM, now=later).blobs == 0
    assert sweep_files(actor=SYSTEM, now=later).blobs == 1


def test_another_database_is_not_backed_up(place: Place, admin_url: str, tmp_path: Path) -> None:
    with psycopg.connect(admin_url, autocommit=True) as opened:
        opened.execute("CREATE DATABASE yimen_stranger")
    url = place.url.replace(place.url.split("/")[3].split("?")[0], "yimen_stranger")
    target = tmp_path / "yimen.tar"
    with pytest.raises(NothingToBackUp):
        back_up(data_dir=place.data_dir, url=url, target=target, now=NOW, version="1.0")
    assert not target.exists()
    drop(admin_url, "yimen_stranger")
