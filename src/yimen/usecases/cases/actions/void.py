"""Voids a wrong registration: the case is kept, and counts for nothing."""

from datetime import datetime

from yimen.data.cases.models import Case, CasePaper
from yimen.rules.access import Actor
from yimen.rules.case_forms import OPINION_LENGTH
from yimen.rules.cases import Act
from yimen.rules.errors import N_
from yimen.rules.text import clean_text
from yimen.rules.verdicts import RevokeGround
from yimen.usecases.cases.acting import CaseDone, Done, act_on_case
from yimen.usecases.cases.messages import tell_voided
from yimen.usecases.cases.oversight import end_referral
from yimen.usecases.cases.places import center_of
from yimen.usecases.cases.scope import CaseKey
from yimen.usecases.documents.revoking import revoke_papers
from yimen.usecases.shared.registry import action


@action("cases.void")
def void(
    *, actor: Actor, now: datetime, case_id: CaseKey, reason: str, request_key: str | None = None
) -> CaseDone:
    """Before acceptance, or an instant service that is closed → VOIDED, an end of its own.

    For what was registered twice, for the wrong person or item. Done by the head of the center, who
    need not be able to read a sensitive case. Papers that went out stay in their register, marked as
    revoked: who checks one learns that its registration was void. Ends every clock, tells the
    applicant. Refuses an empty reason.
    """

    def core(case: Case) -> Done:
        said = clean_text(reason, field="reason", max_length=OPINION_LENGTH)
        revoked = _revoke_papers(case, now)
        end_referral(case, actor, now, N_("登记作废，监管衔接随之终结。"))
        return Done(
            opinion=said,
            facts={"revoked_papers": list(revoked)},
            personal={"reason": said},
            messages=(tell_voided(case, center_of(case).name),),
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


def _revoke_papers(case: Case, now: datetime) -> tuple[str, ...]:
    own = CasePaper.objects.filter(county_code=case.county_code, case=case).values_list("paper_id", flat=True)
    return revoke_papers(
        now=now,
        county_code=case.county_code,
        paper_ids=list(own),
        ground=RevokeGround.REGISTRATION_VOIDED,
    )
