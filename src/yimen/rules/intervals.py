"""The values of a deadline: limits with their unit, stops, extensions, and the intervals they make."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from yimen.rules.calendar import WorkCalendar
from yimen.rules.errors import N_


class Unit(StrEnum):
    """In what a limit is counted; a limit without its unit means nothing (domain.md §0 row 1)."""

    WORKDAYS = "WORKDAYS"
    NATURAL_DAYS = "NATURAL_DAYS"
    INSTANT = "INSTANT"


UNIT_LABELS: dict[Unit, str] = {
    Unit.WORKDAYS: N_("个工作日"),
    Unit.NATURAL_DAYS: N_("日(自然日)"),
    Unit.INSTANT: N_("当场"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Limit:
    """An amount of days with its unit; the amount of an instant limit is 0."""

    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        """Refuse a limit that no calendar can carry: a bug, input is checked by `parse_limit`."""
        if self.unit is Unit.INSTANT and self.amount:
            raise ValueError("an instant limit has no days")
        if self.unit is not Unit.INSTANT and not 1 <= self.amount <= 3650:
            raise ValueError("a limit has 1 to 3650 days")


def limit_text(limit: Limit | None) -> str:
    """A limit in words, always with its unit; 未定时限 when none is published."""
    if limit is None:
        return N_("未定时限")
    if limit.unit is Unit.INSTANT:
        return N_("当场办结")
    return f"{limit.amount}{UNIT_LABELS[limit.unit]}"


class StopGround(StrEnum):
    """Why a clock may stand still: the eight of 行政许可法 45, another written basis, or a consultation."""

    HEARING = "HEARING"
    TENDER = "TENDER"
    AUCTION = "AUCTION"
    INSPECTION = "INSPECTION"
    TESTING = "TESTING"
    QUARANTINE = "QUARANTINE"
    APPRAISAL = "APPRAISAL"
    EXPERT_REVIEW = "EXPERT_REVIEW"
    OTHER_BASIS = "OTHER_BASIS"
    THIRD_PARTY = "THIRD_PARTY"
    OTHER_ORGAN = "OTHER_ORGAN"


STOP_GROUND_LABELS: dict[StopGround, str] = {
    StopGround.HEARING: N_("听证"),
    StopGround.TENDER: N_("招标"),
    StopGround.AUCTION: N_("拍卖"),
    StopGround.INSPECTION: N_("检验"),
    StopGround.TESTING: N_("检测"),
    StopGround.QUARANTINE: N_("检疫"),
    StopGround.APPRAISAL: N_("鉴定"),
    StopGround.EXPERT_REVIEW: N_("专家评审"),
    StopGround.OTHER_BASIS: N_("其他依据"),
    StopGround.THIRD_PARTY: N_("征求第三方意见"),
    StopGround.OTHER_ORGAN: N_("征求其他机关意见"),
}
# 政府信息公开条例 33 (3): the time in which a third party or another organ is asked is not counted.
CONSULTING_GROUNDS = frozenset({StopGround.THIRD_PARTY, StopGround.OTHER_ORGAN})
PERMIT_GROUNDS: tuple[StopGround, ...] = tuple(
    ground for ground in StopGround if ground not in CONSULTING_GROUNDS
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Stop:
    """A time that the law does not count: the days after `started_on` through `ended_on`.

    The day it starts still runs and the day it ends does not, the same way every period is
    counted (民法典 201); `ended_on` is None while it lasts.
    """

    started_on: dt.date
    ended_on: dt.date | None
    ground: StopGround
    basis: str
    document_no: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Extension:
    """Days added to a limit, in the limit's own unit, with their reason."""

    days: int
    granted_on: dt.date
    reason: str


class IntervalKind(StrEnum):
    """What a stretch of days is to the clock."""

    RUN = "RUN"
    STOP = "STOP"
    EXTENSION = "EXTENSION"


INTERVAL_KIND_LABELS: dict[IntervalKind, str] = {
    IntervalKind.RUN: N_("计时"),
    IntervalKind.STOP: N_("不计时"),
    IntervalKind.EXTENSION: N_("延长"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Interval:
    """A stretch from `start` through `end`, both included; `days` in the unit of the limit.

    `end` is None, and `days` 0, while a stop lasts.
    """

    kind: IntervalKind
    start: dt.date
    end: dt.date | None
    days: int
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DueDate:
    """When something is due and every interval that leads there.

    `date` is None without a published limit, and while an open stop stands before the end;
    only then `running` is False. `provisional` says that a notice still to come may move it.
    """

    accepted_on: dt.date
    limit: Limit | None
    date: dt.date | None
    provisional: bool
    running: bool
    intervals: tuple[Interval, ...]
    calendar: WorkCalendar = field(repr=False, compare=False)
