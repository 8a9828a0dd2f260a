"""An independent count of due dates: one day after the other, sharing nothing with the rules."""

import datetime as dt
import random
from collections.abc import Mapping, Sequence

from tests.rules.seeds import calendar_days
from yimen.rules.deadlines import Extension, Limit, Stop, StopGround, Unit

KINDS: Mapping[dt.date, str] = {each.date: each.kind.value for each in calendar_days()}
PUBLISHED = {each.year for each in KINDS if each.month == 10 and each.day == 1}
ONE = dt.timedelta(days=1)


def works(day: dt.date) -> bool:
    """Whether people work on this day."""
    if day in KINDS:
        return KINDS[day] == "WORKDAY"
    return day.isoweekday() <= 5


def is_open(day: dt.date) -> bool:
    """Whether a notice still to come may speak of this day."""
    if day.year not in PUBLISHED:
        return True
    return day.month == 12 and day.day >= 25 and day.year + 1 not in PUBLISHED


def stopped(day: dt.date, stops: Sequence[Stop]) -> str:
    """ "", "yes", or "for ever" when the day lies in a stop that has no end."""
    answer = ""
    for stop in stops:
        if day > stop.started_on:
            if stop.ended_on is None:
                return "for ever"
            if day <= stop.ended_on:
                answer = "yes"
    return answer


def count(
    accepted_on: dt.date, limit: Limit, stops: Sequence[Stop], extensions: Sequence[Extension]
) -> tuple[dt.date | None, bool]:
    """The due date (None while it stands still) and whether it is provisional."""
    left = limit.amount + sum(each.days for each in extensions)
    day, seen_open = accepted_on, False
    while left:
        day += ONE
        state = stopped(day, stops)
        if state == "for ever":
            return None, False
        if state:
            continue
        if limit.unit is Unit.WORKDAYS:
            seen_open = seen_open or is_open(day)
            left -= works(day)
        else:
            left -= 1
    if limit.unit is Unit.NATURAL_DAYS:
        seen_open = is_open(day)
        while not works(day) or stopped(day, stops):
            day += ONE
            state = stopped(day, stops)
            if state == "for ever":
                return None, False
            if not state:
                seen_open = seen_open or is_open(day)
    return day, seen_open


def random_history(chance: random.Random) -> tuple[dt.date, Limit, list[Stop], list[Extension]]:
    """Acceptance, limit, up to four stops in any position, up to two extensions."""
    accepted_on = dt.date(2018, 11, 20) + dt.timedelta(days=chance.randrange(3100))
    unit = chance.choice([Unit.WORKDAYS, Unit.WORKDAYS, Unit.NATURAL_DAYS])
    limit = Limit(amount=chance.choice([1, 2, 3, 5, 7, 10, 15, 20, 20, 30, 45]), unit=unit)
    stops = []
    for _ in range(chance.choice([0, 0, 1, 1, 2, 3, 4])):
        started_on = accepted_on + dt.timedelta(days=chance.randrange(-6, 60))
        ended_on = None if chance.random() < 0.08 else started_on + dt.timedelta(days=chance.randrange(40))
        ground = chance.choice(list(StopGround))
        stops.append(Stop(started_on=started_on, ended_on=ended_on, ground=ground, basis="", document_no=""))
    extensions = [
        Extension(days=chance.randrange(1, 16), granted_on=accepted_on, reason="核查未完")
        for _ in range(chance.choice([0, 0, 1, 1, 2]))
    ]
    return accepted_on, limit, stops, extensions
