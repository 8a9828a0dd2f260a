"""Values by calamine, marks by our own scan, both put together as cells; nothing is ever computed."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from yimen.gateways.spreadsheets.markup import MOST_CELLS, Marks, SheetPart, read_marks, sheet_parts
from yimen.gateways.spreadsheets.packages import open_package
from yimen.gateways.spreadsheets.records import open_records, read_record_marks, sheet_starts
from yimen.gateways.spreadsheets.refusals import SheetBroken, SheetEmpty, SheetEncrypted
from yimen.gateways.spreadsheets.sniffing import check_size, sniff_sheet
from yimen.gateways.spreadsheets.texts import read_text
from yimen.rules.sheets import (
    NO_CELL,
    SHEET_LIMITS,
    Cell,
    CellKind,
    Sheet,
    SheetFormat,
    Span,
    Workbook,
    number_text,
)

_Value = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def read_workbook(content: bytes, *, true_size: int) -> Workbook:
    """The cells of a file; `content` may be cut off at the limit, `true_size` is what came in bytes.

    Refuses everything that `refusals` names; see docs/rules/list-sheets.md.
    """
    check_size(content, true_size)
    kind = sniff_sheet(content)
    if kind is SheetFormat.XLSX:
        book = _read_xlsx(content)
    elif kind is SheetFormat.XLS:
        book = _read_xls(content)
    else:
        book = read_text(content)
    if not any(not cell.is_empty for sheet in book.sheets for row in sheet.rows for cell in row):
        raise SheetEmpty(field="file")
    return book


def _read_xlsx(content: bytes) -> Workbook:
    package = open_package(content)
    parts = [part for part in sheet_parts(package.parts) if part.path in package.parts]
    marks = [read_marks(part.name, package.parts[part.path]) for part in parts]
    with _calamine(package.packed()) as book:
        sheets = tuple(_sheet(book, part, mark) for part, mark in zip(parts, marks, strict=True))
    return Workbook(
        format=SheetFormat.XLSX,
        sheets=sheets,
        has_external_links=package.has_external_links,
        is_signed=package.is_signed,
    )


def _read_xls(content: bytes) -> Workbook:
    stream = open_records(content)
    starts, external = sheet_starts(stream)
    with _calamine(BytesIO(content)) as book:
        shown = [each for each in book.sheets_metadata if each.typ is SheetTypeEnum.WorkSheet]
        if len(shown) != len(starts):
            raise SheetBroken(field="file")
        sheets = []
        for meta, start in zip(shown[: SHEET_LIMITS.sheets], starts, strict=False):
            marks = read_record_marks(stream, start, meta.name)
            hidden = meta.visible is not SheetVisibleEnum.Visible
            part = SheetPart(name=meta.name, path="", is_hidden=hidden)
            sheets.append(_sheet(book, part, marks))
    return Workbook(format=SheetFormat.XLS, sheets=tuple(sheets), has_external_links=external)


def _calamine(source: BytesIO) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_filelike(source)
    except PasswordError:
        raise SheetEncrypted(field="file") from None
    except (CalamineError, OSError, ValueError):
        raise SheetBroken(field="file") from None


def _sheet(book: CalamineWorkbook, part: SheetPart, marks: Marks) -> Sheet:
    try:
        found = book.get_sheet_by_name(part.name)
        values = found.to_python(skip_empty_area=False, nrows=SHEET_LIMITS.rows)
        merged = found.merged_cell_ranges or []
    except (CalamineError, OSError, ValueError):
        raise SheetBroken(field="file") from None
    spans = marks.merged or [Span(a + 1, b + 1, c + 1, d + 1) for (a, b), (c, d) in merged]
    rows = [[_cell(value) for value in row] for row in values]
    _put_marks(rows, marks)
    _spread(rows, spans)
    return Sheet(
        name=part.name,
        rows=tuple(tuple(row) for row in rows),
        is_hidden=part.is_hidden,
        hidden_rows=frozenset(marks.hidden_rows),
        hidden_columns=frozenset(marks.hidden_columns),
        merged=tuple(spans),
    )


def _cell(value: _Value) -> Cell:
    if isinstance(value, bool):
        return Cell("TRUE" if value else "FALSE", CellKind.YES_NO)
    if isinstance(value, int | float):
        return Cell(number_text(value), CellKind.NUMBER)
    if isinstance(value, str):
        return Cell(value, CellKind.TEXT) if value.strip() else NO_CELL
    if isinstance(value, dt.datetime) and value.time() == dt.time(0):
        return Cell(value.date().isoformat(), CellKind.DATE)
    return Cell(str(value), CellKind.DATE)


def _put_marks(rows: list[list[Cell]], marks: Marks) -> None:
    """Cells that are computed or broken; a formula keeps the result that was saved with it."""
    for row, column in marks.formulas:
        _grow(rows, row, column)
        rows[row - 1][column - 1] = replace(rows[row - 1][column - 1], kind=CellKind.FORMULA)
    for (row, column), sign in marks.errors.items():
        _grow(rows, row, column)
        rows[row - 1][column - 1] = Cell(sign, CellKind.ERROR)


def _grow(rows: list[list[Cell]], row: int, column: int) -> None:
    """Make room for a marked cell in which calamine sees nothing; marks lie within the limits."""
    rows.extend([] for _ in range(row - len(rows)))
    rows[row - 1].extend([NO_CELL] * (column - len(rows[row - 1])))


def _spread(rows: list[list[Cell]], spans: Sequence[Span]) -> None:
    """Repeat the first value of merged cells in all of them, within what is there and up to a bound."""
    left = MOST_CELLS
    for span in spans:
        if span.top > len(rows) or span.left > len(rows[span.top - 1]):
            continue
        value = rows[span.top - 1][span.left - 1]
        bottom, right = min(span.bottom, len(rows)), min(span.right, SHEET_LIMITS.columns)
        left -= (bottom - span.top + 1) * (right - span.left + 1)
        if left < 0:
            raise SheetBroken(field="file")
        for row in range(span.top, bottom + 1):
            for column in range(span.left, right + 1):
                if (row, column) != (span.top, span.left):
                    _grow(rows, row, column)
                    rows[row - 1][column - 1] = Cell(value.text, CellKind.MERGED)
