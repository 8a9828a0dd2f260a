"""Targets for showcase sites: asked for, never demanded, and no more than there is."""

from hypothesis import given
from hypothesis import strategies as st

from yimen.rules.showcase import (
    EXEMPT,
    Target,
    TargetStanding,
    center_target,
    station_target,
    sum_of_targets,
)


def test_a_county_is_asked_for_three_to_five_and_a_township_for_eight_to_ten() -> None:
    assert center_target(19, is_zone=False) == Target(low=3, high=5)
    assert station_target(27, is_zone=False) == Target(low=8, high=10)
    assert station_target(9, is_zone=False).words() == "8–9"


def test_where_there_are_fewer_all_of_them_are_asked_for() -> None:
    assert station_target(5, is_zone=False).words() == "全部 5 个"
    assert station_target(8, is_zone=False).words() == "8"
    assert center_target(2, is_zone=False).is_all


def test_a_zone_is_asked_for_nothing() -> None:
    assert center_target(4, is_zone=True) == EXEMPT
    assert EXEMPT.standing(7) is TargetStanding.EXEMPT
    assert EXEMPT.missing(0) == 0
    assert sum_of_targets([EXEMPT, EXEMPT]) == EXEMPT
    assert sum_of_targets([]) == EXEMPT


def test_more_than_asked_for_is_said_and_no_fault() -> None:
    asked = station_target(20, is_zone=False)
    standings = [asked.standing(count) for count in (7, 8, 10, 11)]
    assert standings == [
        TargetStanding.BELOW,
        TargetStanding.REACHED,
        TargetStanding.REACHED,
        TargetStanding.ABOVE,
    ]
    assert asked.missing(7) == 1


@given(st.lists(st.integers(min_value=0, max_value=60)))
def test_a_county_is_never_asked_for_more_villages_than_it_has(villages: list[int]) -> None:
    total = sum_of_targets(station_target(each, is_zone=False) for each in villages)
    assert total.low <= total.high <= sum(villages)
