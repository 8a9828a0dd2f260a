"""Answers an information request: one of a closed list of answers, each with its article."""

from datetime import datetime

from yimen.data.cases.models import Case
from yimen.rules.access import Actor
from yimen.rules.cases import Act
from yimen.rules.disclosures import check_answer
from yimen.usecases.cases.acting import CaseDone, Done, act_on_case
from yimen.usecases.cases.clocks import end_clocks
from yimen.usecases.cases.deciding import DECISION_COLUMNS, check_second_person
from yimen.usecases.cases.messages import tell_concluded
from yimen.usecases.cases.paper_orders import order_answer
from yimen.usecases.cases.places import center_of
from yimen.usecases.cases.scope import CaseKey
from yimen.usecases.orgs.calendars import current_calendar
from yimen.usecases.shared.registry import action


@action("cases.answer")
def answer(
    *,
    actor: Actor,
    now: datetime,
    case_id: CaseKey,
    kind: str,
    said: str,
    ground: str = "",
    reasons: str = "",
    request_key: str | None = None,
) -> CaseDone:
    """DECIDING → CONCLUDED; leaves the 答复书 in the name of the township (政府信息公开条例 36).

    `kind` is one of `rules.disclosures.AnswerKind`, `said` what that kind must tell; `ground` and
    `reasons` are asked for what is not made public. Every answer tells both ways of complaint; against
    what is withheld reconsideration comes first (行政复议法 23). The phone is told that there is an
    answer, not which. Refuses another kind, missing words, ground or reasons, whoever reviewed the
    request (`SamePerson`), and a township whose remedies are not registered.
    """

    def core(case: Case) -> Done:
        given = check_answer(kind, said, ground=ground, reasons=reasons)
        check_second_person(case, actor)
        clocks = end_clocks(case, now, current_calendar())
        case.decision_text = given.sentence
        return Done(
            changed=DECISION_COLUMNS,
            opinion=given.sentence,
            facts={"organ": case.organ.name, "kind": given.kind.value, "basis": given.basis},
            personal={"said": given.said, "reasons": given.reasons},
            paper=order_answer(case, case.organ, now, given),
            messages=(tell_concluded(case, center_of(case).name),),
            writes=clocks,
            ends_clocks=True,
        )

    return act_on_case(
        act=Act.ANSWER,
        actor=actor,
        now=now,
        case_id=case_id,
        request_key=request_key,
        body={"kind": kind, "said": said, "ground": ground, "reasons": reasons},
        core=core,
    )
