"""What a dossier of a center or station may know, fact by fact; what nobody looked at is 未采集, never no.

Source: the scheme's tasks 1 to 6, 11 and 13. A fact is kept with the moment at which it was recorded, since
a verdict rests on the ground as it was then.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from yimen.rules.errors import N_

Kind = Literal["text", "area", "number", "whole", "yes_no", "choice", "many", "date", "windows", "posted"]
Window = dict[str, str]
Value = str | int | float | bool | list[str] | list[Window] | dict[str, int]


class FactGroup(StrEnum):
    """The parts of a dossier, each of which is entered on one small page."""

    PLACE = "PLACE"
    ROOMS = "ROOMS"
    PLAQUE = "PLAQUE"
    HALL = "HALL"
    EQUIPMENT = "EQUIPMENT"
    OPENNESS = "OPENNESS"
    POSTED = "POSTED"
    NETWORK = "NETWORK"


FACT_GROUP_LABELS: dict[FactGroup, str] = {
    FactGroup.PLACE: N_("地点和联系方式"),
    FactGroup.ROOMS: N_("房屋和面积"),
    FactGroup.PLAQUE: N_("牌匾和标识"),
    FactGroup.HALL: N_("大厅和窗口"),
    FactGroup.EQUIPMENT: N_("服务设施"),
    FactGroup.OPENNESS: N_("政务公开和去向牌"),
    FactGroup.POSTED: N_("上墙的制度"),
    FactGroup.NETWORK: N_("政务外网和原有平台"),
}


class ChangeHow(StrEnum):
    """How a line of a dossier's history came about."""

    RECORDED = "RECORDED"
    CORRECTED = "CORRECTED"
    CONFIRMED = "CONFIRMED"


CHANGE_HOW_LABELS: dict[ChangeHow, str] = {
    ChangeHow.RECORDED: N_("登记档案"),
    ChangeHow.CORRECTED: N_("村里更正"),
    ChangeHow.CONFIRMED: N_("村里确认"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Fact:
    """One thing to be known: how it is asked, in which unit, and of which kind of place.

    `options` are value and words of a choice. `rooms` says that it is about the premises: after a move it
    must be looked at again. `needs` names the yes-or-no fact without whose yes it has no meaning.
    """

    key: str
    group: FactGroup
    label: str
    kind: Kind
    unit: str = ""
    hint: str = ""
    options: tuple[tuple[str, str], ...] = ()
    rooms: bool = True
    centers: bool = True
    stations: bool = True
    needs: str = ""
    most: float = 0

    def is_asked(self, *, is_center: bool) -> bool:
        """Whether a center, or a station, is asked for it."""
        return self.centers if is_center else self.stations


DEDICATED, SHARED = "DEDICATED", "SHARED"
# 宜改造的对接, 不宜改造的改用市平台 (task 11).
NO_PLATFORM, TO_LINK, LINKED, STOPPED = "NONE", "TO_LINK", "LINKED", "STOPPED"
MOVED_IN, OUTSIDE = "IN", "OUT"
WINDOW_STATES: tuple[tuple[str, str], ...] = (
    (MOVED_IN, N_("已进驻")),
    (OUTSIDE, N_("应进未进，还在外面办")),
)
# The seven kinds of information of the zone (task 6).
PUBLISHED_KINDS: tuple[tuple[str, str], ...] = (
    ("ITEMS", N_("办理事项")),
    ("CONDITIONS", N_("办理条件")),
    ("STEPS", N_("办理流程")),
    ("LIMITS", N_("办理时限")),
    ("FEES", N_("收费标准及依据")),
    ("SUPERVISION", N_("监督电话")),
    ("ONLINE", N_("网上可办程度")),
)
# What the staff board shows (task 6).
BOARD_PARTS: tuple[tuple[str, str], ...] = (
    ("DEPARTMENT", N_("部门名称")),
    ("PERSON", N_("工作人员姓名和照片")),
    ("PRESENT", N_("是否在岗")),
    ("PHONE", N_("联系电话")),
)
_PLATFORM = (
    (NO_PLATFORM, N_("没有原来的平台")),
    (TO_LINK, N_("宜改造，还没有对接")),
    (LINKED, N_("已经与市一体化平台对接")),
    (STOPPED, N_("不宜改造，已停用，改用市平台")),
)


def _yes_no(
    key: str,
    group: FactGroup,
    label: str,
    hint: str = "",
    *,
    centers: bool = True,
    stations: bool = True,
) -> Fact:
    return Fact(
        key=key, group=group, label=label, kind="yes_no", hint=hint, centers=centers, stations=stations
    )


_P, _R, _L, _H = FactGroup.PLACE, FactGroup.ROOMS, FactGroup.PLAQUE, FactGroup.HALL
_E, _O, _N = FactGroup.EQUIPMENT, FactGroup.OPENNESS, FactGroup.NETWORK
FACTS: tuple[Fact, ...] = (
    Fact(key="address", group=_P, label=N_("地址"), kind="text", rooms=False, most=200),
    Fact(key="phone", group=_P, label=N_("电话"), kind="text", rooms=False, most=40),
    Fact(key="hours", group=_P, label=N_("服务时间"), kind="text", rooms=False, most=120),
    Fact(
        key="latitude",
        group=_P,
        label=N_("北纬"),
        kind="number",
        unit=N_("度"),
        hint=N_("手机定位的读数（WGS-84）"),
        most=54,
    ),
    Fact(key="longitude", group=_P, label=N_("东经"), kind="number", unit=N_("度"), most=136),
    Fact(key="area", group=_R, label=N_("面积"), kind="area", unit=N_("平方米"), most=100_000),
    Fact(
        key="premises",
        group=_R,
        label=N_("房屋"),
        kind="choice",
        options=((DEDICATED, N_("专门用房，固定不变")), (SHARED, N_("和别的办公合用，或者不固定"))),
    ),
    Fact(key="rooms", group=_R, label=N_("房间"), kind="whole", unit=N_("间"), most=200),
    Fact(key="counters", group=_R, label=N_("窗口（柜台）"), kind="whole", unit=N_("个"), most=200),
    _yes_no("plaque", _L, N_("牌匾挂在醒目位置")),
    Fact(
        key="plaque_words",
        group=_L,
        label=N_("牌匾上写的字"),
        kind="text",
        hint=N_("照牌匾上的字抄，两行连着写"),
        needs="plaque",
        most=60,
    ),
    Fact(
        key="plaque_width",
        group=_L,
        label=N_("牌匾的宽"),
        kind="number",
        unit=N_("厘米"),
        needs="plaque",
        most=1000,
    ),
    Fact(
        key="plaque_height",
        group=_L,
        label=N_("牌匾的高"),
        kind="number",
        unit=N_("厘米"),
        needs="plaque",
        most=1000,
    ),
    Fact(
        key="plaque_lines",
        group=_L,
        label=N_("分两行，第一行地名靠左上角，第二行在中间"),
        kind="yes_no",
        needs="plaque",
    ),
    Fact(
        key="plaque_colors",
        group=_L,
        label=N_("第一行黑色黑体，第二行红色大字"),
        kind="yes_no",
        needs="plaque",
    ),
    Fact(key="plaque_metal", group=_L, label=N_("钛金牌，弧面，金色"), kind="yes_no", needs="plaque"),
    _yes_no("mark", _L, N_("醒目位置有“河北政务服务”标识")),
    _yes_no("hall", _H, N_("有一站式服务大厅，集中受理、办理"), stations=False),
    Fact(
        key="windows",
        group=_H,
        label=N_("部门窗口进驻"),
        kind="windows",
        hint=N_("应当进驻的部门一个一行；都进来了也要写上"),
        stations=False,
    ),
    _yes_no("one_counter", _H, N_("一个窗口对外"), centers=False),
    _yes_no("open_counter", _E, N_("敞开式综合服务柜台")),
    _yes_no("computer", _E, N_("办公电脑")),
    _yes_no("printer", _E, N_("打印机")),
    _yes_no("camera", _E, N_("高拍仪")),
    _yes_no("telephone", _E, N_("服务电话机")),
    _yes_no("seats", _E, N_("便民座椅")),
    _yes_no("rack", _E, N_("报纸、宣传页、办事指南取阅架")),
    _yes_no("terminal", _E, N_("自助服务终端"), N_("有条件的可以有，不作要求")),
    _yes_no("nursing_room", _E, N_("母婴室"), N_("有条件的可以有，不作要求")),
    _yes_no("ramp", _E, N_("无障碍通道"), N_("有条件的可以有，不作要求")),
    _yes_no("zone", _O, N_("有政务公开专区")),
    Fact(
        key="zone_kinds",
        group=_O,
        label=N_("专区里公开了哪几类"),
        kind="many",
        hint=N_("看到的都勾上，没勾的按没有算"),
        options=PUBLISHED_KINDS,
        needs="zone",
    ),
    _yes_no("board", _O, N_("显著位置有工作人员去向牌")),
    Fact(
        key="board_parts",
        group=_O,
        label=N_("去向牌上有哪几项"),
        kind="many",
        hint=N_("看到的都勾上，没勾的按没有算"),
        options=BOARD_PARTS,
        needs="board",
    ),
    Fact(key="posted", group=FactGroup.POSTED, label=N_("墙上挂的是哪一版"), kind="posted"),
    _yes_no("network", _N, N_("接通政务外网")),
    Fact(
        key="network_speed",
        group=_N,
        label=N_("网速"),
        kind="whole",
        unit=N_("兆比特每秒"),
        needs="network",
        most=100_000,
    ),
    Fact(key="network_since", group=_N, label=N_("哪天接通的"), kind="date", needs="network"),
    Fact(key="old_platform", group=_N, label=N_("原来用的审批服务平台"), kind="text", rooms=False, most=60),
    Fact(
        key="platform_verdict",
        group=_N,
        label=N_("原有平台怎么处理"),
        kind="choice",
        options=_PLATFORM,
        rooms=False,
    ),
)
FACTS_BY_KEY = {fact.key: fact for fact in FACTS}
# Of these the service point itself is the one place; every page for residents reads them there.
POINT_KEYS = ("address", "phone", "hours")


def facts_of(group: FactGroup, *, is_center: bool) -> tuple[Fact, ...]:
    """The facts that this part of a dossier asks of a center, or of a station."""
    return tuple(fact for fact in FACTS if fact.group is group and fact.is_asked(is_center=is_center))


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownFact:
    """A value with the moment at which it was recorded, and the official name of the place at that time."""

    value: Value
    at: datetime
    name: str = ""

    def dump(self) -> dict[str, object]:
        """As it is kept in the dossier."""
        kept: dict[str, object] = {"v": self.value, "at": self.at.isoformat(timespec="milliseconds")}
        return kept | {"name": self.name} if self.name else kept


def load_facts(kept: Mapping[str, Mapping[str, object]]) -> dict[str, KnownFact]:
    """The facts of a kept dossier; what a newer version no longer knows is left out."""
    return {
        key: KnownFact(
            value=each["v"],  # type: ignore[arg-type]  # written by `dump`
            at=datetime.fromisoformat(str(each["at"])),
            name=str(each.get("name", "")),
        )
        for key, each in kept.items()
        if key in FACTS_BY_KEY
    }


def dump_facts(facts: Mapping[str, KnownFact]) -> dict[str, dict[str, object]]:
    """The facts as a dossier keeps them."""
    return {key: fact.dump() for key, fact in facts.items()}


def is_outdated(key: str, fact: KnownFact, moved_at: datetime | None) -> bool:
    """Whether the fact tells of premises that the place has left since."""
    return moved_at is not None and FACTS_BY_KEY[key].rooms and fact.at < moved_at
