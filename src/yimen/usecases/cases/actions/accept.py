"""Accepts a case: every material has its verdict, both clocks start, the notice of acceptance goes out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from yimen.data.cases.models import Case
from yimen.rules.access import Actor
from yimen.rules.calendar import beijing_date
from yimen.rules.cases import Act
from yimen.rules.catalog import Family
from yimen.rules.errors import N_, RuleViolation
from yimen.rules.text import clean_line
from yimen.usecases.cases.accepting import begin_handling
from yimen.usecases.cases.acting import CaseDone, Done, act_on_case
from yimen.usecases.cases.door import deemed_day
from yimen.usecases.cases.renewing import find_renewed
from yimen.usecases.cases.scope import CaseKey
from yimen.usecases.cases.verdicts import keep_verdicts
from yimen.usecases.shared.recording import JSON
from yimen.usecases.shared.registry import action


class OnlyPermits(RuleViolation):
    """Joint handling and renewal are of permits: no rule of the permit law reaches another family."""

    code = "cases.only_permits"
    template = N_("联合办理和延续只用于行政许可，这个事项不是。")


@action("cases.accept")
def accept(
    *,
    actor: Actor,
    now: datetime,
    case_id: CaseKey,
    verdicts: Mapping[str, str],
    joint_organs: Sequence[str] = (),
    renews_no: str = "",
    request_key: str | None = None,
) -> CaseDone:
    """RECEIVED → REVIEWING; `verdicts` gives PASS, FAIL or MISSING per material id.

    Starts the statutory and the promised clock, in working or natural days as the frozen version
    says, and the clock of the review. The notice goes out in the name of whoever will decide; unknown
    authority is refused here already. Refuses, naming the materials, a missing verdict, a failed
    material, and a required one that is missing. When the five workdays to tell have passed, a permit
    is accepted by law (行政许可法 32 (1) 4): the day of acceptance is the day of receipt, the journal
    says `deemed`, and what is missing stands against nothing any more.

    Permits only: `joint_organs` names the other organs of a joint handling, which has 45 workdays by
    law (行政许可法 42); `renews_no` is the number of the case whose permit is renewed, applied for
    thirty days before its end (行政许可法 50).
    """
    given = {str(material_id): verdict for material_id, verdict in verdicts.items()}
    organs = [each for each in joint_organs if each.strip()]

    def core(case: Case) -> Done:
        rows = keep_verdicts(case, given, deemed=deemed_day(case, now) is not None)
        found: dict[str, JSON] = {str(row.material_id): row.verdict for row in rows}
        more = _choose_handling(case, organs, renews_no)
        done = begin_handling(case, actor, now, {"verdicts": found, **more})
        return replace(done, changed=(*done.changed, "joint_organs", "renews"))

    return act_on_case(
        act=Act.ACCEPT,
        actor=actor,
        now=now,
        case_id=case_id,
        request_key=request_key,
        body={"verdicts": dict(given), "joint_organs": [*organs], "renews_no": renews_no},
        core=core,
    )


def _choose_handling(case: Case, organs: list[str], renews_no: str) -> dict[str, JSON]:
    """Set what only a permit can have: the other organs of a joint handling, the permit that is renewed."""
    if (organs or renews_no.strip()) and case.family != Family.PERMIT.value:
        raise OnlyPermits(field="joint_organs" if organs else "renews_no")
    case.joint_organs = list(
        dict.fromkeys(clean_line(each, field="joint_organs", max_length=80) for each in organs)
    )
    if renews_no.strip():
        case.renews_id = find_renewed(
            renews_no,
            county_code=case.county_code,
            id_no=case.applicant_id_no,
            item_id=case.version.item_id,
            filed_on=beijing_date(case.received_at),
        )
    return {
        "joint_organs": [*case.joint_organs],
        "renews_id": str(case.renews_id) if case.renews_id else None,
    }
