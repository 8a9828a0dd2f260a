"""What is asked as a workbook to take along, and that workbook back: each fault at its cell."""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime

from yimen.gateways.installed import installed
from yimen.rules.access import Actor, require
from yimen.rules.errors import N_, RuleViolation
from yimen.rules.report_columns import ANSWER_KIND_LABELS, ASKED, COLUMN_BY_KEY
from yimen.rules.reports import month_words
from yimen.rules.sheets import BookOut, ColumnOut, Sheet, SheetOut, address
from yimen.usecases.catalog.sheets.reports import XLSX, FileOut
from yimen.usecases.reports.answering import (
    AnswersRefused,
    TypedCell,
    apply_answers,
    plain_cells,
)
from yimen.usecases.reports.cells import answers_of
from yimen.usecases.reports.frames import find_reports, frame_of
from yimen.usecases.reports.shell import act_on_report
from yimen.usecases.shared.registry import action

_HEADINGS = (N_("列"), N_("要填的"), N_("填"), N_("怎么填"), N_("请填在这里"))


class NotOurWorkbook(RuleViolation):
    """A workbook in which the cells of no report can be found."""

    code = "reports.not_our_workbook"
    template = N_("这个文件不是从这里下载的填报表：第一行要有“{heading}”和“{answer}”两列。")


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
    widths = (14, 20, 8, 40, 50)
    columns = tuple(
        ColumnOut(heading=heading, width=width, is_code=True)
        for heading, width in zip(_HEADINGS, widths, strict=True)
    )
    title = _sheet_name(frame.unit.short_name, frame.month)
    book = BookOut(title=title, sheets=(SheetOut(name=title, columns=columns, rows=rows),))
    return FileOut(name=f"{title}.xlsx", media_type=XLSX, content=installed().spreadsheets.write(book))


def _sheet_name(unit: str, month: date) -> str:
    return f"{unit}{month_words(month)}"


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
    """Keep the answers of a workbook that came from `answers_workbook`; the new revision.

    All or none: `CellsRefused` names each faulty cell by its address. An empty cell takes an answer back.
    Refuses what is no such workbook, another month's, and what `answer_cells` refuses.
    """
    require(actor, "reports.take_answers")
    frame = frame_of(actor, unit_code, month, now=now)
    book = installed().spreadsheets.read(content, true_size=true_size)
    sheet, here = book.sheets[0], _sheet_name(frame.unit.short_name, frame.month)
    typed, places = _read(sheet)
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


def _read(sheet: Sheet) -> tuple[dict[str, TypedCell], dict[str, str]]:
    """What stands in the cells to fill, and the address of each; other rows are passed over."""
    heads = [sheet.at(1, column).text.strip() for column in range(1, sheet.width + 1)]
    if _HEADINGS[0] not in heads or _HEADINGS[-1] not in heads:
        raise NotOurWorkbook(field="file", heading=_HEADINGS[0], answer=_HEADINGS[-1])
    key_at, answer_at = heads.index(_HEADINGS[0]) + 1, heads.index(_HEADINGS[-1]) + 1
    typed: dict[str, TypedCell] = {}
    places: dict[str, str] = {}
    for row in range(2, len(sheet.rows) + 1):
        key = sheet.at(row, key_at).text.strip()
        if key in COLUMN_BY_KEY and COLUMN_BY_KEY[key].is_asked:
            typed[key] = TypedCell(text=sheet.at(row, answer_at).text)
            places[key] = address(row, answer_at)
    return typed, places


def _told(faults: Mapping[str, RuleViolation], places: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((places.get(key, key), fault.sentence()) for key, fault in faults.items())
