"""Voids a wrong registration: the case is kept, and counts for nothing."""

from datetime import datetime
from uuid import UUID

from yimen.data.cases.models import Case
from yimen.rules.access import Actor
from yimen.rules.case_forms import OPINION_LENGTH
from yimen.rules.cases import Act
from yimen.rules.text import clean_text
from yimen.usecases.cases.acting import CaseDone, Done, act_on_case
from yimen.usecases.cases.messages import tell_voided
from yimen.usecases.cases.places import find_center
from yimen.usecases.shared.registry import action


@action("cases.void")
def void(
    *, actor: Actor, now: datetime, case_id: UUID, reason: str, request_key: str | None = None
) -> CaseDone:
    """Before acceptance, or an instant service that is closed → VOIDED, an end of its own.

    For what was registered twice, for the wrong person or item. Done by the head of the center, who
    need not be able to read a sensitive case; papers that went out stay in their register. Ends every
    clock, tells the applicant. Refuses an empty reason.
    """

    def core(case: Case) -> Done:
        said = clean_text(reason, field="reason", max_length=OPINION_LENGTH)
        return Done(
            opinion=said,
            personal={"reason": said},
            messages=(tell_voided(case, find_center(case.township_code).name),),
        )

    return act_on_case(
        act=Act.VOID,
        actor=actor,
        now=now,
        case_id=case_id,
        request_key=request_key,
        body={"reason": reason},
        core=core,
        supervising=True,
    )
