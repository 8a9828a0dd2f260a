"""The applicant is told that a hearing may be asked for; the clocks run on."""

import pytest

from tests.usecases.cases.journey import granted, received
from tests.usecases.cases.stopping import told_of_hearing
from tests.world import CLERK, NOW, OUTSIDE_APPROVER, REVIEWER
from yimen.data.cases.models import Case, CaseInterval, CasePaper, CaseStep
from yimen.data.journal.models import Entry, Outbox
from yimen.rules.access import NotAllowed, NotFound
from yimen.rules.cases import OutOfTurn
from yimen.rules.text import TextMissing
from yimen.usecases.cases.actions import notify_hearing

WHY = "采伐涉及相邻林地的通行。"


def test_the_paper_states_reason_and_days_and_no_clock_stops(db: None) -> None:
    case_id = told_of_hearing()
    case = Case.objects.get(pk=case_id)
    assert case.state == "REVIEWING"
    assert case.promised_due is not None
    assert not CaseInterval.objects.filter(case=case, kind="STOP").exists()
    facts = CasePaper.objects.get(case=case, paper__kind="HEARING_RIGHTS").paper.facts
    assert facts["reasons"] == WHY
    assert "五个工作日" in facts["time_needed"]
    assert CaseStep.objects.get(case=case, act="NOTIFY_HEARING").opinion == WHY
    text = Outbox.objects.get(topic="cases.hearing", subject_id=case_id).payload["text"]
    assert "最迟2026年11月23日(周一)提出" in text
    assert WHY not in Entry.objects.get(act="cases.notify_hearing").text


def test_not_without_a_reason(db: None) -> None:
    case_id = received()
    Case.objects.filter(pk=case_id).update(state="REVIEWING")
    with pytest.raises(TextMissing):
        notify_hearing(actor=REVIEWER, now=NOW, case_id=case_id, reason=" ")


@pytest.mark.parametrize("at", [received, granted])
def test_only_while_it_is_reviewed_or_decided(db: None, at: object) -> None:
    with pytest.raises(OutOfTurn):
        notify_hearing(actor=REVIEWER, now=NOW, case_id=at(), reason=WHY)  # type: ignore[operator]


def test_not_by_a_clerk(db: None) -> None:
    with pytest.raises(NotAllowed):
        notify_hearing(actor=CLERK, now=NOW, case_id=received(), reason=WHY)


def test_another_county_does_not_find_it(db: None) -> None:
    with pytest.raises(NotFound):
        notify_hearing(actor=OUTSIDE_APPROVER, now=NOW, case_id=received(), reason=WHY)
