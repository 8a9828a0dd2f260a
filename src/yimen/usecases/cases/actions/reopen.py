"""Opens a closed case again: the one power that reaches behind a closure, always with its reason."""

from datetime import datetime

from yimen.data.cases.models import Case
from yimen.rules.access import Actor
from yimen.rules.case_forms import OPINION_LENGTH
from yimen.rules.cases import Act
from yimen.rules.text import clean_text
from yimen.usecases.cases.acting import CaseDone, Done, act_on_case
from yimen.usecases.cases.scope import CaseKey
from yimen.usecases.shared.registry import action


@action("cases.reopen")
def reopen(
    *, actor: Actor, now: datetime, case_id: CaseKey, reason: str, request_key: str | None = None
) -> CaseDone:
    """CLOSED → DELIVERED, or of a forwarded service FORWARDED → PASSED_ON.

    Closed means closed to everybody else. The decision and its papers stay as they are; what is open
    again is the closing: a delivery that was not one, a department's result taken down wrongly. The
    journal keeps who and when; the step keeps why. Refuses an empty reason.
    """

    def core(case: Case) -> Done:
        said = clean_text(reason, field="reason", max_length=OPINION_LENGTH)
        case.closed_at = None
        return Done(changed=("closed_at",), opinion=said, personal={"reason": said})

    return act_on_case(
        act=Act.REOPEN,
        actor=actor,
        now=now,
        case_id=case_id,
        request_key=request_key,
        body={"reason": reason},
        core=core,
        supervising=True,
    )
