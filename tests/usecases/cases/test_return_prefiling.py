"""Sending a pre-filing back: before it is received, with a reason, and never past the five workdays."""

from datetime import timedelta

import pytest

from tests.usecases.cases.door_journey import case_of
from tests.usecases.cases.journey import HOUR, received, submitted
from tests.world import CLERK, NOW, OUTSIDER, RESIDENT, SENSITIVE_VERSION
from yimen.data.cases.models import Case, CasePaper, CaseStep
from yimen.data.journal.models import Entry, Outbox
from yimen.rules.access import NotAllowed, NotFound
from yimen.rules.case_notices import TellingIsOver
from yimen.rules.cases import OutOfTurn
from yimen.rules.text import TextMissing
from yimen.usecases.cases.actions import return_prefiling

WHY = "这是测试填写，没有实际申请。"


def test_it_ends_with_its_reason_and_the_applicant_is_told(db: None) -> None:
    case_id = submitted().case_id
    return_prefiling(actor=CLERK, now=NOW + HOUR, case_id=case_id, reason=WHY)
    case = Case.objects.get(pk=case_id)
    assert (case.state, case.notice_due_at, case.closed_at) == ("RETURNED", None, NOW + HOUR)
    assert CaseStep.objects.get(case=case, act="RETURN").opinion == WHY
    assert "没有收件" in Outbox.objects.get(topic="cases.returned").payload["text"]
    assert WHY not in Entry.objects.get(act="cases.return").text
    assert not CasePaper.objects.exists()


def test_without_a_reason_nothing_goes_back(db: None) -> None:
    with pytest.raises(TextMissing) as refused:
        return_prefiling(actor=CLERK, now=NOW, case_id=submitted().case_id, reason=" ")
    assert refused.value.field == "reason"


def test_a_permit_that_the_law_has_accepted_is_not_sent_back(db: None) -> None:
    case_id = submitted().case_id
    with pytest.raises(TellingIsOver):
        return_prefiling(actor=CLERK, now=NOW + timedelta(days=10), case_id=case_id, reason=WHY)


def test_what_is_no_permit_knows_no_five_days(db: None) -> None:
    case_id = case_of(SENSITIVE_VERSION, "SUBMITTED")
    return_prefiling(actor=CLERK, now=NOW + timedelta(days=10), case_id=case_id, reason=WHY)
    assert Case.objects.get(pk=case_id).state == "RETURNED"
    assert "救助类事项" in Outbox.objects.get(topic="cases.returned").payload["text"]


def test_what_was_received_is_told_and_not_sent_back(db: None) -> None:
    with pytest.raises(OutOfTurn):
        return_prefiling(actor=CLERK, now=NOW + HOUR, case_id=received(), reason=WHY)


def test_neither_a_stranger_nor_the_applicant_sends_it_back(db: None) -> None:
    case_id = submitted().case_id
    with pytest.raises(NotFound):
        return_prefiling(actor=OUTSIDER, now=NOW, case_id=case_id, reason=WHY)
    with pytest.raises(NotAllowed):
        return_prefiling(actor=RESIDENT, now=NOW, case_id=case_id, reason=WHY)
