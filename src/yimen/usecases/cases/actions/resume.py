"""Lets both clocks run again when a special procedure is over."""

from datetime import date, datetime

from yimen.data.cases.models import Case, CaseInterval
from yimen.rules.access import Actor
from yimen.rules.calendar import beijing_date, spoken_date
from yimen.rules.case_forms import OPINION_LENGTH
from yimen.rules.cases import Act
from yimen.rules.deadlines import IntervalKind, StopGround, check_stop
from yimen.rules.text import clean_text
from yimen.usecases.cases.acting import CaseDone, Done, act_on_case
from yimen.usecases.cases.clocks import DUE_COLUMNS, read_intervals, refresh_dues, review_due
from yimen.usecases.cases.messages import tell_resumed
from yimen.usecases.cases.scope import CaseKey
from yimen.usecases.orgs.calendars import current_calendar
from yimen.usecases.shared.registry import action
from yimen.usecases.shared.rows import write_back


@action("cases.resume")
def resume(
    *,
    actor: Actor,
    now: datetime,
    case_id: CaseKey,
    result: str,
    ended_on: date | None = None,
    request_key: str | None = None,
) -> CaseDone:
    """SUSPENDED → REVIEWING; `result` is what came out, `ended_on` the day it did (today unless told).

    The days after the stop's first through its last are not counted; a late click buys no time,
    because the day on which the procedure ended is told. Both due dates are computed anew. Refuses
    an empty result, and a day before the stop or still to come.
    """

    def core(case: Case) -> Done:
        today, calendar = beijing_date(now), current_calendar()
        said = clean_text(result, field="result", max_length=OPINION_LENGTH)
        intervals = read_intervals(case)
        stop = _open_stop(intervals)
        _end(case, stop, ended_on or today, today)
        refresh_dues(case, calendar, intervals)
        due = min((each for each in (case.promised_due, case.statutory_due) if each), default=None)
        step = review_due(case, case.accepted_on or today, calendar, intervals)
        # A review that was done before the stop is done once more, in the time that is left.
        case.step_due = due if step is not None and step < today else step
        return Done(
            changed=(*DUE_COLUMNS, "step_due"),
            opinion=said,
            facts={
                "ground": stop.ground,
                "document_no": stop.document_no,
                "ended_on": (ended_on or today).isoformat(),
                "statutory_due": case.statutory_due.isoformat() if case.statutory_due else None,
                "promised_due": case.promised_due.isoformat() if case.promised_due else None,
            },
            personal={"result": said},
            messages=(tell_resumed(case, spoken_date(due) if due else ""),),
        )

    return act_on_case(
        act=Act.RESUME,
        actor=actor,
        now=now,
        case_id=case_id,
        request_key=request_key,
        body={"result": result, "ended_on": ended_on.isoformat() if ended_on else None},
        core=core,
    )


def _open_stop(intervals: list[CaseInterval]) -> CaseInterval:
    """The stop that lasts; a suspended case has exactly one."""
    return next(each for each in intervals if each.kind == IntervalKind.STOP.value and each.ended_on is None)


def _end(case: Case, stop: CaseInterval, end: date, today: date) -> None:
    """End the stop on this day, if it may end there."""
    check_stop(
        ground=StopGround(stop.ground),
        basis=stop.basis,
        document_no=stop.document_no,
        approver=stop.approver_name,
        started_on=stop.started_on,
        accepted_on=case.accepted_on or stop.started_on,
        today=today,
        ended_on=end,
    )
    stop.ended_on = end
    write_back(stop, ["ended_on"], county_code=case.county_code)
