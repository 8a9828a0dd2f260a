"""The register: proposals from last month, progress from evidence, tasks struck off and taken up again."""

from datetime import date
from typing import Any

import pytest

from tests.usecases.programme.programmes import contact_written
from tests.usecases.reports.months import COUNTY_UNIT, MONTH, YEAR, task_closed, this_year
from tests.world import CENTER_HEAD, COUNTY_OFFICER, NOW, TOWNSHIP
from yimen.data.reports.models import RegisterLine, TaskClosing
from yimen.rules.access import NotFound
from yimen.rules.programme import ChangedMeanwhile, NothingToChange, SubtaskTerms
from yimen.rules.report_register import ClosingNeedsReason, RegisterState, RegisterTerms
from yimen.rules.text import TextMissing
from yimen.usecases.programme.subtasks import add_subtask
from yimen.usecases.reports.frames import NotYourReport
from yimen.usecases.reports.register import (
    ClosedAhead,
    TaskClosedAlready,
    TaskNotClosed,
    reopen_task,
    write_line,
)
from yimen.usecases.reports.register_reading import RegisterRow, get_register

pytestmark = pytest.mark.django_db
OWN: dict[str, Any] = {"actor": CENTER_HEAD, "now": NOW, "unit_code": TOWNSHIP, "month": MONTH}


def _row(number: int, month: date = MONTH) -> RegisterRow:
    view = get_register(actor=CENTER_HEAD, unit_code=TOWNSHIP, month=month, now=NOW)
    return next(row for row in view.rows if row.number == number)


def test_every_task_has_a_line_and_nothing_has_to_be_typed_for_it() -> None:
    this_year()
    contact_written()
    part = SubtaskTerms(title="统一采购高拍仪", due_on=date(2026, 6, 30), person="示例·郭涛")
    add_subtask(actor=COUNTY_OFFICER, now=NOW, year=YEAR, number=5, terms=part)
    view = get_register(actor=CENTER_HEAD, unit_code=TOWNSHIP, month=MONTH, now=NOW)
    assert [row.number for row in view.rows] == list(range(1, 15))
    row = _row(5)
    assert (row.words.plan, row.words.person, row.is_written) == ("统一采购高拍仪", "示例·郭涛", False)
    assert row.due_on == date(2026, 6, 30)
    assert _row(1).words.person == "示例·李四"
    assert RegisterLine.objects.count() == 0


def test_last_month_proposes_and_progress_is_of_its_month() -> None:
    this_year()
    terms = RegisterTerms(
        plan="先建中心", progress="已挂牌", problem="东关村没有用房", next_step="租用村小学", person="张三"
    )
    before = OWN | {"month": date(2026, 9, 1)}
    assert write_line(number=1, terms=terms, revision=0, **before) == 1
    proposed = _row(1).words
    assert proposed == RegisterTerms(plan="租用村小学", problem="东关村没有用房", person="张三")
    with pytest.raises(NothingToChange):
        write_line(number=1, terms=terms, revision=1, **before)
    with pytest.raises(ChangedMeanwhile):
        write_line(number=1, terms=proposed, revision=0, **before)
    assert write_line(number=1, terms=proposed, revision=1, **before) == 2


def test_state_follows_from_evidence_and_days() -> None:
    this_year()
    row = _row(1)
    assert [each.key for each in row.evidence] == ["center_coverage", "station_coverage", "coverage"]
    assert row.state is RegisterState.OVERDUE, "May is over"
    assert _row(1, date(2026, 4, 1)).state is not RegisterState.OVERDUE
    assert _row(14).percent is None


def test_a_task_is_struck_off_with_a_reason_where_the_evidence_is_not_whole() -> None:
    with pytest.raises(ClosingNeedsReason):
        task_closed(reason="")
    with pytest.raises(ClosedAhead):
        task_closed(closed_on=date(2026, 12, 1))
    assert task_closed() == date(2026, 10, 20)
    with pytest.raises(TaskClosedAlready):
        task_closed()
    row = _row(12)
    assert (row.state, row.closed_on, row.closing_reason) == (
        RegisterState.DONE,
        date(2026, 10, 20),
        "两次培训都办了",
    )
    assert _row(12, date(2026, 9, 1)).closed_on is None, "in September it was not yet"


def test_a_task_is_taken_up_again_and_its_striking_off_stays() -> None:
    task_closed()
    with pytest.raises(TextMissing):
        reopen_task(number=12, reason="", **OWN)
    reopen_task(number=12, reason="第二次没有办", **OWN)
    assert _row(12).closed_on is None
    assert TaskClosing.objects.get().reopen_reason == "第二次没有办"
    with pytest.raises(TaskNotClosed):
        reopen_task(number=12, reason="再来", **OWN)


def test_nobody_writes_another_unit_s_register() -> None:
    this_year()
    terms = RegisterTerms(plan="代写")
    with pytest.raises(NotYourReport):
        write_line(number=1, terms=terms, revision=0, **(OWN | {"actor": COUNTY_OFFICER}))
    with pytest.raises(NotFound):
        write_line(number=1, terms=terms, revision=0, **(OWN | {"unit_code": COUNTY_UNIT}))
    with pytest.raises(NotFound):
        write_line(number=99, terms=terms, revision=0, **OWN)
