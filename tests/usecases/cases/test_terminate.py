"""A procedure whose matter has fallen away ends, and not as 办结."""

from datetime import date, timedelta

import pytest

from tests.usecases.cases.journey import accepted, received, reviewed
from tests.usecases.cases.stopping import suspended
from tests.world import APPROVER, NOW, OUTSIDE_APPROVER, REVIEWER
from yimen.data.cases.models import Case, CaseInterval, CaseStep
from yimen.data.journal.models import Entry, Outbox
from yimen.rules.access import NotAllowed, NotFound
from yimen.rules.cases import OutOfTurn
from yimen.rules.text import TextMissing
from yimen.usecases.cases.actions import terminate

DAY = timedelta(days=1)


def test_it_ends_with_its_reason_and_the_applicant_is_told(db: None) -> None:
    case_id = reviewed()
    terminate(actor=APPROVER, now=NOW + DAY, case_id=case_id, reason="林木已被大风全部吹倒。")
    case = Case.objects.get(pk=case_id)
    assert (case.state, case.step_due) == ("TERMINATED", None)
    assert case.closed_at is not None
    run = CaseInterval.objects.get(case=case, kind="RUN")
    assert (run.ended_on, run.days) == (date(2026, 11, 17), 1)
    assert CaseStep.objects.get(case=case, act="TERMINATE").opinion == "林木已被大风全部吹倒。"
    assert "吹倒" not in Entry.objects.get(act="cases.terminate").text
    assert "吹倒" not in Outbox.objects.get(topic="cases.terminated").payload["text"]


def test_it_ends_an_open_stop_too(db: None) -> None:
    case_id = suspended()
    terminate(actor=APPROVER, now=NOW + 3 * DAY, case_id=case_id, reason="申请人已去世。")
    stop = CaseInterval.objects.get(case_id=case_id, kind="STOP")
    assert stop.ended_on == date(2026, 11, 19)


def test_not_without_a_reason(db: None) -> None:
    with pytest.raises(TextMissing):
        terminate(actor=APPROVER, now=NOW, case_id=accepted(), reason=" ")


def test_not_before_acceptance(db: None) -> None:
    with pytest.raises(OutOfTurn):
        terminate(actor=APPROVER, now=NOW, case_id=received(), reason="申请人已去世。")


def test_not_by_a_reviewer(db: None) -> None:
    with pytest.raises(NotAllowed):
        terminate(actor=REVIEWER, now=NOW, case_id=accepted(), reason="申请人已去世。")


def test_another_county_does_not_find_it(db: None) -> None:
    with pytest.raises(NotFound):
        terminate(actor=OUTSIDE_APPROVER, now=NOW, case_id=accepted(), reason="申请人已去世。")
