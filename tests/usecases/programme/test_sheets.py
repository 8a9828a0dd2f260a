"""A programme as a workbook: what is taken away reads in again as the same, and faults are told by row."""

from typing import Any

import pytest

from tests.usecases.catalog.sheets.walks import with_real_sheets
from tests.usecases.programme.programmes import CITY, published, seed
from tests.world import CITY_OFFICER, NOW
from yimen.data.programme.models import Programme, ProgrammeTask, ProgrammeVersion, TaskBody
from yimen.gateways.spreadsheets import FileSpreadsheets
from yimen.gateways.spreadsheets.reading import read_workbook
from yimen.rules.programme_files import COLUMNS, NoProgrammeSheet
from yimen.rules.sheets import BookOut, ColumnOut, SheetOut
from yimen.usecases.programme.loading import ProgrammeRefused, load_programme
from yimen.usecases.programme.publishing import publish_programme
from yimen.usecases.programme.sheets import make_programme_file

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def real_sheets(gateways: Any) -> None:
    with_real_sheets()


def _book(rows: list[list[str]], *, above: int = 0) -> bytes:
    columns = tuple(ColumnOut(heading=name, is_code=True) for name in COLUMNS)
    notes = SheetOut(name="说明", columns=(ColumnOut(heading="先看这里"),), rows=())
    plan = SheetOut(name="工作方案", columns=columns, rows=tuple(tuple(row) for row in rows))
    return FileSpreadsheets().write(BookOut(title="方案", sheets=(notes, plan)))


def _seed_rows() -> list[list[str]]:
    return [line.split("\t") for line in seed().strip().splitlines()[1:]]


def _content(version: ProgrammeVersion) -> list[Any]:
    tasks = ProgrammeTask.objects.filter(version=version).order_by("number")
    bodies = TaskBody.objects.filter(task__version=version).order_by("task__number", "body_code")
    head = (version.title, version.issuer, version.issued_on, version.report_day, version.group)
    told = tasks.values_list("number", "title", "requirement", "section", "lead", "due_on", "acceptance")
    return [head, list(told), list(bodies.values_list("task__number", "body_code"))]


def test_what_is_taken_away_reads_in_again_as_the_same_programme() -> None:
    published()
    file = make_programme_file(actor=CITY_OFFICER, city_code=CITY)
    assert file.name == "方案2020.xlsx"
    done = load_programme(actor=CITY_OFFICER, now=NOW, content=file.content)
    assert (done.tasks, done.number, done.is_published) == (14, 2, False)
    first, second = ProgrammeVersion.objects.order_by("number")
    assert _content(first) == _content(second)
    assert not load_programme(actor=CITY_OFFICER, now=NOW, content=file.content).is_new


def test_another_year_is_the_workbook_of_this_year_with_other_dates() -> None:
    published()
    rows = [[cell.replace("2020", "2027") for cell in row] for row in _seed_rows()]
    done = load_programme(actor=CITY_OFFICER, now=NOW, content=_book(rows))
    assert (done.year, done.tasks, done.is_new) == (2027, 14, True)
    publish_programme(actor=CITY_OFFICER, now=NOW, city_code=CITY, year=2027)
    assert Programme.objects.count() == 2


def test_faults_are_told_by_sheet_row_and_column_and_nothing_is_written() -> None:
    rows = _seed_rows()
    at = next(number for number, row in enumerate(rows) if row[0] == "任务")
    rows[at][7] = "七月"
    rows.insert(at, [""] * len(COLUMNS))
    with pytest.raises(ProgrammeRefused) as refused:
        load_programme(actor=CITY_OFFICER, now=NOW, content=_book(rows))
    (finding,) = refused.value.findings
    assert (refused.value.sheet, finding.line, finding.column) == ("工作方案", at + 3, "完成时限")
    assert not Programme.objects.exists()


def test_a_workbook_of_something_else_is_refused() -> None:
    other = BookOut(title="x", sheets=(SheetOut(name="名单", columns=(ColumnOut(heading="姓名"),), rows=()),))
    with pytest.raises(NoProgrammeSheet):
        load_programme(actor=CITY_OFFICER, now=NOW, content=FileSpreadsheets().write(other))


def test_a_city_without_a_programme_takes_an_empty_table_away() -> None:
    book = read_workbook(make_programme_file(actor=CITY_OFFICER, city_code=CITY).content, true_size=1)
    assert [sheet.name for sheet in book.sheets] == ["方案", "怎么填"]
    assert book.sheets[0].at(2, 4).text == CITY
