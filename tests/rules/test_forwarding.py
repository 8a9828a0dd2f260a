"""Forwarded cases: the results of other systems, and the day on which we ask them."""

from datetime import date

import pytest

from yimen.rules.forwarding import (
    EXTERNAL_RESULT_CODES,
    WELL_ENDED,
    AskDayMissing,
    AskDayPast,
    AskDayUnreadable,
    ExternalResult,
    is_silent,
    read_ask_day,
)

TODAY = date(2026, 11, 16)


def test_each_result_has_its_own_code_of_the_exchange_table() -> None:
    assert set(EXTERNAL_RESULT_CODES) == set(ExternalResult)
    assert sorted(EXTERNAL_RESULT_CODES.values()) == list("0123456")
    assert {EXTERNAL_RESULT_CODES[each] for each in WELL_ENDED} == {"0", "6"}


def test_the_typed_day_wins_over_the_published_one() -> None:
    published = date(2026, 11, 19)
    assert read_ask_day("", today=TODAY, published=published) == published
    assert read_ask_day("2026-12-01", today=TODAY, published=published) == date(2026, 12, 1)
    assert read_ask_day(" 2026-11-16 ", today=TODAY, published=None) == TODAY


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("", AskDayMissing),
        ("明天", AskDayUnreadable),
        ("2026-02-30", AskDayUnreadable),
        ("2026-11-15", AskDayPast),
    ],
)
def test_a_day_that_cannot_be_is_refused_by_its_field(typed: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal) as refused:
        read_ask_day(typed, today=TODAY, published=None)
    assert refused.value.field == "ask_on"


def test_a_department_is_silent_from_the_day_after() -> None:
    assert not is_silent(ask_on=TODAY, today=TODAY)
    assert is_silent(ask_on=date(2026, 11, 15), today=TODAY)
    assert not is_silent(ask_on=None, today=TODAY)
