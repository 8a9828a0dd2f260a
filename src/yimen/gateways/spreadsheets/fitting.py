"""How many lines words take in a cell, and how high a row is for them: reckoned, since no font is at hand.

Widths are those of a sheet: of the digit 0 in the font of the workbook. A Chinese sign is a bit over two.
"""

import re
from unicodedata import east_asian_width

MOST_HEIGHT = 409.0  # points; Excel takes no more
DEFAULT_HEIGHT = 15.0
_WIDE, _NARROW = 2.1, 1.1
_PADDING = 0.7  # what a cell keeps free at its sides
_LINE = 1.4  # of the size of the font, for fonts as high as those of Chinese systems
# What is not parted at the end of a line: a word of letters and digits, a sign and the stop behind it.
_UNPARTED = re.compile(r"[!-~]+|.[，。、；：！？）》」』”’…%]*", re.DOTALL)


def lines_of(words: str, width: float, *, size: float = 1) -> int:
    """How many lines words take in a column so wide; `size` is that of their font by the workbook's."""
    room = max(1.0, width - _PADDING)
    return sum(_lines(line, room, size) for line in words.split("\n"))


def _lines(line: str, room: float, size: float) -> int:
    count, filled = 1, 0.0
    for part in _UNPARTED.findall(line):
        width = sum(_WIDE if east_asian_width(sign) in "WFA" else _NARROW for sign in part) * size
        if filled and filled + width > room:
            count, filled = count + 1, 0.0
        filled += width
        if filled > room:  # a word longer than a line is parted after all
            more = int(filled // room)
            count, filled = count + more, filled - more * room
    return count


def height_of(lines: int, points: float) -> float:
    """How high a row is that shows so many lines in a font of so many points; at most what Excel takes."""
    return min(float(round(lines * points * _LINE + 3)), MOST_HEIGHT)
