"""Records that a request was not corrected in time and counts as given up."""

from datetime import datetime

from yimen.data.cases.models import Case
from yimen.rules.access import Actor
from yimen.rules.calendar import beijing_date
from yimen.rules.case_forms import OPINION_LENGTH
from yimen.rules.cases import Act
from yimen.rules.disclosures import check_over
from yimen.rules.errors import N_
from yimen.rules.text import clean_text
from yimen.usecases.cases.acting import CaseDone, Done, act_on_case
from yimen.usecases.cases.messages import tell_terminated
from yimen.usecases.cases.places import center_of
from yimen.usecases.cases.scope import CaseKey
from yimen.usecases.shared.registry import action


@action("cases.lapse")
def lapse(
    *, actor: Actor, now: datetime, case_id: CaseKey, reason: str, request_key: str | None = None
) -> CaseDone:
    """CORRECTING → TERMINATED: 视为放弃申请 (政府信息公开条例 30), an end of its own, never 办结.

    No job does it: whether there is a good reason for the silence (正当理由) is for a person to say, in
    `reason`. Information requests only. Refuses an empty reason, and any day up to the last one on
    which the correction may come (`StillTime`).
    """

    def core(case: Case) -> Done:
        said = clean_text(reason, field="reason", max_length=OPINION_LENGTH)
        check_over(case.step_due, beijing_date(now), what=N_("补正期限"))
        return Done(
            opinion=said,
            personal={"reason": said},
            messages=(tell_terminated(case, center_of(case).name),),
        )

    return act_on_case(
        act=Act.LAPSE,
        actor=actor,
        now=now,
        case_id=case_id,
        request_key=request_key,
        body={"reason": reason},
        core=core,
    )
