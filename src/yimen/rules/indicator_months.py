"""Months as figures are told by: their first day, the last moment that counts, the words."""

import re
from datetime import date, datetime

from yimen.rules.calendar import beijing_date
from yimen.rules.errors import N_, RuleViolation

_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
_DECEMBER = 12


class MonthUnreadable(RuleViolation):
    """A month that is no month."""

    code = "indicators.month_unreadable"
    template = N_("月份写成这样：2026-11。")


class MonthToCome(RuleViolation):
    """A month that has not begun."""

    code = "indicators.month_to_come"
    template = N_("{month}还没有到，没有数。最晚可以看{latest}。")


def month_of(day: date) -> date:
    """The first day of the month of a day."""
    return date(day.year, day.month, 1)


def this_month(now: datetime) -> date:
    """The running month in Beijing."""
    return month_of(beijing_date(now))


def months_before(month: date, count: int) -> date:
    """The month so many months earlier; later where `count` is negative."""
    whole = month.year * 12 + month.month - 1 - count
    return date(whole // 12, whole % 12 + 1, 1)


def next_month(month: date) -> date:
    """The month after."""
    return date(month.year + month.month // _DECEMBER, month.month % _DECEMBER + 1, 1)


def last_months(month: date, count: int) -> tuple[date, ...]:
    """So many months in order, `month` the last."""
    return tuple(months_before(month, count - 1 - at) for at in range(count))


def month_label(month: date) -> str:
    """2026年11月."""
    return N_("{year}年{month}月").format(year=month.year, month=month.month)


def read_month(text: str, *, now: datetime) -> date:
    """The month that a page was asked for, the running one where none is named.

    Refuses what is no month (`MonthUnreadable`) and one that has not begun (`MonthToCome`).
    """
    running = this_month(now)
    if not text.strip():
        return running
    found = _MONTH.fullmatch(text.strip())
    if found is None:
        raise MonthUnreadable(field="month")
    month = date(int(found[1]), int(found[2]), 1)
    check_month(month, now=now)
    return month


def check_month(month: date, *, now: datetime) -> None:
    """Refuse a month that has not begun."""
    running = this_month(now)
    if month > running:
        raise MonthToCome(field="month", month=month_label(month), latest=month_label(running))
