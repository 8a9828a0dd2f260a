"""Lets both clocks run again when a special procedure is over."""

from datetime import date, datetime

from yimen.data.cases.models import Case
from yimen.rules.access import Actor
from yimen.rules.calendar import beijing_date, spoken_date
from yimen.rules.case_forms import OPINION_LENGTH
from yimen.rules.cases import Act
from yimen.rules.text import clean_text
from yimen.usecases.cases.acting import CaseDone, Done, act_on_case
from yimen.usecases.cases.clocks import DUE_COLUMNS
from yimen.usecases.cases.messages import tell_resumed
from yimen.usecases.cases.resuming import end_stop
from yimen.usecases.cases.scope import CaseKey
from yimen.usecases.orgs.calendars import current_calendar
from yimen.usecases.shared.registry import action


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
        stop, due = end_stop(case, ended_on or today, today, calendar)
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
