"""What a guide says in plain words: steps, times, costs, rights; every legal sentence with its article."""

from collections.abc import Sequence
from dataclasses import dataclass

from yimen.rules.catalog import Authority, Family, ReviewPoint, Step
from yimen.rules.deadlines import Limit, Unit
from yimen.rules.errors import N_
from yimen.rules.orgs import Level
from yimen.usecases.catalog.versions import VersionFacts

_SCATTERED_TREES_SOURCE = "森林法第五十六条"
_STEP_WORDS: dict[Family, dict[str, str]] = {
    Family.PERMIT: {
        "RECEIVE": N_("窗口或网上收下材料，给您收件凭证"),
        "ACCEPT": N_("5 个工作日内告诉您受理不受理；材料不齐，一次说清还差什么（行政许可法第三十二条）"),
        "REVIEW": N_("审查人员逐样核对；需要到现场核实的，由两名以上工作人员去（行政许可法第三十四条）"),
        "DECIDE": N_("准予还是不准予，都给您书面决定；不准予的写明理由（行政许可法第三十八条）"),
        "DELIVER": N_("决定作出后 10 个工作日内送达，可以网上领、窗口领(行政许可法第四十四条)"),
    },
    Family.BENEFIT: {
        "RECEIVE": N_("窗口收下材料，给您收件凭证"),
        "FIRST_REVIEW": N_("乡镇(街道)先审一遍"),
        "HOME_VISIT": N_("核对情况，到家里看一看"),
        "POST_PUBLICLY": N_("在村里公示，听取大家意见"),
        "CONFIRM": N_("县里主管部门确认"),
    },
    Family.INSTANT: {"ACCEPT_AND_CLOSE": N_("材料齐全，当场办完")},
    Family.FORWARDED: {
        "RECEIVE": N_("窗口收下材料，给您收件凭证"),
        "FORWARD": N_("我们转给{system}，不用您跑；由部门作决定"),
        "RECORD_RESULT": N_("部门办完，我们把结果告诉您；久不回复的，我们去问"),
    },
    Family.DISCLOSURE: {
        "RECEIVE": N_("收下申请，从收到那天起算（政府信息公开条例第三十一条、第三十三条）"),
        "REVIEW": N_(
            "工作人员查找、审查；内容不明确的，7 个工作日内一次告诉您怎样补正（政府信息公开条例第三十条）"
        ),
        "ANSWER": N_("书面答复您；不公开的说明理由，写明怎样申请复议（政府信息公开条例第三十六条）"),
    },
    Family.OTHER: {
        "RECEIVE": N_("窗口收下材料，给您收件凭证"),
        "REVIEW": N_("工作人员审查材料"),
        "RECORD_RESULT": N_("把结果告诉您"),
    },
}


@dataclass(frozen=True, kw_only=True, slots=True)
class GuideStep:
    """One step of the way, by its official name and in plain words."""

    label: str
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class GuideStrip:
    """The five cells of a guide; an empty value is unknown and reads 未公布."""

    where: str = ""
    where_words: str = ""
    bring: str = ""
    bring_words: str = ""
    time: str = ""
    time_words: str = ""
    cost: str = ""
    cost_words: str = ""
    trips: str = ""
    trips_words: str = ""


# What a step says instead at another level, or where nobody has verified who decides.
_AT_LEVEL: dict[tuple[str, Level], str] = {
    ("RECEIVE", Level.VILLAGE): N_("村(社区)服务站或乡镇(街道)中心收下材料，给您收件凭证"),
    ("CONFIRM", Level.TOWNSHIP): N_("乡镇(街道)受委托审批确认，不用到县里"),
    ("DECIDE", Level.COUNTY): N_("乡镇(街道)报送，由县里主管部门决定，不用您再交一遍材料"),
}
_SENT_UP = N_("乡镇(街道)审核后报县里主管部门，由县里办结，把结果告诉您")
_WHO_DECIDES_UNKNOWN = N_("；由谁决定还没有核实，以窗口答复为准")
_ENDS = {
    Family.PERMIT: "DECIDE",
    Family.BENEFIT: "CONFIRM",
    Family.FORWARDED: "RECORD_RESULT",
    Family.DISCLOSURE: "ANSWER",
    Family.OTHER: "RECORD_RESULT",
}


_SINCE = {Family.FORWARDED: N_("部门收到申请"), Family.DISCLOSURE: N_("收到申请那天")}


def step_words(facts: VersionFacts) -> tuple[GuideStep, ...]:
    """The steps of the version in words: who does what, and how long it may take where it is published."""
    return tuple(
        GuideStep(label=step.label, words=_words_of(facts, step) + _how_long(facts, step.code))
        for step in facts.steps
    )


def _words_of(facts: VersionFacts, step: Step) -> str:
    if step.code == "RECORD_RESULT" and step.level is Level.COUNTY:
        return _SENT_UP
    words = _AT_LEVEL.get((step.code, step.level)) or _STEP_WORDS[facts.family].get(step.code, "")
    if step.code == "POST_PUBLICLY" and facts.publicity_days:
        words = N_("在村里公示 {days} 天，听取大家意见").format(days=facts.publicity_days)
    if step.code == "DECIDE" and facts.authority is Authority.UNKNOWN and step.level is not Level.COUNTY:
        words += _WHO_DECIDES_UNKNOWN
    return words.format(system=facts.external_system or N_("主管部门自己的系统"))


def _how_long(facts: VersionFacts, step_code: str) -> str:
    limit = facts.promised or facts.statutory
    if step_code != _ENDS.get(facts.family) or limit is None:
        return ""
    since = _SINCE.get(facts.family, N_("受理那天"))
    return N_("；从{since}起最长 {limit}").format(since=since, limit=spoken_limit(limit))


def spoken_limit(limit: Limit) -> str:
    """A limit as a resident reads it, always with its unit: 7 个工作日, 15 天(含周末), 当场."""
    if limit.unit is Unit.INSTANT:
        return N_("当场")
    if limit.unit is Unit.NATURAL_DAYS:
        return N_("{n} 天(含周末)").format(n=limit.amount)
    return N_("{n} 个工作日").format(n=limit.amount)


def time_cell(statutory: Limit | None, promised: Limit | None) -> tuple[str, str]:
    """How long: the promise first, with the law's limit under it; empty when neither is published."""
    if promised is not None:
        under = (
            N_("承诺时限；法定 {limit}").format(limit=spoken_limit(statutory))
            if statutory is not None and statutory != promised
            else N_("承诺时限")
        )
        return spoken_limit(promised), under
    if statutory is not None:
        return spoken_limit(statutory), N_("法定最长时限")
    return "", ""


def fee_words(family: Family) -> str:
    """The sentence about fees with its article; empty when nothing is published."""
    if family is not Family.PERMIT:
        return ""
    return N_(
        "办行政许可不得收费，申请书格式文本也不收费；法律、行政法规另有规定的除外（行政许可法第五十八条）。"
    )


def bring_cell(facts: VersionFacts) -> tuple[str, str]:
    """How many papers to bring; empty when no list is published."""
    if not facts.materials:
        return "", ""
    unverified = any(not material.verified for material in facts.materials)
    words = N_("清单未核实，以窗口为准") if unverified else ""
    return N_("{n} 样").format(n=len(facts.materials)), words


def where_words(levels: Sequence[Level]) -> str:
    """Where one goes, as long as nobody said in which township: by the levels of the item."""
    at_village, at_township = Level.VILLAGE in levels, Level.TOWNSHIP in levels
    if at_village and at_township:
        return N_("乡镇(街道)中心或村(社区)服务站")
    return N_("村(社区)服务站") if at_village else N_("乡镇(街道)中心")


def not_needed_words(points: Sequence[ReviewPoint]) -> str:
    """When no permit is needed at all (森林法 56); empty for items of which that is not known."""
    if any(point.source == _SCATTERED_TREES_SOURCE for point in points):
        return N_("砍自留地和自家房前屋后零星的树，不用办这个证（森林法第五十六条）。")
    return ""


def rights_words(family: Family, *, reconsideration_organ: str, court: str) -> str:
    """What one may do against the decision; with names where organ and court are known."""
    if family in {Family.INSTANT, Family.FORWARDED}:
        return ""
    at_organ = N_("向{organ}").format(organ=reconsideration_organ) if reconsideration_organ else ""
    at_court = N_("向{court}").format(court=court) if court else ""
    return N_(
        "对决定不服，可以从知道之日起 60 日内{organ}申请行政复议(行政复议法第二十条),"
        "或者 6 个月内{court}提起行政诉讼（行政诉讼法第四十六条）。"
    ).format(organ=at_organ, court=at_court)


def basis_lines(basis: str) -> tuple[str, ...]:
    """Law by law; what stands in parentheses stays with its law."""
    lines, depth = [""], 0
    for sign in basis:
        depth += (sign in "((") - (sign in "))")
        if sign in ";；" and depth <= 0:
            lines.append("")
        else:
            lines[-1] += sign
    return tuple(line.strip() for line in lines if line.strip())
