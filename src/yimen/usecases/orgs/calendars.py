"""The work calendar: the yearly notices taken in, and the frozen calendar that deadlines ask."""

import threading
from collections.abc import Mapping, Sequence

from django.db import connection

from yimen.data.orgs import models
from yimen.rules.calendar import CalendarDay, DayKind, WorkCalendar, build_calendar
from yimen.usecases.shared.acting import Outcome
from yimen.usecases.shared.compiled import ask_planned
from yimen.usecases.shared.ids import fixed_id
from yimen.usecases.shared.recording import Record

# Which transaction wrote a row stands in its xmin: any row written anew gives another sum.
_FINGERPRINT = "SELECT count(*) || '/' || coalesce(sum(xmin::text::bigint), 0) FROM orgs_calendar_day"
_CALENDAR_LOCK = 7_262_011
_guard = threading.Lock()
_cached: tuple[str, WorkCalendar] | None = None


def current_calendar() -> WorkCalendar:
    """The calendar of all notices taken in; one cheap statement tells whether the kept one still holds."""
    global _cached  # noqa: PLW0603 - the kept calendar of this process
    fingerprint = str(ask_planned(_FINGERPRINT))
    kept = _cached
    if kept is not None and kept[0] == fingerprint:
        return kept[1]
    calendar = build_calendar(_stored_days().values())
    with _guard:
        _cached = (fingerprint, calendar)
    return calendar


def _stored_days() -> dict[object, CalendarDay]:
    rows = models.CalendarDay.objects.values_list("date", "kind", "festival")
    return {
        date: CalendarDay(date=date, kind=DayKind(kind), festival=festival) for date, kind, festival in rows
    }


def apply_calendar(*, county_code: str, days: Sequence[CalendarDay], source: str) -> Outcome:
    """Take in the days of a file: new ones are added, others changed; none is ever removed.

    A later notice that moves a day says so by naming it (放假 or 上班), so nothing need vanish.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CALENDAR_LOCK])
    stored = _stored_days()
    fresh = [day for day in days if day.date not in stored]
    changed = [day for day in days if day.date in stored and stored[day.date] != day]
    models.CalendarDay.objects.bulk_create(
        [_row(day, source) for day in (*fresh, *changed)],
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["date"],
        update_fields=["kind", "festival", "source"],
    )
    counts: Mapping[str, int] = {
        "created": len(fresh),
        "updated": len(changed),
        "unchanged": len(days) - len(fresh) - len(changed),
    }
    if not fresh and not changed:
        return Outcome(answer=dict(counts), record=None)
    record = Record(
        county_code=county_code,
        subject_type="calendar",
        subject_id=fixed_id("calendar"),
        act="orgs.import_calendar",
        facts={
            **counts,
            "source": source,
            "first": min(day.date for day in (*fresh, *changed)).isoformat(),
            "last": max(day.date for day in (*fresh, *changed)).isoformat(),
        },
    )
    return Outcome(answer=dict(counts), record=record)


def _row(day: CalendarDay, source: str) -> models.CalendarDay:
    return models.CalendarDay(date=day.date, kind=day.kind.value, festival=day.festival, source=source)
