"""`yimen cases review`: what it prints, and with which exit code."""

import argparse
import json
from datetime import timedelta

import pytest

from tests.usecases.cases import journey
from tests.world import COUNTY, NOW, OTHER_COUNTY
from yimen.cli import cases
from yimen.data.cases.models import Case

pytestmark = pytest.mark.usefixtures("db")
PERIOD = ("--from", "2026-11-16", "--to", "2026-11-16")


def _run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    cases.add_arguments(parser)
    return cases.run(parser.parse_args(["review", *words]))


def _closed() -> Case:
    from yimen.usecases.cases.actions import close

    case_id = journey.delivered()
    at = NOW + timedelta(hours=6)
    journey.make_papers(at)
    close(actor=journey.SYSTEM, now=at, case_id=case_id, county_code=COUNTY)
    return Case.objects.get(pk=case_id)


def test_files_that_hold_end_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    _closed()
    assert _run(COUNTY, *PERIOD) == 0
    said = capsys.readouterr().out
    assert said == f"{COUNTY} 2026-11-16 至 2026-11-16：评查 1 件案卷，0 件有问题。\n"
    assert _run(OTHER_COUNTY, *PERIOD) == 0
    assert "评查 0 件案卷" in capsys.readouterr().out


def test_a_fault_ends_with_1_and_names_the_case_and_nobody(capsys: pytest.CaptureFixture[str]) -> None:
    case = _closed()
    Case.objects.filter(pk=case.pk).update(promised_due=NOW.date() - timedelta(days=3))
    assert _run(COUNTY, *PERIOD) == 1
    said = capsys.readouterr().out
    assert case.case_no in said
    assert "晚于承诺期限" in said
    assert case.applicant_name not in said


def test_json_says_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    case = _closed()
    Case.objects.filter(pk=case.pk).update(delivery_due=NOW.date() - timedelta(days=1))
    assert _run(COUNTY, *PERIOD, "--json") == 1
    report = json.loads(capsys.readouterr().out)
    assert report["files"] == 1
    assert [each["case_no"] for each in report["faulty"]] == [case.case_no]
    assert report["faulty"][0]["findings"][0]["rule"] == "DELIVERED_IN_TIME"
