"""The mask of a QR code by the rules of ISO/IEC 18004 (7.8.3), on whole symbols as long integers.

`segno` tries the eight masks module by module: ten milliseconds for a paper. What two masks differ in is the
same for every text of one size and level, so it is learnt once; then a mask is judged in microseconds.
A test holds the choice against that of `segno`.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Any

_MASKS = range(8)
_GAP = 4  # light modules after each line, as the quiet zone has them
_FINDER = "1011101"
_SIGNS = bytes.maketrans(b"\0\1", b"01")
_learnt: dict[tuple[Any, Any], "_Kind"] = {}
Lines = Sequence[bytes | bytearray]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Kind:
    """Symbols of one size and level: what each mask changes, and which modules the rules look at."""

    side: int
    changes: tuple[tuple[int, int], ...]
    looked_at: int
    pairs: int

    def penalty(self, rows: int, columns: int) -> int:
        """Runs of five and more, blocks of one color, false finders, and how far dark is from one half."""
        rows, columns = rows & self.looked_at, columns & self.looked_at
        found = 0
        for packed in (rows, columns):
            same = ~(packed ^ packed << 1) & self.pairs
            fives = same & same << 1 & same << 2 & same << 3
            found += fives.bit_count() + 2 * (fives & ~(fives << 1)).bit_count()
            found += 40 * _false_finders(packed).bit_count()
        below = self.side + _GAP
        same = ~(rows ^ rows << 1) & self.pairs
        found += 3 * (same & same << below & ~(rows ^ rows << below)).bit_count()
        modules = self.side * self.side
        return found + 10 * (abs(20 * rows.bit_count() - 10 * modules) // modules)


def drawn_rows(text: str, *, error: str) -> list[str]:
    """The rows of the code of a text, "1" for dark, under the first of the masks with the lowest penalty."""
    import segno

    def make(mask: int) -> Any:
        return segno.make(text, error=error, micro=False, mask=mask)

    plain = make(0)
    name = (plain.version, plain.error)
    if name not in _learnt:
        _learnt[name] = _learn(len(plain.matrix), lambda mask: make(mask).matrix)
    kind = _learnt[name]
    rows, columns = _packed(plain.matrix)
    drawn = ((rows ^ row, columns ^ column) for row, column in kind.changes)
    best, _ = min(drawn, key=lambda both: kind.penalty(*both))
    width = kind.side + _GAP
    signs = format(best, f"0{kind.side * width}b")
    return [signs[at : at + kind.side] for at in range(0, len(signs), width)]


def _learn(side: int, matrix_of: Callable[[int], Lines]) -> _Kind:
    first_row, first_column = _packed(matrix_of(0))
    masked = [_packed(matrix_of(mask)) for mask in _MASKS]
    seen, _ = _packed(
        [bytes(_is_looked_at(row, column, side) for column in range(side)) for row in range(side)]
    )
    whole, _ = _packed([bytes([1]) * side] * side)
    return _Kind(
        side=side,
        changes=tuple((first_row ^ row, first_column ^ column) for row, column in masked),
        looked_at=seen,
        pairs=whole & whole << 1,
    )


def _is_looked_at(row: int, column: int, side: int) -> bool:
    """Masks are chosen before the modules are filled in that tell the mask, the level and the version."""
    near, far = sorted((row, column))
    tells_mask = (near == 8 and far >= side - 8) or (far == 8 and near != 6)
    tells_version = side >= 45 and near < 6 and side - 11 <= far <= side - 9
    return not (tells_mask or tells_version)


def _packed(matrix: Lines) -> tuple[int, int]:
    """The modules row by row, and column by column."""

    def pack(lines: Iterator[bytes]) -> int:
        return int(b"".join(line.translate(_SIGNS) + b"0" * _GAP for line in lines), 2)

    columns = (bytes(column) for column in zip(*matrix, strict=True))
    return pack(bytes(line) for line in matrix), pack(columns)


def _false_finders(packed: int) -> int:
    """A bit for each place that looks like a finder: 1011101 with four light modules before or after it."""
    light = ~packed
    finders = reduce(and_, ((packed if sign == "1" else light) << at for at, sign in enumerate(_FINDER)))
    before = light >> 1 & light >> 2 & light >> 3 & light >> 4
    after = light << 7 & light << 8 & light << 9 & light << 10
    return finders & (before | after)
