"""Taking in a pre-filing: identity, receipt, and no time bought."""

import pytest

from tests.usecases.cases.journey import HOUR, submitted
from tests.world import CLERK, NEIGHBOR_CLERK, NOW, OUTSIDER, REVIEWER
from yimen.data.cases.models import Case, CasePaper
from yimen.data.journal.models import Entry
from yimen.gateways.installed import installed
from yimen.rules.access import NotAllowed, NotFound
from yimen.rules.case_forms import NotChosen
from yimen.rules.cases import OutOfTurn
from yimen.usecases.cases.actions import receive


def test_the_receipt_names_what_was_taken_and_by_whom(db: None) -> None:
    case_id = submitted().case_id
    done = receive(actor=CLERK, now=NOW + HOUR, case_id=case_id, identity_check="IN_PERSON")
    case = Case.objects.get(pk=case_id)
    assert done.state == case.state == "RECEIVED"
    assert case.identity_check == "IN_PERSON"
    assert case.received_at == NOW
    assert case.assignee_id == CLERK.post_id
    paper = CasePaper.objects.get(case_id=case_id).paper
    assert paper.kind == "RECEIPT"
    assert paper.organ.name == "沧县旧州镇人民政府"
    facts = paper.facts
    assert facts["received_at"] == "2026年11月16日10:00"
    assert [each["form"] + each["note"] for each in facts["materials"]] == ["电子", "纸质带到窗口"]
    assert facts["clerk_name"] == CLERK.name
    assert "旧州镇行政综合服务中心" in facts["contact"]
    assert "12345" in facts["contact"]
    assert installed().queue.jobs[-1].ids == {"paper_id": str(paper.pk)}


@pytest.mark.parametrize("way", ["", "PHONE_CODE"])
def test_a_phone_code_is_no_identity(db: None, way: str) -> None:
    case_id = submitted().case_id
    with pytest.raises(NotChosen):
        receive(actor=CLERK, now=NOW, case_id=case_id, identity_check=way)
    assert Case.objects.get(pk=case_id).state == "SUBMITTED"
    assert not CasePaper.objects.exists()


def test_a_second_clerk_is_told_that_it_is_done(db: None) -> None:
    case_id = submitted().case_id
    receive(actor=CLERK, now=NOW, case_id=case_id, identity_check="UNIFIED_ID")
    with pytest.raises(OutOfTurn) as refused:
        receive(actor=CLERK, now=NOW, case_id=case_id, identity_check="UNIFIED_ID")
    assert "待受理" in refused.value.sentence()
    assert "收件" in refused.value.sentence()


def test_a_double_click_gives_one_receipt(db: None) -> None:
    case_id = submitted().case_id
    for _ in range(2):
        receive(actor=CLERK, now=NOW, case_id=case_id, identity_check="IN_PERSON", request_key="r-1")
    assert CasePaper.objects.count() == 1
    assert Entry.objects.filter(act="cases.receive").count() == 1


@pytest.mark.parametrize("stranger", [OUTSIDER, NEIGHBOR_CLERK])
def test_a_clerk_of_another_place_does_not_find_it(db: None, stranger: object) -> None:
    case_id = submitted().case_id
    with pytest.raises(NotFound):
        receive(actor=stranger, now=NOW, case_id=case_id, identity_check="IN_PERSON")


def test_a_reviewer_receives_nothing(db: None) -> None:
    with pytest.raises(NotAllowed):
        receive(actor=REVIEWER, now=NOW, case_id=submitted().case_id, identity_check="IN_PERSON")
