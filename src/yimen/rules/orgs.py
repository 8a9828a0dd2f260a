"""Organs and regions: a file of divisions planned row by row; codes and names from the files beside."""

from collections.abc import Iterable, Mapping
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
    "DivisionPlan",
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
    "county_code_of",
    "decode_table",
    "government_name",
    "irregularities",
    "is_within",
    "level_of",
    "parent_of",
    "parse_region_code",
    "place_name",
    "plan_divisions",
    "read_divisions",
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


@dataclass(frozen=True, kw_only=True, slots=True)
class DivisionPlan:
    """What an import would write, parents first, and all that was found, by line."""

    rows: tuple[PlannedDivision, ...]
    findings: tuple[Finding, ...]

    @property
    def has_errors(self) -> bool:
        """Whether a row cannot be written; then nothing is written unless told to (`--partial`)."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def read_divisions(text: str) -> tuple[DivisionRow, ...]:
    """The rows of a file with columns code, parent_code, name, level (1–5); refuses as `read_rows`."""
    return tuple(
        DivisionRow(
            line=row.line,
            code=row.cells["code"],
            parent_code=row.cells["parent_code"],
            name=row.cells["name"],
            level=row.cells["level"],
            is_broken=row.surplus != 0,
        )
        for row in read_rows(text, columns=DIVISION_COLUMNS)
    )


def _error(row: DivisionRow, code: str, template: str, column: str, /, **values: object) -> Finding:
    return Finding(
        line=row.line, severity=Severity.ERROR, code=code, template=template, values=values, column=column
    )


def _name_fault(row: DivisionRow) -> str:
    try:
        same = clean_line(row.name, field="name", max_length=60, required=False) != ""
    except (TextTooLong, TextUnreadable) as fault:
        return fault.sentence()
    return "" if same else N_("名称是空的")


def _check_row(row: DivisionRow) -> PlannedDivision | Finding:
    """What one row says by itself, without its neighbors."""
    if row.is_broken:
        return _error(row, "orgs.broken_row", N_("列数与表头不一致"), "")
    try:
        region = parse_region_code(row.code)
    except BadRegionCode as fault:
        return _error(row, "orgs.bad_code", "{why}", "code", why=fault.sentence())
    if len(row.code) != LEVEL_DIGITS[Level.VILLAGE]:
        return _error(row, "orgs.bad_code", N_("代码“{code}”应当写满 12 位"), "code", code=row.code)
    fault_of_name = _name_fault(row)
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
    name = clean_line(row.name, field="name")
    return PlannedDivision(
        line=row.line,
        code=region.code,
        parent_code=row.parent_code,
        name=name,
        level=region.level,
        kind=region.kind,
    )


def _notices(planned: PlannedDivision) -> list[Finding]:
    return [
        Finding(
            line=planned.line,
            severity=Severity.NOTICE,
            code=odd.code,
            template=odd.template,
            values={"name": planned.name},
            column="name",
        )
        for odd in irregularities(planned.name, planned.code)
    ]


def plan_divisions(rows: Iterable[DivisionRow], known: Mapping[str, object]) -> DivisionPlan:
    """What an import would write: sound rows, parents first, and findings by line.

    Errors: a broken row, a bad code, name, level or parent code, a code that stands twice (the
    first row holds), a parent neither in the file nor among the `known` codes. Odd names are
    notices and block nothing: real lists are full of them (domain.md §1.4).
    """
    findings: list[Finding] = []
    sound: dict[str, PlannedDivision] = {}
    written: dict[str, DivisionRow] = {}
    for row in rows:
        checked = _check_row(row)
        if isinstance(checked, Finding):
            findings.append(checked)
        elif checked.code in sound:
            first = sound[checked.code].line
            template = N_("代码 {code} 已在第 {first} 行出现过")
            findings.append(_error(row, "orgs.duplicate_code", template, "code", code=row.code, first=first))
        else:
            sound[checked.code] = checked
            written[checked.code] = row
    kept: dict[str, PlannedDivision] = {}
    order = list(Level)
    for planned in sorted(sound.values(), key=lambda each: (order.index(each.level), each.code)):
        parent = planned.parent_code
        if parent and parent not in kept and parent not in known:
            template = N_("上级 {parent} 不在文件里，也不在系统里")
            finding = _error(
                written[planned.code], "orgs.unknown_parent", template, "parent_code", parent=parent
            )
            findings.append(finding)
            continue
        kept[planned.code] = planned
        findings.extend(_notices(planned))
    findings.sort(key=lambda finding: finding.line)
    return DivisionPlan(rows=tuple(kept.values()), findings=tuple(findings))
