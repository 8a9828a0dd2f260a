"""Brings the kept totals up to the journal: counts the units that changed anew and adds them up the tree.

Only this job writes totals, so that no act ever waits for another act's unit; docs/decisions/0021.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from yimen.data.indicators.models import FoldMark
from yimen.rules.access import Actor
from yimen.rules.calendar import beijing_date
from yimen.rules.indicator_measures import Source, layout
from yimen.usecases.indicators.adding_up import (
    bring_up,
    bring_up_county,
    bring_up_higher,
    counties_within,
    next_counties,
)
from yimen.usecases.indicators.changes import EVERYTHING, current_reach, find_changes, is_being_counted
from yimen.usecases.indicators.totals import Difference
from yimen.usecases.journal.folding import INSTANCE_COUNTY
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.ids import fixed_id
from yimen.usecases.shared.registry import action

_MOST_TOLD = 20
_MOST_LEAVES = 2000  # some seconds of counting
_NO_COUNTY = "000000"


@dataclass(frozen=True, kw_only=True, slots=True)
class Folded:
    """How many totals (a unit in a month) changed; of a recount the first that were wrong.

    Not whole is a first count with counties still to come.
    """

    changed: int
    is_whole: bool = True
    differences: tuple[Difference, ...] = ()


@action("indicators.fold_totals")
def fold_totals(
    *, actor: Actor, now: datetime, most_leaves: int = _MOST_LEAVES, request_key: str | None = None
) -> Folded:
    """Count anew what the journal says has changed since the last fold; how many totals changed.

    Where everything is to be counted, only the next counties are, with at least `most_leaves` townships and
    villages: whoever folds goes on until it is whole, and after a crash where it was. Until then nobody reads
    any of it. Leaves nothing in the journal: totals are made of what is there already. Changes nothing while
    another fold is at work.
    """
    answer = perform(
        action="indicators.fold_totals",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=INSTANCE_COUNTY,
        body={"most_leaves": most_leaves},
        core=lambda: _apply_fold(now, most_leaves),
    )
    return Folded(changed=int(str(answer["changed"])), is_whole=bool(answer["is_whole"]))


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


def _apply_fold(now: datetime, most_leaves: int) -> Outcome:
    mark = _lock_mark(now)
    if mark is None:
        return Outcome(answer={"changed": 0, "is_whole": True}, record=None)
    changed = _fold(mark, now, most_leaves)
    return Outcome(answer={"changed": len(changed), "is_whole": not mark.counted_to}, record=None)


def _apply_recount(now: datetime, tell: Callable[[str], None], found: list[Difference]) -> Outcome:
    mark = _lock_mark(now, waits=True)
    if mark is not None:  # it waits, so it is there
        _fold(mark, now, _MOST_LEAVES)
        while mark.counted_to:
            _fold(mark, now, _MOST_LEAVES)
        found += bring_up(EVERYTHING, now, tell)
    return Outcome(answer={"changed": len(found)}, record=None)


def _lock_mark(now: datetime, *, waits: bool = False) -> FoldMark | None:
    """The one mark, locked; None while another fold holds it. A new one reaches nowhere."""
    key = fixed_id("indicators:mark")
    fresh = FoldMark(
        id=key,
        county_code=INSTANCE_COUNTY,
        layout="",
        mark_xid=0,
        counted_to="",
        day=beijing_date(now),
        folded_at=now,
    )
    FoldMark.objects.bulk_create([fresh], ignore_conflicts=True)
    rows = FoldMark.objects.select_for_update(skip_locked=not waits)
    return rows.filter(pk=key, county_code=INSTANCE_COUNTY).first()


def _fold(mark: FoldMark, now: datetime, most_leaves: int) -> list[Difference]:
    """Whatever commits after the snapshot is above its lower end and comes again with the next fold."""
    settled, highest = _snapshot()
    today = beijing_date(now)
    reach = current_reach(mark, today=today, highest=highest)
    if reach is not None:
        changed = bring_up(find_changes(reach, today=today), now)
        mark.mark_xid, mark.day = settled, today
    else:
        if not is_being_counted(mark, today=today, highest=highest):
            mark.layout, mark.mark_xid, mark.day, mark.counted_to = layout(), settled, today, _NO_COUNTY
        changed = _count_on(mark, now, most_leaves)
    mark.folded_at = now
    mark.save(update_fields=["layout", "mark_xid", "day", "counted_to", "folded_at"])
    return changed


def _count_on(mark: FoldMark, now: datetime, most_leaves: int) -> list[Difference]:
    """Count the next counties from scratch; with the last ones what is above them, and the count is whole.

    The mark stays where it was when the count began: what changed meanwhile comes with the next fold.
    """
    counties, is_last = next_counties(mark.counted_to, most_leaves)
    changed = [
        each
        for county in counties
        for each in bring_up_county(county, {source: [county] for source in Source}, now)
    ]
    if is_last:
        higher = counties_within([""])
        for digits in (4, 2):
            changed += bring_up_higher(sorted({each[:digits] for each in higher}), now)
    mark.counted_to = "" if is_last else counties[-1]
    return changed


def _snapshot() -> tuple[int, int]:
    """Below the first every transaction is over; at and above the second none has begun."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_snapshot_xmin(s)::text, pg_snapshot_xmax(s)::text FROM pg_current_snapshot() s"
        )
        settled, highest = cursor.fetchone()
    return int(settled), int(highest)
