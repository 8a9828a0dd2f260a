"""Takes the acts that the journal has newly settled and makes an event of each for whom it concerns.

The journal is the outbox: an act on a case writes its entry anyway, in its own transaction, and pays
nothing for the neighbors (docs/decisions/0012).
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID, uuid5

from django.db import connection

from yimen.data.cases.models import Case
from yimen.data.exchange.models import Delivery, Subscription
from yimen.rules.access import Actor, scope_prefix
from yimen.rules.exchange import EVENT_TYPES, EventDelivery, SubscriptionState, event_body
from yimen.usecases.journal.folding import INSTANCE_COUNTY
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.ids import fixed_id
from yimen.usecases.shared.recording import JSON, Record
from yimen.usecases.shared.registry import action

_MOST_AT_ONCE = 1000
_FIRST = UUID(int=0)
# How far back a restored instance looks for what it had not told yet.
_LOOK_BACK = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Gathered:
    """How many events were made; whether more entries wait than one call takes."""

    events: int
    remaining: bool


class _Entry(NamedTuple):
    xid: int
    id: UUID
    county_code: str
    case_id: UUID
    seq: int
    at: datetime
    act: str
    text: str


@action("exchange.gather_events")
def gather_events(*, actor: Actor, now: datetime, request_key: str | None = None) -> Gathered:
    """Make the events that the journal's new entries are for each subscription that is served.

    Only entries below `pg_snapshot_xmin` are taken: one that commits late is taken later, never
    missed. Cases of sensitive kinds are told to nobody. Takes 1,000 entries a subscription at most;
    `remaining` says that more wait. Changes nothing when there is nothing new.
    """
    answer = perform(
        action="exchange.gather_events",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=INSTANCE_COUNTY,
        body={},
        core=lambda: _apply_gathering(now),
    )
    return Gathered(events=int(str(answer["events"])), remaining=bool(answer["remaining"]))


def _apply_gathering(now: datetime) -> Outcome:
    served = Subscription.objects.filter(state=SubscriptionState.ACTIVE.value).order_by("id")
    rows = list(served.select_for_update(skip_locked=True))
    if not rows:
        return Outcome(answer={"events": 0, "remaining": False}, record=None)
    settled, highest = _snapshot()
    made: dict[str, JSON] = {}
    remaining = False
    for row in rows:
        entries = _new_entries(row, settled, highest)
        events = _events_of(row, entries, now)
        Delivery.objects.bulk_create(events, ignore_conflicts=True)
        is_cut = len(entries) == _MOST_AT_ONCE
        last = entries[-1] if is_cut else None
        row.mark_xid, row.mark_entry = (last.xid, last.id) if last else (settled, _FIRST)
        row.marked_at = now
        row.save(update_fields=["mark_xid", "mark_entry", "marked_at"])
        remaining = remaining or is_cut
        if events:
            made[str(row.pk)] = len(events)
    record = Record(
        county_code=INSTANCE_COUNTY,
        subject_type="webhooks",
        subject_id=fixed_id("webhooks"),
        act="exchange.gather_events",
        facts={"events": made},
    )
    total = sum(int(str(count)) for count in made.values())
    return Outcome(answer={"events": total, "remaining": remaining}, record=record if made else None)


def _snapshot() -> tuple[int, int]:
    """Below the first every transaction is over; at and above the second none has begun."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_snapshot_xmin(s)::text, pg_snapshot_xmax(s)::text FROM pg_current_snapshot() s"
        )
        settled, highest = cursor.fetchone()
    return int(settled), int(highest)


_COLUMNS = "xid::text, id, county_code, subject_id, seq, at, act, text"
_NEW = f"""
SELECT {_COLUMNS} FROM journal_entry
 WHERE (xid, id) > (%s::xid8, %s) AND xid < %s::xid8
   AND subject_type = 'case' AND county_code LIKE %s AND act = ANY(%s)
 ORDER BY xid, id LIMIT %s
"""  # noqa: S608 - columns of our own
# After a restore into another cluster the counter of transactions began anew below the mark.
_RESTORED = f"""
SELECT {_COLUMNS} FROM journal_entry
 WHERE at > %s AND (xid < %s::xid8 OR xid >= %s::xid8)
   AND subject_type = 'case' AND county_code LIKE %s AND act = ANY(%s)
 ORDER BY at, id
"""  # noqa: S608 - columns of our own


def _new_entries(row: Subscription, settled: int, highest: int) -> list[_Entry]:
    about: list[str | list[str]] = [f"{scope_prefix(row.region_code)[:6]}%", list(EVENT_TYPES)]
    with connection.cursor() as cursor:
        if row.mark_xid > highest:
            cursor.execute(_RESTORED, [row.marked_at - _LOOK_BACK, str(settled), str(highest), *about])
        else:
            cursor.execute(_NEW, [str(row.mark_xid), row.mark_entry, str(settled), *about, _MOST_AT_ONCE])
        return [_Entry(int(xid), *rest) for xid, *rest in cursor.fetchall()]


def _events_of(row: Subscription, entries: Sequence[_Entry], now: datetime) -> list[Delivery]:
    """An event for each entry that the subscription covers and whose case may be told of."""
    wanted = set(row.types)
    kept = [entry for entry in entries if not wanted or EVENT_TYPES[entry.act] in wanted]
    cases = _cases_of(row, kept)
    return [_event(row, entry, cases[entry.case_id], now) for entry in kept if entry.case_id in cases]


def _cases_of(row: Subscription, entries: Iterable[_Entry]) -> Mapping[UUID, Case]:
    """The cases by id, without sensitive ones and those outside the region; one statement a county."""
    by_county: dict[str, set[UUID]] = defaultdict(set)
    for entry in entries:
        by_county[entry.county_code].add(entry.case_id)
    prefix = scope_prefix(row.region_code)
    found: dict[UUID, Case] = {}
    for county, ids in sorted(by_county.items()):
        rows = Case.objects.filter(county_code=county, pk__in=ids, sensitive=False)
        for case in rows.select_related("version__item", "village"):
            if case.village.code.startswith(prefix) or case.township_code.startswith(prefix):
                found[case.pk] = case
    return found


def _event(row: Subscription, entry: _Entry, case: Case, now: datetime) -> Delivery:
    event_id = uuid5(row.pk, str(entry.id))
    event_type = EVENT_TYPES[entry.act]
    facts = json.loads(entry.text).get("facts", {})
    data: dict[str, str | int] = {
        "seq": entry.seq,
        "case_no": case.case_no,
        "state": str(facts.get("to", case.state)),
        "family": case.family,
        "item_code": case.version.item.code,
        "county_code": case.county_code,
        "township_code": case.township_code,
    }
    return Delivery(
        id=event_id,
        county_code=row.county_code,
        subscription=row,
        entry_id=entry.id,
        type=event_type,
        case_no=case.case_no,
        body=event_body(event_id=str(event_id), event_type=event_type, at=entry.at, data=data),
        state=EventDelivery.WAITING.value,
        next_at=now,
        happened_at=entry.at,
    )
