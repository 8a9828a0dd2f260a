"""A foreign list planned row by row: what is new, altered or unchanged, and what is wrong, at its cell."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from yimen.rules.errors import N_, RuleViolation
from yimen.rules.item_lists import promise_exceeds
from yimen.rules.items import ITEM_TYPE_LABELS, ItemType, parse_limit, plain_name
from yimen.rules.list_cells import CODE_FIELDS, LimitWithoutUnit, read_cell
from yimen.rules.list_checks import RowView, check_row
from yimen.rules.list_columns import heading_at, plain_heading, unit_in_heading
from yimen.rules.list_fields import FIELD_LABELS, ListField
from yimen.rules.list_findings import (
    ASIDE_ROW,
    CODE_UNKNOWN,
    COLUMN_MISSING,
    FIELD_MISSING,
    FORMULA_VALUE,
    HEADING_AGAIN,
    HIDDEN_ROW,
    ITEM_ABOVE,
    LOOSENED,
    MERGED_VALUE,
    NEAR_IN_FILE,
    NEAR_IN_LIST,
    NUMBER_CODE,
    RENAMED,
    SAME_BASIC_CODE,
    TAKEN_AS_WORKDAYS,
    TWICE_IN_FILE,
    CellFinding,
    HeadingRowOutside,
    HeadingTwice,
    NameColumnMissing,
    NoRowsBelow,
    Remark,
    fault_at,
    remark_at,
)
from yimen.rules.sheets import CellKind, Sheet, column_letters
from yimen.rules.tables import Severity


class RowFate(StrEnum):
    """What a row of a file makes of the lists once it is confirmed."""

    NEW = "NEW"
    ALTERED = "ALTERED"
    UNCHANGED = "UNCHANGED"
    REFUSED = "REFUSED"
    SKIPPED = "SKIPPED"


ROW_FATE_LABELS: dict[RowFate, str] = {
    RowFate.NEW: N_("新增"),
    RowFate.ALTERED: N_("有变动"),
    RowFate.UNCHANGED: N_("没有变动"),
    RowFate.REFUSED: N_("有错误"),
    RowFate.SKIPPED: N_("没有读"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownItem:
    """An item in force as texts by field, in the words of `read_cell`.

    `is_above` says that it comes from a list above, which this person cannot rewrite.
    """

    code: str
    texts: Mapping[ListField, str]
    is_above: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldChange:
    """A field that a row changes, before and after; empty before means that nothing was known."""

    field: ListField
    before: str
    after: str

    @property
    def label(self) -> str:
        """The field in words."""
        return FIELD_LABELS[self.field]


@dataclass(frozen=True, kw_only=True, slots=True)
class PlannedRow:
    """One row: what it would do to which item (`item_code` empty for a new one), with its findings."""

    row: int
    fate: RowFate
    item_code: str = ""
    texts: Mapping[ListField, str] = field(default_factory=dict)
    changes: tuple[FieldChange, ...] = ()
    findings: tuple[CellFinding, ...] = ()

    @property
    def name(self) -> str:
        """The item's name as the row gives it."""
        return self.texts.get(ListField.NAME, "")


@dataclass(frozen=True, kw_only=True, slots=True)
class ListPlan:
    """What a file would do, row by row in its order."""

    rows: tuple[PlannedRow, ...]

    def count(self, fate: RowFate) -> int:
        """How many rows have this fate."""
        return sum(row.fate is fate for row in self.rows)

    @property
    def findings(self) -> tuple[CellFinding, ...]:
        """All that was found, in the order of the file."""
        return tuple(finding for row in self.rows for finding in row.findings)

    @property
    def errors(self) -> int:
        """How many errors there are."""
        return sum(finding.severity is Severity.ERROR for finding in self.findings)


# Without these nobody knows what is done where by whom: a new item needs them.
NEEDED = (ListField.NAME, ListField.TYPE, ListField.DEPARTMENT, ListField.LEVELS)
_UNITS = {ListField.STATUTORY: ListField.STATUTORY_UNIT, ListField.PROMISED: ListField.PROMISED_UNIT}
_UNIT_FIELDS = frozenset(_UNITS.values())
_UNIT_WORDS = frozenset({"工作日", "个工作日", "自然日", "个自然日", "日", "天"})
_ASIDE = re.compile(r"\s*(?:合计|总计|小计|备注|说明|注[:：]|填表|制表|联系人|审核人|附[:：件])")
_PUNCTUATION = re.compile(r"[\W_]+")


def check_mapping(sheet: Sheet, heading_row: int, columns: Mapping[int, ListField]) -> None:
    """Refuse a row of headings that is none, a field given twice, no column for the name, no row below."""
    if not 1 <= heading_row <= len(sheet.rows):
        raise HeadingRowOutside(field="heading_row", last=max(len(sheet.rows), 1))
    seen: dict[ListField, int] = {}
    for column, each in sorted(columns.items()):
        if each in seen:
            first, second = column_letters(seen[each]), column_letters(column)
            raise HeadingTwice(field=f"column_{column}", label=FIELD_LABELS[each], first=first, second=second)
        seen[each] = column
    if ListField.NAME not in seen:
        raise NameColumnMissing(field="columns")
    below = sheet.rows[heading_row:]
    if not any(not cell.is_empty for row in below for cell in row):
        raise NoRowsBelow(field="heading_row", sheet=sheet.name, row=heading_row)


def plan_list(
    sheet: Sheet,
    *,
    heading_row: int,
    columns: Mapping[int, ListField],
    known: Sequence[KnownItem],
) -> ListPlan:
    """What the rows below the headings would do to the items that are known; refuses as `check_mapping`.

    A blank cell never takes away what is known. Errors refuse their row only; hidden rows, notes below
    the table and repeated headings are told and passed over.
    """
    check_mapping(sheet, heading_row, columns)
    planner = _Planner(sheet, heading_row, columns, known)
    rows = [planner.plan(row) for row in range(heading_row + 1, len(sheet.rows) + 1)]
    return ListPlan(rows=tuple(row for row in rows if row is not None))


class _Planner:
    """Goes through the rows once and remembers what stood in which before."""

    def __init__(
        self,
        sheet: Sheet,
        heading_row: int,
        columns: Mapping[int, ListField],
        known: Sequence[KnownItem],
    ) -> None:
        self._sheet = sheet
        self._columns = dict(sorted(columns.items()))
        self._of = {each: column for column, each in self._columns.items()}
        self._headings = {
            column: plain_heading(heading_at(sheet, heading_row, column)) for column in self._columns
        }
        self._units = {
            each: unit_in_heading(heading_at(sheet, heading_row, column))
            for column, each in self._columns.items()
        }
        self._known = _Register(known)
        self._first: dict[tuple[str, str], int] = {}
        self._names: dict[str, tuple[int, str]] = {}
        self._spans_told: set[str] = set()
        self._spans = [span for span in sheet.merged if span.bottom > heading_row]

    def plan(self, row: int) -> PlannedRow | None:
        """The plan of one row; None for an empty one."""
        cells = {column: self._sheet.at(row, column) for column in self._columns}
        own = [cell for cell in cells.values() if not cell.is_empty and cell.kind is not CellKind.MERGED]
        if not own and all(cell.is_empty for cell in cells.values()):
            return None
        aside = self._aside(row, own_cells=len(own))
        if aside is not None:
            return PlannedRow(row=row, fate=RowFate.SKIPPED, findings=(remark_at(row, 0, aside),))
        texts, findings = self._read(row)
        view = RowView(sheet=self._sheet, row=row, columns=self._of)
        item = self._match(view, texts, findings)
        findings += check_row(view, texts, item.texts if item else {})
        findings += self._check_twice(view, texts)
        findings += self._check_known(view, texts, item)
        changes = () if item is None else _changes(item, texts)
        if item is not None and item.is_above and changes and not findings_of(findings, LOOSENED):
            name = item.texts.get(ListField.NAME, "")[:60]
            findings.append(view.at(changes[0].field, ITEM_ABOVE, code=item.code, name=name))
        refused = any(finding.severity is Severity.ERROR for finding in findings)
        return PlannedRow(
            row=row,
            fate=_fate(refused=refused, is_new=item is None, is_changed=bool(changes)),
            item_code=item.code if item is not None else "",
            texts=texts,
            changes=changes,
            findings=tuple(sorted(findings, key=lambda each: each.column)),
        )

    def _aside(self, row: int, *, own_cells: int) -> Remark | None:
        """Why a row is no item: hidden, the headings again, or a note below the table."""
        if row in self._sheet.hidden_rows:
            return HIDDEN_ROW
        words = {c: plain_heading(self._sheet.at(row, c).text) for c in self._columns}
        if all(words[column] == heading for column, heading in self._headings.items() if heading):
            return HEADING_AGAIN
        first = next((cell.text for cell in self._sheet.rows[row - 1] if not cell.is_empty), "")
        return ASIDE_ROW if own_cells <= 1 and _ASIDE.match(first) else None

    def _read(self, row: int) -> tuple[dict[ListField, str], list[CellFinding]]:
        texts: dict[ListField, str] = {}
        findings: list[CellFinding] = []
        for column, each in self._columns.items():
            if each in _UNIT_FIELDS:
                continue
            cell = self._sheet.at(row, column)
            findings += self._of_kind(row, column, each)
            try:
                texts[each] = read_cell(each, cell, unit=self._unit(row, each))
            except LimitWithoutUnit as fault:
                text = self._without_unit(row, each)
                if text:
                    texts[each] = text
                    findings.append(remark_at(row, column, TAKEN_AS_WORKDAYS, cell.text, **fault.values))
                else:
                    findings.append(fault_at(row, column, fault, cell.text))
            except RuleViolation as fault:
                findings.append(fault_at(row, column, fault, cell.text))
        return texts, findings

    def _of_kind(self, row: int, column: int, each: ListField) -> list[CellFinding]:
        """What the kind of a cell asks to be looked at, when its value could be taken."""
        cell = self._sheet.at(row, column)
        if cell.kind is CellKind.FORMULA and cell.text.strip():
            return [remark_at(row, column, FORMULA_VALUE, cell.text, value=cell.text[:40])]
        if cell.kind is CellKind.NUMBER and each in CODE_FIELDS and "e" not in cell.text:
            return [remark_at(row, column, NUMBER_CODE, cell.text)] if len(cell.text) <= 15 else []
        for span in self._spans:
            inside = span.top <= row <= span.bottom and span.left <= column <= span.right
            if inside and span.words not in self._spans_told and not cell.is_empty:
                self._spans_told.add(span.words)
                told = {"span": span.words, "value": cell.text[:40]}
                return [remark_at(row, column, MERGED_VALUE, cell.text, **told)]
        return []

    def _unit(self, row: int, each: ListField) -> str:
        """The unit of a limit: of the cell beside it, else of its heading."""
        beside = self._of.get(_UNITS[each]) if each in _UNITS else None
        word = self._sheet.at(row, beside).text.strip() if beside else ""
        return (
            word
            if word in {"工作日", "个工作日", "自然日", "个自然日", "日", "天"}
            else self._units.get(each, "")
        )

    def _without_unit(self, row: int, each: ListField) -> str:
        """The limit of a permit counts in working days by law (行政许可法 82); of nothing else."""
        column = self._of.get(ListField.TYPE)
        cell = self._sheet.at(row, column) if column else None
        try:
            kind = read_cell(ListField.TYPE, cell) if cell else ""
            is_permit = kind == ITEM_TYPE_LABELS[ItemType.PERMIT]
            return read_cell(each, self._sheet.at(row, self._of[each]), unit="工作日") if is_permit else ""
        except RuleViolation:
            return ""

    def _match(
        self, view: RowView, texts: Mapping[ListField, str], findings: list[CellFinding]
    ) -> KnownItem | None:
        """The item that a row is about: by our code, the official codes, then name and department."""
        code = texts.get(ListField.ITEM_CODE, "")
        if code:
            item = self._known.by_code.get(code)
            if item is None:
                findings.append(view.at(ListField.ITEM_CODE, CODE_UNKNOWN, value=code))
            return item
        item = self._known.find(texts)
        if item is None:
            missing = [each for each in NEEDED if not texts.get(each)]
            told = {finding.column for finding in findings if finding.severity is Severity.ERROR}
            findings += [
                view.at(each, FIELD_MISSING if each in self._of else COLUMN_MISSING, label=FIELD_LABELS[each])
                for each in missing
                if self._of.get(each) not in told
            ]
        return item

    def _check_twice(self, view: RowView, texts: Mapping[ListField, str]) -> list[CellFinding]:
        """What stood in a row before: the same code, the same name of the same department, a name like it."""
        name, department = texts.get(ListField.NAME, ""), texts.get(ListField.DEPARTMENT, "")
        keys = [
            (each, FIELD_LABELS[each], texts[each])
            for each in (ListField.ITEM_CODE, ListField.IMPLEMENTATION_CODE)
            if texts.get(each)
        ]
        if name:
            keys.append(
                (ListField.NAME, N_("事项名称和实施主体"), f"{name}（{department}）" if department else name)
            )
        for each, what, value in keys:
            first = self._first.setdefault((each.value, value), view.row)
            if first != view.row:
                place = N_("第 {row} 行").format(row=first)
                return [view.at(each, TWICE_IN_FILE, first=place, what=what, value=value[:80])]
        return self._check_near(view, texts)

    def _check_near(self, view: RowView, texts: Mapping[ListField, str]) -> list[CellFinding]:
        found: list[CellFinding] = []
        name, basic = texts.get(ListField.NAME, ""), texts.get(ListField.BASIC_CODE, "")
        if basic:
            first = self._first.setdefault(("basic", basic), view.row)
            if first != view.row:
                place = N_("第 {row} 行").format(row=first)
                found.append(view.at(ListField.BASIC_CODE, SAME_BASIC_CODE, first=place, value=basic))
        key = near_key(name)
        if key:
            seen_row, seen_name = self._names.setdefault(key, (view.row, name))
            if seen_row != view.row:
                place = N_("第 {row} 行").format(row=seen_row)
                found.append(view.at(ListField.NAME, NEAR_IN_FILE, first=place, name=seen_name[:60]))
        return found

    def _check_known(
        self, view: RowView, texts: Mapping[ListField, str], item: KnownItem | None
    ) -> list[CellFinding]:
        name = texts.get(ListField.NAME, "")
        if item is None:
            near = self._known.near(name)
            if near is None or texts.get(ListField.ITEM_CODE):
                return []
            told = {"code": near.code, "name": near.texts.get(ListField.NAME, "")[:60]}
            department = near.texts.get(ListField.DEPARTMENT, "")
            return [view.at(ListField.NAME, NEAR_IN_LIST, **told, department=department)]
        found: list[CellFinding] = []
        before = item.texts.get(ListField.NAME, "")
        if name and before and name != before:
            found.append(view.at(ListField.NAME, RENAMED, code=item.code, name=before[:60]))
        after, promised = texts.get(ListField.PROMISED, ""), item.texts.get(ListField.PROMISED, "")
        if item.is_above and after and promise_exceeds(parse_limit(after), parse_limit(promised)):
            found.append(view.at(ListField.PROMISED, LOOSENED, before=promised, after=after))
        return found


def findings_of(findings: Iterable[CellFinding], remark: Remark) -> bool:
    """Whether this remark was made."""
    return any(finding.code == remark.code for finding in findings)


class _Register:
    """The items in force by what a row may name them."""

    def __init__(self, known: Iterable[KnownItem]) -> None:
        self.by_code: dict[str, KnownItem] = {}
        self._by_long: dict[str, KnownItem] = {}
        self._by_basic: dict[str, list[KnownItem]] = {}
        self._by_name: dict[tuple[str, str], KnownItem] = {}
        self._by_near: dict[str, KnownItem] = {}
        for item in known:
            self.by_code[item.code] = item
            texts = item.texts
            if texts.get(ListField.IMPLEMENTATION_CODE):
                self._by_long[texts[ListField.IMPLEMENTATION_CODE]] = item
            if texts.get(ListField.BASIC_CODE):
                self._by_basic.setdefault(texts[ListField.BASIC_CODE], []).append(item)
            name = texts.get(ListField.NAME, "")
            self._by_name[name, texts.get(ListField.DEPARTMENT, "")] = item
            self._by_near.setdefault(near_key(name), item)

    def find(self, texts: Mapping[ListField, str]) -> KnownItem | None:
        """By implementation code, then name and department, then a basic code that only one item has."""
        found = self._by_long.get(texts.get(ListField.IMPLEMENTATION_CODE, ""))
        key = (texts.get(ListField.NAME, ""), texts.get(ListField.DEPARTMENT, ""))
        basic = self._by_basic.get(texts.get(ListField.BASIC_CODE, ""), [])
        return found or self._by_name.get(key) or (basic[0] if len(basic) == 1 else None)

    def near(self, name: str) -> KnownItem | None:
        """An item whose name is the same but for brackets, punctuation and width."""
        key = near_key(name)
        return self._by_near.get(key) if key else None


def near_key(name: str) -> str:
    """A name without brackets and what stands in them, punctuation and width: near-same names share it."""
    return _PUNCTUATION.sub("", unicodedata.normalize("NFKC", plain_name(name))).lower()


def _changes(item: KnownItem, texts: Mapping[ListField, str]) -> tuple[FieldChange, ...]:
    """Field by field what a row says otherwise; blank cells change nothing."""
    return tuple(
        FieldChange(field=each, before=item.texts.get(each, ""), after=text)
        for each, text in texts.items()
        if text and each is not ListField.ITEM_CODE and text != item.texts.get(each, "")
    )


def _fate(*, refused: bool, is_new: bool, is_changed: bool) -> RowFate:
    if refused:
        return RowFate.REFUSED
    if is_new:
        return RowFate.NEW
    return RowFate.ALTERED if is_changed else RowFate.UNCHANGED
