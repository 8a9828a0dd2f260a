"""The lines of a list are found by what people mean, and stand under topics or departments."""

from dataclasses import replace

import pytest

from tests.usecases.catalog.adjusting.walks import drafted, in_review, order, publish, published
from tests.world import ITEM_CODE, NOW, OWN_ITEM_CODE, TOWNSHIP
from yimen.rules.delegations import Way
from yimen.usecases.catalog.list_groups import NO_DEPARTMENT, Grouping, find_lines, group_lines
from yimen.usecases.catalog.public_lists import get_public_list
from yimen.usecases.catalog.zones import ZoneLine, get_zone

pytestmark = pytest.mark.django_db


def _lines() -> tuple[ZoneLine, ...]:
    published()
    publish(in_review(drafted(order(items=(OWN_ITEM_CODE,), way=Way.GRANTED, promised=""))), now=NOW)
    return get_zone(TOWNSHIP).lines


def _codes(found: tuple[ZoneLine, ...]) -> list[str]:
    return [each.line.item_code for each in found]


@pytest.mark.parametrize("query", ["砍树", "林木采伐", "lmcf", "CZ0010", "林业和草原"])
def test_a_line_is_found_by_what_it_is_called_meant_or_written(query: str) -> None:
    assert _codes(find_lines(_lines(), query, county_code="130921")) == [ITEM_CODE]


def test_an_item_that_is_offered_no_more_is_found_by_its_words() -> None:
    gone = tuple(replace(each, line=replace(each.line, item_code="CZ9999")) for each in _lines())
    assert _codes(find_lines(gone, "宅基地", county_code="130921")) == ["CZ9999"]


def test_nothing_is_shown_for_what_no_line_means() -> None:
    lines = _lines()
    assert find_lines(lines, "飞机驾驶执照", county_code="130921") == ()
    assert find_lines(lines, "  ", county_code="130921") == lines


def _many(lines: tuple[ZoneLine, ...]) -> list[ZoneLine]:
    """Twenty lines of three departments and of one that nobody published."""
    named = ("民政", "农业农村", "", "林业和草原")
    return [
        replace(lines[0], number=at, line=replace(lines[0].line, department=named[at % 4], name=f"事项{at}"))
        for at in range(20)
    ]


def test_every_line_stands_in_exactly_one_group() -> None:
    many = _many(_lines())
    for by in Grouping:
        groups = group_lines(many, by)
        assert sorted(each.number for group in groups for each in group.lines) == list(range(20))
        assert all(group.lines for group in groups)


def test_departments_stand_by_their_sound_and_the_unknown_one_last() -> None:
    groups = group_lines(_many(_lines()), Grouping.DEPARTMENT)
    assert [group.label for group in groups] == ["林业和草原", "民政", "农业农村", NO_DEPARTMENT]


def test_topics_stand_in_the_order_of_the_first_page() -> None:
    groups = group_lines(_many(_lines()), Grouping.TOPIC)
    assert [group.label for group in groups] == ["种地盖房", "开店证件"]


def test_few_lines_stay_together() -> None:
    (group,) = group_lines(_lines(), Grouping.DEPARTMENT)
    assert (group.label, len(group.lines)) == ("", 2)
    assert group_lines((), Grouping.TOPIC) == ()


def test_a_list_is_narrowed_but_says_how_long_it_is() -> None:
    _lines()
    found = get_public_list(TOWNSHIP, query="砍树", by=Grouping.TOPIC)
    assert found.zone is not None
    assert (found.found, len(found.zone.lines)) == (1, 2)
