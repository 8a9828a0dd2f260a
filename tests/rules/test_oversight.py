"""Both limits of oversight against a count day by day, and what typed rules and checks must say."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.seeds import day, work_calendar
from yimen.rules.oversight import (
    CHECK_RESULT_LABELS,
    MOST_AT_ONCE,
    MOST_CHECK_WORKDAYS,
    MOST_HANDOVER_WORKDAYS,
    OPEN_OVERSIGHT,
    OVERSIGHT_STATE_LABELS,
    PILE_STATES,
    CheckResult,
    OversightMovedOn,
    OversightPile,
    OversightState,
    TooManyChosen,
    acknowledge_due,
    acknowledge_dues,
    check_chosen,
    check_first_check,
    check_state,
    check_terms,
    first_check_due,
    is_due,
)

CALENDAR = work_calendar()
DAYS = st.dates(min_value=dt.date(2019, 1, 1), max_value=dt.date(2028, 12, 31))
ONE_DAY = dt.timedelta(days=1)


def _counted(start: dt.date, workdays: int) -> dt.date:
    """The n-th workday after a day, by walking."""
    at = start
    while workdays:
        at += ONE_DAY
        workdays -= CALENDAR.is_workday(at)
    return at


@given(start=DAYS, workdays=st.integers(1, MOST_HANDOVER_WORKDAYS))
def test_the_hand_over_is_due_on_the_nth_workday_after_it_on_any_day(start: dt.date, workdays: int) -> None:
    assert acknowledge_due(start, workdays, CALENDAR).date == _counted(start, workdays)
    assert acknowledge_dues(start, CALENDAR)[workdays - 1] == _counted(start, workdays)


@given(start=DAYS, workdays=st.integers(1, MOST_CHECK_WORKDAYS))
def test_the_first_check_is_due_on_the_nth_workday_after_the_confirmation(
    start: dt.date, workdays: int
) -> None:
    due = first_check_due(start, workdays, CALENDAR)
    assert due.date == _counted(start, workdays)
    assert CALENDAR.is_workday(due.date)
    assert due.provisional is not CALENDAR.is_settled(start, due.date)


def test_holidays_and_make_up_days_count_as_they_are_worked() -> None:
    # granted on the last workday before the National Day holiday of 2025, 1 to 8 October off
    assert acknowledge_due(day("2025-09-30"), 3, CALENDAR).date == day("2025-10-11")


def test_every_state_lies_in_one_pile_of_its_own_and_late_is_what_is_open() -> None:
    alone = {p: s for p, s in PILE_STATES.items() if p not in {OversightPile.ALL, OversightPile.LATE}}
    assert sorted(state for states in alone.values() for state in states) == sorted(OversightState)
    assert PILE_STATES[OversightPile.LATE] == OPEN_OVERSIGHT
    assert {state for state in OversightState if is_due(state)} == OPEN_OVERSIGHT


def test_an_act_out_of_turn_says_where_the_decision_is_now() -> None:
    with pytest.raises(OversightMovedOn) as refused:
        check_state(OversightState.CHECKED, OversightState.HANDED_OVER, "退回", number="1309")
    assert OVERSIGHT_STATE_LABELS[OversightState.CHECKED] in refused.value.sentence()


def test_no_more_than_two_hundred_at_once() -> None:
    check_chosen(MOST_AT_ONCE, field="items")
    with pytest.raises(TooManyChosen):
        check_chosen(MOST_AT_ONCE + 1, field="items")


def test_terms_are_taken_as_numbers_and_clean_words() -> None:
    terms = check_terms(
        handover_workdays=" 3 ", check_workdays="250", points="  地点 \n\n\n株数 ", basis=" 某办法 "
    )
    assert (terms.handover_workdays, terms.check_workdays) == (3, 250)
    assert (terms.points, terms.basis) == ("地点\n\n株数", "某办法")


@pytest.mark.parametrize("result", list(CheckResult))
def test_only_a_result_with_problems_wants_words(result: CheckResult) -> None:
    words = "多伐 1 株。" if "发现问题，" in CHECK_RESULT_LABELS[result] else ""
    check = check_first_check(
        checked_on=day("2026-11-20"),
        checkers=("甲", ""),
        result=result.value,
        problems=words,
        handling=words,
        decided_on=day("2026-11-20"),
        today=day("2026-11-20"),
    )
    assert (check.result, check.checkers, check.problems) == (result, ("甲",), words)
