"""The sums that some figures need, and no more: a row for each unit and month, a column for each sum."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import add
from typing import Any

from django.db import connection

from yimen.rules.indicator_measures import AT, STOCK_COUNT, Vector, at_month
from yimen.usecases.indicators.counting import Leaves
from yimen.usecases.indicators.totals import is_leaf

Row = tuple[int, ...]
Grid = dict[str, list[Row]]
# Lengths of the codes of the units that a village or township belongs to.
_LEVELS = (2, 4, 6, 9, 12)
_CODE_DIGITS = 12

# Days since this one stand for months: one text a unit is read much faster than a row a month.
_EPOCH = date(2000, 1, 1)
# What stands in the months, and the last row before them, whose stocks still hold.
_READ = """
SELECT asked.code, t.told
  FROM unnest(%(codes)s::text[], %(owns)s::boolean[]) AS asked(code, own)
 CROSS JOIN LATERAL (
  SELECT string_agg(told, ';' ORDER BY month) AS told
    FROM (
      SELECT month, {told} FROM indicators_total
       WHERE county_code = left(asked.code, 6) AND unit_code = asked.code AND own = asked.own
         AND month <= %(last)s
         AND month >= coalesce(
           (SELECT max(month) FROM indicators_total
             WHERE county_code = left(asked.code, 6) AND unit_code = asked.code AND own = asked.own
               AND month <= %(first)s),
           %(first)s)
    ) AS rows
 ) AS t
 WHERE t.told IS NOT NULL
"""
_TOLD = "concat_ws(' ', month - DATE '2000-01-01', {columns}) AS told"


# Days, what stands in that month, and what of it holds in the months after.
_Line = tuple[int, Row, Row]


class _Lines(dict[str, _Line]):
    """The lines that were read, each text once: most villages say the same."""

    def __init__(self, flows: Sequence[int]) -> None:
        super().__init__()
        self._flows = frozenset(flows)

    def __missing__(self, told: str) -> _Line:
        month, *values = map(int, told.split(" "))
        row = stocks = tuple(values)
        if self._flows:
            stocks = tuple(0 if at in self._flows else value for at, value in enumerate(row))
        line = self[told] = (month, row, stocks)
        return line


@dataclass(kw_only=True, slots=True)
class Sums:
    """The months, in order, and the columns that were asked for, each a sum of measures of one sort."""

    months: Sequence[date]
    _columns: dict[tuple[str, ...], int] = field(default_factory=dict)

    def column(self, measures: tuple[str, ...]) -> int:
        """The place of this sum in a row; asked twice, it is there once."""
        return self._columns.setdefault(measures, len(self._columns))

    def nothing(self, units: Sequence[str]) -> Grid:
        """Rows of zeros."""
        nothing = (0,) * len(self._columns)
        return {unit: [nothing] * len(self.months) for unit in units}

    def read(self, units: Sequence[str]) -> Grid:
        """The kept sums of the units; one statement. Months in which nothing changed share their row."""
        columns = ", ".join(
            "+".join(f"counts[{AT[measure] + 1}]" for measure in measures) for measures in self._columns
        )
        asked: dict[str, Any] = {
            "codes": list(units),
            "owns": [is_leaf(unit) for unit in units],
            "first": self.months[0],
            "last": self.months[-1],
        }
        grid = self.nothing(units)
        with connection.cursor() as cursor:
            cursor.execute(_READ.format(told=_TOLD.format(columns=columns)), asked)
            kept = cursor.fetchall()
        days = [(month - _EPOCH).days for month in self.months]
        flows = [at for measures, at in self._columns.items() if AT[measures[0]] >= STOCK_COUNT]
        lines = _Lines(flows)
        for code, told in kept:
            self._carry(grid[code], days, map(lines.__getitem__, told.split(";")))
        return grid

    def _carry(self, into: list[Row], days: Sequence[int], kept: Iterable[_Line]) -> None:
        """A month without a row has the stocks of the row before it, and no flows."""
        filled, last = 0, into[0]
        for month, row, stocks in kept:
            place = bisect_left(days, month)
            if place > filled:
                into[filled:place] = [last] * (place - filled)
                filled = place
            if place < len(into) and days[place] == month:
                into[place] = row
                filled = place + 1
            last = stocks
        into[filled:] = [last] * (len(into) - filled)

    def correct(self, grid: Grid, *, kept: Leaves, fresh: Leaves) -> None:
        """Put the fresh histories of some leaves in the place of the kept ones, up the tree."""
        nothing: dict[date, Vector] = {}
        for code in {*kept, *fresh}:
            old, new = kept.get(code, nothing), fresh.get(code, nothing)
            if old == new:
                continue
            above = {code[:digits].ljust(_CODE_DIGITS, "0") for digits in _LEVELS}
            holders = [grid[unit] for unit in above if unit in grid]
            for place, month in enumerate(self.months):
                row = self._difference(at_month(new, month), at_month(old, month))
                for holder in holders:
                    holder[place] = tuple(map(add, holder[place], row))

    def _difference(self, new: Vector, old: Vector) -> list[int]:
        return [
            sum(new[AT[measure]] - old[AT[measure]] for measure in measures) for measures in self._columns
        ]
