"""What is asked as a workbook to take along, and that workbook back: each fault at its cell.

A township's own summary (`files.export_report`) is read as well: its asked cells stand in its one line. Both
come back as another program saved them anew, wherever their headings stand then.
"""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime

from yimen.gateways.installed import installed
from yimen.rules.access import Actor, require
from yimen.rules.errors import N_, RuleViolation
from yimen.rules.report_cells import UNANSWERED
from yimen.rules.report_columns import ANSWER_KIND_LABELS, ASKED, COLUMN_BY_KEY, STAND_IN
from yimen.rules.reports import month_words
from yimen.rules.sheets import BookOut, ColumnOut, Sheet, SheetFrame, SheetOut, address, find_headings
from yimen.usecases.catalog.sheets.reports import XLSX, FileOut
from yimen.usecases.reports.answering import (
    AnswersRefused,
    TypedCell,
    apply_answers,
    plain_cells,
)
from yimen.usecases.reports.cells import answers_of
from yimen.usecases.reports.files import sheet_name
from yimen.usecases.reports.frames import find_reports, frame_of
from yimen.usecases.reports.papers import UNIT_HEADING
from yimen.usecases.reports.shell import act_on_report
from yimen.usecases.shared.registry import action

_HEADINGS = (N_("列"), N_("要填的"), N_("填"), N_("怎么填"), N_("请填在这里"))


class NotOurWorkbook(RuleViolation):
    """A workbook in which the cells of no report can be found."""

    code = "reports.not_our_workbook"
    template = N_("这个文件不是从这里下载的填报表：没有找到“{heading}”和“{answer}”两列的表头。")


class NoLineOfUnit(RuleViolation):
    """A summary in which the unit has no line of its own: a county's cells are sums there."""

    code = "reports.no_line_of_unit"
    template = N_("这张汇总表里没有“{unit}”自己的一行，请用“下载填报表”下载的那张填。")


class OtherMonth(RuleViolation):
    """A workbook of another unit or month."""

    code = "reports.other_month"
    template = N_("这个文件是“{there}”的，不是“{here}”的。")


class CellsRefused(RuleViolation):
    """Cells of a workbook that cannot be taken: (address, sentence) each, in `faults`."""

    code = "reports.workbook_refused"
    template = N_("文件里有 {count} 格要改，一格也没有写入：{first}")

    def __init__(self, faults: tuple[tuple[str, str], ...]) -> None:
        super().__init__(field="file", count=len(faults), first="：".join(faults[0]))
        self.faults = faults


def answers_workbook(*, actor: Actor, now: datetime, unit_code: str, month: date) -> FileOut:
    """The asked cells of a unit's month, with what is answered, to be filled in away from here."""
    require(actor, "reports.read")
    frame = frame_of(actor, unit_code, month, now=now)
    report = find_reports(frame, [frame.unit.code]).get(frame.unit.code)
    kept = answers_of([report.pk], [report.county_code])[report.pk] if report else {}
    rows = tuple(
        (
            column.key,
            column.heading,
            ANSWER_KIND_LABELS[column.asked] if column.asked else "",
            column.hint,
            kept[column.key].text if column.key in kept else "",
        )
        for column in ASKED
    )
    widths = (14, 20, 8, 34, 46)
    columns = tuple(
        ColumnOut(heading=heading, width=width, is_code=True)
        for heading, width in zip(_HEADINGS, widths, strict=True)
    )
    name = sheet_name(frame.unit.short_name, month_words(frame.month))
    paper = SheetFrame(
        title=N_("{name}月报填报表").format(name=name),
        line=N_("在“{answer}”一列填，存好以后传回来；别的不用改。").format(answer=_HEADINGS[-1]),
        notes=(STAND_IN,),
    )
    book = BookOut(title=name, sheets=(SheetOut(name=name, columns=columns, rows=rows, frame=paper),))
    return FileOut(name=f"{name}.xlsx", media_type=XLSX, content=installed().spreadsheets.write(book))


@action("reports.take_answers")
def take_answers(
    *,
    actor: Actor,
    now: datetime,
    unit_code: str,
    month: date,
    content: bytes,
    true_size: int,
    revision: int,
    request_key: str | None = None,
) -> int:
    """Keep the answers of a workbook of `answers_workbook`, or of a township's summary; the new revision.

    All or none: `CellsRefused` names each faulty cell by its address. An empty cell takes an answer back.
    Refuses what is no such workbook, another month's, and what `answer_cells` refuses.
    """
    require(actor, "reports.take_answers")
    frame = frame_of(actor, unit_code, month, now=now)
    book = installed().spreadsheets.read(content, true_size=true_size)
    sheet, here = book.sheets[0], sheet_name(frame.unit.short_name, month_words(frame.month))
    typed, places = _read(sheet, frame.unit.short_name)
    if sheet.name != here:
        raise OtherMonth(field="file", there=sheet.name, here=here)
    try:
        done = act_on_report(
            action="reports.take_answers",
            actor=actor,
            now=now,
            request_key=request_key,
            unit_code=unit_code,
            month=month,
            body={"sha256": hashlib.sha256(content).hexdigest(), "typed": plain_cells(typed)},
            core=lambda scene: apply_answers(scene, typed, revision),
        )
    except AnswersRefused as refused:
        raise CellsRefused(_told(refused.faults, places)) from None
    return int(str(done["revision"]))


_Read = tuple[dict[str, TypedCell], dict[str, str]]


def _read(sheet: Sheet, unit: str) -> _Read:
    """What stands in the cells to fill, and the address of each."""
    listed = find_headings(sheet, (_HEADINGS[0], _HEADINGS[-1]))
    if listed is not None:
        return _read_list(sheet, *listed)
    table = find_headings(sheet, (UNIT_HEADING, *(column.heading for column in ASKED)))
    if table is not None:
        return _read_line(sheet, unit, *table)
    raise NotOurWorkbook(field="file", heading=_HEADINGS[0], answer=_HEADINGS[-1])


def _read_list(sheet: Sheet, heading_row: int, columns: Mapping[str, int]) -> _Read:
    """A cell a row; other rows are passed over."""
    typed: dict[str, TypedCell] = {}
    places: dict[str, str] = {}
    key_at, answer_at = columns[_HEADINGS[0]], columns[_HEADINGS[-1]]
    for row in range(heading_row + 1, len(sheet.rows) + 1):
        key = sheet.at(row, key_at).text.strip()
        if key in COLUMN_BY_KEY and COLUMN_BY_KEY[key].is_asked:
            typed[key] = TypedCell(text=sheet.at(row, answer_at).text)
            places[key] = address(row, answer_at)
    return typed, places


def _read_line(sheet: Sheet, unit: str, heading_row: int, columns: Mapping[str, int]) -> _Read:
    """The asked cells of the unit's own line; what waits there is not yet answered."""
    unit_at = columns[UNIT_HEADING]
    rows = range(heading_row + 1, len(sheet.rows) + 1)
    row = next((each for each in rows if sheet.at(each, unit_at).text.strip() == unit), None)
    if row is None:
        raise NoLineOfUnit(field="file", unit=unit)
    typed: dict[str, TypedCell] = {}
    places: dict[str, str] = {}
    for column in ASKED:
        text = sheet.at(row, columns[column.heading]).text
        typed[column.key] = TypedCell(text="" if text.strip() == UNANSWERED else text)
        places[column.key] = address(row, columns[column.heading])
    return typed, places


def _told(faults: Mapping[str, RuleViolation], places: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((places.get(key, key), fault.sentence()) for key, fault in faults.items())
