"""The register (the scheme's annex 7): task by unit by month, its progress from evidence and not from a form.

The annex itself was not found: the columns follow from 三(二), "任务落实到月、责任明确到人".
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.indicators import Figure
from yimen.rules.text import clean_line, clean_text

# "有条件的地区可探索" (任务 5): shown as evidence, but nobody lags for want of it.
ENCOURAGED = frozenset({"extras_rate"})
LINE_TEXT = 500
PERSON_LENGTH = 40
_REASON_LENGTH = 200


class RegisterState(StrEnum):
    """Where a task stands in a unit at the end of a month."""

    NOT_STARTED = "NOT_STARTED"
    UNDER_WAY = "UNDER_WAY"
    DONE = "DONE"
    OVERDUE = "OVERDUE"


REGISTER_STATE_LABELS: dict[RegisterState, str] = {
    RegisterState.NOT_STARTED: N_("未启动"),
    RegisterState.UNDER_WAY: N_("推进中"),
    RegisterState.DONE: N_("已完成"),
    RegisterState.OVERDUE: N_("逾期"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class RegisterTerms:
    """What people write in a line; progress in percent is none of it."""

    plan: str = ""
    progress: str = ""
    problem: str = ""
    next_step: str = ""
    person: str = ""


def check_line(terms: RegisterTerms) -> RegisterTerms:
    """The same, cleaned; nothing has to be there."""
    return RegisterTerms(
        plan=clean_text(terms.plan, field="plan", max_length=LINE_TEXT, required=False),
        progress=clean_text(terms.progress, field="progress", max_length=LINE_TEXT, required=False),
        problem=clean_text(terms.problem, field="problem", max_length=LINE_TEXT, required=False),
        next_step=clean_text(terms.next_step, field="next_step", max_length=LINE_TEXT, required=False),
        person=clean_line(terms.person, field="person", max_length=PERSON_LENGTH, required=False),
    )


def carried(before: RegisterTerms) -> RegisterTerms:
    """What last month proposes for this: the next step becomes the plan, a problem and the person stay.

    Progress in words is of its month and is never carried.
    """
    return RegisterTerms(plan=before.next_step or before.plan, problem=before.problem, person=before.person)


def progress_of(rates: Iterable[Figure | None]) -> int | None:
    """The percent of a task: that of the criterion that lags most, rounded down.

    None where no criterion is counted, or one of them was not collected: half of a proof is none.
    """
    found = list(rates)
    if not found or any(each is None or each.value is None for each in found):
        return None
    return min(int(Decimal(each.value)) for each in found if each is not None and each.value is not None)


def state_of(
    *, percent: int | None, words: str, closed_on: date | None, due_on: date, today: date
) -> RegisterState:
    """The state by evidence and days: closed is done, past the day and not closed is late."""
    if closed_on is not None:
        return RegisterState.DONE
    if today > due_on:
        return RegisterState.OVERDUE
    return RegisterState.UNDER_WAY if percent or words else RegisterState.NOT_STARTED


class ClosingNeedsReason(RuleViolation):
    """A task closed although the evidence does not show it whole."""

    code = "reports.closing_needs_reason"
    template = N_("系统记录的进展是 {shown}，还没到 100%。要销号，请写明凭什么。")
    refusal = Refusal.INVALID


def check_closing(percent: int | None, reason: str) -> str:
    """Why a task is closed; required unless the evidence itself is whole."""
    why = clean_line(reason, field="reason", max_length=_REASON_LENGTH, required=False)
    if percent != 100 and not why:
        raise ClosingNeedsReason(field="reason", shown=f"{percent}%" if percent is not None else N_("未采集"))
    return why


def rate_keys(indicators: Mapping[str, tuple[int | None, bool]], task: int) -> tuple[str, ...]:
    """The keys of the rates that tell of a task, from (task, is a rate) by key."""
    return tuple(key for key, (number, is_rate) in indicators.items() if is_rate and number == task)
