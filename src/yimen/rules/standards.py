"""The standards of the scheme, each judged from what a dossier knows: verdict, reason, and what it rests on.

Source: 沧州市《乡镇和街道政务服务工作标准化建设实施方案》(2020-04-24), tasks 1-6, 11 and 13. "一般" and
"原则上" make a threshold soft: whoever misses it may explain why, and is not blocked. "有条件的地区可" asks
for nothing.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from yimen.rules import standard_looks as looks_at
from yimen.rules.errors import N_, RuleViolation
from yimen.rules.standard_words import (
    ANSWER_LABELS,
    OPEN,
    OUTDATED,
    SHORT,
    SOFTLY_SHORT,
    SOUND,
    STANDARD_LABELS,
    STRENGTH_LABELS,
    VERDICT_LABELS,
    Answer,
    Explanation,
    Finding,
    Ground,
    Look,
    Standard,
    Strength,
    Verdict,
)

__all__ = [
    "ANSWER_LABELS",
    "STANDARD_LABELS",
    "STRENGTH_LABELS",
    "TERMS",
    "VERDICT_LABELS",
    "Answer",
    "Explanation",
    "Ground",
    "Judgment",
    "NoExplanationAsked",
    "Standard",
    "Strength",
    "Verdict",
    "judge",
    "judge_all",
]

EXPLANATION_LENGTH = 200


class NoExplanationAsked(RuleViolation):
    """An explanation of a threshold that the scheme does not make soft, or that is not missed."""

    code = "places.no_explanation_asked"
    template = N_("“{label}”现在不用说明。只有方案写“一般”“原则上”的，没有达到才可以说明理由。")


@dataclass(frozen=True, kw_only=True, slots=True)
class Judgment:
    """The verdict with its reason in words and the facts that it rests on."""

    verdict: Verdict
    reason: str
    keys: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Terms:
    """What the scheme says of a standard."""

    task: int
    strength: Strength
    source: str
    look: Callable[[Ground], Iterable[Look]]


def judge(standard: Standard, ground: Ground) -> Judgment:
    """The verdict of one standard.

    What is plainly short decides; then what was true of another ground; then an explanation of a soft
    threshold, as long as what it explains has not changed and the county does not reject it; then what
    nobody looked at.
    """
    terms = TERMS[standard]
    looks = tuple(terms.look(ground))
    verdict = _verdict(looks, standard, ground)
    telling = {
        Verdict.MET: (SOUND,),
        Verdict.UNKNOWN: (OPEN,),
        Verdict.LAPSED: (OUTDATED, SOFTLY_SHORT),
        Verdict.NOT_MET: (SHORT, SOFTLY_SHORT),
        Verdict.EXPLAINED: (SOFTLY_SHORT,),
    }[verdict]
    words = [look.words for look in looks if look.finding in telling and look.words]
    if verdict is Verdict.UNKNOWN:
        words = [N_("没有采集：{names}").format(names=N_("、").join(words))]
    words += _said(verdict, ground.explanations.get(standard))
    if verdict is Verdict.LAPSED and not _has(looks, OUTDATED):
        words.append(N_("说明以后情况又变了，原来的说明不再算"))
    keys = dict.fromkeys(key for look in looks for key in look.keys)
    return Judgment(verdict=verdict, reason=N_("；").join(dict.fromkeys(words)), keys=tuple(keys))


def judge_all(ground: Ground) -> dict[Standard, Judgment]:
    """Every standard of one place."""
    return {standard: judge(standard, ground) for standard in Standard}


def _said(verdict: Verdict, explained: Explanation | None) -> list[str]:
    """The explanation where it decides, and what the county answered to it."""
    if explained is None:
        return []
    if verdict is Verdict.NOT_MET and explained.answer is Answer.NOT_ACCEPTED:
        return [
            N_("说明：{text}").format(text=explained.text),
            N_("县里不认可：{reason}").format(reason=explained.answer_reason),
        ]
    return [N_("说明：{text}").format(text=explained.text)] if verdict is Verdict.EXPLAINED else []


def _has(looks: Iterable[Look], finding: Finding) -> bool:
    return any(look.finding == finding for look in looks)


def _verdict(looks: tuple[Look, ...], standard: Standard, ground: Ground) -> Verdict:
    if _has(looks, SHORT):
        return Verdict.NOT_MET
    if _has(looks, OUTDATED):
        return Verdict.LAPSED
    if _has(looks, SOFTLY_SHORT):
        explained = ground.explanations.get(standard)
        if explained is None or explained.answer is Answer.NOT_ACCEPTED:
            return Verdict.NOT_MET
        if explained.given_at < _latest(looks, ground):
            return Verdict.LAPSED
        return Verdict.UNKNOWN if _has(looks, OPEN) else Verdict.EXPLAINED
    return Verdict.UNKNOWN if _has(looks, OPEN) else Verdict.MET


def _latest(looks: Iterable[Look], ground: Ground) -> datetime:
    """When the facts that are softly short were recorded last."""
    keys = [key for look in looks if look.finding == SOFTLY_SHORT for key in look.keys]
    return max(ground.facts[key].at for key in keys)


# The sentences are the scheme's own words, cut short.
TERMS: dict[Standard, Terms] = {
    Standard.AREA: Terms(
        task=2,
        strength=Strength.SOFT,
        source=N_("行政综合服务中心面积一般不少于50平方米，综合服务站面积一般不少于20平方米"),
        look=looks_at.area,
    ),
    Standard.OWN_ROOM: Terms(
        task=2,
        strength=Strength.HARD,
        source=N_("有专门的固定房屋场所用于行政综合服务中心、综合服务站办公服务"),
        look=looks_at.own_room,
    ),
    Standard.PLAQUE: Terms(
        task=3,
        strength=Strength.SOFT,
        source=N_(
            "在醒目位置悬挂统一规范的牌匾；规格原则上为60cm×40cm，钛金牌，弧面，金色，分两行书写，"
            "第一行靠左上角书写地名，黑色黑体，第二行在中间，大字，红色，方正宋黑简体"
        ),
        look=looks_at.plaque,
    ),
    Standard.MARK: Terms(
        task=3,
        strength=Strength.HARD,
        source=N_("应在醒目位置悬挂“河北政务服务”标识"),
        look=looks_at.mark,
    ),
    Standard.ONE_DOOR: Terms(
        task=4,
        strength=Strength.HARD,
        source=N_("办事窗口统一到中心，设置一站式服务大厅，集中受理、办理；服务站一个窗口对外"),
        look=looks_at.one_door,
    ),
    Standard.EQUIPMENT: Terms(
        task=5,
        strength=Strength.SOFT,
        source=N_(
            "一般应设置敞开式的综合服务柜台，配备办公电脑、打印机、高拍仪、服务电话、便民座椅和取阅架等设施"
        ),
        look=looks_at.equipment,
    ),
    Standard.EXTRAS: Terms(
        task=5,
        strength=Strength.ENCOURAGED,
        source=N_("有条件的地区可探索配备自助服务终端，增设“母婴室”、无障碍通道等"),
        look=looks_at.extras,
    ),
    Standard.ZONE: Terms(
        task=6,
        strength=Strength.HARD,
        source=N_(
            "设立政务公开专区，公开办理事项、办理条件、办理流程、办理时限、收费标准及依据、监督电话和网上可办程度"
        ),
        look=looks_at.zone,
    ),
    Standard.STAFF_BOARD: Terms(
        task=6,
        strength=Strength.HARD,
        source=N_("在显著位置设置工作人员去向牌，内容包括部门名称、工作人员姓名和照片、是否在岗及联系电话等"),
        look=looks_at.staff_board,
    ),
    Standard.NETWORK: Terms(
        task=11,
        strength=Strength.HARD,
        source=N_("及时做好政务外网向基层覆盖"),
        look=looks_at.network,
    ),
    Standard.INSTITUTIONS: Terms(
        task=13,
        strength=Strength.HARD,
        source=N_(
            "建立首问负责、限时办结、一次性告知、AB岗值守、行为规范、投诉举报、责任追究、审批服务专用章管理等制度，"
            "并要上墙公示"
        ),
        look=looks_at.institutions,
    ),
}
