"""The kept totals: read for units and months, compared with what was counted, changed where they differ."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from yimen.rules.indicator_measures import History, Vector
from yimen.usecases.shared.ids import new_id

_COUNTY_DIGITS = 6
_CODE_DIGITS = 12
# A unit with the rows that are its own, or with the sum of its subtree; of a village both are the same.
Holder = tuple[str, bool]


def is_leaf(code: str) -> bool:
    """Whether nothing lies below: a village, whose own rows are its sum."""
    return not code.endswith("000")


def summed(code: str) -> Holder:
    """Where the sum of a unit stands."""
    return code, is_leaf(code)


_READ = """
SELECT t.unit_code, t.own, t.month, t.counts
  FROM unnest(%(codes)s::text[], %(owns)s::boolean[]) AS asked(code, own)
  JOIN indicators_total t
    ON t.county_code = left(asked.code, 6) AND t.unit_code = asked.code AND t.own = asked.own
"""
_READ_OWN = """
SELECT t.unit_code, t.own, t.month, t.counts
  FROM unnest(%(prefixes)s::text[]) AS scope(prefix)
  JOIN indicators_total t
    ON t.county_code = left(scope.prefix, 6) AND t.own AND starts_with(t.unit_code, scope.prefix)
"""


def read_totals(holders: Iterable[Holder]) -> dict[Holder, dict[date, Vector]]:
    """The whole kept histories; one statement."""
    asked = list(holders)
    return _histories(_READ, {"codes": [code for code, _ in asked], "owns": [own for _, own in asked]})


def read_own(prefixes: Sequence[str]) -> dict[str, dict[date, Vector]]:
    """The kept histories of all leaves in a scope of counties, townships, units; two statements."""
    units = [each for each in prefixes if len(each) == _CODE_DIGITS]
    wider = [each for each in prefixes if len(each) < _CODE_DIGITS]
    found = read_totals((each, True) for each in units) if units else {}
    if wider:
        found |= _histories(_READ_OWN, {"prefixes": wider})
    return {code: history for (code, _), history in found.items()}


def _histories(sql: str, asked: dict[str, Any]) -> dict[Holder, dict[date, Vector]]:
    found: defaultdict[Holder, dict[date, Vector]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(sql, asked)
        for code, own, month, counts in cursor.fetchall():
            found[code, own][month] = tuple(counts)
    return found


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """A unit and month whose kept total was not what was counted."""

    unit_code: str
    own: bool
    month: date


_DROP = """
DELETE FROM indicators_total t
 USING unnest(%(codes)s::text[], %(owns)s::boolean[], %(months)s::date[]) AS gone(code, own, month)
 WHERE t.county_code = left(gone.code, 6) AND t.unit_code = gone.code AND t.own = gone.own
   AND t.month = gone.month
"""
_FILL = "COPY indicators_total (id, county_code, unit_code, own, month, counts) FROM STDIN"


def write_totals(
    kept: Mapping[Holder, History], fresh: Mapping[Holder, History], *, now: datetime
) -> list[Difference]:
    """Make the kept histories of these units the fresh ones; the months that differed.

    Two statements, whatever differs; none where nothing does.
    """
    gone: list[Difference] = []
    rows: list[tuple[Difference, Vector]] = []
    nothing: History = {}
    for holder in sorted({*kept, *fresh}):
        old, new = kept.get(holder, nothing), fresh.get(holder, nothing)
        for month in sorted({*old, *new}):
            if old.get(month) == new.get(month):
                continue
            found = Difference(unit_code=holder[0], own=holder[1], month=month)
            gone.append(found)
            if month in new:
                rows.append((found, new[month]))
    if gone:
        _replace(gone, rows, now)
    return gone


def _replace(gone: Sequence[Difference], rows: Sequence[tuple[Difference, Vector]], now: datetime) -> None:
    asked: dict[str, Any] = {
        "codes": [each.unit_code for each in gone],
        "owns": [each.own for each in gone],
        "months": [each.month for each in gone],
    }
    with connection.cursor() as cursor:
        cursor.execute(_DROP, asked)
        with cursor.copy(_FILL) as copy:
            for each, counts in rows:
                county = each.unit_code[:_COUNTY_DIGITS]
                told = "{" + ",".join(map(str, counts)) + "}"  # at once: a list is put out number by number
                copy.write_row((new_id(now), county, each.unit_code, each.own, each.month, told))
