"""Which days are working days: the State Council's yearly notices over a plain Monday-to-Friday week."""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from yimen.rules.errors import N_, RuleViolation

# Fixed, because China keeps one offset all year and the rules read no time zone files.
BEIJING = dt.timezone(dt.timedelta(hours=8), "Asia/Shanghai")

# New Year's bridge days and make-up days of a year are ordered by that year's notice but fall in
# the December before (2018-12-29 worked, 2018-12-31 free, both in the notice for 2019). Until the
# next notice is published, the last week of a year is therefore not settled.
_OPEN_FROM = (12, 25)
_NATIONAL_DAY = (10, 1)


class DayKind(StrEnum):
    """What a notice says about one day."""

    HOLIDAY = "HOLIDAY"
    WORKDAY = "WORKDAY"


DAY_KIND_LABELS: dict[DayKind, str] = {
    DayKind.HOLIDAY: N_("放假"),
    DayKind.WORKDAY: N_("调休上班"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class CalendarDay:
    """One day that a notice names."""

    date: dt.date
    kind: DayKind
    festival: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ProjectedDate:
    """A counted date; provisional when a day on the way is not settled by a published notice."""

    date: dt.date
    provisional: bool


class CannotReadCalendar(RuleViolation):
    """A row of a calendar file cannot be used."""

    code = "calendar.unreadable_row"
    template = N_("第 {line} 行不能用：{why}。")


def _weekdays_up_to(ordinal: int) -> int:
    """How many of the days 1…ordinal are Monday to Friday (0001-01-01 was a Monday)."""
    return ordinal // 7 * 5 + min(ordinal % 7, 5)


def _nth_weekday(count: int) -> int:
    """The ordinal of the count-th Monday-to-Friday day; the inverse of `_weekdays_up_to`."""
    return (count - 1) // 5 * 7 + (count - 1) % 5 + 1


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkCalendar:
    """A frozen calendar; built by `build_calendar`, asked by the methods below.

    Day numbers are ordinals; `_total[i]` counts the workdays from the first table day through
    table day i, `_open[i]` the unsettled ones. Outside the table the plain week is computed.
    """

    days: tuple[CalendarDay, ...]
    published_years: frozenset[int]
    _first: int = field(repr=False, compare=False)
    _last: int = field(repr=False, compare=False)
    _total: tuple[int, ...] = field(repr=False, compare=False)
    _open: tuple[int, ...] = field(repr=False, compare=False)
    _workdays: tuple[int, ...] = field(repr=False, compare=False)
    _listed: tuple[dt.date, ...] = field(repr=False, compare=False)

    def number_at(self, ordinal: int) -> int:
        """Workdays from the first table day through this day; negative before the table."""
        if ordinal > self._last:
            return len(self._workdays) + _weekdays_up_to(ordinal) - _weekdays_up_to(self._last)
        if ordinal < self._first:
            return _weekdays_up_to(ordinal) - _weekdays_up_to(self._first - 1)
        return self._total[ordinal - self._first]

    def day_with(self, number: int) -> int:
        """The ordinal of the workday with this number; the inverse of `number_at`."""
        if number > len(self._workdays):
            return _nth_weekday(number - len(self._workdays) + _weekdays_up_to(self._last))
        if number < 1:
            return _nth_weekday(number + _weekdays_up_to(self._first - 1))
        return self._workdays[number - 1]

    def has_open(self, after: int, until: int) -> bool:
        """Whether a day in (after, until] is not settled by a published notice."""
        if until <= after:
            return False
        if after + 1 < self._first or until > self._last:
            return True
        before = 0 if after < self._first else self._open[after - self._first]
        return self._open[until - self._first] > before

    def is_workday(self, date: dt.date) -> bool:
        """Whether people work on this day."""
        ordinal = date.toordinal()
        return self.number_at(ordinal) > self.number_at(ordinal - 1)

    def is_settled(self, after: dt.date, until: dt.date) -> bool:
        """Whether published notices settle every day in (after, until]."""
        return not self.has_open(after.toordinal(), until.toordinal())

    def add_workdays(self, date: dt.date, n: int) -> ProjectedDate:
        """The n-th workday after a day that is itself not counted; the day itself for n = 0.

        Source: 行政许可法 82 (workdays), 民法典 201 (the first day is not counted).
        """
        if n < 0:
            raise ValueError("a limit is never counted backwards")
        after = date.toordinal()
        until = self.day_with(self.number_at(after) + n) if n else after
        return ProjectedDate(date=dt.date.fromordinal(until), provisional=self.has_open(after, until))

    def count_workdays(self, after: dt.date, until: dt.date) -> int:
        """Workdays in (after, until]: the start day is not counted; 0 when `until` is not later."""
        return max(0, self.number_at(until.toordinal()) - self.number_at(after.toordinal()))

    def next_workday(self, date: dt.date) -> dt.date:
        """The first workday after this day."""
        return dt.date.fromordinal(self.day_with(self.number_at(date.toordinal()) + 1))

    def previous_workday(self, date: dt.date) -> dt.date:
        """The last workday before this day."""
        return dt.date.fromordinal(self.day_with(self.number_at(date.toordinal() - 1)))

    def roll_forward(self, date: dt.date) -> ProjectedDate:
        """The day itself when people work, else the next workday (民法典 203)."""
        rolled = date if self.is_workday(date) else self.next_workday(date)
        provisional = self.has_open(date.toordinal() - 1, rolled.toordinal())
        return ProjectedDate(date=rolled, provisional=provisional)

    def special_days(self, after: dt.date, until: dt.date) -> tuple[CalendarDay, ...]:
        """The days in (after, until] that a notice names, in order."""
        return self.days[bisect_right(self._listed, after) : bisect_right(self._listed, until)]

    def find_day(self, date: dt.date) -> CalendarDay | None:
        """What a notice says about this day, if it says anything."""
        at = bisect_left(self._listed, date)
        return self.days[at] if at < len(self.days) and self.days[at].date == date else None


def _is_settled(date: dt.date, published: frozenset[int]) -> bool:
    if date.year not in published:
        return False
    return (date.month, date.day) < _OPEN_FROM or date.year + 1 in published


def build_calendar(days: Iterable[CalendarDay], *, local: Iterable[CalendarDay] = ()) -> WorkCalendar:
    """The calendar of these notice days; `local` days (a county's own orders) win over them.

    A year counts as published when its own National Day (10-01) is named: a row in late December
    belongs to the next year's notice and proves nothing about its own year (domain.md §0 row 6).
    """
    notice = {day.date: day for day in days}
    published = frozenset(each.year for each in notice if (each.month, each.day) == _NATIONAL_DAY)
    named = notice | {day.date: day for day in local}
    listed = tuple(sorted(named))
    years = [each.year for each in listed] or [2000]
    first, last = dt.date(min(years), 1, 1).toordinal(), dt.date(max(years), 12, 31).toordinal()
    total: list[int] = []
    unsettled: list[int] = []
    workdays: list[int] = []
    open_days = 0
    for ordinal in range(first, last + 1):
        date = dt.date.fromordinal(ordinal)
        day = named.get(date)
        works = date.weekday() < 5 if day is None else day.kind is DayKind.WORKDAY
        if works:
            workdays.append(ordinal)
        open_days += not _is_settled(date, published)
        total.append(len(workdays))
        unsettled.append(open_days)
    return WorkCalendar(
        days=tuple(named[each] for each in listed),
        published_years=published,
        _first=first,
        _last=last,
        _total=tuple(total),
        _open=tuple(unsettled),
        _workdays=tuple(workdays),
        _listed=listed,
    )


def parse_calendar(rows: Iterable[Mapping[str, str | None]]) -> tuple[CalendarDay, ...]:
    """The days of a file with columns date (YYYY-MM-DD), kind (holiday or workday), festival.

    Refuses with `CannotReadCalendar` the first row that has a missing or wrong date or kind, or a
    date that stands twice; the header is line 1.
    """
    days: dict[dt.date, CalendarDay] = {}
    for line, row in enumerate(rows, start=2):
        written = (row.get("date") or "").strip()
        try:
            date = dt.date.fromisoformat(written)
        except ValueError:
            raise CannotReadCalendar(line=line, why=f"日期“{written}”不是 年-月-日 的写法") from None
        kind = (row.get("kind") or "").strip().upper()
        if kind not in DayKind.__members__:
            raise CannotReadCalendar(line=line, why=f"类别“{kind}”不是 holiday(放假)或 workday(上班)")
        if date in days:
            raise CannotReadCalendar(line=line, why=f"日期 {written} 出现了两次")
        days[date] = CalendarDay(date=date, kind=DayKind[kind], festival=(row.get("festival") or "").strip())
    return tuple(days.values())


def beijing_date(moment: dt.datetime) -> dt.date:
    """The calendar date in Beijing of an aware moment; a naive one is a bug."""
    if moment.tzinfo is None:
        raise ValueError("a moment must carry its time zone")
    return moment.astimezone(BEIJING).date()


_WEEKDAYS = "一二三四五六日"


def spoken_date(date: dt.date) -> str:
    """A date as it is shown to people, with its day of the week: 2026年9月18日(周五)."""
    return f"{date.year}年{date.month}月{date.day}日(周{_WEEKDAYS[date.weekday()]})"
