"""Sends a case back from the approver to the reviewer."""

from datetime import datetime
from uuid import UUID

from yimen.data.cases.models import Case
from yimen.rules.access import Actor
from yimen.rules.case_forms import OPINION_LENGTH
from yimen.rules.cases import Act
from yimen.rules.text import clean_text
from yimen.usecases.cases.acting import CaseDone, Done, act_on_case
from yimen.usecases.shared.registry import action


@action("cases.send_back")
def send_back(
    *, actor: Actor, now: datetime, case_id: UUID, reason: str, request_key: str | None = None
) -> CaseDone:
    """DECIDING → REVIEWING with the reason; the clocks run on, the applicant is not troubled.

    Refuses an empty reason.
    """

    def core(case: Case) -> Done:  # noqa: ARG001 - every core takes the case
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
