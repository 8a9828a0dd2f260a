"""Review: every point ticked or explained, an opinion, an advice."""

from uuid import UUID

import pytest

from tests.usecases.cases.journey import HOUR, accepted, points_of, received
from tests.world import APPROVER, CLERK, NOW, OUTSIDE_APPROVER, REVIEWER
from yimen.data.cases.models import Case, CaseStep
from yimen.rules.access import NotAllowed
from yimen.rules.case_forms import NotChosen, PointsOpen
from yimen.rules.cases import OutOfTurn
from yimen.rules.text import TextMissing
from yimen.usecases.cases.actions import review


def _review(case_id: UUID, **more: object) -> None:
    given = {"opinion": "林权清楚。", "passed_points": points_of(case_id), "advice": "GRANT", **more}
    review(actor=REVIEWER, now=NOW + HOUR, case_id=case_id, **given)


def test_a_review_keeps_its_findings_and_waits_for_the_decision(db: None) -> None:
    case_id = accepted()
    _review(case_id)
    case = Case.objects.get(pk=case_id)
    step = CaseStep.objects.get(case=case, act="REVIEW")
    assert case.state == "DECIDING"
    assert case.step_due == case.promised_due
    assert step.opinion == "林权清楚。"
    assert step.findings[0] == {"advice": "GRANT"}
    assert all(each["passed"] for each in step.findings[1:])
    assert len(step.findings) == 1 + len(case.version.review_points)


def test_an_open_point_stands_against_an_advice_to_grant(db: None) -> None:
    case_id = accepted()
    with pytest.raises(PointsOpen) as refused:
        _review(case_id, passed_points=points_of(case_id)[1:-1])
    last = len(points_of(case_id))
    assert f"第 1、{last} 条" in refused.value.sentence()
    assert Case.objects.get(pk=case_id).state == "REVIEWING"


def test_a_point_with_a_reason_is_settled(db: None) -> None:
    case_id = accepted()
    points = points_of(case_id)
    _review(case_id, passed_points=points[:-1], point_reasons={points[-1]: "不涉及他人利益"})
    assert CaseStep.objects.get(case_id=case_id, act="REVIEW").findings[-1]["reason"] == "不涉及他人利益"


def test_an_advice_to_refuse_may_leave_points_open(db: None) -> None:
    case_id = accepted()
    _review(case_id, passed_points=(), advice="REFUSE", opinion="权属有争议。")
    assert Case.objects.get(pk=case_id).state == "DECIDING"


def test_an_empty_opinion_is_refused(db: None) -> None:
    with pytest.raises(TextMissing) as refused:
        _review(accepted(), opinion="  \n ")
    assert refused.value.field == "opinion"


def test_a_missing_advice_is_refused(db: None) -> None:
    with pytest.raises(NotChosen):
        _review(accepted(), advice="")


def test_what_is_not_accepted_is_not_reviewed(db: None) -> None:
    with pytest.raises(OutOfTurn):
        _review(received())


@pytest.mark.parametrize("other", [CLERK, APPROVER, OUTSIDE_APPROVER])
def test_only_a_reviewer_reviews(db: None, other: object) -> None:
    case_id = accepted()
    with pytest.raises(NotAllowed):
        review(actor=other, now=NOW, case_id=case_id, opinion="好", passed_points=(), advice="REFUSE")
