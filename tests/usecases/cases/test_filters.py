"""A worklist narrowed by item, place, desk and light."""

from datetime import timedelta
from uuid import UUID

import pytest

from tests.usecases.cases import journey
from tests.world import CLERK, COUNTY_OFFICER, ITEM_CODE, NOW, SECOND_CLERK, TOWNSHIP, VILLAGE
from yimen.data.cases.models import Case
from yimen.rules.access import Actor
from yimen.rules.case_queues import Queue
from yimen.rules.deadlines import DueLight
from yimen.usecases.cases.queries import Whose, WorklistFilter, WorklistPage, list_worklist

pytestmark = pytest.mark.usefixtures("db")
TODAY = NOW.date()
WEST = "130921100202"


def _list(actor: Actor = CLERK, queue: Queue = Queue.TO_ACCEPT, **chosen: object) -> WorklistPage:
    return list_worklist(actor=actor, queue=queue, today=TODAY, chosen=WorklistFilter(**chosen))


def _ids(page: WorklistPage) -> set[UUID]:
    return {row.id for row in page.rows}


def test_by_item_and_by_village() -> None:
    east = journey.received()
    west = journey.submitted(village=WEST).case_id
    Case.objects.filter(pk=west).update(state="RECEIVED")
    assert _ids(_list()) == {east, west}
    assert _ids(_list(place=VILLAGE)) == {east}
    assert _ids(_list(place=WEST)) == {west}
    assert _ids(_list(item=ITEM_CODE)) == {east, west}
    assert _ids(_list(item="CZ9999")) == set()
    assert _ids(_list(item=ITEM_CODE, place=WEST)) == {west}


def test_by_desk() -> None:
    mine, nobodys = journey.received(), journey.received()
    Case.objects.filter(pk=nobodys).update(assignee=None)
    assert _ids(_list(whose=Whose.MINE)) == {mine}
    assert _ids(_list(whose=Whose.NOBODY)) == {nobodys}
    assert _ids(_list(SECOND_CLERK, whose=Whose.MINE)) == set()


def test_by_light_each_case_has_exactly_one() -> None:
    cases = {light: journey.received() for light in DueLight}
    for light, days in ((DueLight.RED, -4), (DueLight.AMBER, 0), (DueLight.GREEN, 30)):
        Case.objects.filter(pk=cases[light]).update(notice_due_at=NOW + timedelta(days=days))
    Case.objects.filter(pk=cases[DueLight.NONE]).update(notice_due_at=None)
    for light, case_id in cases.items():
        page = _list(light=light)
        assert _ids(page) == {case_id}, light
        assert page.rows[0].light is light


def test_the_counts_stay_those_of_the_whole_lists() -> None:
    journey.received()
    counts = {each.queue: each.count for each in _list(item="CZ9999").counts}
    assert counts[Queue.TO_ACCEPT] == "1"


def test_what_can_be_chosen_is_what_is_on_the_way_and_what_lies_below() -> None:
    journey.received()
    options = _list().options
    assert [each.value for each in options.items] == [ITEM_CODE]
    assert {each.label for each in options.places} == {"东关村", "西关村"}
    county = _list(COUNTY_OFFICER)
    assert TOWNSHIP in {each.value for each in county.options.places}
    assert len(_ids(_list(COUNTY_OFFICER, place=TOWNSHIP))) == 1


def test_pages_of_a_narrowed_list_go_on() -> None:
    for _ in range(3):
        journey.received()
    chosen = WorklistFilter(place=VILLAGE)
    asked = {"actor": CLERK, "queue": Queue.TO_ACCEPT, "today": TODAY, "chosen": chosen}
    first = list_worklist(**asked, limit=2)
    second = list_worklist(**asked, limit=2, after=first.next_key)
    assert len(_ids(first) | _ids(second)) == 3
