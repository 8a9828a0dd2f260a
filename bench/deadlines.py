"""How many due dates a second one core counts, both clocks, for histories of up to three intervals.

    python bench/deadlines.py

In memory, without a database: the calendar that the project carries, histories drawn from one seed. The
quick count (`rules.due_days`) stands beside the one that explains itself (`rules.deadlines`), in one run.
"""

import csv
import datetime as dt
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from yimen.rules.calendar import WorkCalendar, build_calendar, parse_calendar  # noqa: E402
from yimen.rules.deadlines import Extension, Limit, Stop, StopGround, Unit, due  # noqa: E402
from yimen.rules.due_days import due_day  # noqa: E402

SEED = ROOT / "src/yimen/data/orgs/seed/calendar-cn.csv"
HISTORIES = 20_000
ROUNDS = 7
BAR = 200_000


class History(NamedTuple):
    """One case: its acceptance, both limits, what stood still and what was added."""

    accepted_on: dt.date
    statutory: Limit
    promised: Limit
    stops: list[Stop]
    extensions: list[Extension]


def draw(chance: random.Random) -> History:
    """A history of one to three intervals: it runs, stands still, is extended."""
    accepted_on = dt.date(2024, 1, 1) + dt.timedelta(days=chance.randrange(900))
    intervals = chance.randrange(1, 4)
    began = accepted_on + dt.timedelta(days=chance.randrange(20))
    ended = began + dt.timedelta(days=chance.randrange(1, 30))
    stop = Stop(
        started_on=began, ended_on=ended, ground=StopGround.TESTING, basis="许可法45", document_no="1"
    )
    added = Extension(days=10, granted_on=began, reason="")
    unit = chance.choice((Unit.WORKDAYS, Unit.NATURAL_DAYS))
    return History(
        accepted_on=accepted_on,
        statutory=Limit(amount=20, unit=Unit.WORKDAYS),
        promised=Limit(amount=chance.randrange(1, 16), unit=unit),
        stops=[stop] if intervals > 1 else [],
        extensions=[added] if intervals > 2 else [],
    )


def quick(histories: list[History], calendar: WorkCalendar) -> None:
    """Both due dates of every history, days only."""
    for each in histories:
        due_day(each.accepted_on, each.statutory, calendar, each.stops, each.extensions)
        due_day(each.accepted_on, each.promised, calendar, each.stops)


def explained(histories: list[History], calendar: WorkCalendar) -> None:
    """Both due dates with every interval that leads there."""
    for each in histories:
        due(
            accepted_on=each.accepted_on,
            limit=each.statutory,
            calendar=calendar,
            stops=each.stops,
            extensions=each.extensions,
        )
        due(accepted_on=each.accepted_on, limit=each.promised, calendar=calendar, stops=each.stops)


def rate(
    act: Callable[[list[History], WorkCalendar], None], histories: list[History], cal: WorkCalendar
) -> float:
    """Due dates a second of processor time, the median of some rounds."""
    found = []
    for _ in range(ROUNDS):
        began = time.process_time()
        act(histories, cal)
        found.append(2 * len(histories) / (time.process_time() - began))
    return statistics.median(found)


def main() -> None:
    """Print both rates and their ratio."""
    with SEED.open(encoding="utf-8-sig", newline="") as file:
        calendar = build_calendar(parse_calendar(csv.DictReader(file)))
    chance = random.Random(20260918)  # noqa: S311 - a fixed seed is the point
    histories = [draw(chance) for _ in range(HISTORIES)]
    fast, slow = rate(quick, histories, calendar), rate(explained, histories, calendar)
    print(f"due dates, day only: {fast:,.0f} a second on one core (bar {BAR:,})")
    print(f"due dates with their reasons: {slow:,.0f} a second, 1/{fast / slow:.1f} of it")


if __name__ == "__main__":
    main()
