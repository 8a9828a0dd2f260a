"""The light beside a case."""

import pytest

from tests.rules.seeds import day, work_calendar
from yimen.rules.due_lights import DueLight, due_light

PROMISED, STATUTORY = day("2026-03-11"), day("2026-03-30")


def light(today: str, **more: object) -> DueLight:
    facts = {"promised": PROMISED, "statutory": STATUTORY, "accepted_on": None, **more}
    return due_light(today=day(today), calendar=work_calendar(), **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2026-03-09", DueLight.GREEN),
        ("2026-03-10", DueLight.AMBER),
        ("2026-03-11", DueLight.AMBER),
        ("2026-03-12", DueLight.RED),
    ],
)
def test_the_light_turns_amber_a_workday_before_and_red_the_day_after(today: str, expected: DueLight) -> None:
    assert light(today) is expected


def test_the_earlier_of_the_two_dates_binds() -> None:
    assert light("2026-03-12", promised=None) is DueLight.GREEN
    assert light("2026-03-12", promised=STATUTORY, statutory=PROMISED) is DueLight.RED


def test_a_weekend_before_the_due_day_does_not_hide_that_one_workday_is_left() -> None:
    assert light("2026-03-06", promised=day("2026-03-09")) is DueLight.AMBER


def test_a_share_of_the_whole_limit_warns_earlier_when_the_start_is_known() -> None:
    assert light("2026-03-24", promised=None) is DueLight.GREEN
    assert light("2026-03-24", promised=None, accepted_on=day("2026-03-02")) is DueLight.AMBER
    assert light("2026-03-23", promised=None, accepted_on=day("2026-03-02")) is DueLight.GREEN


def test_by_default_a_fifth_of_the_limit_warns_and_not_more() -> None:
    hundred = work_calendar().add_workdays(day("2026-03-02"), 100).date
    for passed, expected in ((79, DueLight.GREEN), (80, DueLight.AMBER)):
        today = work_calendar().add_workdays(day("2026-03-02"), passed).date
        found = light(today.isoformat(), promised=None, statutory=hundred, accepted_on=day("2026-03-02"))
        assert found is expected


def test_the_thresholds_are_a_site_s_own() -> None:
    assert light("2026-03-06", warn_workdays=3) is DueLight.AMBER
    assert light("2026-03-10", warn_workdays=0) is DueLight.GREEN
    assert light("2026-03-16", promised=None, accepted_on=day("2026-03-02"), warn_share=50) is DueLight.AMBER


def test_without_a_published_limit_there_is_no_light() -> None:
    assert light("2026-03-12", promised=None, statutory=None) is DueLight.NONE
