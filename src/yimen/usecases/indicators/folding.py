"""Brings the kept totals up to the journal: counts the units that changed anew and adds them up the tree.

Only this job writes totals, so that no act ever waits for another act's unit; docs/decisions/0021.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from yimen.data.indicators.models import FoldMark
from yimen.rules.access import Actor
from yimen.rules.calendar import beijing_date
from yimen.rules.indicator_measures import History, Source, add_histories, layout, put_together
from yimen.usecases.indicators.changes import EVERYTHING, Dirt, current_reach, find_changes
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
from yimen.usecases.journal.folding import INSTANCE_COUNTY
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.ids import fixed_id
from yimen.usecases.shared.registry import action

_COUNTY, _CODE = 6, 12
_MOST_TOLD = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Folded:
    """How many totals (a unit in a month) changed; of a recount the first that were wrong."""

    changed: int
    differences: tuple[Difference, ...] = ()


@action("indicators.fold_totals")
def fold_totals(*, actor: Actor, now: datetime, request_key: str | None = None) -> Folded:
    """Count anew what the journal says has changed since the last fold; how many totals changed.

    Leaves nothing in the journal: totals are made of what is there already. Changes nothing while another
    fold is at work.
    """
    answer = perform(
        action="indicators.fold_totals",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=INSTANCE_COUNTY,
        body={},
        core=lambda: _apply_fold(now),
    )
    return Folded(changed=int(str(answer["changed"])))


@action("indicators.recount_totals")
def recount_totals(
    *,
    actor: Actor,
    now: datetime,
    tell: Callable[[str], None] = lambda _: None,
    request_key: str | None = None,
) -> Folded:
    """Fold, then count everything from scratch; which totals differed from what was kept, and mend them.

    A county at a time, so that memory stays bounded; `tell` hears each county's code.
    """
    found: list[Difference] = []
    answer = perform(
        action="indicators.recount_totals",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=INSTANCE_COUNTY,
        body={},
        core=lambda: _apply_recount(now, tell, found),
    )
    return Folded(changed=int(str(answer["changed"])), differences=tuple(found[:_MOST_TOLD]))


def _apply_fold(now: datetime) -> Outcome:
    mark = _lock_mark(now)
    if mark is None:
        return Outcome(answer={"changed": 0}, record=None)
    return Outcome(answer={"changed": len(_fold(mark, now))}, record=None)


def _apply_recount(now: datetime, tell: Callable[[str], None], found: list[Difference]) -> Outcome:
    mark = _lock_mark(now, waits=True)
    if mark is not None:  # it waits, so it is there
        _fold(mark, now)
        found += _bring_up(EVERYTHING, now, tell)
    return Outcome(answer={"changed": len(found)}, record=None)


def _lock_mark(now: datetime, *, waits: bool = False) -> FoldMark | None:
    """The one mark, locked; None while another fold holds it. A new one reaches nowhere."""
    key = fixed_id("indicators:mark")
    fresh = FoldMark(
        id=key,
        county_code=INSTANCE_COUNTY,
        layout="",
        mark_xid=0,
        day=beijing_date(now),
        folded_at=now,
    )
    FoldMark.objects.bulk_create([fresh], ignore_conflicts=True)
    rows = FoldMark.objects.select_for_update(skip_locked=not waits)
    return rows.filter(pk=key, county_code=INSTANCE_COUNTY).first()


def _fold(mark: FoldMark, now: datetime) -> list[Difference]:
    """Whatever commits after the snapshot is above its lower end and comes again with the next fold."""
    settled, highest = _snapshot()
    today = beijing_date(now)
    reach = current_reach(mark, today=today)
    if reach is not None and reach.xid > highest:
        reach = None
    changed = _bring_up(find_changes(reach, today=today), now)
    mark.layout, mark.mark_xid, mark.day, mark.folded_at = layout(), settled, today, now
    mark.save(update_fields=["layout", "mark_xid", "day", "folded_at"])
    return changed


def _snapshot() -> tuple[int, int]:
    """Below the first every transaction is over; at and above the second none has begun."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_snapshot_xmin(s)::text, pg_snapshot_xmax(s)::text FROM pg_current_snapshot() s"
        )
        settled, highest = cursor.fetchone()
    return int(settled), int(highest)


def _bring_up(dirt: Dirt, now: datetime, tell: Callable[[str], None] = lambda _: None) -> list[Difference]:
    """Count the scope of the dirt anew, a county at a time, then the cities and provinces above them."""
    changed: list[Difference] = []
    touched: set[str] = set()
    for county, parts in sorted(_by_county(dirt).items()):
        found = _bring_up_county(county, parts, now)
        if found:
            touched.add(county)
        changed += found
        tell(county)
    for digits in (4, 2):
        changed += _bring_up_higher(sorted({each[:digits] for each in touched}), now)
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


def _bring_up_county(county: str, parts: Mapping[Source, list[str]], now: datetime) -> list[Difference]:
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


def _bring_up_higher(prefixes: Sequence[str], now: datetime) -> list[Difference]:
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
