"""Where a case is, for the applicant: the steps with their dates, and the one next thing with its doer."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from yimen.rules.case_states import STATE_LABELS, Act, CaseState
from yimen.rules.errors import N_


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


_STEPS: tuple[tuple[frozenset[Act], str, str], ...] = (
    (frozenset({Act.SUBMIT}), N_("提交"), ""),
    (frozenset({Act.RECEIVE}), N_("收件"), N_("窗口核对身份，收下材料")),
    (frozenset({Act.ACCEPT}), N_("受理"), N_("窗口核对材料")),
    (frozenset({Act.REVIEW}), N_("审查"), N_("审查人员核实")),
    (frozenset({Act.GRANT, Act.REFUSE}), N_("决定"), N_("审批人员决定")),
    (frozenset({Act.DELIVER}), N_("送达"), N_("领取决定书")),
    (frozenset({Act.CLOSE}), N_("办结"), ""),
)

_S = CaseState
_REACHED: dict[CaseState, int] = {
    _S.SUBMITTED: 1,
    _S.RECEIVED: 2,
    _S.CORRECTING: 2,
    _S.REVIEWING: 3,
    _S.SUSPENDED: 3,
    _S.DECIDING: 4,
    _S.GRANTED: 5,
    _S.REFUSED: 5,
    _S.DELIVERED: 6,
    _S.CLOSED: 7,
}
_STANDING = frozenset({_S.CORRECTING, _S.SUSPENDED})


def progress(state: CaseState, dates: Mapping[Act, dt.date]) -> tuple[ProgressStep, ...]:
    """The seven steps of a permit; a case that ended otherwise stops after its last step done."""
    done = [number for number, (acts, _, _) in enumerate(_STEPS) if acts & dates.keys()]
    at = _REACHED.get(state, max(done, default=-1) + 1)
    stands = state not in _REACHED or state in _STANDING
    found = []
    for number, (acts, label, ahead) in enumerate(_STEPS):
        mark, words, date = StepMark.NEXT, ahead, None
        if number < at:
            mark, words = StepMark.DONE, ""
            date = next((dates[act] for act in acts if act in dates), None)
        elif number == at:
            mark, words = (StepMark.STOPPED, STATE_LABELS[state]) if stands else (StepMark.NOW, ahead)
        found.append(ProgressStep(label=label, state=mark, date=date, words=words))
    return tuple(found)


@dataclass(frozen=True, kw_only=True, slots=True)
class NextThing:
    """The one next thing: who must do it, what it is, and whether that is the applicant."""

    who: str
    what: str
    words: str
    is_yours: bool


_NEXT: dict[CaseState, tuple[str, str, str]] = {
    _S.SUBMITTED: (
        N_("现在该您办"),
        N_("带上身份证和标了“带到窗口”的材料，到{center}核对身份"),
        N_("窗口最迟{notice_due}告诉您是否受理；没有告诉您的，从提交那天起就算受理。"),
    ),
    _S.RECEIVED: (
        N_("现在该{center}办"),
        N_("窗口正在核对材料"),
        N_("最迟{notice_due}告诉您是否受理；没有告诉您的，从提交那天起就算受理。"),
    ),
    _S.CORRECTING: (N_("现在该您办"), N_("按一次性告知书补齐材料"), ""),
    _S.REVIEWING: (N_("现在该{organ}办"), N_("审查人员正在核实"), N_("不用您跑，最迟{due}办完。")),
    _S.SUSPENDED: (N_("现在该{organ}办"), N_("特别程序进行中，这段时间不计入期限"), ""),
    _S.DECIDING: (N_("现在该{organ}办"), N_("审批人员正在作决定"), N_("不用您跑，最迟{due}办完。")),
    _S.GRANTED: (N_("现在该您办"), N_("签收并下载决定书"), N_("也可以带身份证到{center}领纸质的。")),
    _S.REFUSED: (
        N_("现在该您办"),
        N_("签收并下载决定书"),
        N_("不服决定的，决定书最后写着向谁申请复议、到哪个法院起诉。"),
    ),
    _S.DELIVERED: (N_("现在该系统办"), N_("正在办结归档"), ""),
    _S.CLOSED: (N_("都办好了"), N_("没有要您办的事了"), N_("愿意的话，请按短信里的链接评价这次办事。")),
}
_YOURS = frozenset({_S.SUBMITTED, _S.CORRECTING, _S.GRANTED, _S.REFUSED})


def next_thing(state: CaseState, *, center: str, organ: str, due: str, notice_due: str) -> NextThing:
    """Who must do what now, in plain words; the names and the dates come already in words."""
    who, what, words = _NEXT.get(state, (STATE_LABELS[state], N_("没有要您办的事了"), ""))
    values = {"center": center, "organ": organ, "due": due, "notice_due": notice_due}
    if "{due}" in words and not due:
        words = ""
    return NextThing(
        who=who.format(**values),
        what=what.format(**values),
        words=words.format(**values),
        is_yours=state in _YOURS,
    )


_WAITING: dict[CaseState, str] = {
    _S.SUBMITTED: N_("等窗口人员收件"),
    _S.RECEIVED: N_("等窗口人员核对材料、受理"),
    _S.CORRECTING: N_("等申请人补齐材料"),
    _S.REVIEWING: N_("等审查人员审查"),
    _S.SUSPENDED: N_("特别程序进行中"),
    _S.DECIDING: N_("等审批人员决定"),
    _S.GRANTED: N_("等申请人签收，或窗口人员送达"),
    _S.REFUSED: N_("等申请人签收，或窗口人员送达"),
    _S.DELIVERED: N_("系统正在办结"),
    _S.CLOSED: N_("已经办结"),
}


def waiting_words(state: CaseState) -> str:
    """For the desk: who must do what now, when it is not the reader."""
    return _WAITING.get(state, STATE_LABELS[state])
