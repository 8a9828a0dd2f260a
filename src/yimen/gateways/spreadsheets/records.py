"""What calamine does not tell of an .xls, read from its records: formulas, errors, what is hidden."""

# The numbers of the records are those of [MS-XLS].

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from yimen.gateways.spreadsheets.compound import Compound
from yimen.gateways.spreadsheets.markup import Marks, check_place
from yimen.gateways.spreadsheets.refusals import (
    NotASheet,
    SheetBroken,
    SheetEncrypted,
    SheetHasMacros,
)
from yimen.rules.errors import N_
from yimen.rules.sheets import SHEET_LIMITS

_EOF, _BOUNDSHEET, _FILEPASS, _EXTERNAL = 0x0A, 0x85, 0x2F, 0x01AE
_ROW, _COLUMNS, _FORMULA, _ERROR, _MANY_NUMBERS = 0x208, 0x7D, 0x06, 0x205, 0xBD
_VALUES = {0x27E, 0x203, 0xFD, 0x204, 0xD6, _FORMULA, _ERROR}  # RK, NUMBER, LABELSST, LABEL, RSTRING
_WORKSHEET, _MACRO_SHEETS = 0, {1, 6}
_ERROR_SIGNS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetStart:
    """Where a sheet begins in the stream, and of what type it is."""

    offset: int
    type: int


def open_records(content: bytes) -> bytes:
    """The stream of records of an .xls; refuses a password, a program, and other old documents."""
    compound = Compound(content)
    if compound.names & {"EncryptedPackage", "EncryptionInfo"}:
        raise SheetEncrypted(field="file")
    if any(name.upper() in {"_VBA_PROJECT_CUR", "_VBA_PROJECT", "VBA"} for name in compound.names):
        raise SheetHasMacros(field="file")
    if "WordDocument" in compound.names:
        raise NotASheet(field="file", real=N_("旧版 Word 文档"))
    stream = compound.stream("Workbook") or compound.stream("Book")
    if not stream:
        raise NotASheet(field="file", real=N_("旧版 Office 文件，里面没有表格"))
    return stream


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Kind, offset and length of each record from there to the end of its substream."""
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if at + 4 + length > len(stream):
            raise SheetBroken(field="file")
        yield kind, at + 4, length
        if kind == _EOF:
            return
        at += 4 + length


def sheet_starts(stream: bytes) -> tuple[tuple[SheetStart, ...], bool]:
    """The sheets in their order, and whether the file refers to others.

    Refuses a password and sheets of the old macro language.
    """
    starts: list[SheetStart] = []
    external = False
    for kind, at, length in _records(stream, 0):
        if kind == _FILEPASS:
            raise SheetEncrypted(field="file")
        if kind == _BOUNDSHEET and length >= 6:
            offset, _, sheet_type = struct.unpack_from("<IBB", stream, at)
            starts.append(SheetStart(offset=offset, type=sheet_type))
        # A reference to another file names it; one to this file only says how many sheets it has.
        external |= kind == _EXTERNAL and length > 4
    if any(start.type in _MACRO_SHEETS for start in starts):
        raise SheetHasMacros(field="file")
    return tuple(start for start in starts if start.type == _WORKSHEET), external


def read_record_marks(stream: bytes, start: SheetStart, sheet: str) -> Marks:
    """The marks of one sheet; its merges come from calamine. Refuses too many rows and columns."""
    marks = Marks()
    for kind, at, length in _records(stream, start.offset):
        if kind in _VALUES and length >= 6:
            _value(stream, kind, at, marks, sheet)
        elif kind == _MANY_NUMBERS and length >= 6:
            row, _ = struct.unpack_from("<HH", stream, at)
            (last,) = struct.unpack_from("<H", stream, at + length - 2)
            marks.cells += 1
            check_place(sheet, row + 1, last + 1, marks.cells)
        elif kind == _ROW and length >= 16 and stream[at + 12] & 0x20:
            marks.hidden_rows.add(struct.unpack_from("<H", stream, at)[0] + 1)
        elif kind == _COLUMNS and length >= 10 and stream[at + 8] & 1:
            first, last = struct.unpack_from("<HH", stream, at)
            marks.hidden_columns.update(range(first + 1, min(last + 1, SHEET_LIMITS.columns) + 1))
    return marks


def _value(stream: bytes, kind: int, at: int, marks: Marks, sheet: str) -> None:
    row, column = struct.unpack_from("<HH", stream, at)
    place = (row + 1, column + 1)
    marks.cells += 1
    check_place(sheet, *place, marks.cells)
    if kind == _FORMULA:
        marks.formulas.add(place)
        if stream[at + 6] == 2 and stream[at + 12 : at + 14] == b"\xff\xff":
            marks.errors[place] = _ERROR_SIGNS.get(stream[at + 8], "#N/A")
    elif kind == _ERROR and stream[at + 7] == 1:
        marks.errors[place] = _ERROR_SIGNS.get(stream[at + 6], "#N/A")
