"""Ends a procedure that can no longer be decided."""

from datetime import datetime

from yimen.data.cases.models import Case
from yimen.rules.access import Actor
from yimen.rules.case_forms import OPINION_LENGTH
from yimen.rules.cases import Act
from yimen.rules.text import clean_text
from yimen.usecases.cases.acting import CaseDone, Done, act_on_case
from yimen.usecases.cases.messages import tell_terminated
from yimen.usecases.cases.places import center_of
from yimen.usecases.cases.scope import CaseKey
from yimen.usecases.shared.registry import action


@action("cases.terminate")
def terminate(
    *, actor: Actor, now: datetime, case_id: CaseKey, reason: str, request_key: str | None = None
) -> CaseDone:
    """An accepted case that is not decided → TERMINATED, an end of its own, never 办结.

    For a case whose matter has fallen away (the applicant died, the trees were blown down); what an
    applicant wants to end they withdraw, and what does not meet the conditions is refused. Ends
    the clocks and an open stop; tells the applicant. Refuses an empty reason.
    """

    def core(case: Case) -> Done:
        said = clean_text(reason, field="reason", max_length=OPINION_LENGTH)
        return Done(
            opinion=said,
            personal={"reason": said},
            messages=(tell_terminated(case, center_of(case).name),),
        )

    return act_on_case(
        act=Act.TERMINATE,
        actor=actor,
        now=now,
        case_id=case_id,
        request_key=request_key,
        body={"reason": reason},
        core=core,
    )
