"""Tells the applicant that a hearing may be asked for, before a decision on a weighty interest."""

from datetime import datetime

from yimen.data.cases.models import Case
from yimen.rules.access import Actor
from yimen.rules.calendar import beijing_date, spoken_date
from yimen.rules.case_forms import OPINION_LENGTH
from yimen.rules.cases import Act
from yimen.rules.errors import N_
from yimen.rules.hearings import last_day_to_ask
from yimen.rules.text import clean_text
from yimen.usecases.cases.acting import CaseDone, Done, act_on_case
from yimen.usecases.cases.messages import tell_hearing
from yimen.usecases.cases.paper_orders import order_hearing_rights
from yimen.usecases.cases.scope import CaseKey
from yimen.usecases.orgs.calendars import current_calendar
from yimen.usecases.shared.registry import action

_WORDS = N_("您可以要求听证，最迟{day}提出，不收费")


@action("cases.notify_hearing")
def notify_hearing(
    *, actor: Actor, now: datetime, case_id: CaseKey, reason: str, request_key: str | None = None
) -> CaseDone:
    """The state stays; the 听证告知书 tells the right and the five workdays to use it (行政许可法 47).

    `reason` is which weighty interest of whom is touched, or why the matter is of public interest
    (46). The clocks run on: only a stop of its own takes the time of a hearing out. Refuses an
    empty reason. A hearing costs nobody anything (47 (2)).
    """

    def core(case: Case) -> Done:
        said = clean_text(reason, field="reason", max_length=OPINION_LENGTH)
        last = last_day_to_ask(beijing_date(now), current_calendar())
        return Done(
            opinion=said,
            facts={"last_day_to_ask": last.isoformat()},
            personal={"reason": said},
            paper=order_hearing_rights(case, actor, now, reasons=said),
            messages=(tell_hearing(case, _WORDS.format(day=spoken_date(last))),),
        )

    return act_on_case(
        act=Act.NOTIFY_HEARING,
        actor=actor,
        now=now,
        case_id=case_id,
        request_key=request_key,
        body={"reason": reason},
        core=core,
    )
