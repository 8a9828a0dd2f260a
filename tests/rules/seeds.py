"""The real data that ship with the project, read for the tests of the rules."""

import csv
import datetime as dt
from functools import cache
from pathlib import Path

from yimen.rules.calendar import CalendarDay, WorkCalendar, build_calendar, parse_calendar

SEEDS = Path(__file__).parents[2] / "src" / "yimen" / "data"


@cache
def calendar_days() -> tuple[CalendarDay, ...]:
    """The notices of 2019 to 2026."""
    with (SEEDS / "orgs/seed/calendar-cn.csv").open(encoding="utf-8-sig", newline="") as file:
        return parse_calendar(csv.DictReader(file))


@cache
def work_calendar() -> WorkCalendar:
    """The calendar of those notices."""
    return build_calendar(calendar_days())


def seed_bytes(name: str) -> bytes:
    """A seed file: orgs/seed/divisions-cangzhou-2023.csv, catalog/seed/items.tsv and so on."""
    return (SEEDS / name).read_bytes()


def day(text: str) -> dt.date:
    """A date from its ISO text, to keep the tests readable."""
    return dt.date.fromisoformat(text)
