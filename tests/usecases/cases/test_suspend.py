"""A special procedure: five things or nothing, and both clocks stand still."""

from datetime import date
from typing import Any

import pytest

from tests.usecases.cases.journey import HOUR, accepted, received, reviewed
from tests.usecases.cases.stopping import stop, suspended
from tests.world import APPROVER, CLERK, NOW, OUTSIDE_APPROVER, REVIEWER
from yimen.data.cases.models import Case, CaseInterval, CasePaper, CaseStep
from yimen.data.journal.models import Entry, Outbox
from yimen.rules.access import NotAllowed, NotFound
from yimen.rules.case_forms import NotChosen
from yimen.rules.cases import OutOfTurn
from yimen.rules.stops import DaysNeededUnknown, StopIncomplete, StopWithoutBasis
from yimen.usecases.cases.actions import suspend
from yimen.usecases.cases.queries import get_case

SOUND: dict[str, Any] = {"ground": "EXPERT_REVIEW", "days_needed": 10, "approver": "李镇长"}


def _refused(error: type[Exception], **changed: Any) -> str:
    case_id = accepted()
    with pytest.raises(error) as refused:
        suspend(actor=REVIEWER, now=NOW, case_id=case_id, **{**SOUND, **changed})
    assert Case.objects.get(pk=case_id).state == "REVIEWING"
    assert not CaseInterval.objects.filter(kind="STOP").exists()
    return str(getattr(refused.value, "field", ""))


def test_both_clocks_stand_still_and_the_notice_goes_out_with_the_act(db: None) -> None:
    case_id = suspended()
    case = Case.objects.get(pk=case_id)
    assert case.state == "SUSPENDED"
    assert (case.statutory_due, case.promised_due) == (None, None)
    assert case.step_due == date(2026, 11, 30), "ten workdays, as the notice says"
    row = CaseInterval.objects.get(case=case, kind="STOP")
    paper = CasePaper.objects.get(case=case, paper__kind="SUSPENSION").paper
    assert row.document_no == paper.paper_no
    assert (row.started_on, row.ended_on, row.days) == (date(2026, 11, 16), None, 10)
    assert (row.ground, row.approver_name) == ("EXPERT_REVIEW", "李镇长")
    assert "第四十五条" in row.basis
    facts = paper.facts
    assert (facts["ground"], facts["time_needed"]) == ("专家评审", "10 个工作日")
    assert "第四十五条" in facts["basis"]


def test_both_clocks_are_shown_as_standing_still(db: None) -> None:
    case_id = suspended()
    for clock in get_case(actor=REVIEWER, today=date(2026, 11, 17), case_id=case_id).clocks:
        assert (clock.due, clock.is_stopped, clock.left) == (None, True, "")


def test_the_applicant_is_told_how_long_it_takes(db: None) -> None:
    case_id = suspended()
    text = Outbox.objects.get(topic="cases.suspended", subject_id=case_id).payload["text"]
    assert "预计需要 10 个工作日" in text


def test_the_journal_says_on_what_ground_and_not_who_approved(db: None) -> None:
    suspended()
    entry = Entry.objects.get(act="cases.suspend")
    assert '"ground":"EXPERT_REVIEW"' in entry.text.replace(" ", "")
    assert "李镇长" not in entry.text


def test_an_approver_stops_a_case_that_waits_for_the_decision(db: None) -> None:
    case_id = reviewed()
    suspend(actor=APPROVER, now=NOW + 4 * HOUR, case_id=case_id, **SOUND)
    assert Case.objects.get(pk=case_id).state == "SUSPENDED"
    assert CaseStep.objects.get(case_id=case_id, act="SUSPEND").opinion == "专家评审，10 个工作日"


def test_another_basis_must_name_its_article(db: None) -> None:
    assert _refused(StopWithoutBasis, ground="OTHER_BASIS", basis="现场踏勘") == "basis"
    assert _refused(StopIncomplete, ground="OTHER_BASIS", basis=" ") == "basis"


def test_another_basis_with_its_article_stops(db: None) -> None:
    case_id = accepted()
    told = {**SOUND, "ground": "OTHER_BASIS", "basis": "某某条例第十二条"}
    suspend(actor=REVIEWER, now=NOW, case_id=case_id, **told)
    assert CaseInterval.objects.get(case_id=case_id, kind="STOP").basis == "某某条例第十二条"


@pytest.mark.parametrize("days", [None, 0, 251])
def test_the_time_needed_must_be_told(db: None, days: int | None) -> None:
    assert _refused(DaysNeededUnknown, days_needed=days) == "days_needed"


def test_without_ground_or_approver_nothing_stops(db: None) -> None:
    assert _refused(NotChosen, ground="") == "ground"
    assert _refused(StopIncomplete, approver=" ") == "approver"


def test_what_is_not_accepted_has_no_clock_to_stop(db: None) -> None:
    with pytest.raises(OutOfTurn):
        stop(received(), NOW)


def test_what_stands_still_does_not_stop_again(db: None) -> None:
    with pytest.raises(OutOfTurn):
        stop(suspended(), NOW)


def test_a_clerk_stops_nothing(db: None) -> None:
    with pytest.raises(NotAllowed):
        suspend(actor=CLERK, now=NOW, case_id=accepted(), **SOUND)


def test_another_county_does_not_find_it(db: None) -> None:
    with pytest.raises(NotFound):
        suspend(actor=OUTSIDE_APPROVER, now=NOW, case_id=accepted(), **SOUND)
