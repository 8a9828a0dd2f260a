"""Where a printed table is parted, so that the places to sign never stand on a page without rows of it.

Reckoned in points from what the sheet says itself. Programs differ by a few parts in a hundred: a page is
taken to be a little shorter than it is, so that a break of ours comes before one of theirs. Where a system
lacks the font by which widths are told, columns are wider there and pages stay a little empty.
"""

from collections.abc import Sequence
from dataclasses import dataclass

MARGIN_ACROSS, MARGIN_DOWN = 0.4, 0.6  # inches, at each side
_SIZES = {True: (420, 297), False: (297, 210)}  # millimeters of A3 and A4 across
_POINTS_PER_INCH, _MILLIMETERS_PER_INCH = 72, 25.4
_PIXELS_PER_DIGIT, _PIXELS_OF_PADDING, _POINTS_PER_PIXEL = 7, 5, 0.75
_SAFE = 0.95
_LEAST_ROWS = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Heights:
    """How high the parts of a sheet are, in points.

    What stands above its rows and what of this every page repeats; each row; the notes and places to sign.
    """

    above: float
    repeated: float
    rows: Sequence[float]
    below: float


def page_starts(widths: Sequence[float], heights: Heights, *, is_large: bool) -> list[int]:
    """The rows, from 0, that begin a page of a table printed one page wide: at least three stand above the
    places to sign, where there is room for them.
    """
    room = _room(widths, is_large=is_large)
    starts, filled = [], heights.above
    for at, height in enumerate(heights.rows):
        if filled + height > room:
            starts.append(at)
            filled = heights.repeated
        filled += height
    first, count = (starts[-1] if starts else 0), len(heights.rows)
    if filled + heights.below > room:
        # The last rows go over with what is below, as many as have room with it.
        last = max(first + 1, count - _LEAST_ROWS)
        while last < count - 1 and heights.repeated + sum(heights.rows[last:]) + heights.below > room:
            last += 1
        starts += [last] if last < count else []
    elif starts and count - first < _LEAST_ROWS:
        starts[-1] = _earlier(heights, starts, room)
    return starts


def _earlier(heights: Heights, starts: Sequence[int], room: float) -> int:
    """An earlier row for the last page to begin with, where there is room for it."""
    count, first = len(heights.rows), starts[-1]
    least = max(count - _LEAST_ROWS, starts[-2] + 1 if len(starts) > 1 else 1)
    while first > least and heights.repeated + sum(heights.rows[first - 1 :]) + heights.below <= room:
        first -= 1
    return first


def _room(widths: Sequence[float], *, is_large: bool) -> float:
    """How many points of the sheet go on a page: all the more, the wider the table is pressed together."""
    across, down = (
        size / _MILLIMETERS_PER_INCH * _POINTS_PER_INCH - 2 * margin * _POINTS_PER_INCH
        for size, margin in zip(_SIZES[is_large], (MARGIN_ACROSS, MARGIN_DOWN), strict=True)
    )
    pixels = sum(width * _PIXELS_PER_DIGIT + _PIXELS_OF_PADDING for width in widths)
    return down * max(1.0, pixels * _POINTS_PER_PIXEL / across) * _SAFE
