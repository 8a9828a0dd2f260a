"""Cells from a text: .csv and .tsv in the encodings that Excel and WPS save in China."""

import csv
import io
import re

from yimen.gateways.spreadsheets.markup import check_place
from yimen.gateways.spreadsheets.refusals import SheetBroken
from yimen.rules.errors import N_
from yimen.rules.sheets import NO_CELL, Cell, CellKind, Sheet, SheetFormat, Workbook
from yimen.rules.tables import CannotDecode, CannotSplit, decode_table

_HEAD_LINES = 20
# Excel keeps long numbers in a .csv only as a formula that is a text: ="130921000000".
_QUOTED = re.compile(r'="([^"]*)"')
_FORMULA = re.compile(r"=[A-Za-z@+\-(0-9]")
# Written before what a spreadsheet would compute, by us and by Excel's own habit.
_INERT = re.compile(r"'(?=['=+\-@\t\r])")


def read_text(content: bytes) -> Workbook:
    """The one sheet of a text.

    Refuses what is no text (`SheetBroken`), cells that cannot be parted (`CannotSplit`), too many rows.
    """
    try:
        text, encoding = decode_table(content)
    except CannotDecode:
        raise SheetBroken(field="file") from None
    delimiter = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    name = N_("文本")
    rows: list[tuple[Cell, ...]] = []
    cells = 0
    try:
        for line in reader:
            row = tuple(_cell(value) for value in line)
            rows.append(row)
            valued = sum(not cell.is_empty for cell in row)
            cells += valued
            check_place(name, len(rows) if valued else 0, len(row) if valued else 0, cells)
    except csv.Error:
        raise CannotSplit(field="file", line=reader.line_num) from None
    while rows and all(cell.is_empty for cell in rows[-1]):
        rows.pop()
    kind = SheetFormat.TSV if delimiter == "\t" else SheetFormat.CSV
    return Workbook(format=kind, sheets=(Sheet(name=name, rows=tuple(rows)),), encoding=encoding)


def _delimiter(text: str) -> str:
    """The sign that stands most often in the first lines: comma, tab or semicolon."""
    head = "\n".join(text.splitlines()[:_HEAD_LINES])
    return max((",", "\t", ";"), key=lambda sign: (head.count(sign), sign == ","))


def _cell(value: str) -> Cell:
    quoted = _QUOTED.fullmatch(value.strip())
    if quoted:
        return Cell(quoted[1], CellKind.TEXT)
    if not value.strip():
        return NO_CELL
    if _FORMULA.match(value.strip()):
        return Cell("", CellKind.FORMULA)
    return Cell(_INERT.sub("", value, count=1) if value.startswith("'") else value, CellKind.TEXT)
