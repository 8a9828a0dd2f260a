"""Sends a case back to the reviewer: the review, and what followed it, is done again."""

from datetime import datetime

from yimen.data.cases.models import Case
from yimen.rules.access import Actor
from yimen.rules.case_forms import OPINION_LENGTH
from yimen.rules.cases import Act, CaseState
from yimen.rules.text import clean_text
from yimen.usecases.cases.acting import CaseDone, Done, act_on_case
from yimen.usecases.cases.confirming import check_confirmer
from yimen.usecases.cases.scope import CaseKey
from yimen.usecases.shared.registry import action


@action("cases.send_back")
def send_back(
    *, actor: Actor, now: datetime, case_id: CaseKey, reason: str, request_key: str | None = None
) -> CaseDone:
    """Back to REVIEWING with the reason; the clocks run on, the applicant is not troubled.

    From DECIDING by the approver; of a benefit from CONFIRMING by whoever confirms, from
    the visit and the posting by the reviewer who finds the review wrong: the visit is then made
    again, and a posting begun counts for nothing. Refuses an empty reason, and in CONFIRMING
    anybody but the party that the item's own step names.
    """

    def core(case: Case) -> Done:
        if case.state == CaseState.CONFIRMING.value:
            check_confirmer(case, actor, Act.SEND_BACK)
        why = clean_text(reason, field="opinion", max_length=OPINION_LENGTH)
        return Done(opinion=why, personal={"reason": why})

    return act_on_case(
        act=Act.SEND_BACK,
        actor=actor,
        now=now,
        case_id=case_id,
        request_key=request_key,
        body={"reason": reason},
        core=core,
    )
