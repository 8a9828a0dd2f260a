"""The register of delegations as a sheet: its headings, and its rows read cell by cell.

The headings are those of our own export; a foreign list of delegations has no form that anybody published.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from yimen.rules.delegations import WAY_LABELS
from yimen.rules.errors import N_, RuleViolation
from yimen.rules.list_cells import (
    CellIsError,
    FormulaWithoutResult,
    LongNumberLost,
    read_cell,
    split_materials,
)
from yimen.rules.list_columns import plain_heading
from yimen.rules.list_fields import ListField
from yimen.rules.list_findings import TWICE_IN_FILE, CellFinding, fault_at, remark_at
from yimen.rules.sheets import Cell, CellKind, Sheet
from yimen.rules.tables import Severity
from yimen.rules.text import clean_line


class RegisterField(StrEnum):
    """What a column of the register says."""

    ITEM_CODE = "ITEM_CODE"
    ITEM_NAME = "ITEM_NAME"
    UNIT_CODE = "UNIT_CODE"
    UNIT_NAME = "UNIT_NAME"
    LEVEL = "LEVEL"
    WAY = "WAY"
    ORGAN = "ORGAN"
    BASIS = "BASIS"
    PROOF = "PROOF"
    NOTICE = "NOTICE"
    VALID_FROM = "VALID_FROM"
    VALID_TO = "VALID_TO"
    PROMISED = "PROMISED"
    WAIVED = "WAIVED"
    PUBLISHED = "PUBLISHED"


REGISTER_HEADINGS: dict[RegisterField, str] = {
    RegisterField.ITEM_CODE: N_("本系统编号"),
    RegisterField.ITEM_NAME: N_("事项名称"),
    RegisterField.UNIT_CODE: N_("单位代码"),
    RegisterField.UNIT_NAME: N_("单位名称"),
    RegisterField.LEVEL: N_("单位层级"),
    RegisterField.WAY: N_("承接"),
    RegisterField.ORGAN: N_("委托机关"),
    RegisterField.BASIS: N_("授权依据"),
    RegisterField.PROOF: N_("承接能力证明"),
    RegisterField.NOTICE: N_("公告"),
    RegisterField.VALID_FROM: N_("开始日期"),
    RegisterField.VALID_TO: N_("截止日期"),
    RegisterField.PROMISED: N_("此处承诺"),
    RegisterField.WAIVED: N_("此处不收的材料"),
    RegisterField.PUBLISHED: N_("公布日期"),
}
_NEEDED = (RegisterField.ITEM_CODE, RegisterField.UNIT_CODE, RegisterField.WAY)
# What stands there for people only, or is said by the codes.
_ASIDE = frozenset(
    {RegisterField.ITEM_NAME, RegisterField.UNIT_NAME, RegisterField.LEVEL, RegisterField.PUBLISHED}
)
_CODES = frozenset({RegisterField.ITEM_CODE, RegisterField.UNIT_CODE})
_DAYS = frozenset({RegisterField.VALID_FROM, RegisterField.VALID_TO})
_LENGTHS = {RegisterField.BASIS: 400, RegisterField.PROOF: 400, RegisterField.NOTICE: 300}
_FIRST_ROWS = 10
_EXACT_DIGITS = 15
_WAYS = {label: way.value for way, label in WAY_LABELS.items()}


class NoRegisterHeadings(RuleViolation):
    """A sheet without the headings of the register."""

    code = "sheets.no_register_headings"
    template = N_("没有找到授权登记的表头，要有“{headings}”这几列。请先导出授权登记，在那张表上改。")


class CellNeeded(RuleViolation):
    """A cell without which a line says nothing."""

    code = "sheets.register_cell_needed"
    template = N_("{label}空着，这一行说不清是谁办什么。")


class WayUnknown(RuleViolation):
    """A word that is no way of taking part."""

    code = "sheets.register_way"
    template = N_("承接方式“{value}”不认识，应当是：{ways}。")


class DayUnreadable(RuleViolation):
    """A date that nobody can read."""

    code = "sheets.register_day"
    template = N_("日期“{value}”不认识，请写成 2026-11-16。")


@dataclass(frozen=True, kw_only=True, slots=True)
class RegisterRow:
    """One row as texts in our own words (a way by its stored value, a day as 2026-11-16), and its findings.

    `columns` says where each field stands, so that what is found later has its cell.
    """

    row: int
    texts: Mapping[RegisterField, str]
    columns: Mapping[RegisterField, int] = field(default_factory=dict)
    findings: tuple[CellFinding, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether nothing in it is an error."""
        return all(each.severity is not Severity.ERROR for each in self.findings)

    def fault(self, fault: RuleViolation) -> CellFinding:
        """A refusal as a finding at the cell of the field that it names."""
        named = {
            "entrusting_organ": RegisterField.ORGAN,
            "items": RegisterField.ITEM_CODE,
            "units": RegisterField.UNIT_CODE,
        }
        name = (fault.field or "").upper()
        which = named.get(fault.field or "") or (
            RegisterField(name) if name in RegisterField.__members__ else None
        )
        column = self.columns.get(which, 0) if which else 0
        return fault_at(self.row, column, fault, self.texts.get(which, "") if which else "")


def read_register(sheet: Sheet) -> tuple[RegisterRow, ...]:
    """The rows below the headings of the register; empty and hidden ones are passed over.

    Refuses a sheet without the headings (`NoRegisterHeadings`). Everything else that is wrong stands at its
    cell: broken formulas, codes kept as numbers that are too long, words that are no way, dates and limits
    that cannot be read, a line given twice.
    """
    heading_row, columns = _find_headings(sheet)
    first: dict[tuple[str, str], int] = {}
    rows = []
    for number in range(heading_row + 1, len(sheet.rows) + 1):
        cells = {each: sheet.at(number, column) for each, column in columns.items()}
        if number in sheet.hidden_rows or all(cell.is_empty for cell in cells.values()):
            continue
        rows.append(_read_row(number, cells, columns, first))
    return tuple(rows)


def _find_headings(sheet: Sheet) -> tuple[int, dict[RegisterField, int]]:
    plain = {plain_heading(words): each for each, words in REGISTER_HEADINGS.items()}
    for number, row in enumerate(sheet.rows[:_FIRST_ROWS], start=1):
        found: dict[RegisterField, int] = {}
        for column, cell in enumerate(row, start=1):
            each = plain.get(plain_heading(cell.text))
            if each is not None and column not in sheet.hidden_columns:
                found.setdefault(each, column)
        if all(each in found for each in _NEEDED):
            return number, found
    raise NoRegisterHeadings(headings="、".join(REGISTER_HEADINGS[each] for each in _NEEDED))


def _read_row(
    number: int,
    cells: Mapping[RegisterField, Cell],
    columns: Mapping[RegisterField, int],
    first: dict[tuple[str, str], int],
) -> RegisterRow:
    texts: dict[RegisterField, str] = {}
    findings = []
    for each, cell in cells.items():
        try:
            texts[each] = "" if each in _ASIDE else _read(each, cell)
            if each in _NEEDED and not texts[each]:
                raise CellNeeded(field=each.value.lower(), label=REGISTER_HEADINGS[each])
        except RuleViolation as fault:
            findings.append(fault_at(number, columns[each], fault, cell.text))
    pair = (texts.get(RegisterField.ITEM_CODE, ""), texts.get(RegisterField.UNIT_CODE, ""))
    before = first.setdefault(pair, number)
    if all(pair) and before != number:
        place = N_("第 {row} 行").format(row=before)
        what, value = N_("事项和单位"), " ".join(pair)
        findings.append(
            remark_at(
                number, columns[RegisterField.UNIT_CODE], TWICE_IN_FILE, first=place, what=what, value=value
            )
        )
    return RegisterRow(row=number, texts=texts, columns=columns, findings=tuple(findings))


def _read(each: RegisterField, cell: Cell) -> str:
    """The text of a cell in our own words; empty for nothing."""
    name = each.value.lower()
    if cell.kind is CellKind.ERROR:
        raise CellIsError(field=name, value=cell.text)
    if cell.kind is CellKind.FORMULA and not cell.text.strip():
        raise FormulaWithoutResult(field=name)
    text = cell.text.strip()
    if not text:
        return ""
    if each in _CODES:
        return _read_code(name, cell)
    if each is RegisterField.WAY:
        return _read_way(text)
    if each in _DAYS:
        return _read_day(name, text)
    if each is RegisterField.PROMISED:
        return read_cell(ListField.PROMISED, cell)
    if each is RegisterField.WAIVED:
        return "；".join(clean_line(part, field=name, max_length=200) for part in split_materials(text))
    return clean_line(text, field=name, max_length=_LENGTHS.get(each, 120), required=False)


def _read_code(name: str, cell: Cell) -> str:
    digits = sum(sign.isdigit() for sign in cell.text)
    if "e+" in cell.text.lower() or (cell.kind is CellKind.NUMBER and digits > _EXACT_DIGITS):
        raise LongNumberLost(field=name, value=cell.text[:20])
    return clean_line(cell.text, field=name, max_length=12)


def _read_way(text: str) -> str:
    if text not in _WAYS:
        raise WayUnknown(field="way", value=text[:40], ways="、".join(_WAYS))
    return _WAYS[text]


def _read_day(name: str, text: str) -> str:
    plain = text.replace("/", "-").replace(".", "-").replace("年", "-").replace("月", "-").rstrip("日")
    parts = plain.split("-")
    try:
        year, month, day = (int(part) for part in parts)
        return dt.date(year, month, day).isoformat()
    except ValueError:
        raise DayUnreadable(field=name, value=text[:20]) from None
