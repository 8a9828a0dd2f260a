"""The transition table of a case as data: the permit family whole, the other families later.

Source: 行政许可法 (2019) articles 29, 32, 34, 37, 38, 42, 44, 45 and `docs/rules/cases.md`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from yimen.rules.access import PARTY_LABELS, Party
from yimen.rules.case_states import ACT_LABELS, ENDS, STATE_LABELS, Act, CaseState, ClockEffect
from yimen.rules.catalog import Family
from yimen.rules.documents import PaperKind
from yimen.rules.errors import N_, Refusal, RuleViolation

__all__ = [
    "ACT_LABELS",
    "ENDS",
    "PERMIT",
    "STATE_LABELS",
    "TABLES",
    "Act",
    "CaseState",
    "ClockEffect",
    "NoSuchProcedure",
    "OutOfTurn",
    "Transition",
    "WrongParty",
    "check",
    "possible_acts",
    "table_for",
    "transition",
]


CLOCK_EFFECT_LABELS: dict[ClockEffect, str] = {
    ClockEffect.NONE: N_("不动时钟"),
    ClockEffect.START_NOTICE: N_("开始 5 日告知"),
    ClockEffect.START: N_("开始办理时限"),
    ClockEffect.STOP: N_("停止计时"),
    ClockEffect.RESUME: N_("恢复计时"),
    ClockEffect.EXTEND: N_("延长时限"),
    ClockEffect.START_DELIVERY: N_("开始送达时限"),
    ClockEffect.END: N_("结束计时"),
}


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
    template = N_("“{family}”类事项暂不能在本系统办理，请按指南到窗口办理。")


class OutOfTurn(RuleViolation):
    """The act does not fit where the case stands, usually because someone was faster."""

    code = "cases.out_of_turn"
    template = N_("这件已经是“{state}”，不能再“{act}”。可能有同事先办了，请刷新后再看。")
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
        raise WrongParty(act=ACT_LABELS[act], role=PARTY_LABELS[party])
    return line


def possible_acts(family: Family, state: CaseState, party: Party) -> tuple[Act, ...]:
    """What a party may do to a case in this state, in the order of the table."""
    return tuple(t.act for t in TABLES.get(family, ()) if state in t.source and party in t.parties)
