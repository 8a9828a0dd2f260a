"""The clocks of one case: which date binds, its light, the words, the share of a step."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yimen.rules.calendar import CalendarDay, DayKind, build_calendar
from yimen.rules.case_clocks import (
    ASKING,
    DECIDING,
    DELIVERING,
    TELLING,
    WARN_WORKDAYS,
    binding_due,
    last_day,
    last_warned_day,
    late_step_in_words,
    left_in_words,
    light_of,
    review_limit,
)
from yimen.rules.cases import ENDS, CaseState
from yimen.rules.deadlines import DueLight, Limit, Unit, due, due_light

# National Day 2026 as the notice has it.
_FREE = [date(2026, 10, day) for day in range(1, 8)]
CALENDAR = build_calendar(
    [
        *(CalendarDay(date=day, kind=DayKind.HOLIDAY, festival="国庆节") for day in _FREE),
        CalendarDay(date=date(2026, 10, 10), kind=DayKind.WORKDAY, festival="国庆节"),
    ]
)
_DAYS = st.dates(date(2026, 8, 1), date(2026, 11, 30))
_AT = {
    "notice_due_at": datetime(2026, 11, 23, 16, 0, tzinfo=UTC),
    "promised": date(2026, 11, 25),
    "statutory": date(2026, 12, 14),
    "delivery": date(2026, 12, 1),
    "step": date(2026, 11, 19),
}


def test_each_state_is_bound_by_its_own_date() -> None:
    bound = {state: binding_due(state=state, **_AT) for state in CaseState}
    for state in TELLING:
        assert bound[state] == date(2026, 11, 23)
    for state in DECIDING:
        assert bound[state] == date(2026, 11, 25)
    for state in DELIVERING:
        assert bound[state] == date(2026, 12, 1)
    for state in ASKING:
        assert bound[state] == date(2026, 11, 19)
    assert all(bound[state] is None for state in (*ENDS, CaseState.DELIVERED))
    bound_states = {*TELLING, *DECIDING, *DELIVERING, *ASKING}
    assert bound_states == {*CaseState} - {*ENDS, CaseState.DELIVERED, CaseState.CORRECTING}


def test_while_a_correction_is_awaited_nothing_runs() -> None:
    assert binding_due(state=CaseState.CORRECTING, **_AT) is None


def test_the_end_of_a_day_is_still_that_day() -> None:
    assert last_day(datetime(2026, 11, 23, 16, 0, tzinfo=UTC)) == date(2026, 11, 23)
    assert last_day(datetime(2026, 11, 23, 9, 30, tzinfo=UTC)) == date(2026, 11, 23)
    assert last_day(None) is None


@given(today=_DAYS, ahead=st.integers(-20, 40))
def test_the_light_agrees_with_the_rule_of_deadlines(today: date, ahead: int) -> None:
    day = CALENDAR.roll_forward(today + timedelta(days=ahead)).date
    expected = due_light(
        promised=day, statutory=None, today=today, calendar=CALENDAR, warn_workdays=WARN_WORKDAYS
    )
    assert light_of(day, today, CALENDAR) is expected
    is_amber = today <= day <= last_warned_day(today, CALENDAR)
    assert is_amber is (expected is DueLight.AMBER)


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 9, 29), "还有 2 个工作日"),
        (date(2026, 9, 30), "还有 1 个工作日"),
        (date(2026, 10, 3), "还有 1 个工作日"),
        (date(2026, 10, 8), "今天到期"),
        (date(2026, 10, 10), "已超期 2 个工作日"),
    ],
)
def test_what_is_left_is_said_in_workdays_across_national_day(today: date, words: str) -> None:
    assert left_in_words(date(2026, 10, 8), today, CALENDAR) == words


def test_no_date_is_said_as_such() -> None:
    assert left_in_words(None, date(2026, 10, 1), CALENDAR) == "未定时限"
    assert light_of(None, date(2026, 10, 1), CALENDAR) is DueLight.NONE


def test_late_on_a_rest_day_has_no_count_yet() -> None:
    assert left_in_words(date(2026, 9, 30), date(2026, 10, 2), CALENDAR) == "已超期"


@given(amount=st.integers(1, 200), unit=st.sampled_from([Unit.WORKDAYS, Unit.NATURAL_DAYS]), on=_DAYS)
def test_the_step_never_ends_after_the_whole(amount: int, unit: Unit, on: date) -> None:
    limit = Limit(amount=amount, unit=unit)
    part = review_limit(limit)
    assert part is not None
    whole = due(accepted_on=on, limit=limit, calendar=CALENDAR).date
    step = due(accepted_on=on, limit=part, calendar=CALENDAR).date
    assert whole is not None
    assert step is not None
    assert step <= whole


def test_an_unpublished_or_instant_limit_has_no_share() -> None:
    instant = Limit(amount=0, unit=Unit.INSTANT)
    assert review_limit(None) is None
    assert review_limit(instant) is instant


@pytest.mark.parametrize(
    ("state", "step", "due", "words"),
    [
        (CaseState.REVIEWING, "2026-11-12", "2026-11-20", "环节超期 2 个工作日"),
        (CaseState.REVIEWING, "2026-11-16", "2026-11-20", ""),
        (CaseState.REVIEWING, "2026-11-12", "2026-11-13", ""),
        (CaseState.SUSPENDED, "2026-11-13", None, "环节超期 1 个工作日"),
        (CaseState.REVIEWING, None, "2026-11-20", ""),
        (CaseState.GRANTED, "2026-11-12", "2026-11-20", ""),
    ],
)
def test_a_late_step_is_said_while_the_whole_is_in_time(
    state: CaseState, step: str | None, due: str | None, words: str
) -> None:
    found = late_step_in_words(
        state=state,
        step=date.fromisoformat(step) if step else None,
        due=date.fromisoformat(due) if due else None,
        today=date(2026, 11, 16),
        calendar=CALENDAR,
    )
    assert found == words
