"""Tells an applicant that what they ask for needs no permit."""

from datetime import datetime

from yimen.data.cases.models import Case
from yimen.rules.access import Actor
from yimen.rules.case_forms import OPINION_LENGTH
from yimen.rules.cases import Act
from yimen.rules.errors import N_
from yimen.rules.text import clean_line, clean_text
from yimen.usecases.cases.acting import CaseDone, Done, act_on_case
from yimen.usecases.cases.messages import tell_not_needed
from yimen.usecases.cases.paper_orders import order_decline
from yimen.usecases.cases.places import center_of
from yimen.usecases.cases.scope import CaseKey
from yimen.usecases.shared.registry import action

_NOWHERE = N_("本事项依法不需要取得行政许可，不用再向其他机关申请。")


@action("cases.find_not_needed")
def find_not_needed(
    *,
    actor: Actor,
    now: datetime,
    case_id: CaseKey,
    reasons: str,
    basis: str = "",
    request_key: str | None = None,
) -> CaseDone:
    """SUBMITTED or RECEIVED → NOT_NEEDED, of permits only (行政许可法 32 (1) 1).

    No correction and no refusal: trees beside one's own house need no felling permit (森林法 56,
    domain.md §0 row 16). The paper bears the title 不需行政许可告知书. Ends the five workdays to tell.
    Refuses empty reasons, and a township whose remedies are not registered.
    """

    def core(case: Case) -> Done:
        said = clean_text(reasons, field="reasons", max_length=OPINION_LENGTH)
        article = clean_line(basis, field="basis", required=False)
        paper = order_decline(
            case, actor, now, reasons=said, where_to_apply=_NOWHERE, basis=article, not_needed=True
        )
        return Done(
            opinion=said,
            personal={"reasons": said},
            paper=paper,
            messages=(tell_not_needed(case, center_of(case).name),),
        )

    return act_on_case(
        act=Act.FIND_NOT_NEEDED,
        actor=actor,
        now=now,
        case_id=case_id,
        request_key=request_key,
        body={"reasons": reasons, "basis": basis},
        core=core,
    )
