"""Who may be handed a case: a post of its place, of the role that its step waits for, and never its reviewer.

Source: domain.md §7 (AB 岗: whoever stands in has the same duties and lets nothing lie), 行政许可法 34
and 38 as the townships carry them out (two people, checked again when they act).
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from yimen.rules.access import PARTY_LABELS, Party, scope_prefix
from yimen.rules.case_flows import confirming_party, waits_for
from yimen.rules.case_states import CaseState, state_label
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.items import Family
from yimen.rules.procedures import Step

MOST_AT_ONCE = 200  # cases in one action: more is a matter of the staffing plan, not of a click
SINCE_DAYS = 31  # so far back a hand-over may be dated: somebody fell ill and nobody wrote it down
REASON_LENGTH = 200
SILENT_WORKDAYS = 5  # ours: after a working week without an act the head sees the case (domain.md names none)

_DECIDING = frozenset({CaseState.DECIDING, CaseState.CONFIRMING})
# Waiting for the applicant or for another system is no neglect of ours.
_OURS_TO_MOVE = frozenset(
    {
        CaseState.SUBMITTED,
        CaseState.RECEIVED,
        CaseState.REVIEWING,
        CaseState.DECIDING,
        CaseState.VERIFYING,
        CaseState.PUBLICIZING,
        CaseState.CONFIRMING,
        CaseState.GRANTED,
        CaseState.REFUSED,
        CaseState.CONCLUDED,
    }
)


class Pile(StrEnum):
    """The heaps of open cases that a head looks at; DESK is what lies on one post's."""

    UNASSIGNED = "UNASSIGNED"
    UNATTENDED = "UNATTENDED"
    SILENT = "SILENT"
    OVERDUE = "OVERDUE"
    DESK = "DESK"


PILE_LABELS: dict[Pile, str] = {
    Pile.UNASSIGNED: N_("未指派"),
    Pile.UNATTENDED: N_("无人办理"),
    Pile.SILENT: N_("久无动作"),
    Pile.OVERDUE: N_("超期未办"),
    Pile.DESK: N_("岗位名下"),
}


class NobodyWaits(RuleViolation):
    """The case is over: nobody has anything to do in it."""

    code = "cases.nobody_waits"
    template = N_("{case_no} 已经是“{state}”，不用再指派。")
    refusal = Refusal.CONFLICT


class WrongDesk(RuleViolation):
    """The step of the case waits for another role, or lies at another place."""

    code = "cases.wrong_desk"
    template = N_("{case_no} 是“{state}”，要由{roles}办；{name}的岗位不对，或者不管这个地方。")


class AssigneeReviewed(RuleViolation):
    """Who reviewed a case does not decide it, so it is not laid on their desk either."""

    code = "cases.assignee_reviewed"
    template = N_("{case_no} 是{name}审查的，审查和决定要由两个人办，请指派另一位。")


class NothingToMove(RuleViolation):
    """Nothing of what was chosen can be moved, or all of it lies there already."""

    code = "cases.nothing_to_move"
    template = N_("没有可以交给{name}的件：可能刚才已经交接过，也可能都不合适。请刷新后再看。")
    refusal = Refusal.CONFLICT


class TooMuchAtOnce(RuleViolation):
    """More cases than one action takes."""

    code = "cases.too_much_at_once"
    template = N_("一次最多交接 {most} 件，这里有 {count} 件。请按清单分几次交接。")
    refusal = Refusal.TOO_LARGE


class NothingChosen(RuleViolation):
    """No case was ticked."""

    code = "cases.nothing_chosen"
    template = N_("还没有选办件。请先在前面打勾。")


class SameDesk(RuleViolation):
    """A post would hand over to itself."""

    code = "cases.same_desk"
    template = N_("交出和接手是同一个岗位，请选另一个。")


class SinceMisdated(RuleViolation):
    """A hand-over takes place today; it may be said to hold since a few days, never from a day to come."""

    code = "cases.since_misdated"
    template = N_("交接从今天起生效；起始日期只能写今天或之前 {days} 天内的日子。")


class NotYourCase(RuleViolation):
    """Only the post that has a case gives it back."""

    code = "cases.not_your_case"
    template = N_("这件现在不在您名下，不用退回。")
    refusal = Refusal.CONFLICT


@dataclass(frozen=True, kw_only=True, slots=True)
class Holder:
    """A post that would have a case."""

    post_id: str
    account_id: str
    role: Party
    name: str
    scope_code: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Handed:
    """A case as far as handing it out goes; `reviewed_by` is (post id, account id) of its last review."""

    case_no: str
    family: Family
    state: CaseState
    township_code: str
    steps: Sequence[Step] = ()
    reviewed_by: tuple[str | None, str | None] = (None, None)


def desk_of(case: Handed) -> frozenset[Party]:
    """The roles on whose desk the case lies: in 待确认 the one that the item's own step names."""
    if case.state is CaseState.CONFIRMING:
        return frozenset({confirming_party(case.steps)})
    return waits_for(case.state)


def check_assignee(case: Handed, holder: Holder) -> None:
    """Refuse to lay the case on this desk.

    `NobodyWaits` for a case that is over, `WrongDesk` for another role or place, `AssigneeReviewed`
    for whoever reviewed what now waits for a decision.
    """
    roles = desk_of(case)
    words = state_label(case.state, case.family)
    if not roles:
        raise NobodyWaits(case_no=case.case_no, state=words)
    if holder.role not in roles or not case.township_code.startswith(scope_prefix(holder.scope_code)):
        named = "、".join(PARTY_LABELS[party] for party in Party if party in roles)
        raise WrongDesk(field="post_id", case_no=case.case_no, state=words, roles=named, name=holder.name)
    reviewer = (holder.post_id, holder.account_id)
    if case.state in _DECIDING and any(
        one is not None and one == other for one, other in zip(case.reviewed_by, reviewer, strict=True)
    ):
        raise AssigneeReviewed(field="post_id", case_no=case.case_no, name=holder.name)


def check_since(since: dt.date, today: dt.date) -> dt.date:
    """The day since when a hand-over holds; refuses days to come and days long past."""
    if not today - dt.timedelta(days=SINCE_DAYS) <= since <= today:
        raise SinceMisdated(field="since", days=SINCE_DAYS)
    return since


def check_amount(count: int) -> None:
    """Refuse an empty choice and one too large."""
    if not count:
        raise NothingChosen(field="case_ids")
    if count > MOST_AT_ONCE:
        raise TooMuchAtOnce(field="case_ids", most=MOST_AT_ONCE, count=count)


def ours_to_move() -> tuple[CaseState, ...]:
    """The states in which silence is the center's own."""
    return tuple(state for state in CaseState if state in _OURS_TO_MOVE)
