"""When a hearing may be asked for, when it must be held, and who may preside; docs/rules/hearings.md.

Source: 行政许可法 46 to 48; its periods are counted in workdays (82), the day from which they run
is not counted (民法典 201).
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from yimen.rules.calendar import WorkCalendar, beijing_date, spoken_date
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.text import clean_line

ASK_WORKDAYS = 5  # 行政许可法 47: within five days of being told
HEARING_WORKDAYS = 20  # 行政许可法 47: within twenty days of the request
NOTICE_WORKDAYS = 7  # 行政许可法 48 (1): seven days before it


class HearingNotTold(RuleViolation):
    """Nobody has told the applicant of the right, so nobody can have asked by it."""

    code = "cases.hearing_not_told"
    template = N_("还没有告知听证权利，不能通知听证时间。请先出具《听证告知书》。")
    refusal = Refusal.CONFLICT


class HearingMisdated(RuleViolation):
    """The request or the hearing lies on a day on which the law does not have it."""

    code = "cases.hearing_misdated"
    template = N_("{why}。")


class WrongHost(RuleViolation):
    """Whoever examines the application would preside over its hearing (行政许可法 48 (3))."""

    code = "cases.wrong_host"
    template = N_("{name}是审查这件申请的人，不能主持听证，要另外指定主持人（行政许可法第四十八条）。")


@dataclass(frozen=True, kw_only=True, slots=True)
class Hearing:
    """A hearing that may be called."""

    asked_on: dt.date
    at: dt.datetime
    place: str
    host: str


def last_day_to_ask(told_on: dt.date, calendar: WorkCalendar) -> dt.date:
    """The last day on which a hearing may be asked for."""
    return calendar.add_workdays(told_on, ASK_WORKDAYS).date


def last_hearing_day(asked_on: dt.date, calendar: WorkCalendar) -> dt.date:
    """The last day on which a hearing that was asked for must be held."""
    return calendar.add_workdays(asked_on, HEARING_WORKDAYS).date


def check_hearing(
    *,
    told_on: dt.date | None,
    asked_on: dt.date | None,
    at: dt.datetime | None,
    place: str,
    host: str,
    examiners: Sequence[str],
    today: dt.date,
    calendar: WorkCalendar,
) -> Hearing:
    """The hearing, if the law lets it be called like this today.

    Refuses one of which the right was not told; a request before that or after the five workdays,
    or still to come; a hearing later than twenty workdays after the request, or announced less
    than seven workdays before; a missing place; one of the `examiners` as host.
    """
    if told_on is None:
        raise HearingNotTold
    asked = _check_request(told_on, asked_on, today, calendar)
    if at is None:
        raise HearingMisdated(field="hearing_on", why=N_("请写明听证的日期和时间"))
    day = beijing_date(at)
    last = last_hearing_day(asked, calendar)
    if day > last:
        why = N_("听证要在提出申请后二十个工作日内举行，最迟{day}（行政许可法第四十七条）")
        raise HearingMisdated(field="hearing_on", why=why.format(day=spoken_date(last)))
    if calendar.count_workdays(today, day) < NOTICE_WORKDAYS:
        first = calendar.add_workdays(today, NOTICE_WORKDAYS).date
        why = N_("时间、地点要在听证的七个工作日前通知，今天通知的最早{day}举行（行政许可法第四十八条）")
        raise HearingMisdated(field="hearing_on", why=why.format(day=spoken_date(first)))
    presides = clean_line(host, field="host", max_length=60)
    if presides in {name.strip() for name in examiners}:
        raise WrongHost(field="host", name=presides)
    return Hearing(
        asked_on=asked, at=at, place=clean_line(place, field="place", max_length=120), host=presides
    )


def _check_request(
    told_on: dt.date, asked_on: dt.date | None, today: dt.date, calendar: WorkCalendar
) -> dt.date:
    if asked_on is None:
        raise HearingMisdated(field="asked_on", why=N_("请写明申请人哪天提出的听证申请"))
    if not told_on <= asked_on <= today:
        raise HearingMisdated(field="asked_on", why=N_("申请听证的日期要在告知之后，不晚于今天"))
    last = last_day_to_ask(told_on, calendar)
    if asked_on > last:
        why = N_("告知后五个工作日内没有申请听证，最迟是{day}（行政许可法第四十七条）")
        raise HearingMisdated(field="asked_on", why=why.format(day=spoken_date(last)))
    return asked_on
