"""A place over a clone of the world, and an empty database into which it may come back."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg
import pytest
from django.db import connection, connections

from tests.databases import drop
from tests.world import NOW
from yimen.gateways.files import DiskFileStore
from yimen.gateways.postgres import Address
from yimen.usecases.backups.restoring import Restored, restore
from yimen.usecases.backups.saving import BackupMade, back_up

_numbers = count()


@dataclass(frozen=True, kw_only=True)
class Place:
    """A data folder with a database that runs on its own."""

    data_dir: Path
    url: str

    def back_up(self, target: Path) -> BackupMade:
        return back_up(data_dir=self.data_dir, url=self.url, target=target, now=NOW, version="1.0")

    def restore(self, source: Path, *, replace: bool = False) -> Restored:
        return restore(
            data_dir=self.data_dir,
            url=self.url,
            source=source,
            replace=replace,
            now=NOW,
            version="1.0",
            wait=lambda _: None,
        )

    def ask(self, statement: str) -> list[tuple[object, ...]]:
        with psycopg.connect(self.url) as opened:
            cursor = opened.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def seen(self) -> dict[str, bytes]:
        """All that lies in the folder, but for the locks."""
        files = (path for path in self.data_dir.rglob("*") if path.is_file())
        found = {path.relative_to(self.data_dir).as_posix(): path.read_bytes() for path in files}
        return {name: content for name, content in found.items() if not name.startswith("run/")}


def fill(data_dir: Path, scan: bytes) -> str:
    """Keys, a file and two root copies; the digest of the file."""
    for name, content in {
        "keys/secret-key": b"secret of " + scan,
        "keys/kek": b"kek",
        "journal-roots/0000000001.json": b"{}",
        "journal-roots/0000000002.json": b"{}",
        "log/http.log": b"a line",
    }.items():
        (data_dir / name).parent.mkdir(parents=True, exist_ok=True)
        (data_dir / name).write_bytes(content)
    return DiskFileStore(data_dir / "files").put([scan]).sha256


@pytest.fixture
def place(real_db: None, tmp_path: Path) -> Place:
    """The world's place at work, with a file on its disk."""
    told = connection.settings_dict
    address = Address(
        name=told["NAME"],
        user=told["USER"],
        host=told["OPTIONS"].get("host", told["HOST"]),
        port=told["PORT"] or told["OPTIONS"]["port"],
    )
    fill(tmp_path / "old", b"a scan")
    return Place(data_dir=tmp_path / "old", url=address.url())


@pytest.fixture
def backup(place: Place, tmp_path: Path) -> Path:
    """A backup of that place."""
    place.back_up(tmp_path / "yimen.tar")
    return tmp_path / "yimen.tar"


@pytest.fixture
def new_place(place: Place, admin_url: str, tmp_path: Path) -> Iterator[Place]:
    """A folder that is not there yet and an empty database."""
    name = f"yimen_restored_{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(admin_url, autocommit=True) as opened:
        opened.execute(f'CREATE DATABASE "{name}"')
    told = place.url.replace(connections["default"].settings_dict["NAME"], name)
    yield Place(data_dir=tmp_path / "new", url=told)
    drop(admin_url, name)
