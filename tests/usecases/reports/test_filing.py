"""A township answers what is asked, confirms what the system filled, and files."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.usecases.reports.months import (
    ANSWERS,
    LATE,
    MONTH,
    answered,
    filed,
    revision_of,
    state_of,
    this_year,
)
from tests.world import CENTER_HEAD, CLERK, COUNTY_OFFICER, NOW, SECOND_TOWNSHIP, TOWNSHIP
from yimen.data.journal.models import Entry
from yimen.data.reports.models import Report, ReportAnswer, ReportEvent, ReportVersion
from yimen.rules.access import NotAllowed, NotFound
from yimen.rules.programme import ChangedMeanwhile
from yimen.rules.report_cells import CellsMissing, NotACount, ReasonMissing, TrainingsContradict
from yimen.rules.report_columns import ASKED, COLUMNS, MOST_ASKED
from yimen.rules.reports import MonthLocked, MonthNotOver, ReportStandsElsewhere, ReportState
from yimen.usecases.reports.answering import AnswersRefused, NoAnswers, TypedCell
from yimen.usecases.reports.filing import NotConfirmed
from yimen.usecases.reports.frames import MonthAhead, NoProgrammeThatYear, NotYourReport
from yimen.usecases.reports.reading import get_report_page

pytestmark = pytest.mark.django_db


def _page(month: date = MONTH) -> Any:
    return get_report_page(actor=CENTER_HEAD, unit_code=TOWNSHIP, month=month, now=NOW)


def test_most_of_the_table_is_filled_before_anybody_comes() -> None:
    this_year()
    share = _page().own.share
    assert share.percent >= 80
    assert share.asked == len(ASKED) <= MOST_ASKED
    assert share.total == len(COLUMNS)


def test_a_township_answers_confirms_and_files() -> None:
    assert filed() == "FILED"
    row = Report.objects.get()
    assert (row.unit_code, row.month, row.kind) == (TOWNSHIP, MONTH, "FOR_RECORD")
    assert (row.first_filed_at, row.filed_by) == (NOW, "沧县旧州镇人民政府 center_head")
    version = ReportVersion.objects.get()
    assert len(version.cells) == len(COLUMNS)
    assert len(version.digest) == 64
    assert set(ReportEvent.objects.values_list("kind", flat=True)) == {"ANSWERED", "FILED"}
    assert [entry.act for entry in Entry.objects.filter(subject_type="report").order_by("seq")] == [
        "reports.answer",
        "reports.file",
    ]
    page = _page()
    assert page.own.state is ReportState.FILED
    told = {cell.key: cell.words for cell in page.own.cells}
    assert (told["trainings"], told["trained"], told["problems"], told["enriched"]) == ("1", "24", "无", "")


def test_each_fault_is_told_at_its_cell_and_nothing_is_kept() -> None:
    typed = ANSWERS | {"trainings": TypedCell(text="一次"), "cases_received": TypedCell(text="7")}
    with pytest.raises(AnswersRefused) as refused:
        answered(typed=typed)
    assert {key: type(each) for key, each in refused.value.faults.items()} == {
        "trainings": NotACount,
        "cases_received": ReasonMissing,
    }
    assert ReportAnswer.objects.count() == 0


def test_a_figure_of_the_records_is_contradicted_with_a_reason_only_and_both_stay() -> None:
    answered(typed=ANSWERS | {"cases_received": TypedCell(text="7", reason="纸质登记簿另有 7 件")})
    cell = next(each for each in _page().own.cells if each.key == "cases_received")
    assert (cell.words, cell.differs, cell.reason) == ("7", True, "纸质登记簿另有 7 件")
    assert cell.records_words != "7"
    records = TypedCell(text=cell.records_words) if cell.figure.value is not None else TypedCell(text="")
    answered(typed={"cases_received": records})
    assert not ReportAnswer.objects.filter(key="cases_received").exists()


def test_what_is_not_whole_or_cannot_be_is_not_filed() -> None:
    this_year()
    with pytest.raises(CellsMissing):
        filed(answers=False)
    with pytest.raises(AnswersRefused):  # a wrong figure is told before the tick that comes below it
        filed(answers=False, confirmed=False, typed={"trained": TypedCell(text="三次")})
    answered(typed=ANSWERS | {"trained": TypedCell(text="0")})
    with pytest.raises(TrainingsContradict):
        filed(answers=False)
    answered(typed={"trained": TypedCell(text="5")})
    with pytest.raises(NotConfirmed):
        filed(answers=False, confirmed=False)
    with pytest.raises(ChangedMeanwhile):
        filed(answers=False, revision=1)
    assert filed(answers=False) == "FILED"
    with pytest.raises(ReportStandsElsewhere):
        filed(answers=False)
    with pytest.raises(ReportStandsElsewhere):
        answered(typed={"trained": TypedCell(text="6")})


def test_a_month_that_runs_and_one_that_is_locked_are_refused() -> None:
    this_year()
    answered(month=date(2026, 11, 1), revision=0)
    with pytest.raises(MonthNotOver):
        filed(answers=False, month=date(2026, 11, 1), revision=1)
    with pytest.raises(MonthAhead):
        answered(month=date(2026, 12, 1))
    with pytest.raises(NoProgrammeThatYear):
        answered(month=date(2019, 12, 1))
    answered()
    with pytest.raises(MonthLocked):
        filed(answers=False, now=LATE)


def test_nobody_files_for_another() -> None:
    with pytest.raises(NotAllowed):
        answered(CLERK)
    with pytest.raises(NotFound):
        answered(replace(CENTER_HEAD, scope_code=SECOND_TOWNSHIP), unit_code=TOWNSHIP)
    with pytest.raises(NotYourReport):
        answered(COUNTY_OFFICER, unit_code=TOWNSHIP)
    assert Report.objects.count() == 0


def test_answers_that_are_there_already_are_no_answers() -> None:
    answered()
    assert revision_of() == 1
    with pytest.raises(NoAnswers):
        answered()
    with pytest.raises(ChangedMeanwhile):
        answered(typed={"trained": TypedCell(text="6")}, revision=0)
    assert state_of() is ReportState.OPEN
