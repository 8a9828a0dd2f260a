"""The work calendar: which days count, across years, at the edge of what is published, at speed."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.day_by_day import ONE, is_open, works
from tests.rules.seeds import calendar_days, day, work_calendar
from yimen.rules.calendar import (
    BEIJING,
    CalendarDay,
    CannotReadCalendar,
    DayKind,
    beijing_date,
    build_calendar,
    parse_calendar,
    spoken_date,
)

DATES = st.dates(min_value=dt.date(2017, 1, 1), max_value=dt.date(2030, 12, 31))


@given(DATES)
def test_every_day_works_or_rests_as_the_notices_say(date: dt.date) -> None:
    assert work_calendar().is_workday(date) is works(date)


@given(DATES, st.integers(min_value=0, max_value=90))
def test_adding_workdays_agrees_with_walking(date: dt.date, n: int) -> None:
    walked, left, seen_open = date, n, False
    while left:
        walked += ONE
        left -= works(walked)
        seen_open = seen_open or is_open(walked)
    found = work_calendar().add_workdays(date, n)
    assert (found.date, found.provisional) == (walked, seen_open)


@given(DATES, st.integers(min_value=1, max_value=200))
def test_counting_undoes_adding(date: dt.date, n: int) -> None:
    calendar = work_calendar()
    assert calendar.count_workdays(date, calendar.add_workdays(date, n).date) == n


@given(DATES, DATES, DATES)
def test_counts_add_up(one: dt.date, two: dt.date, three: dt.date) -> None:
    first, middle, last = sorted((one, two, three))
    count = work_calendar().count_workdays
    assert count(first, last) == count(first, middle) + count(middle, last)
    assert count(last, first) == 0


@given(DATES)
def test_the_next_and_the_previous_workday_are_the_nearest(date: dt.date) -> None:
    calendar = work_calendar()
    following, preceding = calendar.next_workday(date), calendar.previous_workday(date)
    assert preceding < date < following
    assert works(following)
    assert works(preceding)
    between = [preceding + days * ONE for days in range(1, (following - preceding).days)]
    assert [each for each in between if works(each)] == ([date] if works(date) else [])


@given(DATES)
def test_rolling_forward_keeps_a_workday_and_moves_a_rest_day(date: dt.date) -> None:
    rolled = work_calendar().roll_forward(date)
    assert rolled.date == (date if works(date) else work_calendar().next_workday(date))
    asked = [date + days * ONE for days in range((rolled.date - date).days + 1)]
    assert rolled.provisional is any(is_open(each) for each in asked)


def test_a_make_up_weekend_is_worked_and_a_bridge_day_is_free() -> None:
    calendar = work_calendar()
    assert calendar.is_workday(day("2026-10-10"))
    assert not calendar.is_workday(day("2026-10-07"))
    worked = [
        each.date.isoformat()
        for each in calendar.days
        if each.kind is DayKind.WORKDAY and each.date.year == 2026
    ]
    assert worked == ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"]


def test_years_are_published_by_their_own_national_day() -> None:
    assert work_calendar().published_years == frozenset(range(2019, 2027))
    stray = CalendarDay(date=day("2026-12-31"), kind=DayKind.HOLIDAY, festival="元旦")
    calendar = build_calendar([stray])
    assert calendar.published_years == frozenset()
    assert not calendar.is_workday(day("2026-12-31"))
    assert calendar.add_workdays(day("2026-03-02"), 1).provisional


def test_a_year_without_notice_is_a_plain_week_and_provisional() -> None:
    found = work_calendar().add_workdays(day("2027-09-30"), 3)
    assert (found.date, found.provisional) == (day("2027-10-05"), True)


def test_the_last_week_of_the_last_published_year_is_provisional() -> None:
    calendar = work_calendar()
    assert not calendar.add_workdays(day("2026-12-23"), 1).provisional
    assert calendar.add_workdays(day("2026-12-24"), 1).provisional
    assert not calendar.add_workdays(day("2025-12-24"), 1).provisional


def test_the_first_day_of_what_is_published_is_settled_and_the_day_before_is_not() -> None:
    calendar = work_calendar()
    assert calendar.is_settled(day("2018-12-31"), day("2019-01-02"))
    assert not calendar.is_settled(day("2018-12-30"), day("2019-01-02"))
    assert calendar.is_settled(day("2030-01-02"), day("2030-01-02"))


def test_national_day_alone_publishes_a_year_and_the_day_after_alone_does_not() -> None:
    for date, published in (("2030-10-01", {2030}), ("2030-10-02", set())):
        calendar = build_calendar([CalendarDay(date=day(date), kind=DayKind.HOLIDAY, festival="国庆节")])
        assert calendar.published_years == published


def test_a_gap_between_published_years_is_provisional() -> None:
    days = [each for each in calendar_days() if each.date.year != 2023]
    calendar = build_calendar(days)
    assert calendar.add_workdays(day("2023-06-01"), 5).provisional
    assert not calendar.add_workdays(day("2024-06-03"), 5).provisional


def test_a_local_order_wins_over_the_notice() -> None:
    flood = CalendarDay(date=day("2026-08-03"), kind=DayKind.HOLIDAY, festival="防汛停工")
    calendar = build_calendar(calendar_days(), local=[flood])
    assert not calendar.is_workday(day("2026-08-03"))
    assert calendar.find_day(day("2026-08-03")) == flood
    assert calendar.published_years == work_calendar().published_years


def test_an_empty_calendar_still_answers() -> None:
    calendar = build_calendar([])
    assert calendar.add_workdays(day("2026-03-06"), 1).date == day("2026-03-09")
    assert calendar.find_day(day("2026-03-06")) is None


def test_nothing_is_counted_backwards() -> None:
    with pytest.raises(ValueError, match="backwards"):
        work_calendar().add_workdays(day("2026-03-06"), -1)


@pytest.mark.parametrize(
    ("row", "line", "word"),
    [
        ({"date": "2026-13-01", "kind": "holiday", "festival": ""}, 3, "2026-13-01"),
        ({"date": "", "kind": "holiday", "festival": ""}, 3, "日期"),
        ({"date": "2026-10-02", "kind": "feast", "festival": ""}, 3, "FEAST"),
        ({"date": "2026-10-01", "kind": "holiday", "festival": ""}, 3, "两次"),
        ({"kind": "holiday"}, 3, "日期"),
    ],
)
def test_a_bad_row_is_named_by_its_line(row: dict[str, str], line: int, word: str) -> None:
    rows = [{"date": "2026-10-01", "kind": "holiday", "festival": "国庆节"}, row]
    with pytest.raises(CannotReadCalendar) as refused:
        parse_calendar(rows)
    assert f"第 {line} 行" in refused.value.sentence()
    assert word in refused.value.sentence()


def test_dates_are_beijing_dates() -> None:
    assert beijing_date(dt.datetime(2026, 9, 18, 15, 59, tzinfo=dt.UTC)) == day("2026-09-18")
    assert beijing_date(dt.datetime(2026, 9, 18, 16, 0, tzinfo=dt.UTC)) == day("2026-09-19")
    assert beijing_date(dt.datetime(2026, 9, 18, 0, 0, tzinfo=BEIJING)) == day("2026-09-18")
    with pytest.raises(ValueError, match="time zone"):
        beijing_date(dt.datetime(2026, 9, 18))


def test_a_date_is_spoken_with_its_weekday() -> None:
    assert spoken_date(day("2026-09-18")) == "2026年9月18日(周五)"
