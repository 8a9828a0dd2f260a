"""The steps of each family and the points that a reviewer checks, with the article that asks for them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from yimen.rules.access import Party
from yimen.rules.errors import N_, RuleViolation
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
    Family.DISCLOSURE: (
        _RECEIVE,
        _step("REVIEW", Level.TOWNSHIP, Party.REVIEWER, N_("检索和审查")),
        _step("ANSWER", Level.TOWNSHIP, Party.APPROVER, N_("答复")),
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


class UnknownStep(RuleViolation):
    """A word that is no step of the family, at no level, or out of its order."""

    code = "catalog.unknown_step"
    template = N_(
        "步骤“{value}”不认识。“{family}”类的步骤依次是 {known}，层级可以写 @VILLAGE、@TOWNSHIP、@COUNTY。"
    )


_ROLE_AT: dict[tuple[str, Level], Party] = {
    ("RECEIVE", Level.VILLAGE): Party.VILLAGE_PROXY,
    ("CONFIRM", Level.TOWNSHIP): Party.APPROVER,
    ("DECIDE", Level.COUNTY): Party.COUNTY_APPROVER,
    ("RECORD_RESULT", Level.COUNTY): Party.COUNTY_APPROVER,
}
_STEP_LEVELS = frozenset({Level.VILLAGE, Level.TOWNSHIP, Level.COUNTY})


def parse_steps(text: str, family: Family, levels: Sequence[Level]) -> tuple[Step, ...]:
    """The item's own steps: codes of its family in their order, each with `@LEVEL` where it differs.

    Empty is the family's default. What a village also takes in begins there (村受理). Refuses a code
    that the family does not have, a wrong level, and another order (`UnknownStep`).
    """
    known = {step.code: step for step in default_steps(family)}
    found = []
    for word in text.split() or list(known):
        code, _, level = word.partition("@")
        if code not in known or (level and level not in {each.value for each in _STEP_LEVELS}):
            raise UnknownStep(field="steps", value=word, family=family.label, known=" ".join(known))
        found.append(_at_level(known[code], Level(level) if level else None, levels))
    if [step.code for step in found] != [code for code in known if code in {s.code for s in found}]:
        raise UnknownStep(field="steps", value=text, family=family.label, known=" ".join(known))
    return tuple(found)


def _at_level(step: Step, level: Level | None, levels: Sequence[Level]) -> Step:
    begins = step.code == "RECEIVE" and level is None and Level.VILLAGE in levels
    place = Level.VILLAGE if begins else level or step.level
    label = N_("审批确认") if step.code == "CONFIRM" and place is Level.TOWNSHIP else step.label
    role = _ROLE_AT.get((step.code, place), step.role)
    return Step(code=step.code, level=place, role=role, label=label)


_ENDINGS = frozenset({"DECIDE", "CONFIRM", "RECORD_RESULT", "ACCEPT_AND_CLOSE", "ANSWER"})
_SHORT_LEVELS: dict[Level, str] = {
    Level.VILLAGE: N_("村"),
    Level.TOWNSHIP: N_("乡"),
    Level.COUNTY: N_("县"),
}


def ending_level(steps: Sequence[Step]) -> Level:
    """At which level a matter is brought to its end; the township's where no step says so."""
    return next((step.level for step in steps if step.code in _ENDINGS), Level.TOWNSHIP)


def flow_words(family: Family, steps: Sequence[Step]) -> str:
    """Who takes in and who ends, as townships' lists put it: 村受理-县办结, 乡直接办结 (domain.md §2.3)."""
    begin = _SHORT_LEVELS[steps[0].level]
    if family is Family.FORWARDED:
        return N_("{begin}受理-部门办结").format(begin=begin)
    end = _SHORT_LEVELS[ending_level(steps)]
    if begin == end:
        return N_("{end}直接办结").format(end=end)
    return N_("{begin}受理-{end}办结").format(begin=begin, end=end)


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


# What must have happened before an answer; articles of 政府信息公开条例 (2019).
_BEFORE_ANSWER = (
    ReviewPoint(
        text=N_("所要的信息已经检索，找到和没有找到的都有记录"),
        source=N_("政府信息公开条例第三十六条第四项"),
    ),
    ReviewPoint(
        text=N_("可以公开的内容已经依照保守国家秘密法等规定审查"), source=N_("政府信息公开条例第十七条")
    ),
    ReviewPoint(
        text=N_("公开会损害第三方合法权益的，已经书面征求第三方意见"),
        source=N_("政府信息公开条例第三十二条"),
    ),
    ReviewPoint(
        text=N_("含有不应当公开的内容但能够区分的，已经区分处理"), source=N_("政府信息公开条例第三十七条")
    ),
)


def review_points(family: Family, materials: Sequence[str], basis: str) -> tuple[ReviewPoint, ...]:
    """What a reviewer checks: the points of the permit law for permits, and every material.

    Outside the permit family only the materials, by the item's own basis: no rule of permits
    reaches another family. For an information request what must have happened before the answer.
    """
    is_permit = family is Family.PERMIT
    source = N_("行政许可法第三十二条第(四)项") if is_permit else basis
    complete = tuple(
        ReviewPoint(text=N_("“{material}”齐全、符合要求").format(material=material), source=source)
        for material in materials
    )
    if family is Family.DISCLOSURE:
        return _BEFORE_ANSWER
    if not is_permit:
        return complete
    needed = (_SCATTERED_TREES,) if re.search("森林法第.{0,3}(?:56|五十六)", basis) else ()
    return (*_PERMIT_DOOR, *needed, *complete, *_PERMIT_MERITS)
