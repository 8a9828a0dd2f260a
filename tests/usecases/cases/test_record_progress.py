"""Record progress: what the department says on the way, without an end of the case."""

from datetime import date
from uuid import UUID

import pytest

from tests.usecases.cases.families import passed_on, taken_in
from tests.usecases.cases.journey import HOUR
from tests.world import APPROVER, CLERK, NEIGHBOR_CLERK, NOW, PENSION_VERSION
from yimen.data.cases.models import Case, CaseStep
from yimen.data.journal.models import Entry, Outbox
from yimen.rules.access import NotAllowed, NotFound
from yimen.rules.cases import OutOfTurn
from yimen.rules.forwarding import AskDayPast
from yimen.rules.text import TextMissing
from yimen.usecases.cases.actions import record_progress


def _record(case_id: UUID, **more: object) -> None:
    told = {"external_state": "县经办机构审核中", **more}
    record_progress(actor=CLERK, now=NOW + 3 * HOUR, case_id=case_id, **told)


def test_number_and_state_are_kept_and_the_case_stays_with_the_department(db: None) -> None:
    case_id = passed_on()
    told = Outbox.objects.count()
    _record(case_id, external_no="SB-7", ask_on="2026-11-27")
    case = Case.objects.get(pk=case_id)
    assert case.state == "PASSED_ON"
    assert (case.external_no, case.external_state) == ("SB-7", "县经办机构审核中")
    assert case.step_due == date(2026, 11, 27)
    step = CaseStep.objects.get(case=case, act="RECORD_PROGRESS")
    assert (step.opinion, step.told) == ("县经办机构审核中", False)
    assert Entry.objects.filter(subject_id=case_id, act="cases.record_progress").count() == 1
    assert Outbox.objects.count() == told


def test_what_is_left_empty_stays_as_it_was(db: None) -> None:
    case_id = passed_on()
    _record(case_id, external_no="SB-7")
    _record(case_id, external_state="等缴费")
    case = Case.objects.get(pk=case_id)
    assert (case.external_no, case.external_state, case.step_due) == ("SB-7", "等缴费", date(2026, 11, 19))


def test_a_department_that_spoke_is_no_longer_silent(db: None) -> None:
    case_id = passed_on()
    Case.objects.filter(pk=case_id).update(reminded_at=NOW)
    _record(case_id)
    assert Case.objects.get(pk=case_id).reminded_at is None


def test_an_empty_state_and_a_day_that_is_past_are_refused(db: None) -> None:
    case_id = passed_on()
    with pytest.raises(TextMissing):
        _record(case_id, external_state="")
    with pytest.raises(AskDayPast):
        _record(case_id, ask_on="2026-11-01")


def test_what_was_not_passed_on_makes_no_progress(db: None) -> None:
    with pytest.raises(OutOfTurn):
        _record(taken_in(PENSION_VERSION))


@pytest.mark.parametrize(("other", "refusal"), [(APPROVER, NotAllowed), (NEIGHBOR_CLERK, NotFound)])
def test_only_a_clerk_of_the_township_records(db: None, other: object, refusal: type[Exception]) -> None:
    case_id = passed_on()
    with pytest.raises(refusal):
        record_progress(actor=other, now=NOW, case_id=case_id, external_state="审核中")
