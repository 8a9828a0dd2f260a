"""The rules of 案卷评查 that no walk through the acts can break, and whom they do not reach."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from yimen.rules.calendar import build_calendar
from yimen.rules.case_files import (
    CaseFileFacts,
    ExtensionFact,
    MaterialFact,
    NoticeFact,
    PaperFact,
    StepFact,
    StopFact,
)
from yimen.rules.case_states import Act, CaseState
from yimen.rules.deadlines import Limit, Unit
from yimen.rules.documents import PaperKind
from yimen.rules.file_reviews import ReviewRule, review_case_file
from yimen.rules.items import Family

_AT = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
_FILE = CaseFileFacts(
    calendar=build_calendar(()),
    family=Family.PERMIT,
    state=CaseState.REVIEWING,
    sensitive=False,
    identity_checked=True,
    received_at=_AT,
    came_at=_AT,
    accepted_on=None,
    promised_due=None,
    statutory_due=None,
    decided_at=None,
    delivery_due=None,
    delivered_at=None,
    closed_at=None,
)


def _rules(file: CaseFileFacts) -> list[ReviewRule]:
    return [found.rule for found in review_case_file(file)]


def test_an_empty_file_has_nothing_against_it() -> None:
    assert _rules(_FILE) == []


def test_parts_that_are_together_longer_than_the_whole_are_found() -> None:
    limit = Limit(amount=7, unit=Unit.WORKDAYS)
    assert _rules(replace(_FILE, limit=limit, parts=(4, 3))) == []
    assert _rules(replace(_FILE, limit=limit, parts=(5, 3))) == [ReviewRule.PARTS_WITHIN_LIMIT]


def test_a_second_notice_that_asks_for_more_is_our_fault_and_one_that_insists_is_not() -> None:
    first = NoticeFact(issued_at=_AT, answered_at=None, asked=("权属证明",))
    again = replace(first, issued_at=_AT + timedelta(days=1))
    assert _rules(replace(_FILE, notices=(first, again))) == []
    more = replace(again, newly=("采伐申请",))
    found = review_case_file(replace(_FILE, notices=(first, more)))
    assert [each.rule for each in found] == [ReviewRule.TOLD_ONCE]
    assert "采伐申请" in found[0].sentence
    hidden = review_case_file(replace(_FILE, notices=(first, more), sensitive=True))
    assert "采伐申请" not in hidden[0].sentence


def test_a_notice_after_the_five_workdays_is_late_for_permits_only() -> None:
    late = NoticeFact(issued_at=_AT + timedelta(days=9), answered_at=None, asked=("权属证明",))
    assert _rules(replace(_FILE, notices=(late,))) == [ReviewRule.TOLD_IN_TIME]
    assert _rules(replace(_FILE, notices=(late,), family=Family.BENEFIT)) == []


def test_a_correction_without_a_receipt_and_what_never_passed_are_found() -> None:
    told = NoticeFact(issued_at=_AT, answered_at=_AT + timedelta(days=1), asked=("权属证明",))
    material = MaterialFact(name="权属证明", required=True, passed=False)
    accept = StepFact(act=Act.ACCEPT, at=_AT + timedelta(days=1), name="王敏")
    file = replace(_FILE, notices=(told,), materials=(material,), steps=(accept,))
    assert _rules(file) == [ReviewRule.CORRECTED_AS_TOLD] * 2


@pytest.mark.parametrize("missing", ["ground", "basis", "document_no", "approver"])
def test_a_stop_shows_all_its_parts(missing: str) -> None:
    stop = StopFact(
        ground="APPRAISAL",
        basis="行政许可法第四十五条",
        document_no="沧县旧州镇政特〔2026〕1号",
        approver="王主任",
        started_on=date(2026, 11, 16),
        ended_on=date(2026, 11, 18),
    )
    notice = PaperFact(kind=PaperKind.SUSPENSION, number=stop.document_no, issued_at=_AT, facts={})
    whole = replace(_FILE, stops=(stop,), papers=(notice,))
    assert _rules(whole) == []
    assert _rules(replace(whole, stops=(replace(stop, **{missing: ""}),))) == [ReviewRule.GROUNDED_STOPS]
    assert _rules(replace(whole, stops=(replace(stop, ended_on=None),))) == [ReviewRule.GROUNDED_STOPS]
    assert ReviewRule.GROUNDED_STOPS in _rules(replace(whole, family=Family.BENEFIT))


def test_two_extensions_are_one_too_many() -> None:
    paper = PaperFact(kind=PaperKind.EXTENSION, number="延1", issued_at=_AT, facts={})
    once = ExtensionFact(document_no="延1", approver="王主任", reason="案情复杂")
    assert _rules(replace(_FILE, extensions=(once,), papers=(paper,))) == []
    assert _rules(replace(_FILE, extensions=(once, once), papers=(paper,))) == [ReviewRule.ONE_EXTENSION]


def test_each_step_of_staff_has_a_name_and_the_applicants_own_need_none() -> None:
    own = StepFact(act=Act.SUBMIT, at=_AT, name="")
    review = StepFact(act=Act.REVIEW, at=_AT, name=" ", post_id="1")
    assert ReviewRule.SIGNED_STEPS not in _rules(replace(_FILE, steps=(own,)))
    assert ReviewRule.SIGNED_STEPS in _rules(replace(_FILE, steps=(own, review)))
    filed_by_staff = replace(own, post_id="1")
    assert ReviewRule.SIGNED_STEPS in _rules(replace(_FILE, steps=(filed_by_staff,)))


def _hearing(at: str, host: str) -> CaseFileFacts:
    facts = {"hearing_at": at, "hearing_host": host}
    notice = PaperFact(
        kind=PaperKind.HEARING_NOTICE, number="沧县旧州镇政听〔2026〕1号", issued_at=_AT, facts=facts
    )
    review = StepFact(act=Act.REVIEW, at=_AT, name="李强")
    return replace(_FILE, papers=(notice,), steps=(review,))


def test_a_hearing_is_told_seven_workdays_before() -> None:
    assert _rules(_hearing("2026年11月25日(周三)9:00", "周敏")) == []  # 16th Monday, the 25th is the seventh
    assert _rules(_hearing("2026年11月24日(周二)9:00", "周敏")) == [ReviewRule.HEARING_NOTICED]
    assert _rules(_hearing("2026年11月16日(周一)9:00", "周敏")) == [ReviewRule.HEARING_NOTICED]
    assert _rules(_hearing("", "周敏")) == [ReviewRule.HEARING_NOTICED]


def test_who_reviewed_does_not_preside_over_the_hearing() -> None:
    far = "2026年11月30日(周一)9:00"
    found = review_case_file(_hearing(far, "李强"))
    assert [each.rule for each in found] == [ReviewRule.HEARING_HOST]
    assert "李强" not in found[0].sentence
    assert _rules(_hearing(far, " ")) == [ReviewRule.HEARING_HOST]


def test_what_goes_against_the_applicant_gives_its_reasons_and_both_ways_of_complaint() -> None:
    ways = ["六十日内申请行政复议；", "六个月内提起行政诉讼。"]
    whole = {"reasons": "权属不清。", "remedies": ways}

    def found(facts: dict[str, object]) -> list[str]:
        paper = PaperFact(kind=PaperKind.REFUSAL, number="1号", issued_at=_AT, facts=facts)
        return [rule for rule in _rules(replace(_FILE, papers=(paper,))) if rule == "REASONS_AND_REMEDIES"]

    assert found(whole) == []
    for gap in ({**whole, "reasons": ""}, {**whole, "remedies": ways[:1]}, {**whole, "remedies": ways[1:]}):
        assert found(gap) == ["REASONS_AND_REMEDIES"]
