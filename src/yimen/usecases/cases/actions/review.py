"""Reviews a case: each point ticked or explained, an opinion, and an advice to the approver."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from yimen.data.cases.models import Case
from yimen.rules.access import Actor
from yimen.rules.case_forms import OPINION_LENGTH, Advice, check_findings, choose
from yimen.rules.cases import Act
from yimen.rules.errors import N_
from yimen.rules.text import clean_text
from yimen.usecases.cases.acting import CaseDone, Done, act_on_case
from yimen.usecases.shared.recording import JSON
from yimen.usecases.shared.registry import action


@action("cases.review")
def review(
    *,
    actor: Actor,
    now: datetime,
    case_id: UUID,
    opinion: str,
    passed_points: tuple[int, ...],
    advice: str,
    point_reasons: Mapping[int, str] | None = None,
    request_key: str | None = None,
) -> CaseDone:
    """REVIEWING → DECIDING; points are numbered from 0 in the order of the item's frozen version.

    Refuses an empty opinion, a missing advice, and an advice to grant while a point is neither
    ticked nor explained in `point_reasons`. The step's due date becomes the case's own.
    """
    reasons = dict(point_reasons or {})

    def core(case: Case) -> Done:
        chosen = Advice(choose(advice, Advice, field="choice", what=N_("建议准予还是不予")))
        said = clean_text(opinion, field="opinion", max_length=OPINION_LENGTH)
        points = [str(each["text"]) for each in case.version.review_points]
        found = check_findings(points, passed_points, reasons, chosen)
        due = [each for each in (case.promised_due, case.statutory_due) if each is not None]
        case.step_due = min(due, default=None)
        findings: list[JSON] = [
            {"text": each.text, "passed": each.passed, "reason": each.reason} for each in found
        ]
        return Done(
            changed=("step_due",),
            opinion=said,
            findings=[{"advice": chosen.value}, *findings],
            facts={
                "advice": chosen.value,
                "points_passed": [number for number, each in enumerate(found) if each.passed],
            },
            personal={"opinion": said},
        )

    return act_on_case(
        act=Act.REVIEW,
        actor=actor,
        now=now,
        case_id=case_id,
        request_key=request_key,
        body={
            "opinion": opinion,
            "passed_points": list(passed_points),
            "advice": advice,
            "point_reasons": {str(number): text for number, text in reasons.items()},
        },
        core=core,
    )
