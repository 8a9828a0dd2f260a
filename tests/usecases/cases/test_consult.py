"""Asking a third party or another organ: the time is not counted, and silence has its day."""

from datetime import timedelta

import pytest

from tests.usecases.cases import disclosures
from tests.usecases.cases.families import filing_accepted
from tests.usecases.cases.journey import HOUR
from tests.world import APPROVER, CLERK, COUNTY, NOW, REVIEWER
from yimen.data.cases.models import Case, CaseInterval
from yimen.data.journal.models import Entry, Outbox
from yimen.rules.access import NotAllowed
from yimen.rules.calendar import beijing_date
from yimen.rules.case_forms import NotChosen
from yimen.rules.cases import NoSuchProcedure
from yimen.rules.disclosures import StillTime
from yimen.rules.due_days import due_day
from yimen.rules.errors import RuleViolation
from yimen.rules.intervals import Limit, Stop, StopGround, Unit
from yimen.usecases.cases import actions
from yimen.usecases.orgs.calendars import current_calendar

_WEEKS = timedelta(days=25)


def _case(case_id: object) -> Case:
    return Case.objects.get(county_code=COUNTY, pk=case_id)


def test_while_somebody_is_asked_no_time_runs_and_the_applicant_is_not_told_whom(db: None) -> None:
    case_id = disclosures.consulted()
    case = _case(case_id)
    assert (case.state, case.statutory_due) == ("SUSPENDED", None)
    assert case.step_due == current_calendar().add_workdays(beijing_date(NOW), 15).date
    stop = CaseInterval.objects.get(county_code=COUNTY, case=case, kind="STOP")
    assert (stop.ground, stop.document_no) == ("THIRD_PARTY", "旧州政征〔2026〕1号")
    assert "第三十三条第三款" in stop.basis
    told = Outbox.objects.get(topic="cases.consulting").payload["text"]
    assert "工程队" not in told
    entry = Entry.objects.get(subject_id=case_id, act="cases.consult")
    assert "工程队" not in entry.text


def test_the_time_goes_on_from_the_day_of_the_reply_not_from_the_click(db: None) -> None:
    case_id = disclosures.consulted()
    replied = beijing_date(NOW + timedelta(days=10))
    actions.end_consultation(
        actor=REVIEWER, now=NOW + _WEEKS, case_id=case_id, reply="AGREES", ended_on=replied
    )
    case = _case(case_id)
    stop = Stop(
        started_on=beijing_date(NOW),
        ended_on=replied,
        ground=StopGround.THIRD_PARTY,
        basis="",
        document_no="",
    )
    limit = Limit(amount=20, unit=Unit.WORKDAYS)
    expected = due_day(beijing_date(NOW), limit, current_calendar(), [stop], [])
    assert (case.state, case.statutory_due) == ("REVIEWING", expected.date)


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"ground": "HEARING"}, NotChosen),
        ({"asked": " "}, RuleViolation),
        ({"document_no": ""}, RuleViolation),
        ({"approver": ""}, RuleViolation),
    ],
)
def test_without_ground_person_letter_or_approver_nothing_stands_still(
    db: None, told: dict[str, str], refusal: type[RuleViolation]
) -> None:
    case_id = disclosures.requested()
    with pytest.raises(refusal) as refused:
        actions.consult(actor=REVIEWER, now=NOW + HOUR, case_id=case_id, **{**disclosures.ASKED, **told})
    assert refused.value.field == next(iter(told))
    assert _case(case_id).statutory_due is not None


def test_silence_is_recorded_when_its_fifteen_workdays_are_over(db: None) -> None:
    case_id = disclosures.consulted()
    with pytest.raises(StillTime):
        actions.end_consultation(
            actor=REVIEWER, now=NOW + timedelta(days=14), case_id=case_id, reply="SILENT"
        )
    assert _case(case_id).state == "SUSPENDED"
    actions.end_consultation(actor=REVIEWER, now=NOW + _WEEKS, case_id=case_id, reply="SILENT")
    assert _case(case_id).state == "REVIEWING"


def test_who_objects_has_said_why(db: None) -> None:
    case_id = disclosures.consulted()
    told = {"actor": REVIEWER, "now": NOW + 2 * HOUR, "case_id": case_id, "reply": "OBJECTS"}
    with pytest.raises(RuleViolation) as refused:
        actions.end_consultation(**told)
    assert refused.value.field == "said"
    actions.end_consultation(**told, said="涉及报价。")


def test_nobody_is_asked_about_anything_but_a_request(db: None) -> None:
    with pytest.raises(NoSuchProcedure):
        actions.consult(actor=REVIEWER, now=NOW + 2 * HOUR, case_id=filing_accepted(), **disclosures.ASKED)
    with pytest.raises(NotAllowed):
        actions.consult(actor=CLERK, now=NOW + HOUR, case_id=disclosures.requested(), **disclosures.ASKED)


def test_a_request_that_is_not_corrected_lapses_after_its_last_day(db: None) -> None:
    case_id = disclosures.unclear()
    with pytest.raises(StillTime):
        actions.lapse(actor=CLERK, now=NOW + timedelta(days=3), case_id=case_id, reason="没有补正。")
    with pytest.raises(NotAllowed):
        actions.lapse(actor=APPROVER, now=NOW + _WEEKS, case_id=case_id, reason="没有补正。")
    with pytest.raises(RuleViolation):
        actions.lapse(actor=CLERK, now=NOW + _WEEKS, case_id=case_id, reason=" ")
    actions.lapse(actor=CLERK, now=NOW + _WEEKS, case_id=case_id, reason="两次电话提醒没有补正。")
    case = _case(case_id)
    assert case.state == "TERMINATED"
    assert case.closed_at is not None
    assert Entry.objects.filter(subject_id=case_id, act="cases.lapse").count() == 1
