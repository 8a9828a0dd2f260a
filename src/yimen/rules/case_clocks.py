"""The clocks of one case: which due date stands in front, its light, and how much is left in words."""

import datetime as dt

from yimen.rules.calendar import BEIJING, WorkCalendar
from yimen.rules.case_states import ENDS, CaseState
from yimen.rules.due_lights import DueLight
from yimen.rules.errors import N_
from yimen.rules.intervals import Limit, Unit

WARN_WORKDAYS = 1  # domain.md §3.3: the usual early warning; no national norm sets it

# States by the clock that runs in them: to tell, to decide, to deliver.
TELLING = frozenset({CaseState.SUBMITTED, CaseState.RECEIVED})
DECIDING = frozenset(
    {
        CaseState.REVIEWING,
        CaseState.SUSPENDED,
        CaseState.DECIDING,
        CaseState.VERIFYING,
        CaseState.PUBLICIZING,
        CaseState.CONFIRMING,
    }
)
DELIVERING = frozenset({CaseState.GRANTED, CaseState.REFUSED, CaseState.CONCLUDED})
ASKING = frozenset({CaseState.PASSED_ON})  # another system decides; we ask it by the day of the step


def last_day(moment: dt.datetime | None) -> dt.date | None:
    """The day on whose end a deadline falls: 24:00 is still that day, though the clock reads the next."""
    if moment is None:
        return None
    return (moment - dt.timedelta(microseconds=1)).astimezone(BEIJING).date()


def binding_due(
    *,
    state: CaseState,
    notice_due_at: dt.datetime | None,
    promised: dt.date | None,
    statutory: dt.date | None,
    delivery: dt.date | None,
    step: dt.date | None = None,
) -> dt.date | None:
    """The date that binds in this state: to tell, then the earlier of both limits, then to deliver.

    None while a correction is awaited: nothing runs before acceptance (domain.md §3.2).
    """
    if state in TELLING:
        return last_day(notice_due_at)
    if state in DECIDING:
        return min((each for each in (promised, statutory) if each is not None), default=None)
    if state in ASKING:
        return step
    return delivery if state in DELIVERING else None


def light_of(due: dt.date | None, today: dt.date, calendar: WorkCalendar) -> DueLight:
    """RED from the day after it; AMBER while at most one workday is left; NONE without a date.

    The worklists of what is due soon and overdue select by the same two comparisons.
    """
    if due is None:
        return DueLight.NONE
    if today > due:
        return DueLight.RED
    return DueLight.AMBER if due <= last_warned_day(today, calendar) else DueLight.GREEN


def last_warned_day(today: dt.date, calendar: WorkCalendar) -> dt.date:
    """A due date through this day gets the amber light today."""
    return calendar.next_workday(calendar.add_workdays(today, WARN_WORKDAYS).date) - dt.timedelta(days=1)


def left_in_words(due: dt.date | None, today: dt.date, calendar: WorkCalendar) -> str:
    """How much is left or how long it is over, in workdays."""
    if due is None:
        return N_("未定时限")
    if today > due:
        late = calendar.count_workdays(due, today)
        return N_("已超期 {days} 个工作日").format(days=late) if late else N_("已超期")
    if today == due:
        return N_("今天到期")
    return N_("还有 {days} 个工作日").format(days=calendar.count_workdays(today, due))


def what_is_left(state: CaseState, due: dt.date | None, today: dt.date, calendar: WorkCalendar) -> str:
    """How much is left, or why nothing is counted now."""
    if due is None and state is CaseState.CORRECTING:
        return N_("等申请人补齐")
    if due is None and (state in ENDS or state is CaseState.DELIVERED):
        return N_("不再计时")
    if state is CaseState.PASSED_ON and due is not None and due < today:
        return N_("该问部门了")
    return left_in_words(due, today, calendar)


def late_step_in_words(
    *, state: CaseState, step: dt.date | None, due: dt.date | None, today: dt.date, calendar: WorkCalendar
) -> str:
    """How long the step is over while the whole is not yet; else empty: one red light says enough.

    Supervision counts a late step also when the whole is in time (domain.md §3.3).
    """
    if state not in DECIDING or step is None or today <= step or (due is not None and today > due):
        return ""
    late = calendar.count_workdays(step, today)
    return N_("环节超期 {days} 个工作日").format(days=late) if late else N_("环节超期")


def review_limit(limit: Limit | None) -> Limit | None:
    """The part of a limit that the review may take; the rest, at least a third, is for the decision.

    The limits of the steps together must not exceed the whole (domain.md §4.1); their parts are
    ours, no source sets them.
    """
    if limit is None or limit.unit is Unit.INSTANT or limit.amount < 2:
        return limit
    return Limit(amount=limit.amount - max(1, limit.amount // 3), unit=limit.unit)
