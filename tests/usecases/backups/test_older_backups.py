"""A backup of an older version comes back under this one, which says what to do and brings it forward."""

import os
import subprocess
import sys
from pathlib import Path

from django.core.management import call_command

from tests.usecases.backups.conftest import Place
from yimen.cli.up import program_environment

ACCOUNTS = "SELECT count(*) FROM people_account"
SCHEMA = "SELECT app || '.' || name FROM django_migrations"


def yimen(place: Place, *words: str, status: int = 0) -> str:
    """A command of its own on this place."""
    mine = {
        "YIMEN_DATA_DIR": str(place.data_dir),
        "YIMEN_DATABASE_URL": place.url,
        "YIMEN_DEMO": "0",
        "DJANGO_SETTINGS_MODULE": "yimen.config.settings",
    }
    ours = {name: value for name, value in os.environ.items() if not name.startswith("YIMEN_")}
    done = subprocess.run(
        [sys.executable, "-m", "yimen", *words],
        env={**ours, **program_environment(), **mine},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_an_older_backup_is_told_apart_and_brought_forward(
    place: Place, new_place: Place, tmp_path: Path
) -> None:
    accounts = place.ask(ACCOUNTS)
    call_command("migrate", "people", "0001", verbosity=0)
    call_command("migrate", "documents", "0002", verbosity=0)
    place.back_up(tmp_path / "older.tar")

    new_place.restore(tmp_path / "older.tar")
    assert ("people.0002_api_tokens",) not in new_place.ask(SCHEMA)
    assert "请先运行 yimen migrate" in yimen(new_place, "check", status=1)
    assert "数据库结构已更新" in yimen(new_place, "migrate")
    assert "一切正常" in yimen(new_place, "check")
    assert "日志完好" in yimen(new_place, "journal", "verify")
    assert new_place.ask(ACCOUNTS) == accounts
