"""What an organ above decides goes up to it, with everything; nobody is asked again."""

from datetime import timedelta

import pytest

from tests.usecases.cases.journey import accepted, received, reviewed
from tests.world import APPROVER, CLERK, NOW, OUTSIDER, REVIEWER
from yimen.data.cases.models import Case, CaseStep
from yimen.data.journal.models import Entry, Outbox
from yimen.rules.access import NotFound
from yimen.rules.cases import OutOfTurn
from yimen.rules.text import TextMissing
from yimen.usecases.cases.actions import forward

UP = "沧州市林业主管部门"
DAY = timedelta(days=1)


def test_a_reviewer_sends_it_up_with_the_first_opinion(db: None) -> None:
    case_id = accepted()
    forward(actor=REVIEWER, now=NOW + DAY, case_id=case_id, receiving_organ=UP, opinion="初审合格。")
    case = Case.objects.get(pk=case_id)
    assert (case.state, case.step_due) == ("FORWARDED", None)
    assert CaseStep.objects.get(case=case, act="FORWARD").opinion == f"→ {UP}\n初审合格。"
    assert UP in Entry.objects.get(act="cases.forward").text
    assert UP in Outbox.objects.get(topic="cases.forwarded").payload["text"]


def test_a_clerk_sends_up_what_is_not_accepted_without_an_opinion(db: None) -> None:
    case_id = received()
    forward(actor=CLERK, now=NOW + DAY, case_id=case_id, receiving_organ=UP)
    assert Case.objects.get(pk=case_id).state == "FORWARDED"


def test_not_without_the_organ(db: None) -> None:
    with pytest.raises(TextMissing) as refused:
        forward(actor=CLERK, now=NOW, case_id=received(), receiving_organ=" ")
    assert refused.value.field == "receiving_organ"


def test_not_without_the_opinion_once_it_is_reviewed_here(db: None) -> None:
    with pytest.raises(TextMissing) as refused:
        forward(actor=REVIEWER, now=NOW, case_id=accepted(), receiving_organ=UP)
    assert refused.value.field == "opinion"


def test_a_permit_that_waits_for_our_decision_is_ours_to_decide(db: None) -> None:
    with pytest.raises(OutOfTurn):
        forward(actor=APPROVER, now=NOW, case_id=reviewed(), receiving_organ=UP, opinion="合格。")


def test_another_county_does_not_find_it(db: None) -> None:
    with pytest.raises(NotFound):
        forward(actor=OUTSIDER, now=NOW, case_id=received(), receiving_organ=UP)
