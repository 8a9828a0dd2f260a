"""Hearings: five workdays to ask, twenty to hold, seven of notice, and another host."""

import datetime as dt
from typing import Any

import pytest

from tests.rules.seeds import calendar_days, day
from yimen.rules.calendar import BEIJING, build_calendar
from yimen.rules.hearings import (
    HearingMisdated,
    HearingNotTold,
    WrongHost,
    check_hearing,
    last_day_to_ask,
    last_hearing_day,
)
from yimen.rules.text import TextMissing

CALENDAR = build_calendar(calendar_days())


def _at(text: str) -> dt.datetime:
    return dt.datetime.combine(day(text), dt.time(9), tzinfo=BEIJING)


SOUND: dict[str, Any] = {
    "told_on": day("2026-11-16"),
    "asked_on": day("2026-11-20"),
    "at": _at("2026-12-08"),
    "place": "旧州镇会议室",
    "host": "孙主持",
    "examiners": ["李审查"],
    "today": day("2026-11-23"),
    "calendar": CALENDAR,
}


def test_a_hearing_in_time_with_another_host_may_be_called() -> None:
    found = check_hearing(**SOUND)
    assert (found.asked_on, found.at, found.host) == (day("2026-11-20"), _at("2026-12-08"), "孙主持")


def test_the_holiday_gives_more_days_to_ask() -> None:
    assert last_day_to_ask(day("2026-09-28"), CALENDAR) == day("2026-10-10")
    assert last_hearing_day(day("2026-09-28"), CALENDAR) == day("2026-10-30")


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("asked_on", {"asked_on": None}),
        ("asked_on", {"asked_on": day("2026-11-13")}),
        ("asked_on", {"asked_on": day("2026-11-24")}),
        ("asked_on", {"asked_on": day("2026-11-24"), "today": day("2026-11-25")}),
        ("hearing_on", {"at": None}),
        ("hearing_on", {"at": _at("2026-12-01")}),
        ("hearing_on", {"at": _at("2026-12-21")}),
    ],
)
def test_a_day_that_the_law_does_not_have_is_refused(field: str, changed: dict[str, Any]) -> None:
    with pytest.raises(HearingMisdated) as refused:
        check_hearing(**{**SOUND, **changed})
    assert refused.value.field == field


@pytest.mark.parametrize("hearing", ["2026-12-02", "2026-12-18"])
def test_the_first_and_the_last_day_are_good(hearing: str) -> None:
    assert check_hearing(**{**SOUND, "at": _at(hearing)}).at == _at(hearing)


def test_nobody_asks_by_a_right_of_which_nobody_was_told() -> None:
    with pytest.raises(HearingNotTold):
        check_hearing(**{**SOUND, "told_on": None})


def test_whoever_examines_does_not_preside() -> None:
    with pytest.raises(WrongHost):
        check_hearing(**{**SOUND, "host": " 李审查 "})


@pytest.mark.parametrize("field", ["place", "host"])
def test_place_and_host_are_told(field: str) -> None:
    with pytest.raises(TextMissing) as refused:
        check_hearing(**{**SOUND, field: " "})
    assert refused.value.field == field
