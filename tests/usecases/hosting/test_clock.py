"""The time of the house: the real one, in a demo moved forward."""

from datetime import datetime, timedelta

import pytest

from yimen.rules.calendar import BEIJING
from yimen.usecases.hosting.clock import (
    CannotMoveClock,
    begin_demo_clock,
    house_time,
    is_clock_moved,
    move_demo_clock,
    move_demo_clock_to_next_workday,
)

REAL = datetime(2026, 11, 27, 15, 30, tzinfo=BEIJING)
SEPTEMBER = datetime(2026, 9, 30, 9, 0, tzinfo=BEIJING)


def test_without_a_moved_clock_it_is_the_real_time() -> None:
    assert house_time(REAL) == REAL
    assert not is_clock_moved()


def test_it_begins_once_and_runs_on_with_the_real_time() -> None:
    assert begin_demo_clock(SEPTEMBER, REAL)
    assert house_time(REAL + timedelta(minutes=5)) == SEPTEMBER + timedelta(minutes=5)
    assert not begin_demo_clock(REAL, REAL), "a restart goes on from where it was"
    assert house_time(REAL) == SEPTEMBER


def test_it_moves_by_days_at_the_same_hour() -> None:
    begin_demo_clock(SEPTEMBER, REAL)
    assert move_demo_clock(REAL, days=3) == SEPTEMBER + timedelta(days=3)
    assert house_time(REAL) == SEPTEMBER + timedelta(days=3)
    assert is_clock_moved()


def test_the_next_workday_lies_behind_the_holiday(db: None) -> None:
    begin_demo_clock(SEPTEMBER, REAL)
    assert move_demo_clock_to_next_workday(REAL) == datetime(2026, 10, 8, 9, 0, tzinfo=BEIJING)
    move_demo_clock_to_next_workday(REAL)
    made_up = move_demo_clock_to_next_workday(REAL)
    assert made_up == datetime(2026, 10, 10, 9, 0, tzinfo=BEIJING), "a Saturday that is worked"


@pytest.mark.parametrize("days", [None, 0, 401])
def test_it_never_goes_back(days: int | None) -> None:
    with pytest.raises(CannotMoveClock):
        move_demo_clock(REAL, days=days)
    assert house_time(REAL) == REAL
