"""When something is due again, and when an age is reached."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from yimen.rules.due_lists import (
    AHEAD_DAYS,
    DueKind,
    add_months,
    again,
    at_age,
    birthday,
    born_before,
    done_before,
    last_listed,
)
from yimen.rules.items import ItemType, age_in_name

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


def test_a_year_later_is_the_same_day_or_the_months_last() -> None:
    assert add_months(date(2025, 3, 5), 12) == date(2026, 3, 5)
    assert add_months(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert add_months(date(2025, 8, 31), 6) == date(2026, 2, 28)
    assert add_months(date(2026, 1, 31), -1) == date(2025, 12, 31)


def test_the_list_says_why() -> None:
    due = again(date(2025, 12, 1), 12)
    assert (due.kind, due.date) == (DueKind.AGAIN, date(2026, 12, 1))
    assert due.why == "上次 2025年12月1日 办好，每 12 个月一次"
    old = at_age(date(1946, 8, 15), 80)
    assert (old.kind, old.date) == (DueKind.AGE, date(2026, 8, 15))
    assert old.why == "2026年8月15日 满 80 周岁"


def test_whoever_was_born_on_a_leap_day_turns_an_age_on_the_first_of_march() -> None:
    assert birthday(date(1944, 2, 29), 81) == date(2025, 3, 1)
    assert birthday(date(1944, 2, 29), 80) == date(2024, 2, 29)


@given(today=DAYS, months=st.integers(1, 60), back=st.integers(0, 2500))
def test_the_cut_in_the_database_is_the_days_of_the_rule(today: date, months: int, back: int) -> None:
    done = today - timedelta(days=back)
    if done <= done_before(today, months):
        assert again(done, months).date <= last_listed(today)
    elif done > done_before(today, months) + timedelta(days=3):  # months end on different days
        assert again(done, months).date > last_listed(today)


@given(today=DAYS, age=st.integers(60, 110), shift=st.integers(-400, 400))
def test_the_cut_of_an_age_is_the_birthday(today: date, age: int, shift: int) -> None:
    born = born_before(today, age) + timedelta(days=shift)
    listed = birthday(born, age) <= last_listed(today)
    assert listed == (born <= born_before(today, age))


def test_the_list_looks_two_months_ahead() -> None:
    assert last_listed(date(2026, 11, 16)) == date(2026, 11, 16) + timedelta(days=AHEAD_DAYS)


def test_an_age_is_taken_from_the_name_of_a_benefit_only() -> None:
    assert age_in_name("80周岁以上老年人高龄津贴发放", ItemType.BENEFIT) == 80
    assert age_in_name("80周岁以上老年人高龄津贴发放", ItemType.PUBLIC_SERVICE) is None
    assert age_in_name("16周岁以上未成年人救助", ItemType.BENEFIT) is None
    assert age_in_name("高龄津贴", ItemType.BENEFIT) is None
