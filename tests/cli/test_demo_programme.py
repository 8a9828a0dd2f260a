"""The demo's programme: the city's own fourteen tasks, and samples that say they are samples."""

import pytest

from tests.usecases.programme.programmes import CITY, YEAR, loaded, seed
from tests.world import CITY_OFFICER, COUNTY, NOW
from yimen.cli.demo.programme import seed_programme
from yimen.data.journal.models import Entry
from yimen.data.programme.models import ProgrammeTask, ProgrammeVersion, Subtask, UnitContact
from yimen.rules.programme_contacts import CONTACT_FIELDS
from yimen.usecases.programme.publishing import publish_programme

pytestmark = pytest.mark.django_db


def test_tasks_are_the_paper_s_and_whatever_is_added_is_a_sample_of_one_county() -> None:
    assert seed_programme(NOW) == 14
    assert ProgrammeTask.objects.count() == 14
    parts = Subtask.objects.all()
    assert {(part.sample, part.county_code) for part in parts} == {(True, COUNTY)}
    dues = dict(ProgrammeTask.objects.values_list("number", "due_on"))
    assert all(part.due_on <= dues[part.task_number] for part in parts)
    contacts = UnitContact.objects.all()
    assert {(row.sample, "示例" in row.contact_name) for row in contacts} == {(True, True)}
    assert {row.unit_code for row in contacts} == {"130900000000", "130921000000"}
    assert all(getattr(row, each.key) is not None for row in contacts for each in CONTACT_FIELDS)


def test_a_version_that_the_city_published_since_is_left_alone() -> None:
    seed_programme(NOW)
    loaded(text=seed().replace("2020-05", "2020-06"))
    publish_programme(actor=CITY_OFFICER, now=NOW, city_code=CITY, year=YEAR)
    seed_programme(NOW)
    held = ProgrammeVersion.objects.get(superseded_at=None)
    assert (held.number, held.tasks.get(number=1).due_on.month) == (2, 6)


def test_a_programme_that_was_published_by_hand_before_is_no_fault() -> None:
    loaded()
    publish_programme(actor=CITY_OFFICER, now=NOW, city_code=CITY, year=YEAR)
    assert seed_programme(NOW) == 14


def test_a_second_run_changes_nothing() -> None:
    seed_programme(NOW)
    before = Entry.objects.count()
    assert seed_programme(NOW) == 14
    assert Entry.objects.count() == before
