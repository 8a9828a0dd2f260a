"""An extension: once, of the limit of the law, approved by the head, with a reason that is told."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.usecases.cases.journey import HOUR, accepted, reviewed
from tests.usecases.cases.stopping import lengthen, suspended
from tests.world import APPROVER, CLERK, NOW, OUTSIDE_APPROVER, REVIEWER, VERSION
from yimen.data.cases.models import Case, CaseInterval, CasePaper
from yimen.data.catalog.models import ItemVersion
from yimen.data.journal.models import Outbox
from yimen.rules.access import NotAllowed, NotFound
from yimen.rules.cases import OutOfTurn, WrongParty
from yimen.rules.stops import CannotExtend, ExtensionIncomplete
from yimen.usecases.cases.actions import extend
from yimen.usecases.cases.actions.extend import NothingToExtend

SOUND: dict[str, Any] = {"days": 10, "approver": "李镇长", "reason": "林权核查尚未完成。"}


def test_the_limit_of_the_law_grows_and_the_promise_stays(db: None) -> None:
    case_id = accepted()
    lengthen(case_id, NOW + 3 * HOUR)
    case = Case.objects.get(pk=case_id)
    assert case.state == "REVIEWING"
    assert case.statutory_due == date(2026, 12, 28)
    assert case.promised_due == date(2026, 11, 25)
    row = CaseInterval.objects.get(case=case, kind="EXTENSION")
    paper = CasePaper.objects.get(case=case, paper__kind="EXTENSION").paper
    assert (row.days, row.started_on, row.document_no) == (10, date(2026, 11, 16), paper.paper_no)
    assert (row.approver_name, row.reason) == ("李镇长", "林权核查尚未完成。")
    assert (paper.facts["former_due"], paper.facts["new_due"]) == ("2026年12月14日", "2026年12月28日")
    assert paper.facts["approver_name"] == "李镇长"
    assert "第四十二条第一款" in paper.facts["basis"]
    text = Outbox.objects.get(topic="cases.extended", subject_id=case_id).payload["text"]
    assert "2026年12月28日" in text


def test_a_case_that_waits_for_the_decision_stays_there(db: None) -> None:
    case_id = reviewed()
    lengthen(case_id, NOW + 4 * HOUR, days=3)
    case = Case.objects.get(pk=case_id)
    assert (case.state, case.step_due) == ("DECIDING", case.promised_due)


def test_only_once(db: None) -> None:
    case_id = accepted()
    lengthen(case_id, NOW + 3 * HOUR, days=1)
    with pytest.raises(CannotExtend, match="只能延长一次"):
        lengthen(case_id, NOW + 4 * HOUR, days=1)


@pytest.mark.parametrize(("joint", "days"), [([], 11), (["沧县自然资源局"], 16), ([], None), ([], 0)])
def test_no_more_days_than_the_law_gives(db: None, joint: list[str], days: int | None) -> None:
    case_id = accepted()
    Case.objects.filter(pk=case_id).update(joint_organs=joint)
    with pytest.raises(CannotExtend) as refused:
        lengthen(case_id, NOW + 3 * HOUR, days=days)
    assert refused.value.field == "days"


def test_a_joint_handling_may_have_fifteen(db: None) -> None:
    case_id = accepted()
    Case.objects.filter(pk=case_id).update(joint_organs=["沧县自然资源局"])
    lengthen(case_id, NOW + 3 * HOUR, days=15)
    paper = CasePaper.objects.get(case_id=case_id, paper__kind="EXTENSION").paper
    assert "第四十二条第二款" in paper.facts["basis"]


def test_not_after_the_limit_has_run_out(db: None) -> None:
    case_id = accepted()
    lengthen_on = NOW + timedelta(days=28)
    lengthen(case_id, lengthen_on)
    other = accepted(now=NOW + timedelta(days=1))
    with pytest.raises(CannotExtend, match="已经届满"):
        lengthen(other, NOW + timedelta(days=30))


@pytest.mark.parametrize("field", ["approver", "reason"])
def test_approver_and_reason_must_be_named(db: None, field: str) -> None:
    with pytest.raises(ExtensionIncomplete) as refused:
        extend(actor=APPROVER, now=NOW, case_id=accepted(), **{**SOUND, field: " "})
    assert refused.value.field == field


def test_an_item_without_a_published_limit_has_nothing_to_extend(db: None) -> None:
    ItemVersion.objects.filter(pk=VERSION).update(statutory_amount=None, statutory_unit="")
    with pytest.raises(NothingToExtend, match="没有公布法定时限"):
        lengthen(accepted(), NOW)


def test_what_stands_still_is_not_extended(db: None) -> None:
    with pytest.raises(OutOfTurn):
        lengthen(suspended(), NOW)


def test_a_reviewer_extends_no_permit_and_a_clerk_nothing(db: None) -> None:
    with pytest.raises(NotAllowed):
        extend(actor=CLERK, now=NOW, case_id=accepted(), **SOUND)
    with pytest.raises(WrongParty):
        extend(actor=REVIEWER, now=NOW, case_id=accepted(), **SOUND)


def test_another_county_does_not_find_it(db: None) -> None:
    with pytest.raises(NotFound):
        extend(actor=OUTSIDE_APPROVER, now=NOW, case_id=accepted(), **SOUND)
