"""Remind: a department that is silent past the day to ask puts the case on a list, once."""

from datetime import timedelta

import pytest

from tests.usecases.cases.families import passed_on
from tests.world import CLERK, COUNTY, NOW, OTHER_COUNTY
from yimen.data.cases.models import Case
from yimen.data.journal.models import Entry, Outbox
from yimen.rules.access import NotAllowed, system_actor
from yimen.rules.case_queues import Queue
from yimen.usecases.cases.actions import record_progress, remind_silent
from yimen.usecases.cases.queries import list_worklist

JOBS = system_actor("remind_silent")
# The promise of three workdays ends on Thursday the 19th; on Friday the department is silent.
FRIDAY = NOW + timedelta(days=4)


def _remind(days: int = 0, county_code: str = COUNTY) -> int:
    return remind_silent(actor=JOBS, now=FRIDAY + timedelta(days=days), county_code=county_code)


def test_a_silent_case_comes_on_the_list_the_day_after(db: None) -> None:
    case_id = passed_on()
    assert _remind(-1) == 0
    assert _remind() == 1
    assert Case.objects.get(pk=case_id).reminded_at == FRIDAY
    page = list_worklist(actor=CLERK, queue=Queue.SILENT, today=FRIDAY.date())
    assert [row.id for row in page.rows] == [case_id]
    assert Entry.objects.filter(subject_id=case_id, act="cases.remind_silent").count() == 1


def test_a_repeated_run_changes_nothing(db: None) -> None:
    case_id = passed_on()
    _remind()
    assert _remind(1) == 0
    assert Case.objects.get(pk=case_id).reminded_at == FRIDAY
    assert Entry.objects.filter(act="cases.remind_silent").count() == 1


def test_each_case_has_its_own_entry_and_no_resident_is_troubled(db: None) -> None:
    ids = {passed_on(), passed_on()}
    told = Outbox.objects.count()
    assert _remind() == 2
    entries = Entry.objects.filter(act="cases.remind_silent")
    assert {each.subject_id for each in entries} == ids
    assert Outbox.objects.count() == told


def test_a_case_whose_department_spoke_comes_again_when_its_new_day_has_passed(db: None) -> None:
    case_id = passed_on()
    _remind()
    record_progress(actor=CLERK, now=FRIDAY, case_id=case_id, external_state="审核中", ask_on="2026-11-24")
    assert _remind(1) == 0
    assert _remind(5) == 1


def test_another_county_is_left_alone(db: None) -> None:
    passed_on()
    assert _remind(county_code=OTHER_COUNTY) == 0


def test_only_the_system_reminds(db: None) -> None:
    with pytest.raises(NotAllowed):
        remind_silent(actor=CLERK, now=FRIDAY, county_code=COUNTY)
