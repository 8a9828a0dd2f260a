"""The sums that some figures need, and no more: a row for each unit and month, a column for each sum."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import connection

from yimen.rules.indicator_measures import AT, STOCK_COUNT, Vector, at_month
from yimen.usecases.indicators.counting import Leaves
from yimen.usecases.indicators.totals import is_leaf

Grid = dict[str, list[list[int]]]
# Lengths of the codes of the units that a village or township belongs to.
_LEVELS = (2, 4, 6, 9, 12)
_CODE_DIGITS = 12

# What stands in the months, and the last row before them, whose stocks still hold.
_READ = """
SELECT asked.code, t.month, {columns}
  FROM unnest(%(codes)s::text[], %(owns)s::boolean[]) AS asked(code, own)
 CROSS JOIN LATERAL (
  (SELECT month, counts FROM indicators_total
    WHERE county_code = left(asked.code, 6) AND unit_code = asked.code AND own = asked.own
      AND month > %(first)s AND month <= %(last)s)
  UNION ALL
  (SELECT month, counts FROM indicators_total
    WHERE county_code = left(asked.code, 6) AND unit_code = asked.code AND own = asked.own
      AND month <= %(first)s
    ORDER BY month DESC LIMIT 1)
 ) AS t
 ORDER BY asked.code, t.month
"""


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
        return {unit: [[0] * len(self._columns) for _ in self.months] for unit in units}

    def read(self, units: Sequence[str]) -> Grid:
        """The kept sums of the units; one statement."""
        columns = ", ".join(
            "+".join(f"counts[{AT[measure] + 1}]" for measure in measures) for measures in self._columns
        )
        asked = {
            "codes": list(units),
            "owns": [is_leaf(unit) for unit in units],
            "first": self.months[0],
            "last": self.months[-1],
        }
        grid = self.nothing(units)
        rows: defaultdict[str, list[tuple[date, list[int]]]] = defaultdict(list)
        with connection.cursor() as cursor:
            cursor.execute(_READ.format(columns=columns), asked)
            for code, month, *values in cursor.fetchall():
                rows[code].append((month, values))
        flows = [at for measures, at in self._columns.items() if AT[measures[0]] >= STOCK_COUNT]
        for code, kept in rows.items():
            self._carry(grid[code], kept, flows)
        return grid

    def _carry(
        self, into: list[list[int]], kept: Sequence[tuple[date, list[int]]], flows: Sequence[int]
    ) -> None:
        """A month without a row has the stocks of the row before it, and no flows."""
        at, last = 0, len(kept)
        for place, month in enumerate(self.months):
            while at < last and kept[at][0] <= month:
                at += 1
            if not at:
                continue
            since, values = kept[at - 1]
            if since == month or not flows:
                into[place] = list(values)
                continue
            row = list(values)
            for each in flows:
                row[each] = 0
            into[place] = row

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
                    holder[place] = [one + other for one, other in zip(holder[place], row, strict=True)]

    def _difference(self, new: Vector, old: Vector) -> list[int]:
        return [
            sum(new[AT[measure]] - old[AT[measure]] for measure in measures) for measures in self._columns
        ]
