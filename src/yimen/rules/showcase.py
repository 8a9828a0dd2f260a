"""Showcase sites: what a county is asked for, how it stands to that, and what a batch must say.

Source: 沧州市方案 (2020-04-24) 三(三): 年内争取每个县(市、区)都有3-5个乡镇(街道)示范点,
每个乡镇(街道)8-10个村(社区)级示范点(渤海新区、开发区、高新区除外). "争取" makes the figures targets:
nothing is ever refused by them. The first batch (附件5) was not found.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.text import clean_line, clean_text

REASON_LENGTH = 500
END_REASON_LENGTH = 200
TITLE_LENGTH = 200
PAPER_NO_LENGTH = 80
_MOST_BATCHES = 999


class SiteState(StrEnum):
    """Where a place is on its way; the last three are ends."""

    RECOMMENDED = "RECOMMENDED"
    DESIGNATED = "DESIGNATED"
    TAKEN_BACK = "TAKEN_BACK"
    DECLINED = "DECLINED"
    WITHDRAWN = "WITHDRAWN"


SITE_STATE_LABELS: dict[SiteState, str] = {
    SiteState.RECOMMENDED: N_("县里已推荐"),
    SiteState.DESIGNATED: N_("示范点"),
    SiteState.TAKEN_BACK: N_("县里已撤回"),
    SiteState.DECLINED: N_("市里未确定"),
    SiteState.WITHDRAWN: N_("已取消示范点"),
}


class TargetStanding(StrEnum):
    """How a count of designated sites stands to its target."""

    EXEMPT = "EXEMPT"
    BELOW = "BELOW"
    REACHED = "REACHED"
    ABOVE = "ABOVE"


TARGET_STANDING_LABELS: dict[TargetStanding, str] = {
    TargetStanding.EXEMPT: N_("不设目标"),
    TargetStanding.BELOW: N_("还差"),
    TargetStanding.REACHED: N_("已达到"),
    TargetStanding.ABOVE: N_("多于目标"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """From how many to how many sites are asked for; `is_all` where there are fewer places than asked for."""

    low: int
    high: int
    is_all: bool = False
    is_exempt: bool = False

    def standing(self, designated: int) -> TargetStanding:
        """How so many designated sites stand to it."""
        if self.is_exempt:
            return TargetStanding.EXEMPT
        if designated < self.low:
            return TargetStanding.BELOW
        return TargetStanding.REACHED if designated <= self.high else TargetStanding.ABOVE

    def missing(self, designated: int) -> int:
        """How many are still missing to the lower end."""
        return 0 if self.is_exempt else max(0, self.low - designated)

    def words(self) -> str:
        """The target in words."""
        if self.is_exempt:
            return N_("功能区不设目标")
        if self.is_all:
            return N_("全部 {count} 个").format(count=self.low)
        return f"{self.low}–{self.high}" if self.low != self.high else f"{self.low}"


EXEMPT = Target(low=0, high=0, is_exempt=True)
# 方案 三(三): 3-5 townships a county, 8-10 villages a township.
CENTERS_ASKED = (3, 5)
STATIONS_ASKED = (8, 10)


def center_target(townships: int, *, is_zone: bool) -> Target:
    """What a county with so many townships is asked for; a functional zone is asked for nothing."""
    return _target(CENTERS_ASKED, townships, is_zone=is_zone)


def station_target(villages: int, *, is_zone: bool) -> Target:
    """What a township with so many villages is asked for; "all of them" where there are fewer than eight."""
    return _target(STATIONS_ASKED, villages, is_zone=is_zone)


def sum_of_targets(targets: Iterable[Target]) -> Target:
    """What the townships of a county are asked for together; exempt where all of them are."""
    asked = [each for each in targets if not each.is_exempt]
    if not asked:
        return EXEMPT
    return Target(low=sum(each.low for each in asked), high=sum(each.high for each in asked))


def _target(asked: tuple[int, int], there: int, *, is_zone: bool) -> Target:
    if is_zone:
        return EXEMPT
    low, high = asked
    return Target(low=min(low, there), high=min(high, there), is_all=there < low)


class BadBatchNumber(RuleViolation):
    """A batch without a number."""

    code = "showcase.bad_batch_number"
    template = N_("请填第几批，写阿拉伯数字，例如 2。")


class DayMissing(RuleViolation):
    """No day, or one that is not in the calendar."""

    code = "showcase.day_missing"
    template = N_("请填确定的日期，例如 2026-11-20。")


class DayAhead(RuleViolation):
    """A day that has not come yet."""

    code = "showcase.day_ahead"
    template = N_("确定的日期 {day} 还没有到，请填文件上的日期。")


class NoSites(RuleViolation):
    """A batch of nothing."""

    code = "showcase.no_sites"
    template = N_("请至少选一个县里推荐的地方。")


class NotRecommendedAnyMore(RuleViolation):
    """A place that meanwhile was designated, declined or taken back."""

    code = "showcase.not_recommended_any_more"
    template = N_("选的地方里有 {count} 个已经不在推荐名单上了，可能刚刚被撤回或者确定了。请刷新后重选。")
    refusal = Refusal.CONFLICT


class SiteEnded(RuleViolation):
    """Somebody else has ended or changed it meanwhile."""

    code = "showcase.site_ended"
    template = N_("这个地方现在是“{state}”，不能再做这一步。")
    refusal = Refusal.CONFLICT


class AlreadyOnTheWay(RuleViolation):
    """A place that is recommended or designated already."""

    code = "showcase.already_on_the_way"
    template = N_("{name}现在是“{state}”，不用再推荐。")
    refusal = Refusal.CONFLICT


@dataclass(frozen=True, kw_only=True, slots=True)
class BatchTerms:
    """What a city's paper says of a batch, cleaned; an empty `paper_no` was not published."""

    number: int
    title: str
    paper_no: str
    designated_on: date


def check_batch(*, number: str, title: str, paper_no: str, designated_on: str, today: date) -> BatchTerms:
    """The form of a batch; refuses at its field what is missing, no day, and one that lies ahead."""
    said = number.strip()
    if not (said.isascii() and said.isdigit() and len(said) <= len(str(_MOST_BATCHES)) and int(said)):
        raise BadBatchNumber(field="number")
    try:
        day = date.fromisoformat(designated_on.strip())
    except ValueError:
        raise DayMissing(field="designated_on") from None
    if day > today:
        raise DayAhead(field="designated_on", day=day)
    return BatchTerms(
        number=int(said),
        title=clean_line(title, field="title", max_length=TITLE_LENGTH),
        paper_no=clean_line(paper_no, field="paper_no", max_length=PAPER_NO_LENGTH, required=False),
        designated_on=day,
    )


def check_reason(text: str) -> str:
    """Why a place is recommended: its experience, in the county's own words."""
    return clean_text(text, field="reason", max_length=REASON_LENGTH)


def check_end_reason(text: str) -> str:
    """Why a recommendation or designation ends."""
    return clean_line(text, field="reason", max_length=END_REASON_LENGTH)
