"""What a line lacks, what is counted of a place, and that unknown is never nought."""

from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from yimen.rules.items import Family
from yimen.rules.list_quality import (
    ACTS_ON,
    ActsOn,
    ItemState,
    ListGap,
    PlaceState,
    QualityFigures,
    QualityShow,
    add_figures,
    count_lines,
    gaps_of,
    shows,
)

WHOLE = ItemState(
    family=Family.PERMIT,
    has_basis=True,
    has_limit=True,
    has_materials=True,
    has_conditions=True,
    has_points=True,
    has_address=False,
    has_phone=False,
    is_online=True,
)
PLACE = PlaceState(is_listed=True, has_address=True, has_phone=True)
ITEMS = st.builds(
    ItemState,
    family=st.sampled_from(Family),
    **{each.name: st.booleans() for each in fields(ItemState) if each.name != "family"},
)
PLACES = st.builds(PlaceState, is_listed=st.just(True), has_address=st.booleans(), has_phone=st.booleans())


def test_a_line_with_everything_lacks_nothing() -> None:
    assert gaps_of(WHOLE, PLACE) == ()
    assert shows(WHOLE, PLACE, QualityShow.COMPLETE)
    assert not shows(WHOLE, PLACE, QualityShow.INCOMPLETE)


def test_each_blank_is_one_gap_of_its_own() -> None:
    for name, gap in (
        ("has_basis", ListGap.NO_BASIS),
        ("has_limit", ListGap.NO_LIMIT),
        ("has_materials", ListGap.NO_MATERIALS),
        ("has_conditions", ListGap.NO_CONDITIONS),
        ("has_points", ListGap.NO_POINTS),
    ):
        assert gaps_of(replace(WHOLE, **{name: False}), PLACE) == (gap,)
    assert gaps_of(WHOLE, replace(PLACE, has_address=False)) == (ListGap.NO_ADDRESS,)
    assert gaps_of(WHOLE, replace(PLACE, has_phone=False)) == (ListGap.NO_PHONE,)


def test_an_item_may_name_its_own_address_and_telephone() -> None:
    unknown = replace(PLACE, has_address=False, has_phone=False)
    assert gaps_of(replace(WHOLE, has_address=True, has_phone=True), unknown) == ()


def test_where_nothing_is_decided_no_points_are_asked() -> None:
    for family in (Family.INSTANT, Family.FORWARDED):
        item = replace(WHOLE, family=family, has_points=False)
        assert gaps_of(item, PLACE) == ()
        assert not shows(item, PLACE, QualityShow.POINTED)
        assert not shows(item, PLACE, QualityShow.NOT_POINTED)


def test_the_place_sees_to_its_address_and_telephone_and_the_county_to_all_else() -> None:
    assert {gap for gap in ListGap if ACTS_ON[gap] is ActsOn.TOWNSHIP_HEAD} == {
        ListGap.NO_ADDRESS,
        ListGap.NO_PHONE,
    }


def test_without_a_list_nothing_is_known_and_nothing_is_added() -> None:
    unlisted = replace(PLACE, is_listed=False)
    assert count_lines([WHOLE], unlisted) is None
    assert count_lines([], PLACE) == QualityFigures(
        offered=0, guided=0, online=0, asks_points=0, pointed=0, complete=0
    )
    assert add_figures([None, count_lines([WHOLE], PLACE)]) == count_lines([WHOLE], PLACE)


@given(items=st.lists(ITEMS, max_size=12), place=PLACES)
def test_every_figure_is_as_many_lines_as_it_opens(items: list[ItemState], place: PlaceState) -> None:
    found = count_lines(items, place)
    assert found is not None

    def opened(chosen: QualityShow) -> int:
        return len([item for item in items if shows(item, place, chosen)])

    assert found.offered == opened(QualityShow.OFFERED) == len(items)
    assert found.guided == opened(QualityShow.GUIDED) == len(items) - opened(QualityShow.NOT_GUIDED)
    assert found.online == opened(QualityShow.ONLINE) == len(items) - opened(QualityShow.NOT_ONLINE)
    assert found.pointed == opened(QualityShow.POINTED)
    assert found.asks_points == found.pointed + opened(QualityShow.NOT_POINTED)
    assert found.complete == opened(QualityShow.COMPLETE) == len(items) - opened(QualityShow.INCOMPLETE)
    assert found.complete <= found.guided


@given(first=st.lists(ITEMS, max_size=6), second=st.lists(ITEMS, max_size=6), place=PLACES)
def test_the_county_is_the_sum_of_its_places(
    first: list[ItemState], second: list[ItemState], place: PlaceState
) -> None:
    both = add_figures([count_lines(first, place), count_lines(second, place)])
    assert both == count_lines([*first, *second], place)
