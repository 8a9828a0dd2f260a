"""Reviews a case: each point ticked or explained, an opinion, and an advice to whoever decides."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from yimen.data.cases.models import Case
from yimen.rules.access import Actor
from yimen.rules.case_forms import OPINION_LENGTH, Advice, Finding, check_findings, choose
from yimen.rules.case_reviews import NearRelative, advice_question, check_near_relative
from yimen.rules.cases import Act
from yimen.rules.catalog import Family
from yimen.rules.text import clean_text
from yimen.usecases.cases.acting import CaseDone, Done, act_on_case
from yimen.usecases.cases.scope import CaseKey
from yimen.usecases.shared.recording import JSON
from yimen.usecases.shared.registry import action


@action("cases.review")
def review(
    *,
    actor: Actor,
    now: datetime,
    case_id: CaseKey,
    opinion: str,
    passed_points: tuple[int, ...],
    advice: str,
    point_reasons: Mapping[int, str] | None = None,
    near_relative: str = "",
    relative_name: str = "",
    relative_relation: str = "",
    request_key: str | None = None,
) -> CaseDone:
    """REVIEWING → the next step of the family; points are numbered from 0 as in the item's frozen version.

    A permit goes on to DECIDING, a benefit to the visit, or past it where the item has none. Of a
    benefit `near_relative` must be answered YES or NO; a yes is kept with name and relation and
    marked for whoever confirms. Refuses an empty opinion, a missing advice, and an advice in favor while a
    point is neither ticked nor explained in `point_reasons`. The step's due date becomes the
    case's own.
    """
    reasons = dict(point_reasons or {})

    def core(case: Case) -> Done:
        chosen = Advice(choose(advice, Advice, field="choice", what=advice_question(Family(case.family))))
        said = clean_text(opinion, field="opinion", max_length=OPINION_LENGTH)
        points = [str(each["text"]) for each in case.version.review_points]
        found = check_findings(points, passed_points, reasons, chosen)
        relative = _relative(case, near_relative, relative_name, relative_relation)
        due = [each for each in (case.promised_due, case.statutory_due) if each is not None]
        case.step_due = min(due, default=None)
        head: JSON = {"advice": chosen.value, **_note(relative)}
        return Done(
            changed=("step_due",),
            opinion=said,
            findings=[head, *_kept(found)],
            facts={
                "advice": chosen.value,
                "points_passed": [number for number, each in enumerate(found) if each.passed],
                "near_relative": relative is not None,
            },
            personal={"opinion": said} | _note(relative),
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
            "near_relative": [near_relative, relative_name, relative_relation],
        },
        core=core,
    )


def _relative(case: Case, answer: str, name: str, relation: str) -> NearRelative | None:
    """Whom the applicant is a near relative of; asked of benefits only."""
    if case.family != Family.BENEFIT.value:
        return None
    return check_near_relative(answer, name, relation)


def _note(relative: NearRelative | None) -> dict[str, str]:
    """The note of a near relative as it is kept with the step."""
    if relative is None:
        return {}
    return {"relative_name": relative.name, "relative_relation": relative.relation}


def _kept(found: Sequence[Finding]) -> list[JSON]:
    """The findings as they are kept with the step."""
    return [{"text": each.text, "passed": each.passed, "reason": each.reason} for each in found]
