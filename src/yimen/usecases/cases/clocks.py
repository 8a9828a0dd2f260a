"""The clocks of a case: started from the limits of its frozen item version, kept as intervals."""

import datetime as dt
from dataclasses import dataclass

from yimen.data.cases.models import Case, CaseInterval
from yimen.data.catalog.models import ItemVersion
from yimen.rules.calendar import WorkCalendar, beijing_date
from yimen.rules.case_clocks import review_limit
from yimen.rules.deadlines import (
    DELIVERY_WORKDAYS,
    DueDate,
    Extension,
    IntervalKind,
    Limit,
    Stop,
    StopGround,
    Unit,
    deemed_accepted_on,
    due,
    notice_deadline,
)
from yimen.usecases.shared.ids import new_id


@dataclass(frozen=True, kw_only=True, slots=True)
class Clocks:
    """Both clocks of a case side by side."""

    statutory: DueDate
    promised: DueDate


def limits_of(version: ItemVersion) -> tuple[Limit | None, Limit | None]:
    """The statutory and the promised limit of an item version; None is not published."""
    return (
        _limit(version.statutory_amount, version.statutory_unit),
        _limit(version.promised_amount, version.promised_unit),
    )


def _limit(amount: int | None, unit: str) -> Limit | None:
    if not unit or (amount is None and unit != Unit.INSTANT.value):
        return None
    return Limit(amount=amount or 0, unit=Unit(unit))


def run_clocks(
    version: ItemVersion, accepted_on: dt.date, calendar: WorkCalendar, intervals: list[CaseInterval]
) -> Clocks:
    """Both due dates from the day of acceptance, with the stops and extensions in the intervals."""
    stops = [_stop(each) for each in intervals if each.kind == IntervalKind.STOP.value]
    extensions = [_extension(each) for each in intervals if each.kind == IntervalKind.EXTENSION.value]
    statutory, promised = (
        due(accepted_on=accepted_on, limit=limit, calendar=calendar, stops=stops, extensions=extensions)
        for limit in limits_of(version)
    )
    return Clocks(statutory=statutory, promised=promised)


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


def start_notice_clock(case: Case, calendar: WorkCalendar) -> None:
    """Until when the center must have told what is missing, from the moment of submission."""
    case.notice_due_at = notice_deadline(case.received_at, calendar)


def start_clocks(case: Case, now: dt.datetime, calendar: WorkCalendar) -> bool:
    """Set the day of acceptance and every due date; True when acceptance is deemed by the law.

    After the five workdays to tell have passed in silence the day of receipt is the day of
    acceptance, whenever somebody clicks (行政许可法 32 (4), domain.md §0 row 2).
    """
    deemed = deemed_accepted_on(case.received_at, now, calendar)
    accepted_on = deemed or beijing_date(now)
    clocks = run_clocks(case.version, accepted_on, calendar, [])
    case.accepted_on = accepted_on
    case.statutory_due = clocks.statutory.date
    case.promised_due = clocks.promised.date
    case.due_provisional = clocks.statutory.provisional or clocks.promised.provisional
    statutory, promised = limits_of(case.version)
    step = due(accepted_on=accepted_on, limit=review_limit(promised or statutory), calendar=calendar)
    case.step_due = step.date
    CaseInterval.objects.create(
        id=new_id(now),
        county_code=case.county_code,
        case=case,
        kind=IntervalKind.RUN.value,
        started_on=accepted_on,
    )
    return deemed is not None


def end_clocks(case: Case, now: dt.datetime, calendar: WorkCalendar) -> None:
    """Close the running interval with the decision and start the ten workdays to deliver (许可法 44)."""
    today = beijing_date(now)
    rows = CaseInterval.objects.filter(
        county_code=case.county_code, case=case, kind=IntervalKind.RUN.value, ended_on=None
    )
    accepted_on = case.accepted_on or today
    rows.update(ended_on=today, days=calendar.count_workdays(accepted_on, today))
    case.decided_at = now
    case.step_due = None
    case.delivery_due = calendar.add_workdays(today, DELIVERY_WORKDAYS).date
