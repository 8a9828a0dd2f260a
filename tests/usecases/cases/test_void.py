"""Voiding a wrong registration: the head's word, an end of its own."""

import pytest

from tests.usecases.cases.door_journey import case_of, noticed
from tests.usecases.cases.journey import HOUR, accepted, received, submitted
from tests.world import CENTER_HEAD, CLERK, INSTANT_VERSION, NOW, OUTSIDER, SENSITIVE_VERSION
from yimen.data.cases.models import Case, CasePaper, CaseStep
from yimen.data.documents.models import Paper
from yimen.data.journal.models import Entry, Outbox
from yimen.rules.access import NotAllowed, NotFound, system_actor
from yimen.rules.cases import OutOfTurn
from yimen.rules.text import TextMissing
from yimen.usecases.cases.actions import void
from yimen.usecases.documents.issuing import issue_file

WHY = "同一件登记了两次。"
LATER = NOW + 3 * HOUR


def test_before_acceptance_a_registration_can_be_voided(db: None) -> None:
    for case_id in (submitted().case_id, received(now=NOW + HOUR), noticed(now=NOW + 2 * HOUR)):
        papers = CasePaper.objects.count()
        void(actor=CENTER_HEAD, now=LATER + HOUR, case_id=case_id, reason=WHY)
        case = Case.objects.get(pk=case_id)
        assert (case.state, case.notice_due_at, case.assignee) == ("VOIDED", None, None)
        assert CaseStep.objects.get(case=case, act="VOID").opinion == WHY
        assert CasePaper.objects.count() == papers
    assert Outbox.objects.filter(topic="cases.voided").count() == 3
    assert WHY not in Entry.objects.filter(act="cases.void").latest("at").text


def test_the_papers_of_a_voided_registration_are_taken_back_with_a_neutral_ground(db: None) -> None:
    case_id = received(now=NOW + HOUR)
    papers = Paper.objects.filter(case_papers__case_id=case_id)
    assert papers.count() == 1
    void(actor=CENTER_HEAD, now=LATER, case_id=case_id, reason=WHY)
    paper = papers.get()
    assert (paper.state, paper.revoked_at) == ("REVOKED", LATER)
    assert paper.revoke_ground == "REGISTRATION_VOIDED"
    assert paper.paper_no in Entry.objects.get(act="cases.void").text


def test_a_receipt_that_was_still_being_made_gets_no_file_any_more(db: None) -> None:
    case_id = received(now=NOW + HOUR)
    void(actor=CENTER_HEAD, now=LATER, case_id=case_id, reason=WHY)
    paper = Paper.objects.get(case_papers__case_id=case_id)
    answer = issue_file(
        actor=system_actor("job"), now=LATER, paper_id=paper.pk, public_url="https://door.example"
    )
    assert answer.sha256 == ""
    paper.refresh_from_db()
    assert (paper.state, paper.file_id) == ("REVOKED", None)


def test_an_instant_service_is_voided_after_it_was_done(db: None) -> None:
    case_id = case_of(INSTANT_VERSION, "CLOSED")
    void(actor=CENTER_HEAD, now=LATER, case_id=case_id, reason=WHY)
    assert Case.objects.get(pk=case_id).state == "VOIDED"


def test_the_head_voids_also_what_they_may_not_read(db: None) -> None:
    case_id = case_of(SENSITIVE_VERSION, "RECEIVED")
    void(actor=CENTER_HEAD, now=LATER, case_id=case_id, reason=WHY)
    text = Outbox.objects.get(topic="cases.voided").payload["text"]
    assert "救助类事项" in text
    assert "最低生活保障" not in text


def test_what_is_accepted_is_not_voided_away(db: None) -> None:
    with pytest.raises(OutOfTurn):
        void(actor=CENTER_HEAD, now=LATER, case_id=accepted(), reason=WHY)


def test_it_says_why(db: None) -> None:
    with pytest.raises(TextMissing):
        void(actor=CENTER_HEAD, now=LATER, case_id=received(), reason="")


def test_nobody_else_voids(db: None) -> None:
    case_id = received()
    for stranger in (CLERK, OUTSIDER):
        with pytest.raises(NotAllowed):
            void(actor=stranger, now=LATER, case_id=case_id, reason=WHY)
    Case.objects.filter(pk=case_id).update(township_code="130921101000")
    with pytest.raises(NotFound):
        void(actor=CENTER_HEAD, now=LATER, case_id=case_id, reason=WHY)
