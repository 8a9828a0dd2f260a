"""Telling once: all that lacks on one paper; a second one is issued and says whose fault it is."""

import json
from datetime import timedelta

import pytest

from tests.usecases.cases.door_journey import BOTH_LACK, FORM, SECOND_LACKS, TITLE, WHY, case_of, noticed
from tests.usecases.cases.journey import HOUR, accepted, received, submitted
from tests.world import CLERK, ID, NOW, OUTSIDER, PENSION_VERSION, REVIEWER, SENSITIVE_VERSION
from yimen.data.cases.models import Case, CaseMaterial, CaseNotice, CasePaper, CaseStep
from yimen.data.journal.models import Entry, Outbox
from yimen.rules.access import NotAllowed, NotFound
from yimen.rules.case_forms import VerdictMissing
from yimen.rules.case_notices import NothingLacking, TellingIsOver, WhyMissing
from yimen.rules.cases import OutOfTurn
from yimen.usecases.cases.actions import issue_one_time_notice, supplement
from yimen.usecases.cases.noticing import ToldMeanwhile

LATER = NOW + 3 * HOUR


def test_all_that_lacks_is_told_on_one_paper(db: None) -> None:
    case = Case.objects.get(pk=noticed(verdicts=BOTH_LACK))
    assert (case.state, case.notice_due_at) == ("CORRECTING", None)
    facts = CasePaper.objects.get(case=case, paper__kind="ONE_TIME_NOTICE").paper.facts
    assert [(each["name"], each["form"], each["note"]) for each in facts["materials"]] == [
        ("采伐申请", "地点、林种、树种、面积、蓄积、方式、更新措施", WHY[FORM]),
        ("林木权属证明", "", "没有提交"),
    ]
    assert "第三十二条第一款第四项" in facts["basis"]
    assert facts["clerk_name"] == CLERK.name
    assert facts["note"] == ""


def test_the_notice_is_kept_with_its_kind_and_the_verdicts(db: None) -> None:
    case_id = noticed(verdicts=BOTH_LACK)
    notice = CaseNotice.objects.get(case=case_id)
    assert (notice.order, notice.kind, notice.newly, notice.answered_at) == (1, "FIRST", [], None)
    assert [each["material_id"] for each in notice.materials] == [FORM, TITLE]
    rows = CaseMaterial.objects.filter(case=case_id).order_by("order")
    assert [(row.verdict, row.reason) for row in rows] == [("FAIL", WHY[FORM]), ("MISSING", "没有提交")]
    step = CaseStep.objects.get(case=case_id, act="ISSUE_ONE_TIME_NOTICE")
    assert (step.told, step.before["state"]) == (True, "RECEIVED")


def test_the_phone_is_told_how_many_and_the_journal_which(db: None) -> None:
    noticed()
    text = Outbox.objects.get(topic="cases.noticed").payload["text"]
    assert "有 1 份材料要补" in text
    facts = json.loads(Entry.objects.get(act="cases.issue_one_time_notice").text)["facts"]
    assert (facts["notice_kind"], facts["lacking"], facts["newly"]) == ("FIRST", [TITLE], [])
    assert WHY[FORM] not in Entry.objects.get(act="cases.issue_one_time_notice").text


def test_what_still_lacks_is_told_again_and_linked_to_the_first(db: None) -> None:
    case_id = noticed()
    issue_one_time_notice(actor=CLERK, now=LATER, case_id=case_id, verdicts=SECOND_LACKS, notices_before=1)
    second = CaseNotice.objects.get(case=case_id, order=2)
    assert (second.kind, second.newly) == ("STILL_DEFECTIVE", [])
    first, again = CasePaper.objects.filter(case=case_id, paper__kind="ONE_TIME_NOTICE").order_by("id")
    assert first.paper.paper_no in again.paper.facts["note"]


def test_what_could_have_been_told_at_the_first_goes_out_and_counts_as_our_fault(db: None) -> None:
    case_id = noticed()
    issue_one_time_notice(
        actor=CLERK, now=LATER, case_id=case_id, verdicts=BOTH_LACK, reasons=WHY, notices_before=1
    )
    second = CaseNotice.objects.get(case=case_id, order=2)
    assert second.kind == "NEWLY_ASKED"
    assert second.newly == ["采伐申请(地点、林种、树种、面积、蓄积、方式、更新措施)"]
    paper = CasePaper.objects.filter(case=case_id, paper__kind="ONE_TIME_NOTICE").latest("id").paper
    assert "过失" in paper.facts["note"]
    entry = Entry.objects.filter(act="cases.issue_one_time_notice").latest("seq")
    assert json.loads(entry.text)["facts"]["newly"] == [FORM]


def test_a_colleague_who_told_meanwhile_is_not_told_over(db: None) -> None:
    case_id = noticed()
    with pytest.raises(ToldMeanwhile):
        issue_one_time_notice(actor=CLERK, now=LATER, case_id=case_id, verdicts=SECOND_LACKS)
    assert CaseNotice.objects.count() == 1


@pytest.mark.parametrize(
    ("verdicts", "reasons", "refusal"),
    [
        ({FORM: "FAIL"}, WHY, VerdictMissing),
        ({FORM: "PASS", TITLE: "PASS"}, {}, NothingLacking),
        (BOTH_LACK, {}, WhyMissing),
    ],
)
def test_a_notice_that_tells_not_all_is_refused(
    db: None, verdicts: dict[str, str], reasons: dict[str, str], refusal: type[Exception]
) -> None:
    case_id = received()
    with pytest.raises(refusal):
        issue_one_time_notice(actor=CLERK, now=LATER, case_id=case_id, verdicts=verdicts, reasons=reasons)
    assert Case.objects.get(pk=case_id).state == "RECEIVED"
    assert {row.verdict for row in CaseMaterial.objects.filter(case=case_id)} == {"PENDING"}


def test_after_five_silent_workdays_nothing_more_can_be_asked(db: None) -> None:
    case_id = received()
    with pytest.raises(TellingIsOver, match="不能再“一次性告知补正”"):
        issue_one_time_notice(
            actor=CLERK, now=NOW + timedelta(days=10), case_id=case_id, verdicts=SECOND_LACKS
        )
    assert not CaseNotice.objects.exists()


def test_a_department_that_asks_for_more_sends_the_case_back_to_us(db: None) -> None:
    case_id = case_of(PENSION_VERSION, "PASSED_ON")
    first, second = (str(ID(f"material:pension:{order}")) for order in (1, 2))
    lacks = {first: "PASS", second: "MISSING"}
    issue_one_time_notice(actor=CLERK, now=NOW + timedelta(days=10), case_id=case_id, verdicts=lacks)
    assert Case.objects.get(pk=case_id).state == "CORRECTING"
    assert "行政许可法" not in CasePaper.objects.get(case=case_id).paper.facts["basis"]
    supplement(actor=CLERK, now=NOW + timedelta(days=11), case_id=case_id, files={}, on_paper=[second])
    case = Case.objects.get(pk=case_id)
    assert (case.state, case.notice_due_at) == ("RECEIVED", None)


def test_of_a_sensitive_kind_the_message_tells_only_how_many(db: None) -> None:
    case_id = case_of(SENSITIVE_VERSION, "RECEIVED")
    lacks = {str(ID("material:subsistence:1")): "MISSING"}
    issue_one_time_notice(actor=CLERK, now=LATER, case_id=case_id, verdicts=lacks)
    text = Outbox.objects.get(topic="cases.noticed").payload["text"]
    assert "救助类事项" in text
    assert "低保" not in text


def test_only_what_was_received_and_not_yet_accepted_is_told_about(db: None) -> None:
    for case_id in (submitted().case_id, accepted(now=NOW + HOUR)):
        with pytest.raises(OutOfTurn):
            issue_one_time_notice(actor=CLERK, now=LATER, case_id=case_id, verdicts=SECOND_LACKS)


def test_neither_a_stranger_nor_another_role_tells(db: None) -> None:
    case_id = received()
    with pytest.raises(NotFound):
        issue_one_time_notice(actor=OUTSIDER, now=LATER, case_id=case_id, verdicts=SECOND_LACKS)
    with pytest.raises(NotAllowed):
        issue_one_time_notice(actor=REVIEWER, now=LATER, case_id=case_id, verdicts=SECOND_LACKS)
