"""`yimen check` counts what is there and names what is wrong."""

import argparse
import json
from typing import Any

import pytest
from django.db import connection

from tests import world
from yimen.cli import check
from yimen.usecases.orgs.actions import record_dossiers
from yimen.usecases.orgs.service_points import Dossier


def _check(capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, Any]]:
    status = check.run(argparse.Namespace(json=True))
    return status, json.loads(capsys.readouterr().out)


@pytest.mark.django_db
def test_a_sound_installation_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    status, report = _check(capsys)
    assert status == 0
    assert report["regions"] == {"province": 1, "prefecture": 1, "county": 2, "township": 3, "village": 4}
    assert report["service_points"] == {"center": 3, "station": 4}
    assert (report["items"], report["migrations"], report["problems"]) == (7, 0, [])
    assert report["journal"] == "intact"
    assert report["jobs"] == {"ready": 0, "doing": 0, "failed": 0, "stalled": 0}
    assert report["cases"]["submitted"] == 0


@pytest.mark.django_db
def test_people_read_it_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    assert check.run(argparse.Namespace(json=False)) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "区划：省 1，市 1，县级 2，乡级 3，村级 4"
    assert "日志：完好" in told
    assert told[-1] == "一切正常。"


def _write_entry() -> None:
    record_dossiers(
        actor=check_actor(),
        now=world.NOW,
        county_code=world.COUNTY,
        dossiers=[Dossier(region_code=world.TOWNSHIP, phone="0317-0000001")],
    )


def check_actor() -> Any:
    from yimen.rules.access import system_actor

    return system_actor("test")


def test_a_changed_journal_is_named_and_ends_with_1(
    real_db: None, capsys: pytest.CaptureFixture[str]
) -> None:
    _write_entry()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER USER")
        cursor.execute("UPDATE journal_entry SET text = replace(text, '130921', '130922')")
    status, report = _check(capsys)
    assert status == 1
    assert report["journal"]["subject"].startswith("130921/service_points/")
    assert report["journal"]["seq"] == 1
    assert report["problems"][0].startswith("日志不完好")


def test_a_stalled_job_is_told(real_db: None, capsys: pytest.CaptureFixture[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status)"
            " VALUES ('default', 'close_case', '{}', 'doing')"
        )
    status, report = _check(capsys)
    assert (status, report["jobs"]["stalled"]) == (1, 1)
    assert "停住" in report["problems"][0]


def test_a_database_that_was_not_migrated_is_told(real_db: None, capsys: pytest.CaptureFixture[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'feedback'")
    status, report = _check(capsys)
    assert status == 1
    assert report["migrations"] >= 1
    assert "yimen migrate" in report["problems"][0]


def test_a_database_of_something_else_is_told(real_db: None, capsys: pytest.CaptureFixture[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE orgs_region RENAME TO something_else")
    status, report = _check(capsys)
    assert status == 1
    assert "不是一门的数据库" in report["problems"][0]
