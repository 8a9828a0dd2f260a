"""The approver asks the reviewer once more; the clocks run on."""

import pytest

from tests.usecases.cases.journey import HOUR, accepted, points_of, reviewed
from tests.world import APPROVER, NOW, OUTSIDE_APPROVER, REVIEWER
from yimen.data.cases.models import Case, CaseInterval, CaseStep
from yimen.rules.access import NotFound
from yimen.rules.cases import OutOfTurn
from yimen.rules.text import TextMissing
from yimen.usecases.cases.actions import review, send_back


def test_a_case_goes_back_and_comes_again_while_the_clock_runs(db: None) -> None:
    case_id = reviewed()
    before = Case.objects.get(pk=case_id)
    send_back(actor=APPROVER, now=NOW + 5 * HOUR, case_id=case_id, reason="请补现场照片。")
    case = Case.objects.get(pk=case_id)
    assert case.state == "REVIEWING"
    assert case.promised_due == before.promised_due
    assert CaseInterval.objects.get(case=case).ended_on is None
    review(
        actor=REVIEWER,
        now=NOW + 6 * HOUR,
        case_id=case_id,
        opinion="已补。",
        passed_points=points_of(case_id),
        advice="GRANT",
    )
    assert Case.objects.get(pk=case_id).state == "DECIDING"
    orders = list(CaseStep.objects.filter(case=case).order_by("order").values_list("order", flat=True))
    assert orders == [1, 2, 3, 4, 5, 6]


def test_without_a_reason_it_stays(db: None) -> None:
    with pytest.raises(TextMissing):
        send_back(actor=APPROVER, now=NOW, case_id=reviewed(), reason=" ")


def test_what_is_not_reviewed_does_not_go_back(db: None) -> None:
    with pytest.raises(OutOfTurn):
        send_back(actor=APPROVER, now=NOW, case_id=accepted(), reason="请补。")


def test_another_county_does_not_find_it(db: None) -> None:
    with pytest.raises(NotFound):
        send_back(actor=OUTSIDE_APPROVER, now=NOW, case_id=reviewed(), reason="请补。")
