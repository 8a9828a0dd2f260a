"""The clocks of a case: started from the limits of its frozen item version, kept as intervals."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from yimen.data.cases.models import Case, CaseInterval
from yimen.data.catalog.models import ItemVersion
from yimen.rules.calendar import WorkCalendar, beijing_date
from yimen.rules.case_clocks import binding_due, late_step_in_words, review_limit
from yimen.rules.cases import CaseState, ClockEffect
from yimen.rules.catalog import Family
from yimen.rules.deadlines import (
    DELIVERY_WORKDAYS,
    JOINT_WORKDAYS,
    DueDate,
    Extension,
    IntervalKind,
    Limit,
    Stop,
    StopGround,
    Unit,
    days_counted,
    deemed_accepted_on,
    due,
    notice_deadline,
)
from yimen.rules.due_days import due_day
from yimen.usecases.orgs.calendars import current_calendar
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.writing import Change, Write


@dataclass(frozen=True, kw_only=True, slots=True)
class Clocks:
    """Both clocks of a case side by side."""

    statutory: DueDate
    promised: DueDate


def limits_of(version: ItemVersion, *, joint: bool = False) -> tuple[Limit | None, Limit | None]:
    """The statutory and the promised limit of an item version; None is not published.

    A permit that several organs handle jointly has 45 workdays by law (行政许可法 42).
    """
    return (
        Limit(amount=JOINT_WORKDAYS, unit=Unit.WORKDAYS)
        if joint
        else _limit(version.statutory_amount, version.statutory_unit),
        _limit(version.promised_amount, version.promised_unit),
    )


def limits_of_case(case: Case) -> tuple[Limit | None, Limit | None]:
    """The limits that run in this case: the promise is the unit's where it began under a tighter one."""
    statutory, promised = limits_of(case.version, joint=bool(case.joint_organs))
    return statutory, _limit(case.promised_amount, case.promised_unit) or promised


def due_of(case: Case) -> dt.date | None:
    """The date that binds the case where it stands."""
    return binding_due(
        state=CaseState(case.state),
        notice_due_at=case.notice_due_at,
        promised=case.promised_due,
        statutory=case.statutory_due,
        delivery=case.delivery_due,
        step=case.step_due,
    )


def late_step_of(case: Case, today: dt.date, calendar: WorkCalendar) -> str:
    """How long the step of the case is over while the whole is not yet, in words or empty."""
    state = CaseState(case.state)
    return late_step_in_words(
        state=state, step=case.step_due, due=due_of(case), today=today, calendar=calendar
    )


def _limit(amount: int | None, unit: str) -> Limit | None:
    if not unit or (amount is None and unit != Unit.INSTANT.value):
        return None
    return Limit(amount=amount or 0, unit=Unit(unit))


def run_clocks(
    case: Case, accepted_on: dt.date, calendar: WorkCalendar, intervals: list[CaseInterval]
) -> Clocks:
    """Both due dates from the day of acceptance, with the stops and extensions in the intervals.

    A stop is a time that the law does not count, on no clock. An extension lengthens the limit of
    the law only (行政许可法 42): a promise stays what was promised (docs/rules/stops.md).
    """
    extensions = _extensions_in(intervals)
    statutory, promised = limits_of_case(case)

    def run(limit: Limit | None, extensions: Sequence[Extension]) -> DueDate:
        return due(
            accepted_on=accepted_on,
            limit=limit,
            calendar=calendar,
            stops=stops_in(intervals),
            extensions=extensions,
        )

    return Clocks(statutory=run(statutory, extensions), promised=run(promised, ()))


def _extensions_in(intervals: Sequence[CaseInterval]) -> list[Extension]:
    return [_extension(each) for each in intervals if each.kind == IntervalKind.EXTENSION.value]


def stops_in(intervals: Sequence[CaseInterval]) -> list[Stop]:
    """The stops among the intervals of a case."""
    return [_stop(each) for each in intervals if each.kind == IntervalKind.STOP.value]


def review_due(
    case: Case, accepted_on: dt.date, calendar: WorkCalendar, intervals: Sequence[CaseInterval]
) -> dt.date | None:
    """Until when the review should be done: its share of the limit that binds, past the stops."""
    statutory, promised = limits_of_case(case)
    limit = review_limit(promised or statutory)
    return due_day(accepted_on, limit, calendar, stops_in(intervals)).date


def _stop(row: CaseInterval) -> Stop:
    return Stop(
        started_on=row.started_on,
        ended_on=row.ended_on,
        ground=StopGround(row.ground),
        basis=row.basis,
        document_no=row.document_no,
    )


def _extension(row: CaseInterval) -> Extension:
    return Extension(days=row.days or 0, granted_on=row.started_on, reason=row.reason)


def apply_effect(
    effect: ClockEffect, case: Case, now: dt.datetime, *, ended: bool = False
) -> tuple[list[str], tuple[Write, ...]]:
    """What an act does to the clocks by its line of the table: the columns that it set, rows to write.

    Starting, stopping, resuming, extending and delivering need more than the line: their cores do it;
    `ended` says that the core has ended the clocks too.
    """
    if effect is ClockEffect.START_NOTICE:
        start_notice_clock(case, now, current_calendar())
        return ["notice_due_at"], ()
    if effect is ClockEffect.END_NOTICE:
        case.notice_due_at = None
        return ["notice_due_at"], ()
    if effect is ClockEffect.END:
        writes = () if ended else close_run(case, beijing_date(now))
        case.notice_due_at = case.step_due = None
        return ["notice_due_at", "step_due"], writes
    return [], ()


def start_notice_clock(case: Case, since: dt.datetime, calendar: WorkCalendar) -> None:
    """Until when the center must have told what is missing, from the moment that materials came."""
    case.notice_due_at = notice_deadline(since, calendar)


def start_clocks(case: Case, now: dt.datetime, calendar: WorkCalendar) -> tuple[bool, CaseInterval]:
    """Set the day of acceptance and every due date; True when acceptance is deemed by the law.

    The interval that begins to run is to be written with the act's rows.

    For permits: after the five workdays to tell have passed in silence the day of receipt is the
    day of acceptance, whenever somebody clicks (行政许可法 32 (4), domain.md §0 row 2); after a
    correction it is the day on which the last of the materials came (domain.md §3.2).
    """
    deemed, accepted_on = False, beijing_date(now)
    if case.family == Family.PERMIT.value:
        came_at = case.supplemented_at or case.received_at
        silent = deemed_accepted_on(came_at, now, calendar)
        deemed = silent is not None
        accepted_on = silent or (beijing_date(came_at) if case.supplemented_at else accepted_on)
    case.accepted_on = accepted_on
    refresh_dues(case, calendar, [])
    case.step_due = review_due(case, accepted_on, calendar, [])
    run = CaseInterval(
        id=new_id(now),
        county_code=case.county_code,
        case=case,
        kind=IntervalKind.RUN.value,
        started_on=accepted_on,
    )
    return deemed, run


DUE_COLUMNS = ("statutory_due", "promised_due", "due_provisional")


def refresh_dues(case: Case, calendar: WorkCalendar, intervals: list[CaseInterval]) -> None:
    """Compute both due dates anew (`DUE_COLUMNS`); while a stop has no end there is none."""
    if case.accepted_on is None:
        return
    statutory, promised = limits_of_case(case)
    stops, extensions = stops_in(intervals), _extensions_in(intervals)
    by_law = due_day(case.accepted_on, statutory, calendar, stops, extensions)
    as_promised = due_day(case.accepted_on, promised, calendar, stops)
    case.statutory_due, case.promised_due = by_law.date, as_promised.date
    case.due_provisional = by_law.provisional or as_promised.provisional


def read_intervals(case: Case) -> list[CaseInterval]:
    """The intervals of a case in their order."""
    rows = CaseInterval.objects.filter(county_code=case.county_code, case=case)
    return list(rows.order_by("started_on", "id"))


def close_run(case: Case, today: dt.date, calendar: WorkCalendar | None = None) -> tuple[Write, ...]:
    """End what still runs or stands still; the days of the run are the workdays that the law counts."""
    rows = read_intervals(case)
    changed = [row for row in rows if row.ended_on is None and row.kind != IntervalKind.EXTENSION.value]
    if not changed:
        return ()
    for row in changed:
        row.ended_on = today
    runs = [row for row in changed if row.kind == IntervalKind.RUN.value]
    if runs:
        days = calendar or current_calendar()
        counted = days_counted(case.accepted_on or today, today, days, stops_in(rows))
        for row in runs:
            row.days = counted
    return tuple(Change(row=row, columns=("ended_on", "days")) for row in changed)


def end_clocks(case: Case, now: dt.datetime, calendar: WorkCalendar) -> tuple[Write, ...]:
    """Close the running interval with the decision; a permit then has ten workdays to be delivered.

    行政许可法 44 is of permits: nothing else has a day for the delivery. The rows are for `Done.writes`,
    beside `ends_clocks`.
    """
    today = beijing_date(now)
    writes = close_run(case, today, calendar)
    case.decided_at = now
    case.step_due = None
    if case.family == Family.PERMIT.value:
        case.delivery_due = calendar.add_workdays(today, DELIVERY_WORKDAYS).date
    return writes
