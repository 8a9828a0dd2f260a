"""When a report is due, what may happen to it, who is reminded, and rates that nothing caps."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yimen.rules.calendar import CalendarDay, DayKind, build_calendar
from yimen.rules.reports import (
    MOVES,
    WRITABLE,
    DayNotBeforeCounty,
    ExceptionTooLong,
    MonthLocked,
    MonthNotOver,
    NotLocked,
    Rate,
    ReportAct,
    ReportKind,
    ReportStandsElsewhere,
    ReportState,
    Timeliness,
    check_exception,
    check_open,
    check_township_day,
    county_days,
    kind_of,
    month_after,
    month_before,
    move,
    reminder_for,
    timeliness,
    timely,
    township_days,
)

DAYS = st.dates(date(2020, 4, 24), date(2032, 12, 31))
_NATIONAL = CalendarDay(date=date(2020, 10, 1), kind=DayKind.HOLIDAY, festival="国庆节")


def test_townships_put_on_record_counties_send_and_villages_and_cities_report_nothing() -> None:
    assert kind_of("130921100000") is ReportKind.FOR_RECORD
    assert kind_of("130921000000") is ReportKind.SUBMISSION
    assert kind_of("130921100201") is None
    assert kind_of("130900000000") is None


def test_the_eighteenth_stays_the_eighteenth_also_on_a_saturday() -> None:
    days = county_days(date(2020, 6, 1), 18)
    assert (days.opens_on, days.due_on, days.locks_on) == (
        date(2020, 7, 1),
        date(2020, 7, 18),
        date(2020, 7, 31),
    )
    assert days.due_on.weekday() == 5


def test_december_is_reported_in_january() -> None:
    assert county_days(date(2026, 12, 1), 18).due_on == date(2027, 1, 18)
    assert month_before(date(2027, 1, 1)) == date(2026, 12, 1)


@given(DAYS, st.integers(1, 28), st.integers(1, 28) | st.none())
def test_a_township_is_never_due_after_its_county(day: date, report_day: int, own: int | None) -> None:
    month = day.replace(day=1)
    township, county = township_days(month, report_day, own), county_days(month, report_day)
    assert county.opens_on <= township.due_on <= county.due_on <= county.locks_on
    assert month_before(county.opens_on) == month
    assert month_after(month) == county.opens_on


@pytest.mark.parametrize("day", [None, 0, 19, 31])
def test_a_day_after_the_county_s_own_is_no_day_for_townships(day: int | None) -> None:
    with pytest.raises(DayNotBeforeCounty):
        check_township_day(day, 18)


def test_the_day_ends_at_midnight_in_beijing() -> None:
    due = date(2026, 11, 18)
    last = datetime(2026, 11, 18, 15, 59, tzinfo=UTC)
    assert timeliness(last, due, last) is Timeliness.IN_TIME
    assert timeliness(last + timedelta(minutes=1), due, last) is Timeliness.LATE
    assert timeliness(None, due, last) is Timeliness.AHEAD
    assert timeliness(None, due, last + timedelta(minutes=1)) is Timeliness.MISSING


def test_what_is_not_in_the_table_is_refused() -> None:
    for act, moves in MOVES.items():
        for state in ReportState:
            if state in moves:
                assert move(state, act) is moves[state]
            else:
                with pytest.raises(ReportStandsElsewhere):
                    move(state, act)


def test_a_frozen_report_moves_by_restating_only_and_only_an_open_one_is_written() -> None:
    assert [act for act in ReportAct if ReportState.FROZEN in MOVES[act]] == [ReportAct.RESTATE]
    assert set(MOVES[ReportAct.ANSWER]) == WRITABLE


def test_a_running_month_is_not_filed_and_a_locked_one_only_by_an_exception() -> None:
    month, days = date(2026, 10, 1), county_days(date(2026, 10, 1), 18)
    with pytest.raises(MonthNotOver):
        check_open(month, days, today=date(2026, 10, 31), exception_until=None)
    check_open(month, days, today=date(2026, 11, 30), exception_until=None)
    with pytest.raises(MonthLocked):
        check_open(month, days, today=date(2026, 12, 1), exception_until=None)
    check_open(month, days, today=date(2026, 12, 1), exception_until=date(2026, 12, 1))
    with pytest.raises(MonthLocked):
        check_open(month, days, today=date(2026, 12, 2), exception_until=date(2026, 12, 1))


def test_an_exception_is_for_ten_days_after_the_lock() -> None:
    today, locks = date(2026, 12, 3), date(2026, 11, 30)
    assert check_exception(date(2026, 12, 13), today=today, locks_on=locks) == date(2026, 12, 13)
    for until in (None, date(2026, 12, 2), date(2026, 12, 14)):
        with pytest.raises(ExceptionTooLong):
            check_exception(until, today=today, locks_on=locks)
    with pytest.raises(NotLocked):
        check_exception(date(2026, 12, 1), today=locks, locks_on=locks)


def test_before_saturday_the_eighteenth_people_are_reminded_on_friday() -> None:
    calendar, due = build_calendar([_NATIONAL]), date(2020, 7, 18)
    told: list[int] = []
    days = {}
    for at in range(20):
        today = date(2020, 7, 1) + timedelta(days=at)
        before = reminder_for(calendar, due, today, told)
        if before is not None:
            told.append(before)
            days[before] = today
    assert days == {5: date(2020, 7, 13), 1: date(2020, 7, 17)}


@given(DAYS, st.integers(1, 28), st.lists(st.integers(0, 30), max_size=12))
def test_nobody_is_reminded_twice_or_after_the_day(month: date, day: int, runs: list[int]) -> None:
    due = county_days(month.replace(day=1), day).due_on
    calendar, told = build_calendar([_NATIONAL]), []
    for back in sorted(runs, reverse=True):
        before = reminder_for(calendar, due, due - timedelta(days=back), told)
        if before is not None:
            told.append(before)
    assert len(told) == len(set(told)) <= 2
    assert reminder_for(calendar, due, due + timedelta(days=1), []) is None


def test_rates_are_told_as_they_are() -> None:
    assert Rate(part=17, whole=19).words == "17/19，89.5%"
    assert Rate(part=20, whole=19).words == "20/19，105.3%"
    assert Rate(part=0, whole=0).percent is None
    counted = timely([Timeliness.IN_TIME, Timeliness.LATE, Timeliness.MISSING, Timeliness.AHEAD])
    assert (counted.part, counted.whole) == (1, 3)
