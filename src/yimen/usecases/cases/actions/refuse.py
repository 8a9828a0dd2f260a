"""Refuses a permit, with everything that the law makes a refusal say."""

from datetime import datetime

from yimen.data.cases.models import Case
from yimen.rules.access import Actor
from yimen.rules.case_forms import OPINION_LENGTH
from yimen.rules.cases import Act
from yimen.rules.text import clean_line, clean_text
from yimen.usecases.cases.acting import CaseDone, Done, act_on_case
from yimen.usecases.cases.deciding import DECISION_COLUMNS, begin_decision
from yimen.usecases.cases.messages import tell_decided
from yimen.usecases.cases.papers import authority_words, order_refusal
from yimen.usecases.cases.places import center_of
from yimen.usecases.cases.scope import CaseKey
from yimen.usecases.shared.registry import action


@action("cases.refuse")
def refuse(
    *,
    actor: Actor,
    now: datetime,
    case_id: CaseKey,
    facts: str,
    reasons: str,
    basis: str = "",
    request_key: str | None = None,
) -> CaseDone:
    """DECIDING → REFUSED; the paper states facts, reasons, basis and both remedies (行政许可法 38).

    `facts` are the facts found, `reasons` why they do not meet the conditions, `basis` the articles
    (empty: those of the item). The remedies follow from the organ in whose name it goes out: 60
    days for reconsideration, 6 months for a lawsuit. Refuses empty facts or reasons, whoever
    reviewed the case, and an organ that cannot be named or has no registered remedies.
    """

    def core(case: Case) -> Done:
        found = clean_text(facts, field="facts", max_length=OPINION_LENGTH)
        why = clean_text(reasons, field="reasons", max_length=OPINION_LENGTH)
        articles = clean_line(basis, field="basis", max_length=300, required=False)
        deciding = begin_decision(case, actor, now)
        organ = deciding.organ
        case.decision_text = found
        return Done(
            changed=DECISION_COLUMNS,
            opinion=why,
            facts={"organ": organ.name, "authority": authority_words(case), "basis": articles},
            personal={"reasons": why, "decision_text": found},
            paper=order_refusal(case, organ, now, reasons=why, basis=articles),
            messages=(tell_decided(case, center_of(case).name),),
            writes=deciding.clocks,
            ends_clocks=True,
        )

    return act_on_case(
        act=Act.REFUSE,
        actor=actor,
        now=now,
        case_id=case_id,
        request_key=request_key,
        body={"facts": facts, "reasons": reasons, "basis": basis},
        core=core,
    )
