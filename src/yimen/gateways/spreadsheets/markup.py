"""What calamine does not tell of an .xlsx, read from its markup: formulas, errors, merges, what is hidden."""

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from yimen.gateways.spreadsheets.refusals import (
    SheetBroken,
    SheetSuspicious,
    SheetTooManyRows,
    SheetTooWide,
)
from yimen.rules.errors import N_
from yimen.rules.sheets import SHEET_LIMITS, Span, parse_address, parse_span

MOST_CELLS = 250_000
_MOST_MERGES = 5_000
_Attributes = Mapping[str, str]


@dataclass(kw_only=True, slots=True)
class Marks:
    """What was seen of one sheet besides its values; rows and columns count from 1."""

    formulas: set[tuple[int, int]] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Span] = field(default_factory=list)
    cells: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetPart:
    """A sheet of the workbook as its markup names it: where it lies, whether it is shown."""

    name: str
    path: str
    is_hidden: bool


def _is_true(value: str | None) -> bool:
    return value in {"1", "true"}


def _refuse_doctype(*_: object) -> None:
    raise SheetSuspicious(field="file", why=N_("里面有不该有的文档类型声明"))


def _parse(
    data: bytes,
    *,
    start: Callable[[str, _Attributes], None],
    end: Callable[[str], None] = lambda _: None,
    text: Callable[[str], None] = lambda _: None,
) -> None:
    """Go through markup once; a document type or an entity of its own refuses the file."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.EntityDeclHandler = _refuse_doctype
    parser.StartElementHandler = lambda name, values: start(name.rpartition(":")[2], values)
    parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    parser.CharacterDataHandler = text
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        raise SheetBroken(field="file") from None


def sheet_parts(files: Mapping[str, bytes]) -> tuple[SheetPart, ...]:
    """The sheets of a workbook in its order; chart sheets are passed over."""
    targets: dict[str, str] = {}

    def relation(name: str, values: _Attributes) -> None:
        if name == "Relationship" and values.get("Type", "").endswith("/worksheet"):
            targets[values.get("Id", "")] = values.get("Target", "")

    parts: list[SheetPart] = []

    def sheet(name: str, values: _Attributes) -> None:
        if name != "sheet":
            return
        target = targets.get(next((v for key, v in values.items() if key.endswith(":id")), ""))
        if target is not None:
            path = target[1:] if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            hidden = values.get("state", "visible") != "visible"
            parts.append(SheetPart(name=values.get("name", ""), path=path, is_hidden=hidden))

    _parse(files.get("xl/_rels/workbook.xml.rels", b"<none/>"), start=relation)
    _parse(files["xl/workbook.xml"], start=sheet)
    if len(parts) > SHEET_LIMITS.sheets:
        count = N_("等共 {count} 张").format(count=len(parts))
        raise SheetTooWide(field="file", sheet=parts[0].name, what=count)
    return tuple(parts)


class _SheetReader:
    """Goes through one sheet's markup; cells without an address stand right of the one before.

    Below the rows extensions and form controls have elements of the same names, which are no cells.
    """

    def __init__(self, sheet: str) -> None:
        self.marks = Marks()
        self._sheet = sheet
        self._row = self._column = 0
        self._type = ""
        self._inside = ""
        self._text = ""
        self._is_among_rows = False

    def start(self, name: str, values: _Attributes) -> None:
        if name == "sheetData":
            self._is_among_rows = True
        elif self._is_among_rows:
            self._start_cell(name, values)
        elif name in {"mergeCell", "col"}:
            self._note(name, values)

    def _start_cell(self, name: str, values: _Attributes) -> None:
        if name == "row":
            self._row = int(values["r"]) if values.get("r", "").isdigit() else self._row + 1
            self._column = 0
            if _is_true(values.get("hidden")) and self._row <= SHEET_LIMITS.rows:
                self.marks.hidden_rows.add(self._row)
        elif name == "c":
            place = parse_address(values.get("r", ""))
            self._row, self._column = place or (self._row, self._column + 1)
            self._type = values.get("t", "")
        elif name == "f":
            self.marks.formulas.add((self._row, self._column))
            self._count()
        elif name in {"v", "is"}:
            self._inside, self._text = name, ""
            self._count()

    def _note(self, name: str, values: _Attributes) -> None:
        span = parse_span(values.get("ref", "")) if name == "mergeCell" else None
        if span is not None and len(self.marks.merged) < _MOST_MERGES:
            self.marks.merged.append(span)
        if name == "col" and _is_true(values.get("hidden")):
            first, last = int(values.get("min", "0")), int(values.get("max", "0"))
            self.marks.hidden_columns.update(range(first, min(last, SHEET_LIMITS.columns) + 1))

    def _count(self) -> None:
        self.marks.cells += 1
        check_place(self._sheet, self._row, self._column, self.marks.cells)

    def end(self, name: str) -> None:
        if name == "v" and self._type == "e":
            self.marks.errors[self._row, self._column] = self._text
        if name in {"v", "is"}:
            self._inside = ""
        if name == "sheetData":
            self._is_among_rows = False

    def text(self, data: str) -> None:
        if self._inside == "v" and self._type == "e":
            self._text += data


def check_place(sheet: str, row: int, column: int, cells: int) -> None:
    """Refuse a cell with a value beyond what is read: row, column, or one too many of all."""
    if row > SHEET_LIMITS.rows:
        count = N_("超过 {most} 行").format(most=SHEET_LIMITS.rows)
        raise SheetTooManyRows(field="file", sheet=sheet, count=count, most=SHEET_LIMITS.rows)
    if column > SHEET_LIMITS.columns:
        what = N_("超过 {most} 列").format(most=SHEET_LIMITS.columns)
        raise SheetTooWide(field="file", sheet=sheet, what=what)
    if cells > MOST_CELLS:
        what = N_("超过 {most} 个有内容的格子").format(most=MOST_CELLS)
        raise SheetTooWide(field="file", sheet=sheet, what=what)


def read_marks(sheet: str, data: bytes) -> Marks:
    """The marks of one sheet; refuses too many rows before any value is read."""
    reader = _SheetReader(sheet)
    try:
        _parse(data, start=reader.start, end=reader.end, text=reader.text)
    except ValueError:
        raise SheetBroken(field="file") from None
    return reader.marks
