"""Declines a case at the door: it belongs to another organ, and the applicant is told to which."""

from datetime import datetime

from yimen.data.cases.models import Case
from yimen.rules.access import Actor
from yimen.rules.case_forms import OPINION_LENGTH
from yimen.rules.cases import Act
from yimen.rules.text import clean_line, clean_text
from yimen.usecases.cases.acting import CaseDone, Done, act_on_case
from yimen.usecases.cases.messages import tell_declined
from yimen.usecases.cases.paper_orders import order_decline
from yimen.usecases.cases.places import center_of
from yimen.usecases.cases.scope import CaseKey
from yimen.usecases.shared.registry import action


@action("cases.decline")
def decline(
    *,
    actor: Actor,
    now: datetime,
    case_id: CaseKey,
    reasons: str,
    competent_organ: str,
    basis: str = "",
    request_key: str | None = None,
) -> CaseDone:
    """SUBMITTED, RECEIVED or CORRECTING → DECLINED; the paper states reasons, organ and remedies.

    `competent_organ` says in words where to apply (行政许可法 32 (1) 2); `basis` the article, by
    default the item's own. Ends the five workdays to tell. Never for lack of a material: that is told
    once. Refuses empty reasons, no organ, and a township whose remedies are not registered.
    """

    def core(case: Case) -> Done:
        said = clean_text(reasons, field="reasons", max_length=OPINION_LENGTH)
        where = clean_line(competent_organ, field="competent_organ")
        article = clean_line(basis, field="basis", required=False)
        return Done(
            opinion=said,
            facts={"competent_organ": where},
            personal={"reasons": said},
            paper=order_decline(case, actor, now, reasons=said, where_to_apply=where, basis=article),
            messages=(tell_declined(case, center_of(case).name),),
        )

    return act_on_case(
        act=Act.DECLINE,
        actor=actor,
        now=now,
        case_id=case_id,
        request_key=request_key,
        body={"reasons": reasons, "competent_organ": competent_organ, "basis": basis},
        core=core,
    )
