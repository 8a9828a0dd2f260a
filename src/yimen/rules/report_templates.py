"""A county's own form of the monthly table: which of its columns is which of ours, by likeness of names."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from yimen.rules.errors import N_, RuleViolation
from yimen.rules.report_columns import COLUMN_BY_KEY, COLUMNS
from yimen.rules.sheets import Sheet, column_letters

UNIT = "unit"
_SEARCHED_ROWS = 15
_LEAST_LIKE = 0.55
_NOISE = re.compile(r"[\s\d、，。：:()（）\[\]【】“”\"'%/·\-—]|个|家|数量|数|情况|（.*?）")
# How others call our columns, beside our own heading.
_ALIASES: Mapping[str, tuple[str, ...]] = {
    UNIT: (N_("单位"), N_("乡镇"), N_("乡镇（街道）"), N_("县（市、区）"), N_("单位名称"), N_("地区")),
    "townships_due": (N_("应建乡镇中心"), N_("乡镇总数")),
    "centers_built": (N_("已建乡镇中心"), N_("中心建成数")),
    "villages_due": (N_("应建村站"), N_("村（社区）总数")),
    "stations_built": (N_("已建村站"), N_("站点建成数"), N_("村级服务站已建")),
    "coverage": (N_("机构覆盖率"), N_("平台覆盖率")),
    "area_places": (N_("场所面积达标"),),
    "own_room_places": (N_("专用场所"), N_("固定场所")),
    "plaque_places": (N_("统一牌匾"), N_("标识牌匾")),
    "mark_places": (N_("悬挂标识"), N_("河北政务服务标识")),
    "one_door_places": (N_("一站式大厅"), N_("大厅设置")),
    "equipment_places": (N_("便民设施"), N_("设施配备")),
    "zone_places": (N_("政务公开专区"),),
    "items_approval": (N_("审批服务事项"), N_("下放审批事项")),
    "items_public": (N_("公共服务事项"),),
    "lists_townships": (N_("乡镇清单公布"), N_("目录清单公布")),
    "seals_in_use": (N_("专用章启用"), N_("审批服务专用章")),
    "network_places": (N_("外网覆盖"), N_("政务外网接通")),
    "items_online": (N_("网上可办事项"),),
    "institutions_places": (N_("八项制度上墙"), N_("管理制度")),
    "showcase_townships": (N_("乡镇级示范点"), N_("示范中心")),
    "showcase_villages": (N_("村（社区）示范点"), N_("示范站")),
    "cases_received": (N_("办件量"), N_("受理量"), N_("本月办件")),
    "cases_ended": (N_("办结量"), N_("办结")),
    "in_time_rate": (N_("按时办结率"),),
    "good_rate": (N_("群众满意率"), N_("满意度")),
    "trainings": (N_("业务培训次数"), N_("组织培训")),
    "trained": (N_("培训人数"),),
    "promotions": (N_("冀时办推广"),),
    "enriched": (N_("丰富服务内容"), N_("特色服务")),
    "problems": (N_("存在问题"), N_("问题和困难"), N_("问题")),
}


class NoHeadingsFound(RuleViolation):
    """A sheet in which no row reads like headings of the monthly table."""

    code = "reports.no_headings_found"
    template = N_("在这张表的前 {rows} 行里没有找到像汇总表表头的一行。")


class MappedTwice(RuleViolation):
    """Two columns of a form that are to hold the same."""

    code = "reports.mapped_twice"
    template = N_("“{heading}”对应了两列，请只留一列。")


class UnknownTarget(RuleViolation):
    """A column that is to hold what is no column of ours."""

    code = "reports.unknown_target"
    template = N_("选的对应列不存在，请刷新后重选。")


@dataclass(frozen=True, kw_only=True, slots=True)
class TemplateHead:
    """The headings of a form: their row, counted from 1, and the words over each column by its letters."""

    row: int
    headings: Mapping[str, str]


def likeness(one: str, other: str) -> float:
    """How like two headings are, 0 to 1: signs, digits and units apart."""
    left, right = _NOISE.sub("", one), _NOISE.sub("", other)
    if not left or not right:
        return 0.0
    if left == right:
        return 1.0
    found = SequenceMatcher(None, left, right).ratio()
    return max(found, 0.8) if min(len(left), len(right)) >= 3 and (left in right or right in left) else found


def propose(headings: Mapping[str, str]) -> dict[str, str]:
    """Which of our columns each of theirs seems to be, by letters; each of ours once, the likest first."""
    names = {UNIT: _ALIASES[UNIT]} | {
        column.key: (column.heading, *_ALIASES.get(column.key, ())) for column in COLUMNS
    }
    pairs = sorted(
        (
            (max(likeness(words, name) for name in called), letters, key)
            for letters, words in headings.items()
            for key, called in names.items()
        ),
        key=lambda each: (-each[0], each[1], each[2]),
    )
    found: dict[str, str] = {}
    for score, letters, key in pairs:
        if score >= _LEAST_LIKE and letters not in found and key not in found.values():
            found[letters] = key
    return found


def find_head(sheet: Sheet) -> TemplateHead:
    """The row whose words are likest to our headings; refuses a sheet without one (`NoHeadingsFound`).

    Under a heading over several columns the row below tells them apart: the lower of two such rows counts.
    """
    best: tuple[int, int] | None = None
    for row in range(1, min(len(sheet.rows), _SEARCHED_ROWS) + 1):
        count = len(propose(_words(sheet, row)))
        if count >= 3 and (best is None or count >= best[0]):
            best = (count, row)
    if best is None:
        raise NoHeadingsFound(field="file", rows=_SEARCHED_ROWS)
    row = best[1]
    above = _words(sheet, row - 1) if row > 1 else {}
    return TemplateHead(row=row, headings=above | _words(sheet, row) if above else _words(sheet, row))


def _words(sheet: Sheet, row: int) -> dict[str, str]:
    return {
        column_letters(column): " ".join(sheet.at(row, column).text.split())[:60]
        for column in range(1, sheet.width + 1)
        if sheet.at(row, column).text.strip()
    }


def check_mapping(mapping: Mapping[str, str]) -> dict[str, str]:
    """The mapping without empty targets; refuses a column of ours twice, and one that there is not."""
    told = {letters: key for letters, key in mapping.items() if key}
    for letters, key in told.items():
        if key != UNIT and key not in COLUMN_BY_KEY:
            raise UnknownTarget(field=letters)
        if list(told.values()).count(key) > 1:
            heading = N_("单位") if key == UNIT else COLUMN_BY_KEY[key].heading
            raise MappedTwice(field=letters, heading=heading)
    return told


def rows_for(sheet: Sheet, head_row: int, unit_column: int, names: Iterable[str]) -> dict[str, int]:
    """The row of each unit: where its name stands below the headings, else the next free one in order."""
    found: dict[str, int] = {}
    written = {
        "".join(sheet.at(row, unit_column).text.split()): row
        for row in range(head_row + 1, len(sheet.rows) + 1)
        if sheet.at(row, unit_column).text.strip()
    }
    told = list(names)
    for name in told:
        row = next((at for text, at in written.items() if text in {name, f"{name}："}), None)
        if row is not None:
            found[name] = row
    free = head_row + 1
    taken = set(written.values())
    for name in told:
        if name in found:
            continue
        while free in taken:
            free += 1
        found[name] = free
        taken.add(free)
    return found
