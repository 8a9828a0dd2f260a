"""A county takes the city's tasks apart: never later than the city, and each change kept."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.usecases.programme.programmes import TERMS, YEAR, part_added, published
from tests.world import (
    CENTER_HEAD,
    CITY_OFFICER,
    COUNTY_OFFICER,
    NEIGHBOR_CLERK,
    NOW,
    SECOND_TOWNSHIP,
    TOWNSHIP,
)
from yimen.data.programme.models import TaskBody
from yimen.rules.access import Actor, NotAllowed, NotFound
from yimen.rules.calendar import beijing_date
from yimen.rules.programme import ChangedMeanwhile, NothingToChange, SubtaskAfterTask
from yimen.rules.text import TextMissing
from yimen.usecases.programme.reading import get_board, get_subtask, get_task
from yimen.usecases.programme.subtasks import (
    SubtaskEnded,
    SubtaskThere,
    TaskOfOthers,
    change_subtask,
    end_subtask,
)
from yimen.usecases.programme.views import TaskView

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=1)
TODAY = beijing_date(NOW)


def _first(actor: Actor, unit_code: str) -> TaskView:
    board = get_board(actor=actor, unit_code=unit_code, today=TODAY)
    return next(task for task in board.tasks if task.number == 1)


def test_a_part_stands_at_its_county_its_townships_and_the_city() -> None:
    part_added(terms=replace(TERMS, townships=(TOWNSHIP,)))
    here = _first(CENTER_HEAD, TOWNSHIP)
    assert (here.is_ours, here.own_due_on) == (True, date(2020, 5, 20))
    assert _first(NEIGHBOR_CLERK, SECOND_TOWNSHIP).own_due_on == date(2020, 5, 31)
    county = _first(COUNTY_OFFICER, "130921000000")
    assert (county.subtasks[0].person, county.own_due_on) == ("示例·孙磊", date(2020, 5, 31))
    city = _first(CITY_OFFICER, "130900000000")
    assert (city.counties_added, city.own_due_on) == (1, date(2020, 5, 31))


def test_a_part_later_than_the_city_s_date_is_refused() -> None:
    with pytest.raises(SubtaskAfterTask):
        part_added(terms=replace(TERMS, due_on=date(2020, 6, 1)))


def test_a_task_that_is_not_there_and_one_of_others_take_no_part() -> None:
    published()
    with pytest.raises(NotFound):
        part_added(number=15)
    TaskBody.objects.filter(body_code="130921000000", task__number=1).delete()
    with pytest.raises(TaskOfOthers):
        part_added()


def test_a_second_part_of_the_same_name_is_refused_until_the_first_is_ended() -> None:
    part = part_added()
    with pytest.raises(SubtaskThere):
        part_added()
    end_subtask(actor=COUNTY_OFFICER, now=NOW, subtask_id=part, reason="并入第二步")
    part_added()


def _changed(subtask_id: Any, **more: Any) -> int:
    told = {"actor": COUNTY_OFFICER, "now": LATER, "subtask_id": subtask_id, "revision": 1} | more
    return change_subtask(**told)


def test_a_change_keeps_what_was() -> None:
    part = part_added()
    terms = replace(TERMS, due_on=date(2020, 5, 10), townships=(TOWNSHIP,))
    assert _changed(part, terms=terms) == 2
    view = get_subtask(actor=COUNTY_OFFICER, subtask_id=part, today=TODAY)
    assert view.due_on == date(2020, 5, 10)
    assert {key: (was, now) for key, was, now in view.changes[0].changes} == {
        "due_on": ("2020-05-20", "2020-05-10"),
        "townships": ("", "旧州镇"),
    }
    assert view.changes[0].who == "沧县人民政府 county_officer"


def test_no_change_a_late_change_and_a_stale_form_are_refused() -> None:
    part = part_added()
    with pytest.raises(NothingToChange):
        _changed(part, terms=TERMS)
    with pytest.raises(SubtaskAfterTask):
        _changed(part, terms=replace(TERMS, due_on=date(2020, 12, 31)))
    with pytest.raises(ChangedMeanwhile):
        _changed(part, terms=replace(TERMS, text="x"), revision=2)


def test_an_ended_part_stays_away_and_is_not_changed_again() -> None:
    part = part_added()
    with pytest.raises(TextMissing):
        end_subtask(actor=COUNTY_OFFICER, now=NOW, subtask_id=part, reason=" ")
    end_subtask(actor=COUNTY_OFFICER, now=NOW, subtask_id=part, reason="不再需要")
    assert _first(COUNTY_OFFICER, "130921000000").subtasks == ()
    with pytest.raises(SubtaskEnded):
        _changed(part, terms=replace(TERMS, text="x"))


def test_only_the_county_writes_its_parts() -> None:
    part = part_added()
    for outsider in (CITY_OFFICER, CENTER_HEAD):
        with pytest.raises(NotAllowed):
            _changed(part, actor=outsider, terms=replace(TERMS, text="x"))
    elsewhere = replace(COUNTY_OFFICER, county_code="130922", scope_code="130922000000")
    with pytest.raises(NotFound):
        _changed(part, actor=elsewhere, terms=replace(TERMS, text="x"))


def test_a_task_is_read_by_its_own_units_only() -> None:
    part_added()
    found = get_task(actor=COUNTY_OFFICER, unit_code="130921000000", year=YEAR, number=1, today=TODAY)
    assert set(found.body_names) == {"沧县", "青县"}
    assert [name for _, name in found.townships] == ["旧州镇", "兴济镇"]
    with pytest.raises(NotFound):
        get_task(actor=COUNTY_OFFICER, unit_code="130922000000", year=YEAR, number=1, today=TODAY)
