"""What becomes of a decision: who supervises it, two limits, the first check; docs/rules/oversight.md."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from yimen.rules.calendar import ProjectedDate, WorkCalendar
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.text import clean_line, clean_text

MOST_HANDOVER_WORKDAYS = 30
MOST_CHECK_WORKDAYS = 250
MOST_AT_ONCE = 200
REASON_LENGTH = 200
POINTS_LENGTH = 1000
BASIS_LENGTH = 400
NAMES_LENGTH = 60
FOUND_LENGTH = 1000


class OversightState(StrEnum):
    """Where the oversight of a decision stands."""

    UNNAMED = "UNNAMED"
    HANDED_OVER = "HANDED_OVER"
    ACKNOWLEDGED = "ACKNOWLEDGED"
    CHECKED = "CHECKED"
    ENDED = "ENDED"


OVERSIGHT_STATE_LABELS: dict[OversightState, str] = {
    OversightState.UNNAMED: N_("未指定监管部门"),
    OversightState.HANDED_OVER: N_("已转，待部门确认"),
    OversightState.ACKNOWLEDGED: N_("已确认，待首次检查"),
    OversightState.CHECKED: N_("已首次检查"),
    OversightState.ENDED: N_("已终结"),
}

# The states in which somebody still has to do something.
OPEN_OVERSIGHT = frozenset({OversightState.UNNAMED, OversightState.HANDED_OVER, OversightState.ACKNOWLEDGED})


class OversightPile(StrEnum):
    """The lists by which oversight is worked through."""

    TO_NAME = "TO_NAME"
    TO_ACKNOWLEDGE = "TO_ACKNOWLEDGE"
    TO_CHECK = "TO_CHECK"
    LATE = "LATE"
    CHECKED = "CHECKED"
    ENDED = "ENDED"
    ALL = "ALL"


OVERSIGHT_PILE_LABELS: dict[OversightPile, str] = {
    OversightPile.TO_NAME: N_("未指定监管部门"),
    OversightPile.TO_ACKNOWLEDGE: N_("待部门确认"),
    OversightPile.TO_CHECK: N_("待首次检查"),
    OversightPile.LATE: N_("超期"),
    OversightPile.CHECKED: N_("已首次检查"),
    OversightPile.ENDED: N_("已终结"),
    OversightPile.ALL: N_("全部决定"),
}

PILE_STATES: dict[OversightPile, frozenset[OversightState]] = {
    OversightPile.TO_NAME: frozenset({OversightState.UNNAMED}),
    OversightPile.TO_ACKNOWLEDGE: frozenset({OversightState.HANDED_OVER}),
    OversightPile.TO_CHECK: frozenset({OversightState.ACKNOWLEDGED}),
    OversightPile.LATE: OPEN_OVERSIGHT,
    OversightPile.CHECKED: frozenset({OversightState.CHECKED}),
    OversightPile.ENDED: frozenset({OversightState.ENDED}),
    OversightPile.ALL: frozenset(OversightState),
}


# What a department works through, and what the county's office and the heads of centers look at.
DEPARTMENT_PILES = tuple(each for each in OversightPile if each is not OversightPile.TO_NAME)
WATCHED_PILES = tuple(OversightPile)
# Oldest first where somebody must act, newest first where it is only looked up.
OLDEST_FIRST = frozenset(
    {OversightPile.TO_NAME, OversightPile.TO_ACKNOWLEDGE, OversightPile.TO_CHECK, OversightPile.LATE}
)


class OversightAct(StrEnum):
    """What happened to the oversight of a decision after it was made."""

    NAMED = "NAMED"
    ACKNOWLEDGED = "ACKNOWLEDGED"
    CHECKED = "CHECKED"
    SENT_BACK = "SENT_BACK"
    ENDED = "ENDED"


OVERSIGHT_ACT_LABELS: dict[OversightAct, str] = {
    OversightAct.NAMED: N_("已转监管部门"),
    OversightAct.ACKNOWLEDGED: N_("监管部门确认接收"),
    OversightAct.CHECKED: N_("首次检查"),
    OversightAct.SENT_BACK: N_("退回，不归本部门监管"),
    OversightAct.ENDED: N_("终结监管衔接"),
}


class CheckResult(StrEnum):
    """What the first check found."""

    CLEAN = "CLEAN"
    CORRECTED = "CORRECTED"
    PENDING = "PENDING"
    NOT_BEGUN = "NOT_BEGUN"


CHECK_RESULT_LABELS: dict[CheckResult, str] = {
    CheckResult.CLEAN: N_("未发现问题"),
    CheckResult.CORRECTED: N_("发现问题，已责令改正"),
    CheckResult.PENDING: N_("发现问题，待后续处理"),
    CheckResult.NOT_BEGUN: N_("还没有开始从事许可的活动"),
}

_WITH_PROBLEMS = frozenset({CheckResult.CORRECTED, CheckResult.PENDING})


class OversightMovedOn(RuleViolation):
    """The oversight of a decision stands elsewhere by now, usually because a colleague was faster."""

    code = "oversight.moved_on"
    template = N_("{number} 现在是“{state}”，不能再“{act}”。可能有同事先办了，请刷新后再看。")
    refusal = Refusal.CONFLICT


class WorkdaysOutOfRange(RuleViolation):
    """A limit that is no number of workdays, or too many."""

    code = "oversight.workdays_out_of_range"
    template = N_("请写 1 到 {most} 之间的工作日数。")


class NothingChosen(RuleViolation):
    """Nothing was ticked."""

    code = "oversight.nothing_chosen"
    template = N_("还没有选。请先打勾。")


class TooManyChosen(RuleViolation):
    """More at once than one act takes."""

    code = "oversight.too_many_chosen"
    template = N_("一次最多选 {most} 个，现在选了 {count} 个。")


class CheckDayWrong(RuleViolation):
    """A check before the decision, or one that is yet to come."""

    code = "oversight.check_day_wrong"
    template = N_("检查日期要在作出决定（{decided}）以后，也不能晚于今天。")


class CheckResultUnknown(RuleViolation):
    """No result was chosen, or one that is none."""

    code = "oversight.check_result_unknown"
    template = N_("请选检查结果。")


class SameChecker(RuleViolation):
    """The second inspector is the first one again."""

    code = "oversight.same_checker"
    template = N_("两名检查人员是同一个人。第二名没有的，就空着。")


@dataclass(frozen=True, kw_only=True, slots=True)
class OversightTerms:
    """What a rule says about an item: both limits in workdays, what to look at, on what basis."""

    handover_workdays: int
    check_workdays: int
    points: str
    basis: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FirstCheck:
    """The first check as it is kept (行政许可法 61: what was found and how it was dealt with, signed)."""

    checked_on: dt.date
    checkers: tuple[str, ...]
    result: CheckResult
    problems: str
    handling: str


def acknowledge_due(handed_over_on: dt.date, workdays: int, calendar: WorkCalendar) -> ProjectedDate:
    """Until when the department confirms: so many workdays after the day of the hand-over, not counted."""
    return calendar.add_workdays(handed_over_on, workdays)


def first_check_due(acknowledged_on: dt.date, workdays: int, calendar: WorkCalendar) -> ProjectedDate:
    """Until when the first check is recorded: so many workdays after the confirmation, not counted."""
    return calendar.add_workdays(acknowledged_on, workdays)


def acknowledge_dues(handed_over_on: dt.date, calendar: WorkCalendar) -> tuple[dt.date, ...]:
    """`acknowledge_due` for 1, 2, … `MOST_HANDOVER_WORKDAYS` workdays, for whoever knows the number later."""
    return tuple(
        acknowledge_due(handed_over_on, workdays, calendar).date
        for workdays in range(1, MOST_HANDOVER_WORKDAYS + 1)
    )


def is_due(state: OversightState) -> bool:
    """Whether somebody still has to do something, so that a date can bind."""
    return state in OPEN_OVERSIGHT


def check_state(state: OversightState, wanted: OversightState, act: str, *, number: str) -> None:
    """Refuse an act for which the oversight of the decision `number` stands elsewhere."""
    if state is not wanted:
        raise OversightMovedOn(number=number, state=OVERSIGHT_STATE_LABELS[state], act=act)


def check_chosen(count: int, *, field: str) -> None:
    """Refuse an empty choice and more than `MOST_AT_ONCE`."""
    if count == 0:
        raise NothingChosen(field=field)
    if count > MOST_AT_ONCE:
        raise TooManyChosen(field=field, most=MOST_AT_ONCE, count=count)


def check_terms(*, handover_workdays: str, check_workdays: str, points: str, basis: str) -> OversightTerms:
    """The terms as typed, clean; refuses limits out of range, and what has neither points nor basis.

    No law sets the two numbers: the county decides them and says on what basis.
    """
    return OversightTerms(
        handover_workdays=_workdays(handover_workdays, "handover_workdays", MOST_HANDOVER_WORKDAYS),
        check_workdays=_workdays(check_workdays, "check_workdays", MOST_CHECK_WORKDAYS),
        points=clean_text(points, field="points", max_length=POINTS_LENGTH),
        basis=clean_line(basis, field="basis", max_length=BASIS_LENGTH),
    )


def check_first_check(
    *,
    checked_on: dt.date | None,
    checkers: tuple[str, str],
    result: str,
    problems: str,
    handling: str,
    decided_on: dt.date,
    today: dt.date,
) -> FirstCheck:
    """The first check as typed, clean.

    Refuses a day outside decision and today, no inspector, the same one twice, an unknown result, and a
    result with problems that names neither them nor what was done about them (行政许可法 61).
    """
    if checked_on is None or not decided_on <= checked_on <= today:
        raise CheckDayWrong(field="checked_on", decided=decided_on.isoformat())
    first = clean_line(checkers[0], field="checker", max_length=NAMES_LENGTH)
    second = clean_line(checkers[1], field="second_checker", max_length=NAMES_LENGTH, required=False)
    if first == second:
        raise SameChecker(field="second_checker")
    if result not in CheckResult.__members__:
        raise CheckResultUnknown(field="result")
    found = CheckResult(result)
    asked = found in _WITH_PROBLEMS
    return FirstCheck(
        checked_on=checked_on,
        checkers=(first, second) if second else (first,),
        result=found,
        problems=clean_text(problems, field="problems", max_length=FOUND_LENGTH, required=asked),
        handling=clean_text(handling, field="handling", max_length=FOUND_LENGTH, required=asked),
    )


def _workdays(text: str, field: str, most: int) -> int:
    typed = text.strip()
    if not (typed.isascii() and typed.isdigit() and len(typed) <= 4 and 1 <= int(typed) <= most):
        raise WorkdaysOutOfRange(field=field, most=most)
    return int(typed)
