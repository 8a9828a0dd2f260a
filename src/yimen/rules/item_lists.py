"""A file of service items, planned row by row: what would be written and what is wrong, by column."""

from collections.abc import Iterable
from dataclasses import dataclass

from yimen.rules.errors import N_, RuleViolation
from yimen.rules.intervals import Limit, Unit, limit_text
from yimen.rules.items import (
    Authority,
    CannotReadLimit,
    Family,
    ItemType,
    UnknownItemType,
    UnknownLevel,
    authority_for,
    family_for,
    is_sensitive,
    parse_item_type,
    parse_levels,
    parse_limit,
    parse_materials,
    plain_name,
    short_name,
)
from yimen.rules.orgs import Level
from yimen.rules.tables import Finding, Severity, read_rows
from yimen.rules.text import TextMissing, TextTooLong, TextUnreadable, clean_line

ITEM_COLUMNS = (
    "name",
    "type",
    "department",
    "level",
    "basis",
    "statutory_days",
    "promised_days",
    "materials",
    "source",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemRow:
    """One row of an items file as it was written."""

    line: int
    name: str
    type: str
    department: str
    level: str
    basis: str
    statutory_days: str
    promised_days: str
    materials: str
    source: str
    is_broken: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class PlannedItem:
    """One item that can be written; a limit of None is unknown and shown as 未公布."""

    line: int
    name: str
    short_name: str
    plain_name: str
    item_type: ItemType
    family: Family
    department: str
    levels: tuple[Level, ...]
    basis: str
    statutory: Limit | None
    promised: Limit | None
    is_instant: bool
    materials: tuple[str, ...]
    source: str
    authority: Authority
    is_sensitive: bool
    is_unverified: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemsPlan:
    """What an import would write, and all that was found, by line and column."""

    items: tuple[PlannedItem, ...]
    findings: tuple[Finding, ...]

    @property
    def has_errors(self) -> bool:
        """Whether a row cannot be written; then nothing is written unless told to (`--partial`)."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def read_items(text: str) -> tuple[ItemRow, ...]:
    """The rows of a tab-separated file with the columns of `ITEM_COLUMNS`; refuses as `read_rows`."""
    return tuple(
        ItemRow(
            line=row.line,
            is_broken=row.surplus > 0,
            **{column: row.cells[column] for column in ITEM_COLUMNS},
        )
        for row in read_rows(text, columns=ITEM_COLUMNS, delimiter="\t")
    )


def _finding(line: int, column: str, fault: RuleViolation) -> Finding:
    return Finding(
        line=line,
        severity=Severity.ERROR,
        code=fault.code,
        template=fault.template,
        values=fault.values,
        column=column,
    )


class PromiseOverLimit(RuleViolation):
    """The promise is longer than the law allows."""

    code = "catalog.promise_over_limit"
    template = N_("承诺时限({promised})比法定时限({statutory})还长")


class DuplicateItem(RuleViolation):
    """The same item of the same department stands twice."""

    code = "catalog.duplicate_item"
    template = N_("“{name}”({department})已在第 {first} 行出现过")


class BrokenRow(RuleViolation):
    """A row with more cells than the header."""

    code = "catalog.broken_row"
    template = N_("列数与表头不一致")


def promise_exceeds(promised: Limit | None, statutory: Limit | None) -> bool:
    """Whether a promise is longer than the law allows; across units that cannot be told: False."""
    if promised is None or statutory is None or promised.unit is Unit.INSTANT:
        return False
    if statutory.unit is Unit.INSTANT:
        return True
    return promised.unit is statutory.unit and promised.amount > statutory.amount


def plan_row(row: ItemRow) -> PlannedItem:
    """The item of one row; raises the first thing wrong with it, whose field is the column."""
    if row.is_broken:
        raise BrokenRow(field="name")
    name = clean_line(row.name, field="name", max_length=200)
    item_type = parse_item_type(row.type)
    department = clean_line(row.department, field="department", max_length=100)
    levels = parse_levels(row.level)
    basis = clean_line(row.basis, field="basis", max_length=1000, required=False)
    statutory = parse_limit(row.statutory_days, field="statutory_days")
    promised = parse_limit(row.promised_days, field="promised_days")
    if promised and statutory and promise_exceeds(promised, statutory):
        told = {"promised": limit_text(promised), "statutory": limit_text(statutory)}
        raise PromiseOverLimit(field="promised_days", **told)
    is_instant = Limit(amount=0, unit=Unit.INSTANT) in {statutory, promised}
    materials = clean_line(row.materials, field="materials", max_length=4000, required=False)
    source = clean_line(row.source, field="source", max_length=1000, required=False)
    return PlannedItem(
        line=row.line,
        name=name,
        short_name=short_name(name),
        plain_name=plain_name(name),
        item_type=item_type,
        family=family_for(item_type, instant=is_instant),
        department=department,
        levels=levels,
        basis=basis,
        statutory=statutory,
        promised=promised,
        is_instant=is_instant,
        materials=parse_materials(materials),
        source=source,
        authority=authority_for(name, basis),
        is_sensitive=is_sensitive(name),
        is_unverified="unverified" in source,
    )


_ROW_FAULTS = (
    BrokenRow,
    CannotReadLimit,
    PromiseOverLimit,
    TextMissing,
    TextTooLong,
    TextUnreadable,
    UnknownItemType,
    UnknownLevel,
)


def _units_differ(item: PlannedItem) -> Finding | None:
    statutory, promised = item.statutory, item.promised
    if (
        statutory is None
        or promised is None
        or promised.unit is Unit.INSTANT
        or statutory.unit is promised.unit
    ):
        return None
    values = {"promised": limit_text(promised), "statutory": limit_text(statutory)}
    return Finding(
        line=item.line,
        severity=Severity.NOTICE,
        code="catalog.units_differ",
        template=N_("承诺时限({promised})与法定时限({statutory})单位不同，请人工核对谁长"),
        values=values,
        column="promised_days",
    )


def plan_items(rows: Iterable[ItemRow]) -> ItemsPlan:
    """What an import would write, and findings by line and column.

    Errors: a broken row, a missing or unreadable name, an unknown type or level, a limit that
    cannot be read, a promise over the statutory limit, the same name and department twice (the
    first holds). Blank means unknown and is no finding.
    """
    items: dict[tuple[str, str], PlannedItem] = {}
    findings: list[Finding] = []
    for row in rows:
        try:
            item = plan_row(row)
        except _ROW_FAULTS as fault:
            findings.append(_finding(row.line, fault.field or "", fault))
            continue
        key = (item.name, item.department)
        if key in items:
            twice = DuplicateItem(name=item.name, department=item.department, first=items[key].line)
            findings.append(_finding(row.line, "name", twice))
            continue
        items[key] = item
        differ = _units_differ(item)
        if differ is not None:
            findings.append(differ)
    return ItemsPlan(items=tuple(items.values()), findings=tuple(findings))
