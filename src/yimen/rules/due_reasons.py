"""Why a case is due on this date and no other, in words, from the intervals of its due date."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from yimen.rules.calendar import CalendarDay, DayKind, WorkCalendar, spoken_date
from yimen.rules.errors import N_
from yimen.rules.intervals import UNIT_LABELS, DueDate, Interval, IntervalKind, Unit, limit_text


@dataclass(frozen=True, kw_only=True, slots=True)
class Reason:
    """One sentence of an explanation: a template to translate, and its values."""

    template: str
    values: Mapping[str, object]

    def sentence(self) -> str:
        """The Chinese sentence with its values."""
        return self.template.format(**self.values)


def _say(template: str, **values: object) -> Reason:
    return Reason(template=template, values=values)


def _span(start: dt.date, end: dt.date) -> str:
    return spoken_date(start) if start == end else f"{spoken_date(start)}至{spoken_date(end)}"


def _stretches(days: tuple[CalendarDay, ...]) -> Iterator[tuple[CalendarDay, CalendarDay]]:
    """First and last day of each unbroken run of days of one festival."""
    numbered = enumerate(days)
    for _, run in groupby(numbered, key=lambda each: (each[1].festival, each[1].date.toordinal() - each[0])):
        stretch = [day for _, day in run]
        yield stretch[0], stretch[-1]


def _crossed(calendar: WorkCalendar, interval: Interval) -> Iterator[Reason]:
    if interval.end is None:
        return
    named = calendar.special_days(interval.start - dt.timedelta(days=1), interval.end)
    holidays = tuple(day for day in named if day.kind is DayKind.HOLIDAY)
    for first, last in _stretches(holidays):
        span = _span(first.date, last.date)
        yield _say(N_("{span}{festival}放假，不计入。"), span=span, festival=first.festival)
    for day in named:
        if day.kind is DayKind.WORKDAY:
            yield _say(
                N_("{day}因{festival}调休上班，计入。"), day=spoken_date(day.date), festival=day.festival
            )


def _of_interval(found: DueDate, interval: Interval) -> Iterator[Reason]:
    unit = UNIT_LABELS[found.limit.unit] if found.limit else ""
    if interval.kind is IntervalKind.STOP:
        ground = interval.reason
        if interval.end is None:
            start = spoken_date(interval.start)
            yield _say(N_("{start}起因{ground}停止计时，尚未结束，到期日待定。"), start=start, ground=ground)
            return
        span = _span(interval.start, interval.end)
        template = N_("{span}因{ground}不计入期限，共 {days} {unit}。")
        yield _say(template, span=span, ground=ground, days=interval.days, unit=unit)
        return
    if interval.kind is IntervalKind.EXTENSION:
        template = N_("经批准延长 {days} {unit}，理由：{reason}。")
        yield _say(template, days=interval.days, unit=unit, reason=interval.reason)
    if found.limit and found.limit.unit is Unit.WORKDAYS:
        yield from _crossed(found.calendar, interval)


def _of_end(found: DueDate) -> Iterator[Reason]:
    if found.date is None:
        return
    last = next((each.end for each in reversed(found.intervals) if each.kind is not IntervalKind.STOP), None)
    if last is not None and last < found.date:
        template = N_("最后一日{last}是休息日，顺延到下一个工作日（民法典第二百零三条）。")
        yield _say(template, last=spoken_date(last))
    yield _say(N_("因此到期日是{date}。"), date=spoken_date(found.date))
    if found.provisional:
        yield _say(N_("其中有的日子还没有公布放假安排，这个日期是暂定的，公布后会重新计算。"))


def explain(found: DueDate) -> tuple[Reason, ...]:
    """Why this date: acceptance, limit, holidays and make-up days crossed, stops, extensions, end."""
    if found.limit is None:
        return (_say(N_("这个事项没有公布办理时限（未定时限），不计算到期日。")),)
    accepted = spoken_date(found.accepted_on)
    if found.limit.unit is Unit.INSTANT:
        return (_say(N_("即办件，{accepted}受理，当场办结。"), accepted=accepted),)
    reasons = [
        _say(N_("{accepted}受理，当日不计入，从次日起算（民法典第二百零一条）。"), accepted=accepted),
        _say(N_("时限 {limit}。"), limit=limit_text(found.limit)),
    ]
    if found.limit.unit is Unit.WORKDAYS:
        reasons.append(_say(N_("按工作日计算，周末和法定节假日不计入，调休上班的周末计入。")))
    for interval in found.intervals:
        reasons.extend(_of_interval(found, interval))
    return (*reasons, *_of_end(found))
