"""A programme is loaded whole or not at all, waits as a draft, and is published in versions."""

import pytest

from tests.usecases.programme.programmes import CITY, YEAR, loaded, part_added, published, seats, seed
from tests.world import CITY_OFFICER, COUNTY_OFFICER, NOW
from yimen.data.journal.models import Entry
from yimen.data.programme.models import (
    GroupMember,
    Programme,
    ProgrammeTask,
    ProgrammeVersion,
    Subtask,
    TaskBody,
)
from yimen.rules.access import NotAllowed, system_actor
from yimen.rules.calendar import beijing_date
from yimen.usecases.programme.drafts import get_draft
from yimen.usecases.programme.loading import ProgrammeOfAnotherCity, ProgrammeRefused
from yimen.usecases.programme.publishing import NoDraft, publish_programme
from yimen.usecases.programme.reading import get_board

pytestmark = pytest.mark.django_db
TODAY = beijing_date(NOW)
EARLIER = seed().replace("2020-05\t", "2020-04\t", 1)


def test_a_loaded_programme_waits_and_holds_only_once_published() -> None:
    done = loaded()
    assert (done.year, done.number, done.tasks, done.is_new) == (2020, 1, 14, True)
    assert get_board(actor=CITY_OFFICER, unit_code=CITY, today=TODAY).head is None
    assert publish_programme(actor=CITY_OFFICER, now=NOW, city_code=CITY, year=YEAR) == 1
    board = get_board(actor=CITY_OFFICER, unit_code=CITY, today=TODAY)
    assert board.head is not None
    assert [task.number for task in board.tasks] == [1, 2, 3, 4, 5, 7, 8, 9, 12, 6, 13, 14, 10, 11]
    assert TaskBody.objects.count() == 14 * 2
    assert Entry.objects.filter(act__startswith="programme.").count() == 2


def test_the_group_takes_the_seats_of_the_file_without_names() -> None:
    published()
    assert sorted(seats()) == [
        ("DEPUTY", "市政务办分管领导", ""),
        ("LEADER", "市政务办主要领导", ""),
        ("MEMBER", "市政务办相关科室负责人", ""),
    ]


def test_a_fault_in_any_row_writes_nothing() -> None:
    text = seed().replace("2020-05\t", "五月\t", 1).replace("2020-06\t", "六月\t", 1)
    with pytest.raises(ProgrammeRefused) as told:
        loaded(text=text)
    assert [each.column for each in told.value.findings] == ["完成时限", "完成时限"]
    assert "--partial" not in told.value.sentence()
    assert not Programme.objects.exists()
    assert not Entry.objects.filter(act="programme.load").exists()


def test_the_same_file_again_changes_nothing_and_another_replaces_the_draft() -> None:
    loaded()
    assert not loaded().is_new
    again = loaded(text=EARLIER)
    assert (again.is_new, again.number) == (True, 1)
    assert ProgrammeVersion.objects.count() == 1
    assert ProgrammeTask.objects.count() == 14


def test_a_second_version_ends_the_first_and_leaves_what_counties_added() -> None:
    part_added()
    GroupMember.objects.filter(role="LEADER").update(name="示例·马超")
    text = EARLIER.replace("市政务办分管领导", "市政务办副主任")
    assert loaded(text=text).number == 2
    draft = get_draft(actor=CITY_OFFICER, city_code=CITY, today=TODAY)
    assert draft is not None
    assert [(number, now.month, then.month) for number, _, now, then in draft.changed if now and then] == [
        (1, 5, 4)
    ]
    assert [part.title for part in draft.late] == ["先建中心"]
    assert publish_programme(actor=CITY_OFFICER, now=NOW, city_code=CITY, year=YEAR) == 2
    assert ProgrammeVersion.objects.filter(superseded_at=None).count() == 1
    assert Subtask.objects.filter(ended_at=None).count() == 1
    assert ("LEADER", "市政务办主要领导", "示例·马超") in seats()
    assert [office for role, office, _ in seats() if role == "DEPUTY"] == ["市政务办副主任"]
    board = get_board(actor=COUNTY_OFFICER, unit_code="130921000000", today=TODAY)
    first = next(task for task in board.tasks if task.number == 1)
    assert (first.subtasks[0].is_late, first.own_due_on.month) == (True, 4)


def test_publishing_needs_a_draft() -> None:
    published()
    with pytest.raises(NoDraft):
        publish_programme(actor=CITY_OFFICER, now=NOW, city_code=CITY, year=YEAR)


def test_a_city_loads_its_own_programme_only_and_a_county_none() -> None:
    with pytest.raises(ProgrammeOfAnotherCity):
        loaded(text=seed().replace("130900000000", "130100000000"))
    with pytest.raises(NotAllowed):
        loaded(actor=COUNTY_OFFICER)


def test_the_command_loads_for_any_city_whose_organs_it_finds() -> None:
    assert loaded(actor=system_actor("yimen import")).is_new
    with pytest.raises(ProgrammeRefused) as told:
        loaded(actor=system_actor("x"), text=seed().replace("130900000000", "130100000000"))
    assert {each.code for each in told.value.findings} == {"programme.unknown_city", "programme.unknown_lead"}
