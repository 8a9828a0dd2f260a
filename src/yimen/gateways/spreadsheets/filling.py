"""Somebody's own .xlsx with some of its cells filled: everything else of the file stays as it is.

The looks of a cell stay, a formula is never touched. Words that do not fit are wrapped, and their row grows;
none becomes lower. Only a file that `read` has accepted comes here.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping
from decimal import Decimal
from io import BytesIO

from yimen.gateways.spreadsheets.fitting import height_of, lines_of
from yimen.gateways.spreadsheets.layout import CellPlace, RowPlace, read_layout
from yimen.gateways.spreadsheets.looks import Look, Looks
from yimen.gateways.spreadsheets.markup import sheet_parts
from yimen.gateways.spreadsheets.packages import open_package
from yimen.gateways.spreadsheets.refusals import SheetBroken
from yimen.gateways.spreadsheets.remaking import made_anew
from yimen.gateways.spreadsheets.splicing import (
    Edit,
    Piece,
    first_tag,
    spliced,
    text_markup,
    with_attributes,
    with_content,
    without_mark,
)
from yimen.rules.sheets import address

_STYLES = "xl/styles.xml"
_PERCENT = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6})?%")
_MOST_DIGITS = 11

Cells = Mapping[tuple[int, int], str]


def fill_xlsx(content: bytes, sheet: str, cells: Cells) -> bytes:
    """The file with these texts in these cells of a sheet, whole numbers as numbers.

    A percentage is a number where the cell shows percentages, else text. A text in a block of merged cells
    stands in its first one. The program that opens the file makes formulas and pivot tables anew.
    Refuses a file without that sheet, or without a row in it (`SheetBroken`).
    """
    package = open_package(content)
    part = next((each for each in sheet_parts(package.parts) if each.name == sheet), None)
    if part is None or part.path not in package.parts:
        raise SheetBroken(field="file")
    looks = Looks(package.parts.get(_STYLES, b""))
    changed = {
        part.path: _Filling(package.parts[part.path], cells, looks).markup(),
    }
    if _STYLES in package.parts:
        changed[_STYLES] = looks.markup()
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(target, "w") as archive:
        for info in source.infolist():
            data = changed.get(info.filename) or source.read(info)
            archive.writestr(info, made_anew(info.filename, data), compress_type=zipfile.ZIP_DEFLATED)
    return target.getvalue()


class _Filling:
    """One sheet's markup on its way: written to at these cells, and at the first tag of a row that grows."""

    def __init__(self, markup: bytes, cells: Cells, looks: Looks) -> None:
        self._markup = without_mark(markup)
        self._looks = looks
        self._layout = read_layout(self._markup, {row for row, _ in cells})
        self._rows: dict[int, dict[int, str]] = {}
        for (row, column), text in sorted(cells.items()):
            span = self._layout.span_at(row, column)
            is_shown = span.top == row and (row, span.left) not in cells
            self._rows.setdefault(row, {})[span.left if is_shown else column] = text

    def markup(self) -> bytes:
        """The sheet with all its texts."""
        edits = (each for row, texts in self._rows.items() for each in self._edits(row, texts))
        return spliced(self._markup, edits)

    def _edits(self, row: int, texts: Mapping[int, str]) -> Iterator[Edit]:
        place = self._layout.rows.get(row)
        there = place.cells if place else {}
        fresh: dict[int, bytes] = {}
        height = self._layout.height(row)
        is_fixed, needed = self._layout.is_fixed(row), height
        for column, text in texts.items():
            if column in there and there[column].has_formula:
                continue
            look = self._number_of_look(there.get(column), row, column)
            if not _as_number(text, self._looks.at(look)):
                lines, room = self._room_for(row, column, text, self._looks.at(look))
                look = self._looks.wrapped(look) if lines > 1 else look
                # Programs reckon no height for blocks of merged cells: theirs is told.
                is_fixed = is_fixed or (room > needed and not self._layout.is_alone(row, column))
                needed = max(needed, room)
            fresh[column] = self._cell(there.get(column), address(row, column), look, text)
        changes: dict[str, str | None] = {"spans": None}  # a hint only, and wrong where a cell is added
        if needed > height:
            changes |= {"ht": f"{needed:g}"} | ({"customHeight": "1"} if is_fixed else {})
        yield from self._spread(row, place, fresh, changes)

    def _spread(
        self, row: int, place: RowPlace | None, fresh: Mapping[int, bytes], changes: Mapping[str, str | None]
    ) -> Iterator[Edit]:
        if place is None or not place.cells:
            piece = place.piece if place else None
            own = self._bytes(piece) if piece else f'<{self._layout.prefix}row r="{row}"/>'.encode()
            start, end = (piece.start, piece.end) if piece else (self._layout.gap(row),) * 2
            cells = b"".join(fresh.values())
            yield Edit(start=start, end=end, markup=with_content(with_attributes(own, changes), cells))
            return
        tag = first_tag(self._bytes(place.piece))
        start = place.piece.start
        yield Edit(start=start, end=start + len(tag), markup=with_attributes(tag, changes))
        for column, markup in fresh.items():
            start, end = place.room_of(column)
            yield Edit(start=start, end=end, markup=markup)

    def _bytes(self, piece: Piece) -> bytes:
        return self._markup[piece.start : piece.end]

    def _number_of_look(self, there: CellPlace | None, row: int, column: int) -> str:
        return there.piece.attributes.get("s", "") if there else self._layout.look(row, column)

    def _room_for(self, row: int, column: int, text: str, look: Look) -> tuple[int, float]:
        """How many lines a text takes, and how high its row is then; no height where it is not to grow."""
        span = self._layout.span_at(row, column)
        width = self._layout.width(span.left, span.right)
        if look.is_turned or not width or self._layout.is_hidden(row):
            return 1, 0.0
        lines = lines_of(text, width, size=look.size)
        others = (self._layout.height(each) for each in range(span.top, span.bottom + 1) if each != row)
        return lines, (height_of(lines, look.points) - sum(others) if lines > 1 else 0.0)

    def _cell(self, there: CellPlace | None, name: str, look: str, text: str) -> bytes:
        """A cell with a text, or a number; what else its tag says stays."""
        prefix = self._layout.prefix
        own = self._bytes(there.piece) if there else f"<{prefix}c/>".encode()
        number = _as_number(text, self._looks.at(look))
        kind = "inlineStr" if text and not number else None
        fresh = with_attributes(own, {"r": name, "s": look or None, "t": kind})
        if number:
            inner = f"<{prefix}v>{number}</{prefix}v>".encode()
        elif text:
            words = text_markup(text)
            inner = f'<{prefix}is><{prefix}t xml:space="preserve">'.encode() + words
            inner += f"</{prefix}t></{prefix}is>".encode()
        else:
            inner = b""
        return with_content(fresh, inner)


def _as_number(text: str, look: Look) -> str:
    """How a text stands in the markup as a number; empty for one that stays a text."""
    if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS:
        return text
    return f"{Decimal(text[:-1]) / 100:f}" if look.is_percent and _PERCENT.fullmatch(text) else ""
