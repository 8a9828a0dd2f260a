"""What a page shows of a forwarded case; asks the database nothing, the row of the case has it all."""

import datetime as dt

from yimen.data.cases.models import Case
from yimen.rules.access import Actor, may
from yimen.rules.calendar import WorkCalendar, spoken_date
from yimen.rules.case_clocks import left_in_words, light_of
from yimen.rules.catalog import Family
from yimen.rules.deadlines import DueLight, due, limit_text
from yimen.rules.errors import N_
from yimen.rules.forwarding import EXTERNAL_RESULT_LABELS, ExternalResult
from yimen.usecases.cases.clocks import limits_of_case
from yimen.usecases.cases.queries.views import ClockView, ForwardingView, WhyLine

# Where nothing is published the form proposes this many workdays; the clerk may change it. Ours.
_USUAL_WORKDAYS = 10


def read_forwarding(
    case: Case, actor: Actor, today: dt.date, calendar: WorkCalendar
) -> ForwardingView | None:
    """The external columns of a forwarded case; None for every other family."""
    if case.family != Family.FORWARDED.value:
        return None
    result = case.external_result
    return ForwardingView(
        system=case.external_system or case.version.external_system,
        number=case.external_no,
        state=case.external_state,
        result_label=EXTERNAL_RESULT_LABELS[ExternalResult(result)] if result else "",
        ask_on=case.step_due,
        suggested_ask_on=_suggested(case, today, calendar),
        passed_on_at=case.passed_on_at,
        reminded_at=case.reminded_at,
        can_copy=may(actor, "cases.open_copy_sheet"),
    )


def _suggested(case: Case, today: dt.date, calendar: WorkCalendar) -> dt.date:
    statutory, promised = limits_of_case(case)
    published = due(accepted_on=today, limit=promised or statutory, calendar=calendar).date
    return published or calendar.add_workdays(today, _USUAL_WORKDAYS).date


def clocks_elsewhere(
    case: Case, today: dt.date, calendar: WorkCalendar
) -> tuple[tuple[ClockView, ...], tuple[WhyLine, ...]]:
    """The department's published limit, which it counts itself, and the day on which we ask it."""
    statutory, promised = limits_of_case(case)
    limit = promised or statutory
    ask_on = None if case.external_result else case.step_due
    theirs = ClockView(
        label=N_("部门公布的时限"),
        limit=limit_text(limit) if limit else "",
        due=None,
        left="",
        state=DueLight.NONE,
        provisional=False,
        words=N_("由部门计时") if limit else N_("没有公布"),
    )
    ours = ClockView(
        label=N_("我们去问部门的日子"),
        limit="",
        due=ask_on,
        left=_left(ask_on, today, calendar),
        state=light_of(ask_on, today, calendar) if ask_on else DueLight.NONE,
        provisional=False,
        words=N_("部门已经答复") if case.external_result else N_("转给部门时定"),
    )
    return (theirs, ours), _why_ask(ask_on)


def _left(ask_on: dt.date | None, today: dt.date, calendar: WorkCalendar) -> str:
    if ask_on is None:
        return ""
    return N_("这一天过了") if ask_on < today else left_in_words(ask_on, today, calendar)


def _why_ask(ask_on: dt.date | None) -> tuple[WhyLine, ...]:
    if ask_on is None:
        return ()
    words = N_(
        "这件事由部门在自己的系统里受理、计时、作决定，这里没有另一个时限。到{day}还没有结果，我们去问部门。"
    )
    return (WhyLine(date=ask_on, words=words.format(day=spoken_date(ask_on))),)
