"""Steps, ranks and trends: what nobody knows is no figure, and equals stand together."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from yimen.rules.indicators import indicator_named
from yimen.rules.map_marks import (
    DARKEST,
    Ranked,
    Reading,
    nice_top,
    ranked,
    reading_of,
    step_words,
    steps_of,
    trend_line,
)

COUNTS = st.dictionaries(st.text("abcdef", min_size=1), st.none() | st.integers(min_value=0, max_value=10**6))


def test_a_rate_has_fixed_steps_and_only_all_of_it_is_the_lightest() -> None:
    told = {"a": "100", "b": "99.9", "c": "90", "d": "89.9", "e": "79.9", "f": "59.9", "g": "0"}
    steps = steps_of({unit: Decimal(value) for unit, value in told.items()}, is_rate=True)
    assert steps == {"a": 0, "b": 1, "c": 1, "d": 2, "e": 3, "f": 4, "g": 4}


def test_a_count_has_steps_by_its_share_of_the_largest() -> None:
    assert steps_of({"a": 130, "b": 33, "c": 32, "d": 0, "e": None}, is_rate=False) == {
        "a": 4,
        "b": 2,
        "c": 1,
        "d": 0,
        "e": None,
    }
    assert steps_of({"a": 0, "b": None}, is_rate=False) == {"a": 0, "b": None}
    assert step_words(is_rate=False, largest=130) == ("0", "1–32", "33–65", "66–97", "98–130")
    assert step_words(is_rate=False, largest=2) == ("0", "", "1", "", "2")
    assert step_words(is_rate=False, largest=0) == ("0", "", "", "", "")


@given(COUNTS)
def test_every_count_lies_in_the_span_that_its_step_names(values: dict[str, int | None]) -> None:
    largest = max((value for value in values.values() if value is not None), default=0)
    words = step_words(is_rate=False, largest=largest)
    for unit, step in steps_of(values, is_rate=False).items():
        value = values[unit]
        assert (step is None) is (value is None)
        if step is not None and value is not None:
            low, _, high = words[step].partition("–")
            assert int(low) <= value <= int(high or low)


def test_equals_share_a_rank_and_unknown_has_none() -> None:
    values = {"a": 7, "b": 9, "c": 7, "d": None, "e": 1}
    assert ranked(values, Reading.HOW_MUCH) == (
        Ranked(unit="b", rank=1),
        Ranked(unit="a", rank=2),
        Ranked(unit="c", rank=2),
        Ranked(unit="e", rank=4),
        Ranked(unit="d", rank=None),
    )
    assert [each.unit for each in ranked(values, Reading.LESS_IS_BETTER)] == ["e", "a", "c", "b", "d"]


@given(COUNTS)
def test_everybody_is_ranked_once_and_a_better_figure_never_below(values: dict[str, int | None]) -> None:
    found = ranked(values, Reading.MORE_IS_BETTER)
    assert sorted(each.unit for each in found) == sorted(values)
    by_unit = {each.unit: each.rank for each in found}
    for unit, value in values.items():
        if value is not None:
            assert by_unit[unit] == 1 + sum(other is not None and other > value for other in values.values())


def test_which_way_is_good_is_said_of_rates_and_of_what_one_wants_little_of() -> None:
    assert reading_of(indicator_named("coverage")) is Reading.MORE_IS_BETTER
    assert reading_of(indicator_named("cases_late")) is Reading.LESS_IS_BETTER
    assert reading_of(indicator_named("cases_received")) is Reading.HOW_MUCH


def test_a_month_that_nobody_knows_is_a_gap_in_the_line() -> None:
    line = trend_line([Decimal("50.0"), None, 100, 0], width=300, height=100, is_rate=True)
    assert line.parts == (((0, 50),), ((200, 0), (300, 100)))
    assert line.points[1] is None
    assert trend_line([None, None], width=300, height=100, is_rate=False).parts == ()


@given(st.integers(min_value=0, max_value=10**9))
def test_an_axis_reaches_the_largest_and_not_much_beyond(largest: int) -> None:
    top = nice_top(largest)
    assert max(largest, 4) <= top <= max(10, largest * 5 // 2)
    assert DARKEST == 4
