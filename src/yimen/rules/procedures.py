"""The steps of each family and the points that a reviewer checks, with the article that asks for them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from yimen.rules.access import Party
from yimen.rules.errors import N_
from yimen.rules.items import Family
from yimen.rules.orgs import Level


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One step of a procedure: who does it, at which level."""

    code: str
    level: Level
    role: Party
    label: str


def _step(code: str, level: Level, role: Party, label: str) -> Step:
    return Step(code=code, level=level, role=role, label=label)


_RECEIVE = _step("RECEIVE", Level.TOWNSHIP, Party.CLERK, N_("收件"))
_STEPS: dict[Family, tuple[Step, ...]] = {
    Family.PERMIT: (
        _RECEIVE,
        _step("ACCEPT", Level.TOWNSHIP, Party.CLERK, N_("受理")),
        _step("REVIEW", Level.TOWNSHIP, Party.REVIEWER, N_("审查")),
        _step("DECIDE", Level.TOWNSHIP, Party.APPROVER, N_("决定")),
        _step("DELIVER", Level.TOWNSHIP, Party.CLERK, N_("送达")),
    ),
    Family.BENEFIT: (
        _RECEIVE,
        _step("FIRST_REVIEW", Level.TOWNSHIP, Party.REVIEWER, N_("初审")),
        _step("HOME_VISIT", Level.TOWNSHIP, Party.REVIEWER, N_("核对和入户调查")),
        _step("POST_PUBLICLY", Level.VILLAGE, Party.VILLAGE_PROXY, N_("村级公示")),
        _step("CONFIRM", Level.COUNTY, Party.COUNTY_APPROVER, N_("县级确认")),
    ),
    Family.INSTANT: (_step("ACCEPT_AND_CLOSE", Level.TOWNSHIP, Party.CLERK, N_("受理并办结")),),
    Family.FORWARDED: (
        _RECEIVE,
        _step("FORWARD", Level.TOWNSHIP, Party.CLERK, N_("转办")),
        _step("RECORD_RESULT", Level.TOWNSHIP, Party.CLERK, N_("登记结果")),
    ),
    Family.OTHER: (
        _RECEIVE,
        _step("REVIEW", Level.TOWNSHIP, Party.REVIEWER, N_("审查")),
        _step("RECORD_RESULT", Level.TOWNSHIP, Party.APPROVER, N_("办结")),
    ),
}


def default_steps(family: Family) -> tuple[Step, ...]:
    """The steps of a family, all at the township; an item may name its own levels (design §4)."""
    return _STEPS[family]


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewPoint:
    """One thing a reviewer checks, with the article that asks for it."""

    text: str
    source: str


_PERMIT_DOOR = (
    ReviewPoint(text=N_("申请事项属于本机关职权范围"), source=N_("行政许可法第三十二条第(二)项")),
    ReviewPoint(text=N_("申请事项依法需要取得行政许可"), source=N_("行政许可法第三十二条第(一)项")),
)
_SCATTERED_TREES = ReviewPoint(
    text=N_("采伐的不是自留地、房前屋后的零星林木(零星林木不需要许可，应当即时告知不受理)"),
    source=N_("森林法第五十六条"),
)
_PERMIT_MERITS = (
    ReviewPoint(text=N_("申请材料反映的情况真实"), source=N_("行政许可法第三十一条")),
    ReviewPoint(text=N_("需要核实实质内容的，已由两名以上工作人员核查"), source=N_("行政许可法第三十四条")),
    ReviewPoint(text=N_("直接关系他人重大利益的，已告知并听取意见"), source=N_("行政许可法第三十六条")),
)


def review_points(family: Family, materials: Sequence[str], basis: str) -> tuple[ReviewPoint, ...]:
    """What a reviewer checks: the points of the permit law for permits, and every material.

    Outside the permit family only the materials, by the item's own basis: no rule of permits
    reaches another family.
    """
    is_permit = family is Family.PERMIT
    source = N_("行政许可法第三十二条第(四)项") if is_permit else basis
    complete = tuple(
        ReviewPoint(text=N_("“{material}”齐全、符合要求").format(material=material), source=source)
        for material in materials
    )
    if not is_permit:
        return complete
    needed = (_SCATTERED_TREES,) if re.search("森林法第.{0,3}(?:56|五十六)", basis) else ()
    return (*_PERMIT_DOOR, *needed, *complete, *_PERMIT_MERITS)
