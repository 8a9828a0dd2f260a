"""Counts a scope of the kept totals anew and adds it up: leaves, townships, counties, what is above them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db import connection

from yimen.rules.calendar import beijing_date
from yimen.rules.indicator_measures import History, Source, add_histories, put_together
from yimen.usecases.indicators.changes import Dirt
from yimen.usecases.indicators.counting import count_leaves, disjoint
from yimen.usecases.indicators.totals import (
    Difference,
    Holder,
    is_leaf,
    read_own,
    read_totals,
    summed,
    write_totals,
)

_COUNTY, _CODE = 6, 12


def bring_up(dirt: Dirt, now: datetime, tell: Callable[[str], None] = lambda _: None) -> list[Difference]:
    """Count the scope of the dirt anew, a county at a time, then the cities and provinces above them."""
    changed: list[Difference] = []
    touched: set[str] = set()
    for county, parts in sorted(_by_county(dirt).items()):
        found = bring_up_county(county, parts, now)
        if found:
            touched.add(county)
        changed += found
        tell(county)
    for digits in (4, 2):
        changed += bring_up_higher(sorted({each[:digits] for each in touched}), now)
    return changed


def _by_county(dirt: Dirt) -> Mapping[str, Mapping[Source, list[str]]]:
    """The dirt of each county; what is wider than a county is all the counties within it."""
    wide = disjoint(prefix for prefixes in dirt.values() for prefix in prefixes if len(prefix) < _COUNTY)
    counties = counties_within(wide) if wide else []
    found: defaultdict[str, dict[Source, list[str]]] = defaultdict(dict)
    for source, prefixes in dirt.items():
        for prefix in disjoint(prefixes):
            of = [prefix[:_COUNTY]] if len(prefix) >= _COUNTY else counties
            for county in of:
                if county.startswith(prefix[:_COUNTY]):
                    found[county].setdefault(source, []).append(prefix if len(prefix) > _COUNTY else county)
    return found


_COUNTIES = """
SELECT DISTINCT left(r.code, 6)
  FROM unnest(%(prefixes)s::text[]) AS scope(prefix)
  JOIN orgs_region r ON r.code ~>=~ scope.prefix AND r.code ~<~ (scope.prefix || ':')
 WHERE r.level IN ('TOWNSHIP', 'VILLAGE')
"""


def counties_within(prefixes: Sequence[str]) -> list[str]:
    """The six digits of each county that has, or had, units in a wider scope: no region is ever deleted."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTIES, {"prefixes": list(prefixes)})
        return [county for (county,) in cursor.fetchall()]


_NEXT_LEAVES = """
SELECT left(code, 6) FROM orgs_region
 WHERE code ~>~ %(after)s AND level IN ('TOWNSHIP', 'VILLAGE')
 ORDER BY code USING ~<~
 LIMIT %(most)s
"""


def next_counties(after: str, most_leaves: int) -> tuple[list[str], bool]:
    """The counties in which the next so many leaves lie, in order, and whether no county comes after them."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT_LEAVES, {"after": f"{after}:", "most": most_leaves})
        found = [county for (county,) in cursor.fetchall()]
    return sorted(set(found)), len(found) < most_leaves


def bring_up_county(county: str, parts: Mapping[Source, list[str]], now: datetime) -> list[Difference]:
    """Its leaves, then its townships, then itself."""
    scope = disjoint(prefix for prefixes in parts.values() for prefix in prefixes)
    kept = read_own(scope)
    fresh = counted_anew(kept, parts, today=beijing_date(now))
    changed = write_totals(_own(kept), _own(fresh), now=now)
    if not changed:
        return []
    townships = {f"{each.unit_code[:9]}000" for each in changed}
    own = read_own([each[:9] for each in townships])
    sums = {
        summed(unit): add_histories([history for code, history in own.items() if code[:9] == unit[:9]])
        for unit in townships
    }
    changed += write_totals(read_totals(sums), sums, now=now)
    return changed + _sum_up(f"{county}000000", county, _townships_with_totals(county), now)


def counted_anew(
    kept: Mapping[str, History], parts: Mapping[Source, list[str]], *, today: date
) -> dict[str, History]:
    """The histories of all leaves in the dirt: measures of other sources stay as they are kept."""
    if len(parts) == len(Source) and len({tuple(disjoint(each)) for each in parts.values()}) == 1:
        return dict(count_leaves(parts[Source.PLACES], today=today))
    found: dict[str, History] = dict(kept)
    for source, prefixes in parts.items():
        scope = tuple(disjoint(prefixes))
        fresh = count_leaves(scope, today=today, sources=[source])
        nothing: History = {}
        for code in {*fresh, *(code for code in found if code.startswith(scope))}:
            found[code] = put_together(found.get(code, nothing), fresh.get(code, nothing), [source])
    return {code: history for code, history in found.items() if history}


def _own(leaves: Mapping[str, History]) -> dict[Holder, History]:
    return {(code, True): history for code, history in leaves.items()}


def _townships_with_totals(county: str) -> list[str]:
    rows = "SELECT DISTINCT unit_code FROM indicators_total WHERE county_code = %s AND NOT own"
    with connection.cursor() as cursor:
        cursor.execute(rows, [county])
        return [code for (code,) in cursor.fetchall() if not is_leaf(code) and code[6:9] != "000"]


def _sum_up(unit: str, prefix: str, parts: Iterable[str], now: datetime) -> list[Difference]:
    """The sum of a unit from the sums of what lies right below it."""
    below = read_totals([summed(each) for each in parts if each.startswith(prefix)])
    holder = summed(unit)
    return write_totals(read_totals([holder]), {holder: add_histories(list(below.values()))}, now=now)


def bring_up_higher(prefixes: Sequence[str], now: datetime) -> list[Difference]:
    """The sums of cities (four digits) from their counties, of provinces (two) from their cities.

    A city without counties has its townships right below it, under its own code: its sum stands already.
    """
    changed: list[Difference] = []
    for prefix in prefixes:
        unit = prefix.ljust(_CODE, "0")
        counties = counties_within([prefix])
        below = {each[: len(prefix) + 2].ljust(_CODE, "0") for each in counties}
        if unit in below and len(below) == 1:
            continue
        changed += _sum_up(unit, prefix, sorted(below - {unit}), now)
    return changed
