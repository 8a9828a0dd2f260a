"""Records what somebody said against a posting, and later what became of it."""

from datetime import datetime

from yimen.data.cases.models import Case
from yimen.rules.access import Actor, Party
from yimen.rules.cases import Act
from yimen.rules.errors import N_
from yimen.rules.publicity import HandledByTownship, add_objection, handle_objection
from yimen.usecases.cases.acting import CaseDone, Done, act_on_case
from yimen.usecases.cases.publicity import need_round, objections_of, write_objections
from yimen.usecases.cases.scope import CaseKey
from yimen.usecases.shared.registry import action


@action("cases.record_objection")
def record_objection(
    *,
    actor: Actor,
    now: datetime,
    case_id: CaseKey,
    text: str = "",
    by: str = "",
    handling: str = "",
    number: int | None = None,
    request_key: str | None = None,
) -> CaseDone:
    """PUBLICIZING stays; without `number` a new objection, with it what became of the one of that number.

    Who said it (`by`) may stay unnamed. Numbers count from 1 in the round under way. Refuses a case
    without a sheet, an empty text, an unknown number, a handling of nothing, and one told by the
    village: what became of an objection is for the township to say.
    """

    def core(case: Case) -> Done:
        if actor.party is Party.VILLAGE_PROXY and (number is not None or handling):
            raise HandledByTownship(field="handling")
        row = need_round(case)
        before = objections_of(row)
        if number is None:
            after = add_objection(before, at=now, by=by, text=text, handling=handling)
            words, at = N_("第 {number} 条异议"), len(after)
        else:
            after = handle_objection(before, number, handling)
            words, at = N_("第 {number} 条异议已处理"), number
        write_objections(row, after)
        return Done(
            opinion=words.format(number=at),
            facts={"round": row.order, "objection": at, "handled": after[at - 1].is_handled},
            personal={"text": after[at - 1].text, "by": after[at - 1].by, "handling": after[at - 1].handling},
            assign_to=case.assignee_id,
        )

    return act_on_case(
        act=Act.RECORD_OBJECTION,
        actor=actor,
        now=now,
        case_id=case_id,
        request_key=request_key,
        body={"text": text, "by": by, "handling": handling, "number": number},
        core=core,
    )
