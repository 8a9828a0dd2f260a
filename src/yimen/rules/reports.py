"""The monthly report as it climbs: townships put theirs on record, the county sends its own to the city.

Source: 方案 (2020-04-24) 三(四): counties report by the 18th of each month, townships put theirs on
record with the county. The paper does not say which month a report tells of; ours tells of the month before,
which is whole by then. A village reports nothing and is never counted here.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from yimen.rules.calendar import WorkCalendar, beijing_date
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.regions import Level, level_of

# A township is asked so many days before its county, unless the county sets another day.
TOWNSHIP_DAYS_BEFORE = 2
REMINDERS = (5, 1)  # working days before the day
MOST_EXCEPTION_DAYS = 10
TEXT_LENGTH, REASON_LENGTH = 500, 200


class ReportKind(StrEnum):
    """Two different acts: a township's report is kept on record, a county's is sent up."""

    FOR_RECORD = "FOR_RECORD"
    SUBMISSION = "SUBMISSION"


REPORT_KIND_LABELS: dict[ReportKind, str] = {
    ReportKind.FOR_RECORD: N_("备案（乡镇报县）"),
    ReportKind.SUBMISSION: N_("报送（县报市）"),
}


class ReportState(StrEnum):
    """Where a report of a month stands; a report nobody touched yet is open."""

    OPEN = "OPEN"
    FILED = "FILED"
    RETURNED = "RETURNED"
    ACCEPTED = "ACCEPTED"
    FROZEN = "FROZEN"
    RESTATING = "RESTATING"


REPORT_STATE_LABELS: dict[ReportState, str] = {
    ReportState.OPEN: N_("填报中"),
    ReportState.FILED: N_("已报，等上级接收"),
    ReportState.RETURNED: N_("退回修改"),
    ReportState.ACCEPTED: N_("已接收"),
    ReportState.FROZEN: N_("已冻结"),
    ReportState.RESTATING: N_("重报中"),
}


class ReportAct(StrEnum):
    """What may happen to a report."""

    ANSWER = "ANSWER"
    FILE = "FILE"
    SEND_BACK = "SEND_BACK"
    ACCEPT = "ACCEPT"
    FREEZE = "FREEZE"
    RESTATE = "RESTATE"


REPORT_ACT_LABELS: dict[ReportAct, str] = {
    ReportAct.ANSWER: N_("填写"),
    ReportAct.FILE: N_("报出"),
    ReportAct.SEND_BACK: N_("退回"),
    ReportAct.ACCEPT: N_("接收"),
    ReportAct.FREEZE: N_("冻结"),
    ReportAct.RESTATE: N_("重报"),
}

WRITABLE = frozenset({ReportState.OPEN, ReportState.RETURNED, ReportState.RESTATING})

# Act -> from which state into which; what does not stand here is refused.
MOVES: Mapping[ReportAct, Mapping[ReportState, ReportState]] = {
    ReportAct.ANSWER: {state: state for state in WRITABLE},
    ReportAct.FILE: dict.fromkeys(WRITABLE, ReportState.FILED),
    ReportAct.SEND_BACK: dict.fromkeys((ReportState.FILED, ReportState.ACCEPTED), ReportState.RETURNED),
    ReportAct.ACCEPT: {ReportState.FILED: ReportState.ACCEPTED},
    ReportAct.FREEZE: {ReportState.ACCEPTED: ReportState.FROZEN},
    ReportAct.RESTATE: {ReportState.FROZEN: ReportState.RESTATING},
}


class ReportStandsElsewhere(RuleViolation):
    """The report is in a state from which this act leads nowhere."""

    code = "reports.stands_elsewhere"
    template = N_("这份月报现在是“{state}”，不能{act}。请刷新看看，可能别人先办了。")
    refusal = Refusal.CONFLICT


def move(state: ReportState, act: ReportAct) -> ReportState:
    """The state after the act; refuses one that the table does not know from here."""
    after = MOVES[act].get(state)
    if after is None:
        raise ReportStandsElsewhere(state=REPORT_STATE_LABELS[state], act=REPORT_ACT_LABELS[act])
    return after


def is_restated(state: ReportState, version: int) -> bool:
    """Whether a version after a frozen one is under way: it freezes with the county's next freeze only."""
    return version > 1 and state is not ReportState.FROZEN


def kind_of(unit_code: str) -> ReportKind | None:
    """What a unit reports by its level; None for a unit that reports nothing: a village, a city."""
    return {Level.TOWNSHIP: ReportKind.FOR_RECORD, Level.COUNTY: ReportKind.SUBMISSION}.get(
        level_of(unit_code)
    )


def first_of_month(day: date) -> date:
    """The name of a month: its first day."""
    return day.replace(day=1)


def month_after(month: date) -> date:
    """The first day of the month that follows."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def month_before(month: date) -> date:
    """The first day of the month before."""
    return (month.replace(day=1) - timedelta(days=1)).replace(day=1)


def month_words(month: date) -> str:
    """A month as people say it: 2026年11月."""
    return f"{month.year}年{month.month}月"


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportDays:
    """The days of a report: from when it may be filed, until when in time, until when at all (included)."""

    opens_on: date
    due_on: date
    locks_on: date


def county_days(month: date, report_day: int) -> ReportDays:
    """The days of a county's report of a month: due on the programme's day of the next, to its end at all.

    The 18th is the 18th, also when it is a Saturday: the paper moves nothing.
    """
    opens_on = month_after(month)
    return ReportDays(
        opens_on=opens_on,
        due_on=opens_on.replace(day=report_day),
        locks_on=month_after(opens_on) - timedelta(days=1),
    )


def township_days(month: date, report_day: int, township_day: int | None) -> ReportDays:
    """The days of a township's report: the county's day for its townships, else two days before its own."""
    own = township_day or max(1, report_day - TOWNSHIP_DAYS_BEFORE)
    return county_days(month, min(own, report_day))


class DayNotBeforeCounty(RuleViolation):
    """A day for townships on which the county itself would be late."""

    code = "reports.day_not_before_county"
    template = N_("乡镇的备案日只能是 1 到 {most} 日：县里 {most} 日就要报市。")


def check_township_day(day: int | None, report_day: int) -> int:
    """A county's day for its townships: not after the day on which it reports itself."""
    if day is None or not 1 <= day <= report_day:
        raise DayNotBeforeCounty(field="day", most=report_day)
    return day


class Timeliness(StrEnum):
    """How a report stands to its day; the first filing counts, a mended one is no later for it."""

    AHEAD = "AHEAD"
    IN_TIME = "IN_TIME"
    LATE = "LATE"
    MISSING = "MISSING"


TIMELINESS_LABELS: dict[Timeliness, str] = {
    Timeliness.AHEAD: N_("还没到日子"),
    Timeliness.IN_TIME: N_("按时"),
    Timeliness.LATE: N_("迟报"),
    Timeliness.MISSING: N_("逾期未报"),
}


def timeliness(first_filed_at: datetime | None, due_on: date, now: datetime) -> Timeliness:
    """How it stands now; the day ends at 24:00 in Beijing."""
    if first_filed_at is not None:
        return Timeliness.IN_TIME if beijing_date(first_filed_at) <= due_on else Timeliness.LATE
    return Timeliness.MISSING if beijing_date(now) > due_on else Timeliness.AHEAD


class MonthNotOver(RuleViolation):
    """A report of a month that is still running, or has not begun."""

    code = "reports.month_not_over"
    template = N_("{month}还没有过完，{opens} 起填报。")


class MonthLocked(RuleViolation):
    """Past the lock day, and nobody above has made an exception that still holds."""

    code = "reports.month_locked"
    template = N_("{month}的月报 {locked} 已经锁定。要补报，请上一级先开补报。")
    refusal = Refusal.CONFLICT


def check_open(month: date, days: ReportDays, *, today: date, exception_until: date | None) -> None:
    """Refuses a month that is not over, and one that is locked without an exception for today."""
    if today < days.opens_on:
        raise MonthNotOver(month=month_words(month), opens=days.opens_on)
    if today > days.locks_on and (exception_until is None or today > exception_until):
        raise MonthLocked(month=month_words(month), locked=days.locks_on)


class ExceptionTooLong(RuleViolation):
    """An exception that ends before today, or that never really ends."""

    code = "reports.exception_too_long"
    template = N_("补报期限从今天算，最多 {most} 天。")


class NotLocked(RuleViolation):
    """An exception from a lock that is not on."""

    code = "reports.not_locked"
    template = N_("这份月报还没有锁定，现在就能报，不用开补报。")


def check_exception(until: date | None, *, today: date, locks_on: date) -> date:
    """Until when a late one may still be filed: today to ten days from today, only after the lock."""
    if today <= locks_on:
        raise NotLocked(field="until")
    if until is None or not today <= until <= today + timedelta(days=MOST_EXCEPTION_DAYS):
        raise ExceptionTooLong(field="until", most=MOST_EXCEPTION_DAYS)
    return until


@dataclass(frozen=True, kw_only=True, slots=True)
class Rate:
    """So many of so many, told as it is: nothing is capped, of none there is no rate."""

    part: int
    whole: int

    @property
    def percent(self) -> Decimal | None:
        """One digit behind the point; None of nothing."""
        if not self.whole:
            return None
        return (Decimal(self.part) * 100 / self.whole).quantize(Decimal("0.1"), ROUND_HALF_UP)

    @property
    def words(self) -> str:
        """17/19，89.5%; a dash of nothing."""
        return f"{self.part}/{self.whole}，{self.percent}%" if self.whole else "—"


def completeness(states: Iterable[bool]) -> Rate:
    """How many of the units that are due have filed."""
    told = list(states)
    return Rate(part=sum(told), whole=len(told))


def timely(found: Iterable[Timeliness]) -> Rate:
    """How many of the units whose day is over or that have filed did so in time."""
    counted = [each for each in found if each is not Timeliness.AHEAD]
    return Rate(part=sum(each is Timeliness.IN_TIME for each in counted), whole=len(counted))


def reminder_for(calendar: WorkCalendar, due_on: date, today: date, told: Collection[int]) -> int | None:
    """Which reminder a unit that has not filed gets today: 5 or 1 working days before; None for none.

    The one that is nearer counts, and a day that the job missed is made good on the next: nobody gets the
    same twice, nobody is reminded after the day.
    """
    if today > due_on:
        return None
    for before in sorted(REMINDERS):
        if today >= _workdays_before(calendar, due_on, before):
            return None if before in told else before
    return None


def _workdays_before(calendar: WorkCalendar, day: date, count: int) -> date:
    for _ in range(count):
        day = calendar.previous_workday(day)
    return day


class Hold(StrEnum):
    """Why a filed report is not taken in together with others: somebody has to look at it first."""

    CONTRADICTION = "CONTRADICTION"
    STATED = "STATED"
    COMMENT = "COMMENT"
    CHANGED = "CHANGED"


HOLD_LABELS: dict[Hold, str] = {
    Hold.CONTRADICTION: N_("有数前后对不上"),
    Hold.STATED: N_("有填的数和记录不一样"),
    Hold.COMMENT: N_("报出后有说明，还没有处理"),
    Hold.CHANGED: N_("打开以后又变了"),
}


class SentWay(StrEnum):
    """How a county's report went to the city beside this system; the policy names e-mail and fax."""

    SYSTEM = "SYSTEM"
    EMAIL = "EMAIL"
    FAX = "FAX"
    PAPER = "PAPER"


SENT_WAY_LABELS: dict[SentWay, str] = {
    SentWay.SYSTEM: N_("只在本系统"),
    SentWay.EMAIL: N_("电子版（邮箱）"),
    SentWay.FAX: N_("传真"),
    SentWay.PAPER: N_("纸质盖章件"),
}


class SentWayMissing(RuleViolation):
    """No way of sending, or one that does not exist."""

    code = "reports.sent_way_missing"
    template = N_("请选是怎么送的。")


def check_way(way: str) -> SentWay:
    """A way of sending by its key."""
    if way not in SentWay.__members__:
        raise SentWayMissing(field="way")
    return SentWay[way]
