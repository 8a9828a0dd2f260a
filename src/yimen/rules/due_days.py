"""The day on which a limit ends, and nothing else: `deadlines.due` without its reasons, in a few steps.

For whoever asks about very many cases at once. The two agree on every history, by a property test.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from yimen.rules.calendar import WorkCalendar
from yimen.rules.intervals import Extension, Limit, Stop, Unit

_OPEN_END = dt.date.max.toordinal()
_WORKDAYS, _INSTANT = Unit.WORKDAYS, Unit.INSTANT
Pause = tuple[int, int]


class DueDay(NamedTuple):
    """The day, None without a published limit or while an open stop stands before it; whether it may move."""

    date: dt.date | None
    provisional: bool


_NEVER = DueDay(None, provisional=False)


def due_day(
    accepted_on: dt.date,
    limit: Limit | None,
    calendar: WorkCalendar,
    stops: Sequence[Stop] = (),
    extensions: Sequence[Extension] = (),
) -> DueDay:
    """When the limit ends: `deadlines.due(...)`'s `date` and `provisional`, counted in day numbers."""
    if limit is None:
        return _NEVER
    unit = limit.unit
    if unit is _INSTANT:
        return DueDay(accepted_on, provisional=False)
    left = limit.amount
    for extension in extensions:
        left += extension.days
    at = accepted_on.toordinal()
    pauses = merge_stops(stops, at) if stops else ()
    if unit is _WORKDAYS:
        return _in_workdays(at, left, calendar, pauses)
    return _in_natural_days(at, left, calendar, pauses)


def merge_stops(stops: Iterable[Stop], accepted: int) -> Sequence[Pause]:
    """The union of the stops after acceptance, as day numbers: the days after one through another."""
    spans = []
    for stop in stops:
        after, ended = stop.started_on.toordinal(), stop.ended_on
        until = _OPEN_END if ended is None else ended.toordinal()
        after = max(after, accepted)
        if until > after:
            spans.append((after, until))
    if len(spans) < 2:
        return spans
    spans.sort()
    merged = [spans[0]]
    for after, until in spans[1:]:
        last_after, last_until = merged[-1]
        if after <= last_until:
            merged[-1] = (last_after, max(last_until, until))
        else:
            merged.append((after, until))
    return merged


def _in_workdays(at: int, left: int, calendar: WorkCalendar, pauses: Sequence[Pause]) -> DueDay:
    settled = True
    number = calendar.number_at(at)
    for after, until in pauses:
        passed = calendar.number_at(after) - number
        if passed >= left:
            break
        settled = settled and not calendar.has_open(at, after)
        if until == _OPEN_END:
            return _NEVER
        left -= passed
        at, number = until, calendar.number_at(until)
    end = calendar.day_with(number + left)
    return DueDay(dt.date.fromordinal(end), provisional=not settled or calendar.has_open(at, end))


def _in_natural_days(at: int, left: int, calendar: WorkCalendar, pauses: Sequence[Pause]) -> DueDay:
    waiting = list(pauses)
    while waiting:
        after, until = waiting[0]
        if after - at >= left:
            break
        if until == _OPEN_END:
            return _NEVER
        left -= after - at
        at = until
        del waiting[0]
    return _rolled(at + left - 1, calendar, waiting)


def _rolled(after: int, calendar: WorkCalendar, pauses: Sequence[Pause]) -> DueDay:
    """The first workday after this day outside every pause (民法典 203); only this last part asks notices."""
    settled = True
    for begin, until in pauses:
        end = calendar.day_with(calendar.number_at(after) + 1)
        if begin >= end:
            break
        settled = settled and not calendar.has_open(after, begin)
        if until == _OPEN_END:
            return _NEVER
        after = until
    end = calendar.day_with(calendar.number_at(after) + 1)
    return DueDay(dt.date.fromordinal(end), provisional=not settled or calendar.has_open(after, end))
