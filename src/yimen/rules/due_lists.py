"""Who is due: what must be done again so many months after the last time, and what begins at an age.

Source: `recurs_months` and `due_age` of the item's own version; nothing is assumed where they are
blank (design §4). domain.md §11: benefits stop because nobody told the old that it was time.
"""

import calendar
import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from yimen.rules.errors import N_

AHEAD_DAYS = 60  # ours: two months before the day somebody stands on the list


class DueKind(StrEnum):
    """Why somebody stands on the list."""

    AGAIN = "AGAIN"
    AGE = "AGE"


DUE_KIND_LABELS: dict[DueKind, str] = {
    DueKind.AGAIN: N_("认证、年审到期"),
    DueKind.AGE: N_("到了年龄还没有办"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Due:
    """A day and why it is that one."""

    kind: DueKind
    date: dt.date
    why: str


def again(last_done: dt.date, months: int) -> Due:
    """What recurs is due so many months after the last time, on the same day or the month's last."""
    day = add_months(last_done, months)
    why = N_("上次 {day} 办好，每 {months} 个月一次").format(day=_spoken(last_done), months=months)
    return Due(kind=DueKind.AGAIN, date=day, why=why)


def at_age(born: dt.date, age: int) -> Due:
    """What begins at an age is due on that birthday; of the 29th of February on the 1st of March."""
    why = N_("{day} 满 {age} 周岁").format(day=_spoken(birthday(born, age)), age=age)
    return Due(kind=DueKind.AGE, date=birthday(born, age), why=why)


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day so many months later (or, with a negative number, before), or the month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def birthday(born: dt.date, age: int) -> dt.date:
    """The day on which somebody turns an age."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return dt.date(born.year + age, 3, 1)


def last_listed(today: dt.date) -> dt.date:
    """The last due day that stands on the list of today."""
    return today + dt.timedelta(days=AHEAD_DAYS)


def done_before(today: dt.date, months: int) -> dt.date:
    """Whoever was done on this day or earlier is on the list of today."""
    return add_months(last_listed(today), -months)


def born_before(today: dt.date, age: int) -> dt.date:
    """Whoever was born on this day or earlier turns the age by the list's last day."""
    listed = last_listed(today)
    try:
        return listed.replace(year=listed.year - age)
    except ValueError:
        return dt.date(listed.year - age, 2, 28)


def _spoken(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
