"""The doors in the head: one row where it is enough, group by group where it is not."""

from dataclasses import replace

import pytest
from django.test import RequestFactory

from tests.world import CENTER_HEAD, CITY_OFFICER, CLERK, COUNTY_OFFICER, RESIDENT, SEAL_KEEPER, VILLAGE_PROXY
from yimen.rules.access import Actor, Party
from yimen.web.shared.doors import Doors, doors_of


def _at(path: str, actor: Actor) -> Doors:
    return doors_of(RequestFactory().get(path), actor)


@pytest.mark.parametrize(
    "actor", [CLERK, CENTER_HEAD, COUNTY_OFFICER, CITY_OFFICER, SEAL_KEEPER, VILLAGE_PROXY]
)
def test_no_row_holds_more_than_a_screen_and_the_first_door_is_home(actor: Actor) -> None:
    found = _at("/nowhere/", actor)
    assert found.doors[0].url == found.home_url
    assert len(found.groups) <= 9
    assert len(found.doors) <= 10
    assert not any(each.is_here for each in (*found.groups, *found.doors))


def test_a_page_behind_a_door_opens_its_group() -> None:
    found = _at("/manage/lists/1/rearrange/", COUNTY_OFFICER)
    assert [each.label for each in found.groups if each.is_here] == ["清单和指南"]
    assert [each.label for each in found.doors if each.is_here] == ["清单和授权"]
    assert "清单质量" in [each.label for each in found.doors]


@pytest.mark.parametrize(
    ("path", "group", "door"),
    [
        ("/desk/places/130921101000/edit/premises/", "中心和站", "中心和服务站"),
        ("/manage/report-templates/", "督办和报送", "报送"),
        ("/manage/showcase/candidates/", "督办和报送", "示范点"),
        ("/desk/cases/1/", "办件", "办件"),
    ],
)
def test_a_page_that_lies_elsewhere_opens_the_door_it_belongs_to(path: str, group: str, door: str) -> None:
    found = _at(path, COUNTY_OFFICER)
    assert [each.label for each in found.groups if each.is_here] == [group]
    assert [each.label for each in found.doors if each.is_here] == [door]


def test_every_group_leads_to_a_door_of_its_own() -> None:
    for group in _at("/desk/", COUNTY_OFFICER).groups:
        there = _at(group.url, COUNTY_OFFICER)
        assert [each.url for each in there.groups if each.is_here] == [group.url]


def test_few_doors_stand_in_one_row() -> None:
    found = _at("/desk/", SEAL_KEEPER)
    assert found.groups == ()
    assert 2 <= len(found.doors) <= 9


@pytest.mark.parametrize("party", Party)
def test_whoever_has_doors_has_a_first_page_among_them(party: Party) -> None:
    found = _at("/nowhere/", replace(CLERK, party=party))
    groups = [_at(each.url, replace(CLERK, party=party)) for each in found.groups] or [found]
    behind = {door.url for each in groups for door in (*each.doors, *each.groups)}
    assert found == Doors() or found.home_url in behind


def test_residents_have_none() -> None:
    assert _at("/", RESIDENT) == Doors()
    assert _at("/", replace(CLERK, party=RESIDENT.party)) == Doors()
