"""What a page shows of a forwarded case; asks the database nothing, the row of the case has it all."""

import datetime as dt

from yimen.data.cases.models import Case
from yimen.rules.access import Actor, may
from yimen.rules.calendar import WorkCalendar
from yimen.rules.catalog import Family
from yimen.rules.deadlines import due
from yimen.rules.forwarding import EXTERNAL_RESULT_LABELS, ExternalResult
from yimen.usecases.cases.clocks import limits_of_case
from yimen.usecases.cases.queries.views import ForwardingView

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
