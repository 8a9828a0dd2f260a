"""Sends a pre-filing back that nobody received: the applicant is told why."""

from datetime import datetime

from yimen.data.cases.models import Case
from yimen.rules.access import Actor
from yimen.rules.case_forms import OPINION_LENGTH
from yimen.rules.cases import Act
from yimen.rules.text import clean_text
from yimen.usecases.cases.acting import CaseDone, Done, act_on_case
from yimen.usecases.cases.door import check_in_time
from yimen.usecases.cases.messages import tell_returned
from yimen.usecases.cases.places import center_of
from yimen.usecases.cases.scope import CaseKey
from yimen.usecases.shared.registry import action


@action("cases.return")
def return_prefiling(
    *, actor: Actor, now: datetime, case_id: CaseKey, reason: str, request_key: str | None = None
) -> CaseDone:
    """SUBMITTED → RETURNED, an end of its own; the reason stands on the applicant's page.

    For what was filled in by mistake or cannot be meant (a test, the wrong item): what only lacks
    something is received and told once. Ends the five workdays to tell. Refuses an empty reason,
    and for permits a return after these workdays: the law has accepted the application.
    """

    def core(case: Case) -> Done:
        check_in_time(case, Act.RETURN, now)
        said = clean_text(reason, field="reason", max_length=OPINION_LENGTH)
        return Done(
            opinion=said,
            personal={"reason": said},
            messages=(tell_returned(case, center_of(case).name),),
        )

    return act_on_case(
        act=Act.RETURN,
        actor=actor,
        now=now,
        case_id=case_id,
        request_key=request_key,
        body={"reason": reason},
        core=core,
    )
