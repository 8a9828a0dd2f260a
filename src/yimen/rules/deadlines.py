"""When a case is due: the days that count, the stops that do not, the extensions; docs/rules/deadlines.md."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from yimen.rules.calendar import BEIJING, WorkCalendar, beijing_date
from yimen.rules.due_lights import DUE_LIGHT_LABELS, DueLight, due_light
from yimen.rules.due_reasons import Reason, explain
from yimen.rules.intervals import (
    STOP_GROUND_LABELS,
    DueDate,
    Extension,
    Interval,
    IntervalKind,
    Limit,
    Stop,
    StopGround,
    Unit,
    limit_text,
)
from yimen.rules.stops import check_days_needed, check_extension, check_stop

__all__ = [
    "DUE_LIGHT_LABELS",
    "STOP_GROUND_LABELS",
    "DueDate",
    "DueLight",
    "Extension",
    "Interval",
    "IntervalKind",
    "Limit",
    "Reason",
    "Stop",
    "StopGround",
    "Unit",
    "check_days_needed",
    "check_extension",
    "check_stop",
    "days_counted",
    "deemed_accepted_on",
    "due",
    "due_light",
    "explain",
    "limit_text",
    "notice_deadline",
]

NOTICE_WORKDAYS = 5  # 行政许可法 32 (4): tell once, within five days, all that is missing
DELIVERY_WORKDAYS = 10  # 行政许可法 44
JOINT_WORKDAYS = 45  # 行政许可法 42, second paragraph

_ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Pause:
    """Stops that overlap or touch, as one: the days after `after` through `until`."""

    after: dt.date
    until: dt.date | None
    reason: str


def _merge(stops: Sequence[Stop], accepted_on: dt.date) -> Iterator[_Pause]:
    """The union of the stops after acceptance, in order; what is empty or before it falls away."""
    merged: _Pause | None = None
    for stop in sorted(stops, key=lambda each: (each.started_on, each.ended_on or dt.date.max)):
        after = max(stop.started_on, accepted_on)
        if stop.ended_on is not None and stop.ended_on <= after:
            continue
        label = STOP_GROUND_LABELS[stop.ground]
        if merged is None:
            merged = _Pause(after, stop.ended_on, label)
        elif merged.until is None or after <= merged.until:
            open_end = merged.until is None or stop.ended_on is None
            until = None if open_end else max(merged.until or after, stop.ended_on or after)
            both = merged.reason if label in merged.reason.split("、") else f"{merged.reason}、{label}"
            merged = _Pause(merged.after, until, both)
        else:
            yield merged
            merged = _Pause(after, stop.ended_on, label)
    if merged is not None:
        yield merged


@dataclass(slots=True)
class _Walk:
    """The walk from acceptance to the due date, with what it has passed so far."""

    calendar: WorkCalendar
    unit: Unit
    at: dt.date
    pauses: Iterator[_Pause]
    pause: _Pause | None = None
    settled: bool = True
    passed: list[Interval] = field(default_factory=list)

    def count(self, until: dt.date) -> int:
        """Days that count from the place reached, which is not counted, through `until`."""
        if self.unit is Unit.WORKDAYS:
            return self.calendar.count_workdays(self.at, until)
        return max(0, (until - self.at).days)

    def go(self, kind: IntervalKind, days: int, reason: str) -> None:
        """Pass so many counting days; the place reached is the last of them."""
        start = self.at
        if self.unit is Unit.WORKDAYS:
            reached = self.calendar.add_workdays(start, days)
            self.at = reached.date
            self.settled = self.settled and not reached.provisional
        else:
            self.at = start + dt.timedelta(days=days)
        self.passed.append(Interval(kind=kind, start=start + _ONE_DAY, end=self.at, days=days, reason=reason))

    def rest(self, pause: _Pause) -> bool:
        """Pass a pause; False when it has no end yet."""
        days = 0
        if pause.until is not None:
            self.at = pause.after
            days = self.count(pause.until)
            self.at = pause.until
        start = pause.after + _ONE_DAY
        stop = Interval(kind=IntervalKind.STOP, start=start, end=pause.until, days=days, reason=pause.reason)
        self.passed.append(stop)
        self.pause = next(self.pauses, None)
        return pause.until is not None

    def run(self, kind: IntervalKind, days: int, reason: str) -> bool:
        """Pass so many counting days and every pause among them; False when one has no end yet."""
        left = days
        while self.pause is not None:
            before = self.count(self.pause.after)
            if before >= left:
                break
            # The days up to a pause decide; what a notice says of the days inside it does not.
            self.settled = self.settled and self.calendar.is_settled(self.at, self.pause.after)
            if before:
                self.go(kind, before, reason)
                left -= before
            if not self.rest(self.pause):
                return False
        self.go(kind, left, reason)
        return True

    def roll(self) -> bool:
        """Move from a rest day to the next workday outside every pause (民法典 203)."""
        after = self.at - _ONE_DAY
        self.settled = True  # counting natural days asks no notice; only the last day does
        while True:
            reached = self.calendar.add_workdays(after, 1)
            if self.pause is None or self.pause.after >= reached.date:
                self.settled = self.settled and not reached.provisional
                self.at = reached.date
                return True
            self.settled = self.settled and self.calendar.is_settled(after, self.pause.after)
            if not self.rest(self.pause):
                return False
            after = self.at


def _without_days(accepted_on: dt.date, limit: Limit | None, calendar: WorkCalendar) -> DueDate:
    return DueDate(
        accepted_on=accepted_on,
        limit=limit,
        date=accepted_on if limit else None,
        provisional=False,
        running=True,
        intervals=(),
        calendar=calendar,
    )


def due(
    *,
    accepted_on: dt.date,
    limit: Limit | None,
    calendar: WorkCalendar,
    stops: Sequence[Stop] = (),
    extensions: Sequence[Extension] = (),
) -> DueDate:
    """The due date of a limit that starts with an acceptance, and the intervals that lead there.

    The day of acceptance is not counted (民法典 201); of a stop, the days after its first through
    its last are not; overlapping stops count once; extensions run after the limit, in its unit;
    a natural-day limit that ends on a rest day ends on the next workday (民法典 203). A stop that
    starts when the limit has run out changes nothing. What a stop or extension needs to be lawful
    is asked beforehand, by `check_stop` and `check_extension`.
    """
    if limit is None or limit.unit is Unit.INSTANT:
        return _without_days(accepted_on, limit, calendar)
    pauses = _merge(stops, accepted_on) if stops else iter(())
    walk = _Walk(calendar=calendar, unit=limit.unit, at=accepted_on, pauses=pauses, pause=next(pauses, None))
    running = walk.run(IntervalKind.RUN, limit.amount, "")
    for extension in extensions:
        running = running and walk.run(IntervalKind.EXTENSION, extension.days, extension.reason)
    if running and limit.unit is Unit.NATURAL_DAYS:
        running = walk.roll()
    return DueDate(
        accepted_on=accepted_on,
        limit=limit,
        date=walk.at if running else None,
        provisional=running and not walk.settled,
        running=running,
        intervals=tuple(walk.passed),
        calendar=calendar,
    )


def days_counted(
    accepted_on: dt.date, until: dt.date, calendar: WorkCalendar, stops: Sequence[Stop] = ()
) -> int:
    """The workdays of a clock that have passed on a day: those after acceptance outside every stop."""
    passed = calendar.count_workdays(accepted_on, until)
    for pause in _merge(stops, accepted_on):
        end = until if pause.until is None else min(pause.until, until)
        passed -= calendar.count_workdays(min(pause.after, until), end)
    return passed


def _end_of(date: dt.date, closing: dt.time | None) -> dt.datetime:
    """The last moment of a day: close of business where there is one, else 24:00 (民法典 203)."""
    if closing is not None:
        return dt.datetime.combine(date, closing, tzinfo=BEIJING)
    return dt.datetime.combine(date + _ONE_DAY, dt.time(), tzinfo=BEIJING)


def notice_deadline(
    received_at: dt.datetime, calendar: WorkCalendar, closing: dt.time | None = None
) -> dt.datetime:
    """Until when all that is missing must have been told, once: five workdays after receipt.

    The day of receipt is not counted; at night or on a rest day received is received (行政许可法
    32 (4), 民法典 201, 203). The last day ends at `closing`, or at 24:00 when that is None.
    """
    last = calendar.add_workdays(beijing_date(received_at), NOTICE_WORKDAYS).date
    return _end_of(last, closing)


def deemed_accepted_on(
    received_at: dt.datetime, now: dt.datetime, calendar: WorkCalendar, closing: dt.time | None = None
) -> dt.date | None:
    """The day of receipt, once the time to tell has passed in silence; None before that.

    The clock goes back to the receipt, not to the fifth day (行政许可法 32 (4), domain.md §0 row 2).
    """
    if now <= notice_deadline(received_at, calendar, closing):
        return None
    return beijing_date(received_at)
