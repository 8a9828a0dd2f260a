"""The one time of an installation: the real one, in a demo moved for training.

Pages, jobs and commands read the clock once, ask `house_time` what time that is here, and hand it
down; nothing below them reads a clock. The shift is kept beside the data, so that all processes
agree and a restart goes on from there.
"""

from datetime import datetime, time, timedelta

from yimen.gateways.installed import installed
from yimen.rules.calendar import BEIJING, beijing_date
from yimen.rules.errors import N_, RuleViolation
from yimen.usecases.orgs.calendars import current_calendar

MOST_DAYS = 400
_OPENS = time(9, 0)


class CannotMoveClock(RuleViolation):
    """The demo's clock goes forward only: numbers, papers and the journal follow each other in time."""

    code = "hosting.cannot_move_clock"
    template = N_("演示时钟只能往后拨，一次 1 到 {most} 天。")


def house_time(real: datetime) -> datetime:
    """What time it is in this installation when the real time is `real`; costs one small file in a demo."""
    shift = installed().demo_clock.shift()
    return real + shift if shift else real


def is_clock_moved() -> bool:
    """Whether the demo's clock differs from the real one."""
    return bool(installed().demo_clock.shift())


def begin_demo_clock(start: datetime, real: datetime) -> bool:
    """Let the demo's clock start at `start`; True when it was set, False when it has begun before."""
    clock = installed().demo_clock
    if clock.shift() is not None:
        return False
    clock.set(start - real)
    return True


def move_demo_clock(real: datetime, *, days: int | None) -> datetime:
    """Move the demo's clock 1 to 400 days forward, at the same hour; refuses the rest."""
    if days is None or not 1 <= days <= MOST_DAYS:
        raise CannotMoveClock(field="days", most=MOST_DAYS)
    return _set(house_time(real) + timedelta(days=days), real)


def move_demo_clock_to_next_workday(real: datetime) -> datetime:
    """Move the demo's clock to nine o'clock of the next workday; the new time."""
    day = current_calendar().next_workday(beijing_date(house_time(real)))
    return _set(datetime.combine(day, _OPENS, tzinfo=BEIJING), real)


def _set(moment: datetime, real: datetime) -> datetime:
    installed().demo_clock.set(moment - real)
    return moment
