"""Records what a third party or another organ said, and lets the time to answer run again."""

from datetime import date, datetime

from yimen.data.cases.models import Case
from yimen.rules.access import Actor
from yimen.rules.calendar import beijing_date, spoken_date
from yimen.rules.case_forms import OPINION_LENGTH, choose
from yimen.rules.cases import Act
from yimen.rules.disclosures import CONSULT_REPLY_LABELS, CONSULTED_WORKDAYS, ConsultReply, check_over
from yimen.rules.errors import N_
from yimen.rules.text import clean_text
from yimen.usecases.cases.acting import CaseDone, Done, act_on_case
from yimen.usecases.cases.clocks import DUE_COLUMNS
from yimen.usecases.cases.messages import tell_consulted
from yimen.usecases.cases.resuming import end_stop
from yimen.usecases.cases.scope import CaseKey
from yimen.usecases.orgs.calendars import current_calendar
from yimen.usecases.shared.registry import action


@action("cases.end_consultation")
def end_consultation(
    *,
    actor: Actor,
    now: datetime,
    case_id: CaseKey,
    reply: str,
    said: str = "",
    ended_on: date | None = None,
    request_key: str | None = None,
) -> CaseDone:
    """SUSPENDED → REVIEWING; `reply` is AGREES, OBJECTS or SILENT, `ended_on` the day it came (today).

    `said` is what they said; who objects must have said why (政府信息公开条例 32: 有合理理由). Silence is
    recorded only when the fifteen workdays are over (`StillTime`); then the organ decides, and another
    organ counts as agreeing (34). Refuses a day before the letter or still to come.
    """

    def core(case: Case) -> Done:
        today, calendar = beijing_date(now), current_calendar()
        found = ConsultReply(choose(reply, ConsultReply, field="reply", what=N_("对方怎样回复")))
        words = clean_text(
            said, field="said", max_length=OPINION_LENGTH, required=found is ConsultReply.OBJECTS
        )
        stop, due = end_stop(case, ended_on or today, today, calendar)
        if found is ConsultReply.SILENT:
            last = calendar.add_workdays(stop.started_on, CONSULTED_WORKDAYS).date
            check_over(last, today, what=N_("提出意见的 15 个工作日"))
        return Done(
            changed=(*DUE_COLUMNS, "step_due"),
            opinion="：".join(each for each in (CONSULT_REPLY_LABELS[found], words) if each),
            facts={
                "reply": found.value,
                "ended_on": (ended_on or today).isoformat(),
                "statutory_due": case.statutory_due.isoformat() if case.statutory_due else None,
            },
            personal={"said": words} if words else {},
            messages=(tell_consulted(case, spoken_date(due) if due else ""),),
        )

    return act_on_case(
        act=Act.END_CONSULTATION,
        actor=actor,
        now=now,
        case_id=case_id,
        request_key=request_key,
        body={"reply": reply, "said": said, "ended_on": ended_on.isoformat() if ended_on else None},
        core=core,
    )
