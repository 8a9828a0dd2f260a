"""Which way a case goes by its item's own steps, and whose desk it lies on."""

from collections.abc import Sequence

from yimen.rules.access import Party
from yimen.rules.case_lines import Transition
from yimen.rules.case_states import Act, CaseState
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.items import Family
from yimen.rules.orgs import Level
from yimen.rules.procedures import Step, ending_level

_S = CaseState
# A state that exists for one step of the procedure is passed over where the item has no such step.
_SKIPS: dict[CaseState, tuple[str, CaseState]] = {
    _S.VERIFYING: ("HOME_VISIT", _S.PUBLICIZING),
    _S.PUBLICIZING: ("POST_PUBLICLY", _S.CONFIRMING),
}

_WAITS_FOR: dict[CaseState, frozenset[Party]] = {
    _S.SUBMITTED: frozenset({Party.CLERK}),
    _S.RECEIVED: frozenset({Party.CLERK}),
    _S.CORRECTING: frozenset({Party.CLERK}),
    _S.REVIEWING: frozenset({Party.REVIEWER}),
    _S.SUSPENDED: frozenset({Party.REVIEWER}),
    _S.DECIDING: frozenset({Party.APPROVER}),
    _S.VERIFYING: frozenset({Party.REVIEWER}),
    _S.PUBLICIZING: frozenset({Party.REVIEWER, Party.CLERK}),
    _S.CONFIRMING: frozenset({Party.COUNTY_APPROVER, Party.APPROVER}),
    _S.PASSED_ON: frozenset({Party.CLERK}),
    _S.GRANTED: frozenset({Party.CLERK, Party.SEAL_KEEPER}),
    _S.REFUSED: frozenset({Party.CLERK, Party.SEAL_KEEPER}),
    _S.CONCLUDED: frozenset({Party.CLERK, Party.SEAL_KEEPER}),
    _S.DELIVERED: frozenset({Party.CLERK}),
}


def target_of(line: Transition, before: CaseState, steps: Sequence[Step]) -> CaseState:
    """Where the act takes the case: the line's target, or beyond it the first step that the item has."""
    target = line.target or before
    codes = {step.code for step in steps}
    while line.act is not Act.REOPEN and target is not before and target in _SKIPS:
        step, beyond = _SKIPS[target]
        if step in codes:
            break
        target = beyond
    return target


def waits_for(state: CaseState) -> frozenset[Party]:
    """The roles on whose desk a case in this state lies; nobody's when it is over."""
    return _WAITS_FOR.get(state, frozenset())


def states_of(party: Party) -> tuple[CaseState, ...]:
    """The states in which a case lies on the desk of this role."""
    return tuple(state for state, parties in _WAITS_FOR.items() if party in parties)


# The act that carries a step of a procedure out; in every family but one its end is recorded.
_ACTS: dict[str, Act] = {
    "RECEIVE": Act.RECEIVE,
    "ACCEPT": Act.ACCEPT,
    "REVIEW": Act.REVIEW,
    "FIRST_REVIEW": Act.REVIEW,
    "HOME_VISIT": Act.RECORD_VISIT,
    "POST_PUBLICLY": Act.ISSUE_PUBLICITY_SHEET,
    "CONFIRM": Act.CONFIRM,
    "DECIDE": Act.GRANT,
    "DELIVER": Act.DELIVER,
    "ANSWER": Act.ANSWER,
    "ACCEPT_AND_CLOSE": Act.SETTLE,
    "FORWARD": Act.PASS_ON,
}


def act_of(step: Step, family: Family) -> Act:
    """The act of the family's table by which a step of an item's procedure is carried out."""
    if step.code == "RECORD_RESULT":
        return Act.RECORD_RESULT if family is Family.FORWARDED else Act.CONCLUDE
    return _ACTS[step.code]


class EndsAbove(RuleViolation):
    """The township examines and sends up; it does not end what a county ends."""

    code = "cases.ends_above"
    template = N_("“{item}”由县级办结，乡镇审核后请用“转报”报送，不在这里登记结果。")
    refusal = Refusal.CONFLICT


def check_ends_here(steps: Sequence[Step], *, item: str) -> None:
    """Refuse to conclude at the township what the item's own steps end at the county."""
    if ending_level(steps) is Level.COUNTY:
        raise EndsAbove(item=item)


def confirming_party(steps: Sequence[Step]) -> Party:
    """Who confirms: the role of the item's own step (the county's, or an entrusted township's)."""
    return next((step.role for step in steps if step.code == "CONFIRM"), Party.COUNTY_APPROVER)


class NotDoneHere(RuleViolation):
    """The item is done at other levels than the one at which somebody sits."""

    code = "cases.not_done_here"
    template = N_("“{item}”在{places}办，不在{here}办。请告诉办事人到那里去。")


_PLACES: dict[Level, str] = {
    Level.VILLAGE: N_("村(社区)服务站"),
    Level.TOWNSHIP: N_("乡镇(街道)中心"),
}
_ELSEWHERE = N_("上级窗口")


def check_done_here(party: Party, levels: Sequence[Level], *, item: str) -> None:
    """Refuse to finish an item at a level that its list does not name: a village finishes only what is
    done in villages, a township's counter only what is done in townships (domain.md §2.3)."""
    here = Level.VILLAGE if party is Party.VILLAGE_PROXY else Level.TOWNSHIP
    if here not in levels:
        places = [_PLACES.get(level, _ELSEWHERE) for level in levels]
        raise NotDoneHere(item=item, places="、".join(dict.fromkeys(places)), here=_PLACES[here])
