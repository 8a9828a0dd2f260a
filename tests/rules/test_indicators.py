"""Months, shares, histories and the catalogue of indicators."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from yimen.rules.indicator_kinds import rate_of, share
from yimen.rules.indicator_measures import (
    AT,
    MEASURES,
    MEASURES_OF,
    OF_TOWNSHIPS,
    STOCKS,
    Source,
    add_histories,
    at_month,
    history_of,
    put_together,
)
from yimen.rules.indicators import (
    INDICATORS,
    Figure,
    MonthToCome,
    MonthUnreadable,
    Sort,
    combine,
    count_figure,
    formula_of,
    last_months,
    month_label,
    months_before,
    next_month,
    rate_figure,
    read_month,
)

NOW = datetime(2026, 11, 28, 1, 0, tzinfo=UTC)
MONTHS = last_months(date(2026, 11, 1), 4)
changes = some.lists(
    some.tuples(some.sampled_from(MONTHS), some.sampled_from(MEASURES), some.integers(-3, 3)), max_size=30
)


def test_months_are_read_and_told() -> None:
    assert read_month("", now=NOW) == date(2026, 11, 1)
    assert read_month(" 2025-02 ", now=NOW) == date(2025, 2, 1)
    assert month_label(date(2026, 11, 1)) == "2026年11月"
    assert (next_month(date(2026, 12, 1)), months_before(date(2026, 1, 1), 1)) == (
        date(2027, 1, 1),
        date(2025, 12, 1),
    )
    with pytest.raises(MonthUnreadable):
        read_month("2026年11月", now=NOW)
    with pytest.raises(MonthToCome, match="2026年12月还没有到"):
        read_month("2026-12", now=NOW)


def test_the_month_turns_at_midnight_in_beijing() -> None:
    assert read_month("", now=datetime(2026, 11, 30, 16, 0, tzinfo=UTC)) == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("above", "below", "told"),
    [(1, 3, "33.3"), (2, 3, "66.7"), (1, 8, "12.5"), (9999, 10000, "99.9"), (1, 10000, "0.1"), (0, 5, "0")],
)
def test_a_share_has_one_decimal_and_is_whole_only_when_it_is(above: int, below: int, told: str) -> None:
    assert share(above, below) == Decimal(told)
    assert rate_of(above, below, below, below) == rate_figure(
        count_figure(above, below, below), Figure(below)
    )


def test_unknown_is_never_zero() -> None:
    assert count_figure(0, 5, 0) == Figure(None, None, 5, 5)
    assert count_figure(0, 5, 2) == Figure(0, None, 5, 3)
    assert rate_of(0, 5, 0, 5).is_unknown
    assert rate_of(0, 0, 0, 0) == Figure(None, None, 0, 0)
    assert not rate_of(0, 0, 0, 0).is_unknown
    assert combine([Figure(None, None, 2, 2), Figure(3, None, 4, 1)]) == Figure(3, None, 6, 3)
    assert combine([]) == Figure(None)


@given(changes)
def test_stocks_run_on_and_flows_are_of_their_month(told: list[tuple[date, str, int]]) -> None:
    history = history_of(told)
    for month in MONTHS:
        vector = at_month(history, month)
        for measure in MEASURES:
            mine = sum(
                change
                for at, name, change in told
                if name == measure and (at <= month if measure in STOCKS else at == month)
            )
            assert vector[AT[measure]] == mine


@given(some.lists(changes, max_size=4))
def test_a_sum_is_the_sum_in_every_month(parts: list[list[tuple[date, str, int]]]) -> None:
    histories = [history_of(told) for told in parts]
    whole = add_histories(histories)
    for month in MONTHS:
        vectors = [at_month(history, month) for history in histories]
        assert list(at_month(whole, month)) == [sum(each) for each in zip(*vectors, strict=True)] or (
            not vectors and not any(at_month(whole, month))
        )


@given(changes, changes, some.sets(some.sampled_from(Source)))
def test_what_is_counted_anew_leaves_the_other_sources(
    old: list[tuple[date, str, int]], new: list[tuple[date, str, int]], sources: set[Source]
) -> None:
    mine = {name for source in sources for name in MEASURES_OF[source]}
    fresh = history_of(each for each in new if each[1] in mine)
    made = put_together(history_of(old), fresh, sources)
    for month in MONTHS:
        expected = [
            at_month(fresh if name in mine else history_of(old), month)[AT[name]] for name in MEASURES
        ]
        assert list(at_month(made, month)) == expected


def test_every_indicator_says_what_it_counts() -> None:
    for indicator in INDICATORS.values():
        assert indicator.name
        assert formula_of(indicator)
        assert "{" not in formula_of(indicator)
        if indicator.sort is Sort.RATE:
            assert not indicator.is_additive
            assert {indicator.numerator, indicator.denominator} <= set(INDICATORS)
            continue
        assert indicator.counts
        assert indicator.opens
        sorts = {measure in STOCKS for measure in indicator.counts}
        assert sorts == {indicator.sort is Sort.STOCK}


def test_every_measure_has_one_source_and_one_kind_of_leaf() -> None:
    assert sorted(name for names in MEASURES_OF.values() for name in names) == sorted(MEASURES)
    assert set(MEASURES) >= OF_TOWNSHIPS


def test_a_rate_always_shows_its_decimal() -> None:
    assert [str(share(above, 25)) for above in (0, 21, 25)] == ["0.0", "84.0", "100.0"]


def test_each_group_stands_together() -> None:
    groups = [each.group for each in INDICATORS.values()]
    assert [name for at, name in enumerate(groups) if not at or groups[at - 1] != name] == list(
        dict.fromkeys(groups)
    )
