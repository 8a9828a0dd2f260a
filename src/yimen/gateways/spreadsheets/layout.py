"""A sheet's markup by its rows and cells: where each lies, how wide and how high it is, what is merged."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field

from yimen.gateways.spreadsheets.fitting import DEFAULT_HEIGHT
from yimen.gateways.spreadsheets.refusals import SheetBroken
from yimen.gateways.spreadsheets.splicing import Piece, find_pieces, prefix_of
from yimen.rules.sheets import Span, parse_address, parse_span

_DEFAULT_WIDTH = 8.43
_WANTED = (
    ("worksheet", "sheetFormatPr"),
    ("cols", "col"),
    ("sheetData", "row"),
    ("row", "c"),
    ("c", "f"),
    ("mergeCells", "mergeCell"),
)


@dataclass(kw_only=True, slots=True)
class CellPlace:
    """A cell of the markup; a formula's is never written to."""

    piece: Piece
    has_formula: bool = False


@dataclass(kw_only=True, slots=True)
class RowPlace:
    """A row of the markup with its cells by their columns, in order."""

    piece: Piece
    cells: dict[int, CellPlace] = field(default_factory=dict)

    def room_of(self, column: int) -> tuple[int, int]:
        """From where to where the cell of this column stands; where it belongs, if it is not there yet."""
        if column in self.cells:
            return self.cells[column].piece.start, self.cells[column].piece.end
        at = _between({number: cell.piece for number, cell in self.cells.items()}, column)
        return at, at


@dataclass(kw_only=True, slots=True)
class Layout:
    """A sheet's markup and what it says of its rows, columns and blocks; numbers count from 1.

    Only the cells of the rows that were asked for are known.
    """

    prefix: str
    rows: dict[int, RowPlace]
    columns: list[Mapping[str, str]]
    merged: list[Span]
    defaults: Mapping[str, str]

    def span_at(self, row: int, column: int) -> Span:
        """The merged block over a cell; a cell alone is a block of one."""
        for span in self.merged:
            if span.top <= row <= span.bottom and span.left <= column <= span.right:
                return span
        return Span(row, column, row, column)

    def is_alone(self, row: int, column: int) -> bool:
        """Whether a cell is in no merged block."""
        return self.span_at(row, column) == Span(row, column, row, column)

    def gap(self, row: int) -> int:
        """Where a row belongs that is not there yet."""
        return _between({number: each.piece for number, each in self.rows.items()}, row)

    def width(self, first: int, last: int) -> float:
        """How wide these columns are together; nothing for those that are hidden."""
        return sum(self._width(column) for column in range(first, last + 1))

    def _width(self, column: int) -> float:
        told = self._column(column)
        if told.get("hidden") in {"1", "true"}:
            return 0.0
        return _number(told.get("width"), _number(self.defaults.get("defaultColWidth"), _DEFAULT_WIDTH))

    def _column(self, column: int) -> Mapping[str, str]:
        for each in self.columns:
            if _number(each.get("min"), 0) <= column <= _number(each.get("max"), 0):
                return each
        return {}

    def height(self, row: int) -> float:
        """How high a row is, in points."""
        return _number(
            self._told(row).get("ht"), _number(self.defaults.get("defaultRowHeight"), DEFAULT_HEIGHT)
        )

    def is_hidden(self, row: int) -> bool:
        """Whether a row is not shown."""
        return self._told(row).get("hidden") in {"1", "true"}

    def is_fixed(self, row: int) -> bool:
        """Whether a program that opens the file keeps the height of a row as it is told."""
        told = self._told(row) if "ht" in self._told(row) else self.defaults
        return told.get("customHeight") in {"1", "true"}

    def look(self, row: int, column: int) -> str:
        """The number of the look that a fresh cell has: its row's, else its column's."""
        told = self._told(row)
        if told.get("customFormat") in {"1", "true"}:
            return told.get("s", "")
        return self._column(column).get("style", "")

    def _told(self, row: int) -> Mapping[str, str]:
        found = self.rows.get(row)
        return found.piece.attributes if found else {}


def read_layout(markup: bytes, rows: Container[int]) -> Layout:
    """The layout of a sheet, with the cells of these rows; refuses one without any row (`SheetBroken`)."""
    found = Layout(prefix="", rows={}, columns=[], merged=[], defaults={})
    number = column = 0
    for piece in find_pieces(markup, _WANTED):
        if piece.name == "row":
            number, column = _place(piece.attributes.get("r"), number), 0
            found.rows[number] = RowPlace(piece=piece)
        elif piece.name == "c" and number in rows:
            place = parse_address(piece.attributes.get("r", ""))
            column = place[1] if place else column + 1
            found.rows[number].cells[column] = CellPlace(piece=piece)
        elif piece.name == "f" and number in rows:
            found.rows[number].cells[column].has_formula = True
        else:
            _note(found, piece)
    if not found.rows:
        raise SheetBroken(field="file")
    any_row = next(iter(found.rows.values())).piece
    found.prefix = prefix_of(markup[any_row.start : any_row.end])
    return found


def _note(found: Layout, piece: Piece) -> None:
    if piece.name == "sheetFormatPr":
        found.defaults = piece.attributes
    elif piece.name == "col":
        found.columns.append(piece.attributes)
    elif piece.name == "mergeCell":
        span = parse_span(piece.attributes.get("ref", ""))
        if span is not None:
            found.merged.append(span)


def _between(pieces: Mapping[int, Piece], number: int) -> int:
    """Behind the last of these pieces with a lower number, else before the first."""
    before = [each for each in pieces if each < number]
    return pieces[max(before)].end if before else pieces[min(pieces)].start


def _place(told: str | None, before: int) -> int:
    return int(told) if told and told.isdigit() else before + 1


def _number(told: str | None, otherwise: float) -> float:
    try:
        return float(told) if told else otherwise
    except ValueError:
        return otherwise
