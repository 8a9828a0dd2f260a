"""What was looked for in vain: kept as words, a count and a day, never with anybody's data."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet

from yimen.data.catalog.models import SearchMiss
from yimen.rules.access import Actor, NotFound, Party, require
from yimen.rules.calendar import beijing_date
from yimen.rules.search_words import keepable
from yimen.usecases.catalog.catalogue import current_catalogue
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action

MOST_MISSES = 1000  # of one county; who types nonsense by a program fills no disk
_SHOWN = 50


@dataclass(frozen=True, kw_only=True, slots=True)
class MissRow:
    """Words that found nothing: how often they were looked for, and on which day last."""

    miss_id: UUID
    words: str
    count: int
    last_day: date


def note_search_miss(*, query: str, county_code: str, now: datetime) -> bool:
    """Count a query that found nothing, for the county that the visitor chose (empty: none).

    No action: nobody's name, address or time of day may be left behind, so it leaves no entry in the
    journal either. Keeps only what `keepable` leaves of the query. False when nothing was kept, also
    once a county has a thousand. At most four statements.
    """
    index = current_catalogue().index
    words = keepable(query, lambda pair: pair in index.pairs or pair in index.known)
    if not words:
        return False
    rows = SearchMiss.objects.filter(county_code=county_code)
    today = beijing_date(now)
    counted = rows.filter(words=words).update(count=F("count") + 1, last_day=today)
    if not counted and rows.count() < MOST_MISSES:
        new = SearchMiss(id=new_id(now), county_code=county_code, words=words, last_day=today)
        SearchMiss.objects.bulk_create([new], ignore_conflicts=True)
        counted = rows.filter(words=words).update(count=F("count") + 1, last_day=today)
    return bool(counted)


def list_search_misses(*, actor: Actor) -> tuple[MissRow, ...]:
    """What was looked for in vain in the actor's place or nobody said where, the most often first."""
    require(actor, "catalog.edit_search_words")
    rows = _misses_of(actor).order_by("-count", "words", "id")[:_SHOWN]
    return tuple(
        MissRow(miss_id=row.pk, words=row.words, count=row.count, last_day=row.last_day) for row in rows
    )


@action("catalog.drop_search_miss")
def drop_search_miss(*, actor: Actor, now: datetime, miss_id: UUID, request_key: str | None = None) -> None:
    """Forget what was looked for in vain; refuses what was asked in another place (`NotFound`)."""
    require(actor, "catalog.drop_search_miss")
    perform(
        action="catalog.drop_search_miss",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={"miss_id": str(miss_id)},
        core=lambda: _apply_drop(actor, miss_id),
    )


def _apply_drop(actor: Actor, miss_id: UUID) -> Outcome:
    row = _misses_of(actor).select_for_update().filter(pk=miss_id).first()
    if row is None:
        raise NotFound(field="miss_id")
    record = Record(
        county_code=actor.county_code,
        subject_type="search_miss",
        subject_id=row.pk,
        act="catalog.drop_search_miss",
        facts={"words": row.words, "count": row.count},
    )
    row.delete()
    return Outcome(answer={}, record=record)


def _misses_of(actor: Actor) -> QuerySet[SearchMiss]:
    if actor.party is Party.CITY_OFFICER:
        return SearchMiss.objects.filter(Q(county_code="") | Q(county_code__startswith=actor.scope_code[:4]))
    return SearchMiss.objects.filter(county_code__in=["", actor.county_code])
