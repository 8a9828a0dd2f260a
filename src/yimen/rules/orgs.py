"""Organs and regions: a file of divisions checked row by row; codes and names from the files beside."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from yimen.rules.errors import N_
from yimen.rules.region_names import (
    STYLE_2020,
    STYLE_2022,
    Irregularity,
    NamingStyle,
    center_name,
    government_name,
    irregularities,
    place_name,
    short_place_name,
    station_name,
)
from yimen.rules.regions import (
    LEVEL_DIGITS,
    LEVEL_LABELS,
    REGION_KIND_LABELS,
    BadRegionCode,
    Level,
    RegionCode,
    RegionKind,
    ancestors,
    county_code_of,
    is_within,
    level_of,
    parent_of,
    parse_region_code,
    subtree_prefix,
)
from yimen.rules.tables import Finding, Severity, decode_table, read_rows
from yimen.rules.text import TextTooLong, TextUnreadable, clean_line

__all__ = [
    "LEVEL_DIGITS",
    "LEVEL_LABELS",
    "REGION_KIND_LABELS",
    "STYLE_2020",
    "STYLE_2022",
    "BadRegionCode",
    "DivisionRow",
    "Finding",
    "Irregularity",
    "Level",
    "NamingStyle",
    "PlannedDivision",
    "RegionCode",
    "RegionKind",
    "Severity",
    "ancestors",
    "center_name",
    "check_division",
    "county_code_of",
    "decode_table",
    "government_name",
    "irregularities",
    "is_within",
    "level_of",
    "notices_of",
    "orphaned_division",
    "parent_of",
    "parse_region_code",
    "place_name",
    "read_divisions",
    "repeated_division",
    "short_place_name",
    "station_name",
    "subtree_prefix",
]

DIVISION_COLUMNS = ("code", "parent_code", "name", "level")
_LEVEL_NUMBERS = {str(number): level for number, level in enumerate(Level, start=1)}


@dataclass(frozen=True, kw_only=True, slots=True)
class DivisionRow:
    """One row of a divisions file as it was written."""

    line: int
    code: str
    parent_code: str
    name: str
    level: str
    is_broken: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class PlannedDivision:
    """One row that can be written."""

    line: int
    code: str
    parent_code: str
    name: str
    level: Level
    kind: RegionKind


def read_divisions(lines: str | Iterable[str]) -> Iterator[DivisionRow]:
    """The rows of a file with columns code, parent_code, name, level (1–5), one by one.

    Takes the text or its lines; refuses as `read_rows`, when it comes to the broken line.
    """
    for row in read_rows(lines, columns=DIVISION_COLUMNS):
        yield DivisionRow(
            line=row.line,
            code=row.cells["code"],
            parent_code=row.cells["parent_code"],
            name=row.cells["name"],
            level=row.cells["level"],
            is_broken=row.surplus != 0,
        )


def _error(row: DivisionRow, code: str, template: str, column: str, /, **values: object) -> Finding:
    return Finding(
        line=row.line, severity=Severity.ERROR, code=code, template=template, values=values, column=column
    )


def _read_name(row: DivisionRow) -> tuple[str, str]:
    """The name as it is kept, and what is wrong with it; one of them is empty."""
    try:
        name = clean_line(row.name, field="name", max_length=60, required=False)
    except (TextTooLong, TextUnreadable) as fault:
        return "", fault.sentence()
    return name, "" if name else N_("名称是空的")


def check_division(row: DivisionRow) -> PlannedDivision | Finding:
    """What one row says by itself, without its neighbors: a division, or the first thing wrong with it.

    Wrong are a broken row, a bad code, name or level, and a parent code that is not the one that the
    code itself tells.
    """
    if row.is_broken:
        return _error(row, "orgs.broken_row", N_("列数与表头不一致"), "")
    try:
        region = parse_region_code(row.code)
    except BadRegionCode as fault:
        return _error(row, "orgs.bad_code", "{why}", "code", why=fault.sentence())
    if len(row.code) != LEVEL_DIGITS[Level.VILLAGE]:
        return _error(row, "orgs.bad_code", N_("代码“{code}”应当写满 12 位"), "code", code=row.code)
    name, fault_of_name = _read_name(row)
    if fault_of_name:
        return _error(row, "orgs.bad_name", "{why}", "name", why=fault_of_name)
    if _LEVEL_NUMBERS.get(row.level) is not region.level:
        template = N_("级别“{level}”与代码 {code} 不符，代码是{real}代码")
        real = LEVEL_LABELS[region.level]
        return _error(
            row, "orgs.level_mismatch", template, "level", level=row.level, code=row.code, real=real
        )
    if row.parent_code != parent_of(region.code):
        template = N_("上级代码“{parent}”与代码 {code} 不符，应当是 {real}")
        real = parent_of(region.code) or N_("空")
        return _error(
            row,
            "orgs.parent_mismatch",
            template,
            "parent_code",
            parent=row.parent_code,
            code=row.code,
            real=real,
        )
    return PlannedDivision(
        line=row.line,
        code=region.code,
        parent_code=row.parent_code,
        name=name,
        level=region.level,
        kind=region.kind,
    )


def notices_of(planned: PlannedDivision) -> tuple[Finding, ...]:
    """What is odd about a name; it blocks nothing: real lists are full of it (domain.md §1.4)."""
    return tuple(
        Finding(
            line=planned.line,
            severity=Severity.NOTICE,
            code=odd.code,
            template=odd.template,
            values={"name": planned.name},
            column="name",
        )
        for odd in irregularities(planned.name, planned.code)
    )


def repeated_division(*, line: int, code: str, first: int, same_name: bool) -> Finding:
    """A code that stood in an earlier row, which holds.

    Under the same name nothing is lost: lists repeat a city without counties on the level that it
    lacks (东莞 as its own county), so this is a notice. Another name is an error.
    """
    template = N_("代码 {code} 已在第 {first} 行出现过")
    if same_name:
        template = N_("代码 {code} 已在第 {first} 行出现过，名称相同，只按那一行导入")
    return Finding(
        line=line,
        severity=Severity.NOTICE if same_name else Severity.ERROR,
        code="orgs.repeated_code" if same_name else "orgs.duplicate_code",
        template=template,
        values={"code": code, "first": first},
        column="code",
    )


def orphaned_division(*, line: int, parent: str) -> Finding:
    """A parent that stands neither in the file, as a row that can be written, nor in the system."""
    return Finding(
        line=line,
        severity=Severity.ERROR,
        code="orgs.unknown_parent",
        template=N_("上级 {parent} 不在文件里，也不在系统里"),
        values={"parent": parent},
        column="parent_code",
    )
