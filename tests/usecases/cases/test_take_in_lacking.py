"""Whoever lacks something goes home with one paper that says all of it."""

import json

import pytest

from tests.usecases.cases import counter
from tests.world import CLERK, COUNTY, ITEM_CODE, NOW, REVIEWER
from yimen.data.cases.models import Case, CaseMaterial, CaseNotice, CasePaper, CaseStep
from yimen.data.journal.models import Entry, Outbox
from yimen.rules.access import NotAllowed
from yimen.rules.case_intake import MaterialsUnmarked
from yimen.rules.case_notices import NothingLacking, WhyMissing
from yimen.rules.cases import CaseState
from yimen.usecases.cases.actions import take_in_lacking

pytestmark = pytest.mark.django_db
CARD, HOUSEHOLD = str(counter.CARD), str(counter.HOUSEHOLD)


def _taken(**changed: object) -> Case:
    call = {"verdicts": counter.ONE_MISSING} | changed
    done = take_in_lacking(actor=CLERK, now=NOW, intake=counter.intake(**call))
    assert done.state is CaseState.CORRECTING
    return Case.objects.get(county_code=COUNTY, pk=done.case_id)


def test_one_notice_names_everything_that_lacks() -> None:
    case = _taken(verdicts={CARD: "FAIL", HOUSEHOLD: "MISSING"}, reasons={CARD: "过期了，请换新证"})
    notice = CaseNotice.objects.get(case=case)
    assert (notice.kind, notice.post_id) == ("FIRST", CLERK.post_id)
    assert [each["why"] for each in notice.materials] == ["过期了，请换新证", "没有提交"]
    paper = CasePaper.objects.select_related("paper").get(case=case).paper
    assert paper.kind == "ONE_TIME_NOTICE"
    assert [each["name"] for each in paper.facts["materials"]] == ["有效身份证件", "户口簿首页和本人页"]
    assert case.check_code in paper.facts["note"]


def test_what_was_there_stays_marked_and_scanned() -> None:
    case = _taken(scans=(counter.scan(),))
    rows = CaseMaterial.objects.filter(case=case).order_by("order")
    assert [(row.verdict, row.files.count()) for row in rows] == [("PASS", 1), ("MISSING", 0)]


def test_told_on_the_spot_no_five_workdays_run() -> None:
    case = _taken(item_code=ITEM_CODE, verdicts=counter.verdicts_of("felling", "PASS", "MISSING"))
    assert case.notice_due_at is None
    assert case.accepted_on is None
    assert case.assignee_id == CLERK.post_id


def test_the_message_tells_number_code_and_how_much() -> None:
    case = _taken()
    text = Outbox.objects.get(topic="cases.noticed").payload["text"]
    assert case.case_no in text
    assert case.check_code in text
    assert "有 1 份材料要补" in text


def test_one_step_and_one_entry() -> None:
    case = _taken()
    assert [each.act for each in CaseStep.objects.filter(case=case)] == ["TAKE_IN_LACKING"]
    facts = json.loads(Entry.objects.get(act="cases.take_in_lacking").text)["facts"]
    assert facts["lacking"] == [HOUSEHOLD]
    assert facts["notice_kind"] == "FIRST"


def test_a_notice_that_would_tell_nothing_is_refused() -> None:
    with pytest.raises(NothingLacking):
        _taken(verdicts=counter.BOTH_THERE)
    assert not Case.objects.exists()


def test_a_material_that_nobody_looked_at_is_refused() -> None:
    with pytest.raises(MaterialsUnmarked):
        _taken(verdicts={HOUSEHOLD: "MISSING"})


def test_a_failure_without_a_word_is_refused_at_its_field() -> None:
    with pytest.raises(WhyMissing) as refused:
        _taken(verdicts={CARD: "FAIL", HOUSEHOLD: "PASS"})
    assert refused.value.field == f"reason-{CARD}"


def test_a_reviewer_takes_nothing_in() -> None:
    with pytest.raises(NotAllowed):
        take_in_lacking(actor=REVIEWER, now=NOW, intake=counter.intake())
