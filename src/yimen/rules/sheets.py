"""A spreadsheet as plain frozen values: what stands in which cell, of what kind, and what is hidden there."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from yimen.rules.errors import N_
from yimen.rules.tables import Severity


class SheetFormat(StrEnum):
    """What a file of cells is by its bytes."""

    XLSX = "XLSX"
    XLS = "XLS"
    CSV = "CSV"
    TSV = "TSV"


SHEET_FORMAT_LABELS: dict[SheetFormat, str] = {
    SheetFormat.XLSX: N_("Excel 工作簿（.xlsx）"),
    SheetFormat.XLS: N_("Excel 97-2003 工作簿（.xls）"),
    SheetFormat.CSV: N_("逗号分隔的文本（.csv）"),
    SheetFormat.TSV: N_("制表符分隔的文本（.tsv）"),
}


class CellKind(StrEnum):
    """What a cell really holds, whatever it looks like.

    FORMULA has the result that was saved with it as its text (empty where none was), ERROR the sign of the
    error, MERGED the value of the first cell of its span.
    """

    EMPTY = "EMPTY"
    TEXT = "TEXT"
    NUMBER = "NUMBER"
    DATE = "DATE"
    YES_NO = "YES_NO"
    FORMULA = "FORMULA"
    ERROR = "ERROR"
    MERGED = "MERGED"


CELL_KIND_LABELS: dict[CellKind, str] = {
    CellKind.EMPTY: N_("空格子"),
    CellKind.TEXT: N_("文字"),
    CellKind.NUMBER: N_("数字"),
    CellKind.DATE: N_("日期"),
    CellKind.YES_NO: N_("逻辑值"),
    CellKind.FORMULA: N_("公式"),
    CellKind.ERROR: N_("错误值"),
    CellKind.MERGED: N_("合并单元格"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetLimits:
    """How much of a file is read: bytes, bytes unpacked, members of the archive, rows, columns, sheets."""

    file_bytes: int
    unpacked_bytes: int
    part_bytes: int
    ratio: int
    parts: int
    rows: int
    columns: int
    sheets: int


SHEET_LIMITS = SheetLimits(
    file_bytes=20 * 1024 * 1024,
    unpacked_bytes=96 * 1024 * 1024,
    part_bytes=64 * 1024 * 1024,
    ratio=200,
    parts=1000,
    rows=5000,
    columns=200,
    sheets=50,
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text as a person would retype it (dates as 2026-11-16), and its kind."""

    text: str = ""
    kind: CellKind = CellKind.EMPTY

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it; a formula without a result is something."""
        return self.kind is not CellKind.FORMULA and not self.text.strip()


NO_CELL = Cell()


@dataclass(frozen=True, slots=True)
class Span:
    """A block of merged cells; rows and columns count from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def words(self) -> str:
        """As Excel says it: A5:A9."""
        return f"{address(self.top, self.left)}:{address(self.bottom, self.right)}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """One sheet from A1 on; rows and columns are counted from 1, as people do."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[Span, ...] = ()

    def at(self, row: int, column: int) -> Cell:
        """The cell; an empty one beyond the edge."""
        if 1 <= row <= len(self.rows) and 1 <= column <= len(self.rows[row - 1]):
            return self.rows[row - 1][column - 1]
        return NO_CELL

    @property
    def width(self) -> int:
        """How many columns the widest row has."""
        return max((len(row) for row in self.rows), default=0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Workbook:
    """A file as it was read: its format, its sheets, how a text was encoded, what it refers to outside.

    Signed is one with a digital signature, which any change breaks.
    """

    format: SheetFormat
    sheets: tuple[Sheet, ...]
    encoding: str = ""
    has_external_links: bool = False
    is_signed: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class ColumnOut:
    """A column to write: heading, width in characters, whether it holds codes, what may stand in it.

    In a column of counts, and in no other, what is a number or a percentage is written as one; all else is
    text.
    """

    heading: str
    width: float = 16
    is_code: bool = False
    is_count: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """A remark at a cell of a sheet to write: how grave, and what it says."""

    severity: Severity
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetFrame:
    """What stands around a table that is printed, signed and sent on: `title` and `line` above it.

    `groups` stand over the headings: (words, how many columns), without words where a heading stands alone.
    `notes` and the places for `signs` stand below, `foot` small on every page. Paper is A3 where `is_large`.
    """

    title: str
    line: str
    groups: tuple[tuple[str, int], ...] = ()
    notes: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    foot: str = ""
    is_large: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetOut:
    """A sheet to write: its cells are texts and counts, so that nothing in them is ever computed.

    `marks` are by (row, column) of the data, counted from 1 without the heading. Without a `frame` the
    headings stand in the first row, to be filtered and taken back in.
    """

    name: str
    columns: tuple[ColumnOut, ...]
    rows: tuple[tuple[str, ...], ...]
    marks: Mapping[tuple[int, int], Mark] = field(default_factory=dict)
    frame: SheetFrame | None = None

    @property
    def heading_row(self) -> int:
        """The row of the headings, counted from 1: below title, line and groups of a frame."""
        if self.frame is None:
            return 1
        return 4 if self.frame.groups else 3


@dataclass(frozen=True, kw_only=True, slots=True)
class BookOut:
    """A file to write; the same content always gives the same bytes."""

    title: str
    sheets: tuple[SheetOut, ...]


def group_over(sheet: Sheet, row: int, column: int) -> str:
    """The words of a block of several columns right above a cell; empty where none, or one over the whole."""
    return next(
        (
            sheet.at(span.top, span.left).text
            for span in sheet.merged
            if span.bottom == row - 1
            and span.left <= column <= span.right
            and span.left < span.right
            and span.right - span.left + 1 < sheet.width
        ),
        "",
    )


_SEARCHED_ROWS = 15


def find_headings(sheet: Sheet, wanted: Iterable[str]) -> tuple[int, dict[str, int]] | None:
    """The first row, among the first fifteen, in which all of these headings stand, and the column of each.

    Whoever saved a file anew may have put rows above. None where there is no such row.
    """
    names = set(wanted)
    for row in range(1, min(len(sheet.rows), _SEARCHED_ROWS) + 1):
        found: dict[str, int] = {}
        for column in range(1, sheet.width + 1):
            found.setdefault("".join(sheet.at(row, column).text.split()), column)
        if names <= found.keys():
            return row, {name: found[name] for name in names}
    return None


def column_letters(column: int) -> str:
    """The letters of a column counted from 1: 1 is A, 27 is AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The column of its letters, counted from 1; 0 for what are no letters of a column."""
    number = 0
    for sign in letters.upper():
        if not "A" <= sign <= "Z":
            return 0
        number = number * 26 + ord(sign) - ord("A") + 1
    return number


def address(row: int, column: int) -> str:
    """How people name a cell: address(17, 3) is C17."""
    return f"{column_letters(column)}{row}"


_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


def parse_address(text: str) -> tuple[int, int] | None:
    """Row and column of C17, both counted from 1; None for what is no address."""
    found = _ADDRESS.fullmatch(text)
    return (int(found[2]), column_number(found[1])) if found else None


def parse_span(text: str) -> Span | None:
    """The block of A5:A9, its corners in order; a single cell is a block of one; None for anything else."""
    first, _, last = text.partition(":")
    start, end = parse_address(first), parse_address(last or first)
    if start is None or end is None:
        return None
    return Span(min(start[0], end[0]), min(start[1], end[1]), max(start[0], end[0]), max(start[1], end[1]))


def shortened(text: str, most: int = 30) -> str:
    """A value as findings show it: one line, at most so many characters."""
    line = " ".join("".join(sign if sign.isprintable() or sign.isspace() else "□" for sign in text).split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def number_text(value: float) -> str:
    """A number as a person would type it: 20 and not 20.0."""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else f"{value:.15g}"
