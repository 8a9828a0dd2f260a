"""Which sample cases there are: where, how many workdays ago, and how far each has come."""

from dataclasses import dataclass

from yimen.rules.cases import CaseState
from yimen.rules.errors import N_

JIUZHOU = "130921100000"
XINGJI = "130921101000"
FELLING = N_("林木采伐许可证核发")
HOMESTEAD = N_("农村村民宅基地审批")
RESIDENTS = (N_("示例·郑福"), N_("示例·冯桂兰"), N_("示例·替父母办"))


@dataclass(frozen=True, kw_only=True, slots=True)
class CasePlan:
    """One case: filed by one of the residents so many workdays ago; `steps` are workdays between acts.

    With `refused` the decision refuses. The target is where the case stands today.
    """

    township: str
    item: str
    filed_by: int
    days_ago: int
    target: CaseState
    steps: tuple[int, ...] = (0, 1, 2, 1, 1)
    refused: bool = False


def _plan(
    township: str,
    item: str,
    filed_by: int,
    days_ago: int,
    target: CaseState,
    steps: tuple[int, ...] = (0, 1, 2, 1, 1),
    *,
    refused: bool = False,
) -> CasePlan:
    return CasePlan(
        township=township,
        item=item,
        filed_by=filed_by,
        days_ago=days_ago,
        target=target,
        steps=steps,
        refused=refused,
    )


_S = CaseState
# Steps: from filing to receiving, accepting, reviewing, deciding, delivering, in workdays.
PLANS: tuple[CasePlan, ...] = (
    _plan(JIUZHOU, FELLING, 2, 38, _S.CLOSED, (1, 1, 3, 1, 1)),
    _plan(JIUZHOU, FELLING, 0, 33, _S.CLOSED, (1, 0, 4, 1, 2)),
    _plan(JIUZHOU, HOMESTEAD, 2, 31, _S.CLOSED, (1, 2, 8, 3, 1)),
    _plan(XINGJI, FELLING, 2, 27, _S.CLOSED, (1, 1, 2, 1, 1)),
    _plan(JIUZHOU, FELLING, 2, 24, _S.CLOSED, (0, 1, 5, 1, 1), refused=True),
    _plan(JIUZHOU, FELLING, 1, 20, _S.CLOSED, (1, 1, 2, 2, 1)),
    _plan(JIUZHOU, HOMESTEAD, 1, 17, _S.GRANTED, (1, 1, 7, 2)),
    _plan(JIUZHOU, FELLING, 2, 15, _S.REVIEWING, (1, 1)),
    _plan(XINGJI, FELLING, 2, 13, _S.DECIDING, (1, 1, 3)),
    _plan(JIUZHOU, FELLING, 2, 12, _S.GRANTED, (1, 1, 3, 2)),
    _plan(JIUZHOU, HOMESTEAD, 2, 11, _S.DECIDING, (1, 1, 6)),
    _plan(JIUZHOU, FELLING, 2, 10, _S.REFUSED, (1, 1, 3, 1), refused=True),
    _plan(JIUZHOU, FELLING, 2, 8, _S.DECIDING, (1, 1, 3)),
    _plan(JIUZHOU, FELLING, 2, 7, _S.REVIEWING, (0, 0)),
    _plan(XINGJI, HOMESTEAD, 2, 7, _S.REVIEWING, (1, 1)),
    _plan(JIUZHOU, FELLING, 2, 6, _S.RECEIVED, (1,)),
    _plan(JIUZHOU, HOMESTEAD, 2, 6, _S.REVIEWING, (1, 1)),
    _plan(JIUZHOU, FELLING, 0, 5, _S.GRANTED, (0, 1, 1, 1)),
    _plan(JIUZHOU, FELLING, 2, 4, _S.SUBMITTED, ()),
    _plan(JIUZHOU, FELLING, 2, 3, _S.DECIDING, (0, 1, 1)),
    _plan(JIUZHOU, HOMESTEAD, 0, 2, _S.REVIEWING, (0, 1)),
    _plan(JIUZHOU, FELLING, 2, 2, _S.RECEIVED, (1,)),
    _plan(XINGJI, FELLING, 2, 1, _S.SUBMITTED, ()),
    _plan(JIUZHOU, FELLING, 1, 1, _S.SUBMITTED, ()),
)
