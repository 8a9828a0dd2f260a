"""A county's own form of the monthly table: which of its columns is which of ours, by likeness of names."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.report_columns import COLUMN_BY_KEY, COLUMNS
from yimen.rules.sheets import Cell, CellKind, Sheet, column_letters, group_over

UNIT = "unit"
UNDER = " · "
SUM = N_("合计")
_SEARCHED_ROWS = 15
_HEADING_LENGTH = 60
_LEAST_LIKE = 0.55
_NOISE = re.compile(r"[\s\d、，。：:()（）\[\]【】“”\"'%/·\-—]|个|家|数量|数|情况|（.*?）")
_MOST_UNITS = 200
_KIND_OF_UNIT = re.compile(r"(?<=..)(回族乡|街道办事处|街道|乡|镇)$")
_SUM = re.compile(r"(全县|本县|县)?(合计|总计|小计|汇总)(数)?")
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


class NoRoomForUnits(RuleViolation):
    """Units that the form neither names nor has a free row for: none is left out or put below the sum."""

    code = "reports.no_room_for_units"
    template = N_("这张表里没有这些单位的行，也没有空行：{names}。请在原表里改名称或者加行，再传一次。")
    refusal = Refusal.CONFLICT


@dataclass(frozen=True, kw_only=True, slots=True)
class TemplateHead:
    """The headings of a form: their row, counted from 1, and the words over each column by its letters.

    Under a heading over several columns they are both, parted by `UNDER`.
    """

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
            (*_likeness_of_any(words, called), letters, key)
            for letters, words in headings.items()
            for key, called in names.items()
        ),
        key=lambda each: (-each[0], -each[1], each[2], each[3]),
    )
    found: dict[str, str] = {}
    for score, _, letters, key in pairs:
        if score >= _LEAST_LIKE and letters not in found and key not in found.values():
            found[letters] = key
    return found


def _likeness_of_any(words: str, called: Iterable[str]) -> tuple[float, float]:
    """How like a heading is to the likest name: alone or with the heading above it; and with that, to tell
    apart two that are alike.
    """
    names = tuple(called)
    own = words.rpartition(UNDER)[2]
    whole = max(likeness(words, name) for name in names)
    return max(whole, *(likeness(own, name) for name in names)), whole


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
    columns = range(1, sheet.width + 1)
    found = {column_letters(column): _heading(sheet, row, column) for column in columns}
    return TemplateHead(row=row, headings={letters: words for letters, words in found.items() if words})


def _heading(sheet: Sheet, row: int, column: int) -> str:
    own, group = _line(sheet, row, column), " ".join(group_over(sheet, row, column).split())
    if group and own and group != own:
        return f"{group}{UNDER}{own}"[:_HEADING_LENGTH]
    is_alone = sheet.at(row - 1, column).kind is not CellKind.MERGED
    return (own or group or (_line(sheet, row - 1, column) if is_alone else ""))[:_HEADING_LENGTH]


def _line(sheet: Sheet, row: int, column: int) -> str:
    return " ".join(sheet.at(row, column).text.split())


def _words(sheet: Sheet, row: int) -> dict[str, str]:
    return {
        column_letters(column): words
        for column in range(1, sheet.width + 1)
        if (words := _line(sheet, row, column))
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
    """The row of each unit and, where there is one, of the sum: where its name stands, else a free one.

    A name counts as well without its 乡, 镇 or 街道, where only one is called so. Free is a row without words
    above the sum and whatever else stands below the table. Refuses units without a row (`NoRoomForUnits`).
    """
    below = range(head_row + 1, len(sheet.rows) + 1)
    written = {row: "".join(sheet.at(row, unit_column).text.split()).rstrip("：:") for row in below}
    told = list(names)
    found: dict[str, int] = {}
    for plain in (str, _stem):
        for name in told:
            rows = [row for row in below if row not in found.values() and plain(written[row]) == plain(name)]
            alike = [each for each in told if plain(each) == plain(name)]
            if name not in found and len(rows) == 1 and len(alike) == 1:
                found[name] = rows[0]
    free = iter(_free_rows(sheet, head_row, found))
    for name in told:
        row = found.get(name) or next(free, None)
        if row is not None:
            found[name] = row
    missing = [name for name in told if name not in found and name != SUM]
    if missing:
        raise NoRoomForUnits(names="、".join(missing))
    return found


def _stem(name: str) -> str:
    """A name without what its unit is: 张官屯 of 张官屯镇; every way to say the sum is the same."""
    return SUM if _SUM.fullmatch(name) else _KIND_OF_UNIT.sub("", name)


def _free_rows(sheet: Sheet, head_row: int, found: Mapping[str, int]) -> Iterator[int]:
    last = found.get(SUM, len(sheet.rows) + _MOST_UNITS)
    for row in range(head_row + 1, last):
        if row in found.values():
            continue
        texts = [sheet.at(row, column) for column in range(1, sheet.width + 1)]
        if any(not (each.is_empty or _is_number(each)) for each in texts):
            return
        yield row


def _is_number(cell: Cell) -> bool:
    """Whether a cell only counts rows or computes: such a row is still free."""
    return cell.kind in {CellKind.NUMBER, CellKind.FORMULA} or cell.text.strip().isdigit()
