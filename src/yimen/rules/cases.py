"""The transition table of a case as data: the permit family whole, the other families later.

Source: 行政许可法 (2019) articles 29, 32, 34, 37, 38, 42, 44, 45 and `docs/rules/cases.md`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from yimen.rules.access import Party
from yimen.rules.catalog import Family
from yimen.rules.documents import PaperKind
from yimen.rules.errors import N_, Refusal, RuleViolation


class CaseState(StrEnum):
    """Where a case stands; the last eight are ends, each of its own kind."""

    SUBMITTED = "SUBMITTED"
    RECEIVED = "RECEIVED"
    CORRECTING = "CORRECTING"
    REVIEWING = "REVIEWING"
    SUSPENDED = "SUSPENDED"
    DECIDING = "DECIDING"
    GRANTED = "GRANTED"
    REFUSED = "REFUSED"
    DELIVERED = "DELIVERED"
    CLOSED = "CLOSED"
    DECLINED = "DECLINED"
    NOT_NEEDED = "NOT_NEEDED"
    WITHDRAWN = "WITHDRAWN"
    RETURNED = "RETURNED"
    FORWARDED = "FORWARDED"
    VOIDED = "VOIDED"
    TERMINATED = "TERMINATED"


STATE_LABELS: dict[CaseState, str] = {
    CaseState.SUBMITTED: N_("待收件"),
    CaseState.RECEIVED: N_("待受理"),
    CaseState.CORRECTING: N_("补正中"),
    CaseState.REVIEWING: N_("待审查"),
    CaseState.SUSPENDED: N_("特别程序"),
    CaseState.DECIDING: N_("待决定"),
    CaseState.GRANTED: N_("准予,待送达"),
    CaseState.REFUSED: N_("不予许可,待送达"),
    CaseState.DELIVERED: N_("已送达"),
    CaseState.CLOSED: N_("办结"),
    CaseState.DECLINED: N_("不予受理"),
    CaseState.NOT_NEEDED: N_("不需许可"),
    CaseState.WITHDRAWN: N_("已撤回"),
    CaseState.RETURNED: N_("已退回"),
    CaseState.FORWARDED: N_("已转报"),
    CaseState.VOIDED: N_("已作废"),
    CaseState.TERMINATED: N_("已终止"),
}

ENDS = frozenset(
    {
        CaseState.CLOSED,
        CaseState.DECLINED,
        CaseState.NOT_NEEDED,
        CaseState.WITHDRAWN,
        CaseState.RETURNED,
        CaseState.FORWARDED,
        CaseState.VOIDED,
        CaseState.TERMINATED,
    }
)


class Act(StrEnum):
    """What can be done to a case."""

    SUBMIT = "SUBMIT"
    RECEIVE = "RECEIVE"
    RETURN = "RETURN"
    ISSUE_ONE_TIME_NOTICE = "ISSUE_ONE_TIME_NOTICE"
    SUPPLEMENT = "SUPPLEMENT"
    ACCEPT = "ACCEPT"
    DEEM_ACCEPTED = "DEEM_ACCEPTED"
    DECLINE = "DECLINE"
    FIND_NOT_NEEDED = "FIND_NOT_NEEDED"
    FORWARD = "FORWARD"
    REVIEW = "REVIEW"
    SEND_BACK = "SEND_BACK"
    SUSPEND = "SUSPEND"
    RESUME = "RESUME"
    EXTEND = "EXTEND"
    GRANT = "GRANT"
    REFUSE = "REFUSE"
    DELIVER = "DELIVER"
    CLOSE = "CLOSE"
    WITHDRAW = "WITHDRAW"
    TERMINATE = "TERMINATE"
    VOID = "VOID"


ACT_LABELS: dict[Act, str] = {
    Act.SUBMIT: N_("提交"),
    Act.RECEIVE: N_("收件"),
    Act.RETURN: N_("退回预填"),
    Act.ISSUE_ONE_TIME_NOTICE: N_("一次性告知补正"),
    Act.SUPPLEMENT: N_("补齐补正"),
    Act.ACCEPT: N_("受理"),
    Act.DEEM_ACCEPTED: N_("视为受理"),
    Act.DECLINE: N_("不予受理"),
    Act.FIND_NOT_NEEDED: N_("告知不需许可"),
    Act.FORWARD: N_("转报"),
    Act.REVIEW: N_("审查"),
    Act.SEND_BACK: N_("退回审查"),
    Act.SUSPEND: N_("启动特别程序"),
    Act.RESUME: N_("结束特别程序"),
    Act.EXTEND: N_("延长期限"),
    Act.GRANT: N_("准予许可"),
    Act.REFUSE: N_("不予许可"),
    Act.DELIVER: N_("送达"),
    Act.CLOSE: N_("办结"),
    Act.WITHDRAW: N_("撤回申请"),
    Act.TERMINATE: N_("终止办理"),
    Act.VOID: N_("作废"),
}


class ClockEffect(StrEnum):
    """What an act does to the clocks of the case."""

    NONE = "NONE"
    START_NOTICE = "START_NOTICE"
    START = "START"
    STOP = "STOP"
    RESUME = "RESUME"
    EXTEND = "EXTEND"
    START_DELIVERY = "START_DELIVERY"
    END = "END"


@dataclass(frozen=True, kw_only=True, slots=True)
class Transition:
    """One line of the table: who may take a case from where to where, and what it leaves behind.

    `target` None keeps the state; `source` empty makes the case. `needs` names the facts
    without which the act is refused, `basis` the article that it rests on.
    """

    act: Act
    source: frozenset[CaseState]
    target: CaseState | None
    parties: frozenset[Party]
    clock: ClockEffect = ClockEffect.NONE
    papers: tuple[PaperKind, ...] = ()
    needs: tuple[str, ...] = ()
    basis: str = ""


def _line(
    act: Act,
    source: Iterable[CaseState],
    target: CaseState | None,
    parties: Iterable[Party],
    *,
    clock: ClockEffect = ClockEffect.NONE,
    papers: tuple[PaperKind, ...] = (),
    needs: tuple[str, ...] = (),
    basis: str = "",
) -> Transition:
    return Transition(
        act=act,
        source=frozenset(source),
        target=target,
        parties=frozenset(parties),
        clock=clock,
        papers=papers,
        needs=needs,
        basis=basis,
    )


_S = CaseState
_RUNNING = (_S.REVIEWING, _S.DECIDING)
_BEFORE_DECISION = (_S.SUBMITTED, _S.RECEIVED, _S.CORRECTING, _S.REVIEWING, _S.SUSPENDED, _S.DECIDING)
_FILERS = (Party.RESIDENT, Party.VILLAGE_PROXY, Party.CLERK)

PERMIT: tuple[Transition, ...] = (
    _line(
        Act.SUBMIT, (), _S.SUBMITTED, _FILERS, clock=ClockEffect.START_NOTICE, basis=N_("行政许可法第29条")
    ),
    _line(
        Act.RECEIVE,
        (_S.SUBMITTED,),
        _S.RECEIVED,
        (Party.CLERK,),
        papers=(PaperKind.RECEIPT,),
        needs=("identity_check",),
        basis=N_("行政许可法第32条"),
    ),
    _line(Act.RETURN, (_S.SUBMITTED,), _S.RETURNED, (Party.CLERK,), clock=ClockEffect.END, needs=("reason",)),
    _line(
        Act.ISSUE_ONE_TIME_NOTICE,
        (_S.RECEIVED, _S.CORRECTING),
        _S.CORRECTING,
        (Party.CLERK,),
        papers=(PaperKind.ONE_TIME_NOTICE,),
        needs=("missing_materials",),
        basis=N_("行政许可法第32条第一款第四项"),
    ),
    _line(
        Act.SUPPLEMENT,
        (_S.CORRECTING,),
        _S.RECEIVED,
        _FILERS,
        clock=ClockEffect.START_NOTICE,
        papers=(PaperKind.RECEIPT,),
    ),
    _line(
        Act.ACCEPT,
        (_S.RECEIVED,),
        _S.REVIEWING,
        (Party.CLERK,),
        clock=ClockEffect.START,
        papers=(PaperKind.ACCEPTANCE,),
        needs=("verdicts",),
        basis=N_("行政许可法第32条第一款第五项"),
    ),
    _line(
        Act.DEEM_ACCEPTED,
        (_S.SUBMITTED, _S.RECEIVED),
        _S.REVIEWING,
        (Party.SYSTEM,),
        clock=ClockEffect.START,
        papers=(PaperKind.ACCEPTANCE,),
        basis=N_("行政许可法第32条第一款第四项"),
    ),
    _line(
        Act.DECLINE,
        (_S.SUBMITTED, _S.RECEIVED, _S.CORRECTING),
        _S.DECLINED,
        (Party.CLERK,),
        clock=ClockEffect.END,
        papers=(PaperKind.DECLINE,),
        needs=("reason", "competent_organ", "remedies"),
        basis=N_("行政许可法第32条第一款第二项"),
    ),
    _line(
        Act.FIND_NOT_NEEDED,
        (_S.SUBMITTED, _S.RECEIVED),
        _S.NOT_NEEDED,
        (Party.CLERK,),
        clock=ClockEffect.END,
        papers=(PaperKind.DECLINE,),
        needs=("reason",),
        basis=N_("行政许可法第32条第一款第一项"),
    ),
    _line(
        Act.FORWARD,
        (_S.RECEIVED, _S.REVIEWING),
        _S.FORWARDED,
        (Party.CLERK, Party.REVIEWER),
        clock=ClockEffect.END,
        needs=("receiving_organ",),
        basis=N_("行政许可法第35条、第43条"),
    ),
    _line(
        Act.REVIEW,
        (_S.REVIEWING,),
        _S.DECIDING,
        (Party.REVIEWER,),
        needs=("opinion", "review_points"),
        basis=N_("行政许可法第34条"),
    ),
    _line(Act.SEND_BACK, (_S.DECIDING,), _S.REVIEWING, (Party.APPROVER,), needs=("reason",)),
    _line(
        Act.SUSPEND,
        _RUNNING,
        _S.SUSPENDED,
        (Party.REVIEWER, Party.APPROVER),
        clock=ClockEffect.STOP,
        papers=(PaperKind.SUSPENSION,),
        needs=("ground", "basis", "document_no", "days_needed", "approver"),
        basis=N_("行政许可法第45条"),
    ),
    _line(
        Act.RESUME, (_S.SUSPENDED,), _S.REVIEWING, (Party.REVIEWER, Party.SYSTEM), clock=ClockEffect.RESUME
    ),
    _line(
        Act.EXTEND,
        _RUNNING,
        None,
        (Party.APPROVER,),
        clock=ClockEffect.EXTEND,
        papers=(PaperKind.EXTENSION,),
        needs=("reason", "approver"),
        basis=N_("行政许可法第42条"),
    ),
    _line(
        Act.GRANT,
        (_S.DECIDING,),
        _S.GRANTED,
        (Party.APPROVER,),
        clock=ClockEffect.START_DELIVERY,
        papers=(PaperKind.GRANT,),
        needs=("opinion",),
        basis=N_("行政许可法第38条第一款、第44条"),
    ),
    _line(
        Act.REFUSE,
        (_S.DECIDING,),
        _S.REFUSED,
        (Party.APPROVER,),
        clock=ClockEffect.START_DELIVERY,
        papers=(PaperKind.REFUSAL,),
        needs=("reasons", "remedies"),
        basis=N_("行政许可法第38条第二款"),
    ),
    _line(
        Act.DELIVER,
        (_S.GRANTED, _S.REFUSED),
        _S.DELIVERED,
        (Party.RESIDENT, Party.CLERK),
        clock=ClockEffect.END,
        needs=("delivery_way",),
        basis=N_("行政许可法第44条"),
    ),
    _line(Act.CLOSE, (_S.DELIVERED,), _S.CLOSED, (Party.SYSTEM, Party.CLERK)),
    _line(
        Act.WITHDRAW,
        _BEFORE_DECISION,
        _S.WITHDRAWN,
        (Party.RESIDENT, Party.CLERK),
        clock=ClockEffect.END,
    ),
    _line(
        Act.TERMINATE,
        (_S.REVIEWING, _S.SUSPENDED, _S.DECIDING),
        _S.TERMINATED,
        (Party.APPROVER,),
        clock=ClockEffect.END,
        needs=("reason",),
    ),
    _line(
        Act.VOID,
        (_S.SUBMITTED, _S.RECEIVED, _S.CORRECTING),
        _S.VOIDED,
        (Party.CENTER_HEAD,),
        clock=ClockEffect.END,
        needs=("reason",),
    ),
)

TABLES: dict[Family, tuple[Transition, ...]] = {Family.PERMIT: PERMIT}


class NoSuchProcedure(RuleViolation):
    """The family has no table in this version."""

    code = "cases.no_such_procedure"
    template = N_("“{family}”类事项暂不能在本系统办理,请按指南到窗口办理。")


class OutOfTurn(RuleViolation):
    """The act does not fit where the case stands, usually because someone was faster."""

    code = "cases.out_of_turn"
    template = N_("这件已经是“{state}”,不能再“{act}”。可能有同事先办了,请刷新后再看。")
    refusal = Refusal.CONFLICT


class WrongParty(RuleViolation):
    """The table does not name this party for the act."""

    code = "cases.wrong_party"
    template = N_("“{act}”这一步不由{role}办理。")
    refusal = Refusal.FORBIDDEN


def table_for(family: Family) -> tuple[Transition, ...]:
    """The family's transition table; refuses a family that has none yet."""
    table = TABLES.get(family)
    if table is None:
        raise NoSuchProcedure(family=family.label)
    return table


def transition(family: Family, act: Act) -> Transition:
    """The one line of the table for an act."""
    for line in table_for(family):
        if line.act is act:
            return line
    raise NoSuchProcedure(family=family.label)


def check(family: Family, act: Act, state: CaseState, party: Party) -> Transition:
    """The line that lets `party` do `act` to a case in `state`; refuses with the reason."""
    line = transition(family, act)
    if state not in line.source:
        raise OutOfTurn(state=STATE_LABELS[state], act=ACT_LABELS[act])
    if party not in line.parties:
        raise WrongParty(act=ACT_LABELS[act], role=party.value)
    return line


def possible_acts(family: Family, state: CaseState, party: Party) -> tuple[Act, ...]:
    """What a party may do to a case in this state, in the order of the table."""
    return tuple(t.act for t in TABLES.get(family, ()) if state in t.source and party in t.parties)
