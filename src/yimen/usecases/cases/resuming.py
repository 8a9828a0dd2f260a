"""Ending the stop of a case: its last day, both due dates anew, and until when the review is due."""

from datetime import date

from yimen.data.cases.models import Case, CaseInterval
from yimen.rules.calendar import WorkCalendar
from yimen.rules.deadlines import IntervalKind, StopGround, check_stop
from yimen.usecases.cases.clocks import read_intervals, refresh_dues, review_due
from yimen.usecases.shared.rows import write_back


def end_stop(
    case: Case, ended_on: date, today: date, calendar: WorkCalendar
) -> tuple[CaseInterval, date | None]:
    """End the open stop on this day; the stop and the day that binds then, None without a limit.

    The days after the stop's first through its last are not counted. A review that was done before the
    stop is done once more, in the time that is left. Refuses a day before the stop or still to come.
    """
    intervals = read_intervals(case)
    stop = next(each for each in intervals if each.kind == IntervalKind.STOP.value and each.ended_on is None)
    check_stop(
        ground=StopGround(stop.ground),
        basis=stop.basis,
        document_no=stop.document_no,
        approver=stop.approver_name,
        started_on=stop.started_on,
        accepted_on=case.accepted_on or stop.started_on,
        today=today,
        ended_on=ended_on,
    )
    stop.ended_on = ended_on
    write_back(stop, ["ended_on"], county_code=case.county_code)
    refresh_dues(case, calendar, intervals)
    due = min((each for each in (case.promised_due, case.statutory_due) if each), default=None)
    step = review_due(case, case.accepted_on or today, calendar, intervals)
    case.step_due = due if step is not None and step < today else step
    return stop, due
