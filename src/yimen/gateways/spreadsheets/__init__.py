"""Spreadsheets in and out: a Protocol, the real adapter on calamine and XlsxWriter, and a fake."""

import json
from collections.abc import Mapping
from typing import Protocol

from yimen.gateways.spreadsheets.refusals import SheetBroken
from yimen.gateways.spreadsheets.sniffing import check_size
from yimen.rules.sheets import NO_CELL, BookOut, Cell, CellKind, Sheet, SheetFormat, SheetOut, Workbook

__all__ = ["FileSpreadsheets", "MemorySpreadsheets", "Spreadsheets"]


class Spreadsheets(Protocol):
    """Files of cells; nothing in them is ever computed or run."""

    def read(self, content: bytes, *, true_size: int) -> Workbook:
        """The cells of a file; refuses by the classes of `refusals`."""
        ...

    def write(self, book: BookOut) -> bytes:
        """The book as .xlsx; the same content always gives the same bytes."""
        ...

    def write_csv(self, sheet: SheetOut) -> bytes:
        """One sheet as CSV in UTF-8 with its mark."""
        ...

    def fill(self, content: bytes, sheet: str, cells: Mapping[tuple[int, int], str]) -> bytes:
        """An .xlsx with these texts in these cells (row, column) of a sheet, all else as it was."""
        ...


class FileSpreadsheets:
    """.xlsx, .xls, .csv and .tsv by their bytes."""

    def read(self, content: bytes, *, true_size: int) -> Workbook:
        """Read in a process of its own, which ends with its file."""
        from yimen.gateways.spreadsheets.apart import read_apart

        return read_apart(content, true_size=true_size)

    def write(self, book: BookOut) -> bytes:
        """Write by XlsxWriter."""
        from yimen.gateways.spreadsheets.writing import write_xlsx

        return write_xlsx(book)

    def write_csv(self, sheet: SheetOut) -> bytes:
        """Write by the standard library."""
        from yimen.gateways.spreadsheets.writing import write_csv

        return write_csv(sheet)

    def fill(self, content: bytes, sheet: str, cells: Mapping[tuple[int, int], str]) -> bytes:
        """Fill by the markup of the sheet."""
        from yimen.gateways.spreadsheets.filling import fill_xlsx

        return fill_xlsx(content, sheet, cells)


class MemorySpreadsheets:
    """The fake: a file is JSON, {name of sheet: rows of texts}."""

    def read(self, content: bytes, *, true_size: int) -> Workbook:
        """Sheets of texts; refuses an empty file, a large one, and what is not such JSON."""
        check_size(content, true_size)
        try:
            found: dict[str, list[list[str]]] = json.loads(content)
            sheets = tuple(_text_sheet(name, rows) for name, rows in found.items())
        except (ValueError, AttributeError, TypeError):
            raise SheetBroken(field="file") from None
        return Workbook(format=SheetFormat.XLSX, sheets=sheets)

    def write(self, book: BookOut) -> bytes:
        """The same JSON."""
        return json.dumps({sheet.name: _texts(sheet) for sheet in book.sheets}, ensure_ascii=False).encode()

    def write_csv(self, sheet: SheetOut) -> bytes:
        """The same JSON, of one sheet."""
        return json.dumps({sheet.name: _texts(sheet)}, ensure_ascii=False).encode()

    def fill(self, content: bytes, sheet: str, cells: Mapping[tuple[int, int], str]) -> bytes:
        """The same JSON with these cells."""
        found: dict[str, list[list[str]]] = json.loads(content)
        rows = found[sheet]
        for (row, column), text in cells.items():
            rows.extend([] for _ in range(row - len(rows)))
            rows[row - 1].extend([""] * (column - len(rows[row - 1])))
            rows[row - 1][column - 1] = text
        return json.dumps(found, ensure_ascii=False).encode()


def _text_sheet(name: str, rows: list[list[str]]) -> Sheet:
    cells = (tuple(Cell(text, CellKind.TEXT) if text else NO_CELL for text in row) for row in rows)
    return Sheet(name=name, rows=tuple(cells))


def _texts(sheet: SheetOut) -> list[list[str]]:
    table = [[column.heading for column in sheet.columns], *(list(row) for row in sheet.rows)]
    if sheet.frame is None:
        return table
    groups = (
        [[words for words, span in sheet.frame.groups for _ in range(span)]] if sheet.frame.groups else []
    )
    below = [[words] for words in (*sheet.frame.notes, *sheet.frame.signs)]
    return [[sheet.frame.title], [sheet.frame.line], *groups, *table, *below]
