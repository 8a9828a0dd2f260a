"""A workbook as plain values and back, for the way between two processes."""

from collections.abc import Mapping
from typing import Any

from yimen.rules.sheets import NO_CELL, Cell, CellKind, Sheet, SheetFormat, Span, Workbook


def to_plain(book: Workbook) -> dict[str, Any]:
    """The workbook as JSON takes it."""
    return {
        "format": book.format.value,
        "encoding": book.encoding,
        "linked": book.has_external_links,
        "signed": book.is_signed,
        "sheets": [_plain_sheet(sheet) for sheet in book.sheets],
    }


def _plain_sheet(sheet: Sheet) -> dict[str, Any]:
    return {
        "name": sheet.name,
        "rows": [[_plain_cell(cell) for cell in row] for row in sheet.rows],
        "hidden": sheet.is_hidden,
        "hidden_rows": sorted(sheet.hidden_rows),
        "hidden_columns": sorted(sheet.hidden_columns),
        "merged": [[span.top, span.left, span.bottom, span.right] for span in sheet.merged],
    }


def _plain_cell(cell: Cell) -> list[str]:
    return [] if cell == NO_CELL else [cell.text, cell.kind.value]


def from_plain(plain: Mapping[str, Any]) -> Workbook:
    """The workbook again."""
    return Workbook(
        format=SheetFormat(plain["format"]),
        encoding=plain["encoding"],
        has_external_links=plain["linked"],
        is_signed=plain["signed"],
        sheets=tuple(_sheet(each) for each in plain["sheets"]),
    )


def _sheet(plain: Mapping[str, Any]) -> Sheet:
    return Sheet(
        name=plain["name"],
        rows=tuple(tuple(_cell(cell) for cell in row) for row in plain["rows"]),
        is_hidden=plain["hidden"],
        hidden_rows=frozenset(plain["hidden_rows"]),
        hidden_columns=frozenset(plain["hidden_columns"]),
        merged=tuple(Span(*corners) for corners in plain["merged"]),
    )


def _cell(plain: list[str]) -> Cell:
    return Cell(plain[0], CellKind(plain[1])) if plain else NO_CELL
