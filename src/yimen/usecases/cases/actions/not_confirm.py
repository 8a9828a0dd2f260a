"""Does not confirm a benefit or a status, with everything that such an answer must say."""

from datetime import datetime

from yimen.data.cases.models import Case
from yimen.rules.access import Actor
from yimen.rules.case_forms import OPINION_LENGTH
from yimen.rules.cases import Act
from yimen.rules.text import clean_line, clean_text
from yimen.usecases.cases.acting import CaseDone, Done, act_on_case
from yimen.usecases.cases.confirming import CONFIRMATION_COLUMNS, begin_confirmation
from yimen.usecases.cases.messages import tell_decided
from yimen.usecases.cases.paper_orders import order_non_confirmation
from yimen.usecases.cases.places import center_of
from yimen.usecases.cases.scope import CaseKey
from yimen.usecases.shared.registry import action


@action("cases.not_confirm")
def not_confirm(
    *,
    actor: Actor,
    now: datetime,
    case_id: CaseKey,
    facts: str,
    reasons: str,
    basis: str = "",
    request_key: str | None = None,
) -> CaseDone:
    """CONFIRMING → REFUSED; the paper states facts, reasons, basis and both remedies.

    The remedies follow from the organ in whose name it goes out. Refuses empty facts or reasons, an
    organ without registered remedies, and whatever `begin_confirmation` refuses.
    """

    def core(case: Case) -> Done:
        found = clean_text(facts, field="facts", max_length=OPINION_LENGTH)
        why = clean_text(reasons, field="reasons", max_length=OPINION_LENGTH)
        articles = clean_line(basis, field="basis", max_length=300, required=False)
        name = begin_confirmation(case, actor, Act.NOT_CONFIRM, now)
        case.decision_text = found
        return Done(
            changed=CONFIRMATION_COLUMNS,
            opinion=why,
            facts={"organ": name.organ.name, "basis": articles},
            personal={"reasons": why, "decision_text": found},
            paper=order_non_confirmation(
                case, name.organ, now, reasons=why, basis=articles, signing_organ=name.signing_organ
            ),
            messages=(tell_decided(case, center_of(case).name),),
            writes=name.clocks,
            ends_clocks=True,
        )

    return act_on_case(
        act=Act.NOT_CONFIRM,
        actor=actor,
        now=now,
        case_id=case_id,
        request_key=request_key,
        body={"facts": facts, "reasons": reasons, "basis": basis},
        core=core,
    )
