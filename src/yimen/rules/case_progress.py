"""Where a case is, for the applicant: the stages of its family with their dates, and where it stands now.

The stages are those of the transition tables in the words of whoever waits; a stage that the item's
own steps leave out is left out here too. Source: design §4, look.md (Track).
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from yimen.rules.case_states import ENDS, Act, CaseState, state_label
from yimen.rules.errors import N_
from yimen.rules.items import Family
from yimen.rules.procedures import Step


class StepMark(StrEnum):
    """How a step of the stepper is drawn."""

    DONE = "DONE"
    NOW = "NOW"
    NEXT = "NEXT"
    STOPPED = "STOPPED"


STEP_MARK_LABELS: dict[StepMark, str] = {
    StepMark.DONE: N_("已完成"),
    StepMark.NOW: N_("正在进行"),
    StepMark.NEXT: N_("还没到"),
    StepMark.STOPPED: N_("停在这里"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class ProgressStep:
    """One step as the applicant sees it."""

    label: str
    state: StepMark
    date: dt.date | None
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class _Stage:
    """One stage: the acts that complete it, the states in which a case stands in it.

    `step` names the step of the procedure without which the stage does not exist.
    """

    acts: frozenset[Act]
    label: str
    ahead: str = ""
    states: frozenset[CaseState] = frozenset()
    step: str = ""


_S = CaseState


def _stage(
    acts: Sequence[Act], label: str, ahead: str = "", states: Sequence[CaseState] = (), step: str = ""
) -> _Stage:
    return _Stage(acts=frozenset(acts), label=label, ahead=ahead, states=frozenset(states), step=step)


_AT_COUNTER = (Act.TAKE_IN, Act.TAKE_IN_LACKING)
_HANDED_IN = (
    _stage((Act.SUBMIT, *_AT_COUNTER), N_("提交")),
    _stage((Act.RECEIVE, *_AT_COUNTER), N_("收件"), N_("窗口核对身份，收下材料"), (_S.SUBMITTED,)),
)
_ACCEPTED = _stage(
    (Act.ACCEPT, Act.DEEM_ACCEPTED), N_("受理"), N_("窗口核对材料"), (_S.RECEIVED, _S.CORRECTING)
)
_DELIVERY_STATES = (_S.GRANTED, _S.REFUSED, _S.CONCLUDED)
_CLOSED = _stage((Act.CLOSE,), N_("办结"), "", (_S.DELIVERED,))

_STAGES: dict[Family, tuple[_Stage, ...]] = {
    Family.PERMIT: (
        *_HANDED_IN,
        _ACCEPTED,
        _stage((Act.REVIEW,), N_("审查"), N_("审查人员核实"), (_S.REVIEWING, _S.SUSPENDED)),
        _stage((Act.GRANT, Act.REFUSE, Act.DEEM_RENEWED), N_("决定"), N_("审批人员决定"), (_S.DECIDING,)),
        _stage((Act.DELIVER,), N_("送达"), N_("领取决定书"), _DELIVERY_STATES),
        _CLOSED,
    ),
    Family.BENEFIT: (
        *_HANDED_IN,
        _ACCEPTED,
        _stage((Act.REVIEW,), N_("初审"), N_("乡镇（街道）初审"), (_S.REVIEWING,)),
        _stage(
            (Act.RECORD_VISIT,), N_("核对和入户"), N_("两名工作人员核对情况"), (_S.VERIFYING,), "HOME_VISIT"
        ),
        _stage((Act.END_PUBLICITY,), N_("村级公示"), N_("在村里张贴"), (_S.PUBLICIZING,), "POST_PUBLICLY"),
        _stage((Act.CONFIRM, Act.NOT_CONFIRM), N_("确认"), N_("确认机关决定"), (_S.CONFIRMING,)),
        _stage((Act.DELIVER,), N_("送达"), N_("领取告知书"), _DELIVERY_STATES),
        _CLOSED,
    ),
    Family.INSTANT: (_stage((Act.SETTLE,), N_("当场办好")),),
    Family.FORWARDED: (
        *_HANDED_IN,
        _stage((Act.PASS_ON,), N_("转部门"), N_("窗口转给主管部门"), (_S.RECEIVED, _S.CORRECTING)),
        _stage((Act.RECORD_RESULT,), N_("部门办理"), N_("主管部门在自己的系统里办"), (_S.PASSED_ON,)),
    ),
    Family.DISCLOSURE: (
        *_HANDED_IN,
        _stage(
            (Act.REVIEW,),
            N_("检索和审查"),
            N_("工作人员查找、审查"),
            (_S.CORRECTING, _S.REVIEWING, _S.SUSPENDED),
        ),
        _stage((Act.ANSWER,), N_("答复"), N_("作出书面答复"), (_S.DECIDING,)),
        _stage((Act.DELIVER,), N_("送达"), N_("领取答复书"), _DELIVERY_STATES),
        _CLOSED,
    ),
    Family.OTHER: (
        *_HANDED_IN,
        _ACCEPTED,
        _stage((Act.REVIEW,), N_("审查"), N_("审查人员核实"), (_S.REVIEWING,)),
        _stage((Act.CONCLUDE,), N_("办理"), N_("作出办理结果"), (_S.DECIDING,)),
        _stage((Act.DELIVER,), N_("送达"), N_("领取办理结果"), _DELIVERY_STATES),
        _CLOSED,
    ),
}

# Of a sensitive case whoever holds only number and code sees no more than this (design §5).
_UNDER_WAY = frozenset(CaseState) - ENDS - frozenset(_DELIVERY_STATES)
_DISCREET: tuple[_Stage, ...] = (
    _HANDED_IN[0],
    _stage(
        (Act.CONFIRM, Act.NOT_CONFIRM, Act.GRANT, Act.REFUSE, Act.CONCLUDE, Act.ANSWER, Act.RECORD_RESULT),
        N_("办理"),
        N_("正在办理"),
        tuple(_UNDER_WAY - {_S.DELIVERED}),
    ),
    _stage((Act.DELIVER, Act.SETTLE), N_("办完"), N_("领取结果"), (*_DELIVERY_STATES, _S.DELIVERED)),
)

_STANDING = frozenset({_S.CORRECTING, _S.SUSPENDED})
# An end that is the last stage of its own family, not a stop on the way.
_FULFILLED = {(Family.FORWARDED, _S.FORWARDED)} | {(family, _S.CLOSED) for family in Family}


def progress(
    state: CaseState,
    dates: Mapping[Act, dt.date],
    *,
    family: Family,
    steps: Sequence[Step],
    discreet: bool = False,
) -> tuple[ProgressStep, ...]:
    """The stages of the family as far as the item has them; another end stops after the last stage done.

    `dates` are the days on which acts were done that still hold. `discreet` tells only that the case
    was handed in, is under way, or is over.
    """
    codes = {step.code for step in steps}
    every = _DISCREET if discreet else _STAGES[family]
    stages = [stage for stage in every if not stage.step or stage.step in codes]
    at, stands = _place(state, dates, stages, family)
    return tuple(
        _drawn(stage, number, at, dates, stopped=_stop_label(state, family, discreet=discreet, stands=stands))
        for number, stage in enumerate(stages)
    )


def _place(
    state: CaseState, dates: Mapping[Act, dt.date], stages: Sequence[_Stage], family: Family
) -> tuple[int, bool]:
    """The stage in which the case is, and whether it stands still there."""
    if (family, state) in _FULFILLED:
        return len(stages), False
    at = next((number for number, stage in enumerate(stages) if state in stage.states), None)
    if at is not None:
        return at, state in _STANDING
    done = [number for number, stage in enumerate(stages) if stage.acts & dates.keys()]
    return min(max(done, default=-1) + 1, len(stages) - 1), True


def _stop_label(state: CaseState, family: Family, *, discreet: bool, stands: bool) -> str:
    if not stands:
        return ""
    return discreet_label(state) if discreet else state_label(state, family)


def _drawn(
    stage: _Stage, number: int, at: int, dates: Mapping[Act, dt.date], *, stopped: str
) -> ProgressStep:
    if number < at:
        date = max((dates[act] for act in stage.acts if act in dates), default=None)
        return ProgressStep(label=stage.label, state=StepMark.DONE, date=date, words="")
    if number > at:
        return ProgressStep(label=stage.label, state=StepMark.NEXT, date=None, words=stage.ahead)
    mark = StepMark.STOPPED if stopped else StepMark.NOW
    return ProgressStep(label=stage.label, state=mark, date=None, words=stopped or stage.ahead)


def discreet_label(state: CaseState) -> str:
    """The state of a sensitive case for whoever holds only number and code: under way, done, ended."""
    if state in _DELIVERY_STATES:
        return N_("已有结果，待签收")
    if state is _S.DELIVERED or state is _S.CLOSED:
        return N_("已办完")
    return N_("已结束") if state in ENDS else N_("正在办理")
