"""The clock of an information request: it runs from the day of receipt, and anew from a correction.

Nothing here touches a case of another family: the acts at the door call it for every case.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from yimen.data.cases.models import Case, CaseInterval
from yimen.rules.calendar import beijing_date, spoken_date
from yimen.rules.catalog import Family
from yimen.rules.deadlines import IntervalKind
from yimen.rules.disclosures import check_correction, correct_by, correction_words
from yimen.usecases.cases.clocks import DUE_COLUMNS, close_run, read_intervals, refresh_dues, review_due
from yimen.usecases.orgs.calendars import current_calendar
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.writing import Write, fresh

_COLUMNS = ("accepted_on", "step_due", *DUE_COLUMNS)


@dataclass(frozen=True, kw_only=True, slots=True)
class Correction:
    """What a demand for a correction says below its list, and the rows of the clock that it ends."""

    words: str = ""
    writes: tuple[Write, ...] = ()


def begin_answering(case: Case, now: datetime) -> tuple[Sequence[str], tuple[Write, ...]]:
    """Start the time to answer today; the columns that it sets and the interval to be written.

    The day is that of receipt, after a correction that on which the corrected request came
    (政府信息公开条例 30, 31). An extension that was given stays. Nothing for any other family.
    """
    if case.family != Family.DISCLOSURE.value:
        return (), ()
    today, calendar = beijing_date(now), current_calendar()
    intervals = [] if case.supplemented_at is None else read_intervals(case)
    case.accepted_on = today
    refresh_dues(case, calendar, intervals)
    case.step_due = review_due(case, today, calendar, intervals)
    run = CaseInterval(
        id=new_id(now),
        county_code=case.county_code,
        case=case,
        kind=IntervalKind.RUN.value,
        started_on=today,
    )
    return _COLUMNS, fresh(run)


def await_correction(case: Case, now: datetime) -> tuple[Sequence[str], Correction]:
    """Let the time to answer end where a correction is asked for; it begins anew with the correction.

    The step is due on the day until which the correction is awaited; the notice tells it. Refuses a
    second demand, and one later than seven workdays after receipt (`CorrectionIsOver`). Nothing for any
    other family, and at the counter, where nothing runs yet, only the day.
    """
    if case.family != Family.DISCLOSURE.value:
        return (), Correction()
    today, calendar = beijing_date(now), current_calendar()
    writes: tuple[Write, ...] = ()
    if case.accepted_on is not None:
        check_correction(case.accepted_on, today, calendar, corrected=case.supplemented_at is not None)
        writes = close_run(case, today, calendar)
    case.accepted_on = case.statutory_due = case.promised_due = None
    case.due_provisional = False
    case.step_due = correct_by(today, calendar)
    return _COLUMNS, Correction(words=correction_words(spoken_date(case.step_due)), writes=writes)
