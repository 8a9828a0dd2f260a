"""The posting of a benefit in its village: what the sheet may show, how long it hangs, what ends it.

Source: `docs/rules/benefits.md`; 社会救助暂行办法 11, 民法典 201, 203, domain.md §10.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yimen.rules.calendar import WorkCalendar, spoken_date
from yimen.rules.case_forms import NAME_LENGTH
from yimen.rules.case_states import Act
from yimen.rules.deadlines import due
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.intervals import Limit, Unit
from yimen.rules.text import clean_line, clean_text

PLACE_LENGTH = 100
SOURCE_LENGTH = 200
OBJECTION_LENGTH = 500
MOST_MEMBERS = 30
MOST_DAYS = 60


class DaysUnpublished(RuleViolation):
    """The item publishes no days of posting, and nobody said by which rule how many there are."""

    code = "cases.publicity_days_unpublished"
    template = N_("“{item}”的公示天数未公布。请填写公示几天，并写明依据。")


class DaysOutOfRange(RuleViolation):
    """No number of days on which a sheet could hang."""

    code = "cases.publicity_days_out_of_range"
    template = N_("公示天数请填 1 到 {most} 之间的整数。")


class MembersOutOfRange(RuleViolation):
    """No number of people that live in a household."""

    code = "cases.household_members"
    template = N_("家庭人口请填 1 到 {most} 之间的整数。")


class SheetHangs(RuleViolation):
    """A sheet still hangs; a second one beside it would say two things."""

    code = "cases.sheet_hangs"
    template = N_("第 {order} 次公示的公示单还贴着({place})，先登记撤下，再出具新的。")
    refusal = Refusal.CONFLICT


class NoSheet(RuleViolation):
    """There is no sheet that could be posted."""

    code = "cases.no_sheet"
    template = N_("还没有出具公示单，不能登记张贴。请先出具公示单，打印后交村里张贴。")
    refusal = Refusal.CONFLICT


class PostedAlready(RuleViolation):
    """The sheet hangs already."""

    code = "cases.posted_already"
    template = N_("这张公示单已经登记张贴({day})，不用再登记。")
    refusal = Refusal.CONFLICT


class NotPosted(RuleViolation):
    """The sheet was never posted, so it cannot be taken down."""

    code = "cases.not_posted"
    template = N_("公示单还没有登记张贴，不能登记撤下。")
    refusal = Refusal.CONFLICT


class RemovedAlready(RuleViolation):
    """The sheet was taken down already."""

    code = "cases.removed_already"
    template = N_("这张公示单已经登记撤下({day})，不用再登记。")
    refusal = Refusal.CONFLICT


class StillHanging(RuleViolation):
    """The days of posting have not run out."""

    code = "cases.still_hanging"
    template = N_(
        "公示期没有满：{posted}张贴，张贴当天不算，公示 {days} 日到{last}24:00 满，{earliest}起才能撤下。"
    )


class PhotoMissing(RuleViolation):
    """A photo that proves the act was not handed in."""

    code = "cases.photo_missing"
    template = N_("请拍一张{what}。")


class ObjectionsOpen(RuleViolation):
    """Objections without what became of them."""

    code = "cases.objections_open"
    template = N_("第 {numbers} 条异议还没有写处理结果，不能结束公示。请先核查，登记每一条怎么处理的。")
    refusal = Refusal.CONFLICT


class NoSuchObjection(RuleViolation):
    """There is no objection of this number in the round."""

    code = "cases.no_such_objection"
    template = N_("这次公示没有第 {number} 条异议。")


class HandledByTownship(RuleViolation):
    """A village's proxy would say what became of an objection."""

    code = "cases.handled_by_township"
    template = N_("异议由乡镇核查处理，村里只登记有人提了什么。")
    refusal = Refusal.FORBIDDEN


@dataclass(frozen=True, kw_only=True, slots=True)
class Objection:
    """What somebody said against it: `at` an ISO moment, `by` empty when they gave no name."""

    at: str
    by: str
    text: str
    handling: str = ""

    @property
    def is_handled(self) -> bool:
        """Whether it says what became of it."""
        return bool(self.handling)


def read_objections(rows: Sequence[Mapping[str, str]]) -> tuple[Objection, ...]:
    """The objections as they are stored with a round."""
    return tuple(Objection(**row) for row in rows)


def check_days(published: int | None, typed: int | None, source: str, *, item: str) -> tuple[int, str]:
    """How many days the sheet hangs and by which rule; the item's own number always holds.

    Where the item publishes none, it must be typed with its source: an unknown number is never
    assumed. The source is empty where the item itself is the source.
    """
    if published is not None:
        return published, ""
    if typed is None:
        raise DaysUnpublished(field="days", item=item)
    if not 1 <= typed <= MOST_DAYS:
        raise DaysOutOfRange(field="days", most=MOST_DAYS)
    return typed, clean_line(source, field="days_source", max_length=SOURCE_LENGTH)


def sheet_text(*, householder: str, members: int | None, village: str, group: str) -> str:
    """All that a sheet shows of the family: householder, how many they are, village and group.

    No number of a card, no address, no telephone, no account (domain.md §10).
    """
    name = clean_line(householder, field="householder", max_length=NAME_LENGTH)
    if members is None or not 1 <= members <= MOST_MEMBERS:
        raise MembersOutOfRange(field="members", most=MOST_MEMBERS)
    part = clean_line(group, field="group", max_length=20, required=False)
    return N_("户主姓名：{name}\n家庭人口：{members} 人\n村组：{place}").format(
        name=name, members=members, place=f"{village}{part}"
    )


def last_day_of(posted_on: dt.date, days: int, calendar: WorkCalendar) -> dt.date:
    """The last day on which the sheet must hang, to its 24:00.

    The day of posting is not counted (民法典 201); a last day on which nobody works moves to the
    next workday (民法典 203).
    """
    limit = Limit(amount=days, unit=Unit.NATURAL_DAYS)
    return due(accepted_on=posted_on, limit=limit, calendar=calendar).date or posted_on


def check_removal(
    removed_on: dt.date, *, posted_on: dt.date, days: int, calendar: WorkCalendar, field: str
) -> None:
    """Refuse a removal before the days have run out; the first day for it is the one after the last."""
    last = last_day_of(posted_on, days, calendar)
    if removed_on > last:
        return
    raise StillHanging(
        field=field,
        posted=spoken_date(posted_on),
        days=days,
        last=spoken_date(last),
        earliest=spoken_date(last + dt.timedelta(days=1)),
    )


def check_handled(objections: Sequence[Objection]) -> None:
    """Refuse to go on while an objection does not say what became of it."""
    still = [str(number) for number, each in enumerate(objections, start=1) if not each.is_handled]
    if still:
        raise ObjectionsOpen(field="objections", numbers="、".join(still))


def add_objection(
    objections: Sequence[Objection], *, at: dt.datetime, by: str, text: str, handling: str = ""
) -> tuple[Objection, ...]:
    """The objections with one more; who said it may stay unnamed."""
    said = Objection(
        at=at.isoformat(),
        by=clean_line(by, field="by", max_length=NAME_LENGTH, required=False),
        text=clean_text(text, field="text", max_length=OBJECTION_LENGTH),
        handling=clean_text(handling, field="handling", max_length=OBJECTION_LENGTH, required=False),
    )
    return (*objections, said)


def handle_objection(objections: Sequence[Objection], number: int, handling: str) -> tuple[Objection, ...]:
    """The objections with what became of the one of this number, counted from 1."""
    if not 1 <= number <= len(objections):
        raise NoSuchObjection(field="number", number=number)
    done = clean_text(handling, field="handling", max_length=OBJECTION_LENGTH)
    return tuple(
        Objection(at=each.at, by=each.by, text=each.text, handling=done) if at == number else each
        for at, each in enumerate(objections, start=1)
    )


def fits_round(act: Act, *, is_made: bool, is_posted: bool, is_removed: bool) -> bool:
    """Whether an act makes sense where the round stands: its sheet made, hung up, taken down."""
    hangs = is_posted and not is_removed
    return {
        Act.ISSUE_PUBLICITY_SHEET: not hangs,
        Act.RECORD_POSTING: is_made and not is_posted,
        Act.RECORD_REMOVAL: hangs,
        Act.RECORD_OBJECTION: is_made,
        Act.END_PUBLICITY: is_posted,
    }.get(act, True)
