"""One line of a transition table: who may take a case from where to where, and what it leaves behind."""

from collections.abc import Iterable
from dataclasses import dataclass

from yimen.rules.access import Party
from yimen.rules.case_states import Act, CaseState, ClockEffect
from yimen.rules.documents import PaperKind
from yimen.rules.errors import N_

CLOCK_EFFECT_LABELS: dict[ClockEffect, str] = {
    ClockEffect.NONE: N_("不动时钟"),
    ClockEffect.START_NOTICE: N_("开始 5 日告知"),
    ClockEffect.END_NOTICE: N_("结束 5 日告知"),
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

    `target` None keeps the state; `source` empty makes the case. `papers` are the kinds that the act
    may leave, at most one each time; `needs` names the facts
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


def line(
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
    """A line, with its sets frozen."""
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


FILERS = (Party.RESIDENT, Party.VILLAGE_PROXY, Party.CLERK)
