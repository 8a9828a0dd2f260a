"""What the cells of one row of a foreign list say against each other."""

from collections.abc import Mapping
from dataclasses import dataclass

from yimen.rules.item_codes import parse_implementation_code
from yimen.rules.item_lists import PromiseOverLimit, promise_exceeds
from yimen.rules.items import ITEM_TYPE_CODES, ITEM_TYPE_LABELS, ItemType, parse_limit
from yimen.rules.list_cells import LEVEL_NAMES
from yimen.rules.list_fields import ListField
from yimen.rules.list_findings import (
    CODES_DIFFER,
    NO_BASIS,
    TYPE_DIFFERS,
    UNITS_DIFFER,
    VILLAGE_PERMIT,
    CellFinding,
    Remark,
    fault_at,
    remark_at,
)
from yimen.rules.orgs import Level
from yimen.rules.sheets import Sheet

Texts = Mapping[ListField, str]
_LIMITS = (ListField.PROMISED, ListField.STATUTORY)
_TYPE_NUMBERS = {ITEM_TYPE_LABELS[each]: number for each, number in ITEM_TYPE_CODES.items()}
# 00 is 行政权力事项 of whatever kind, 11 to 19 and 21 on are what places add (GB/T 39046 A.1).
_OPEN_NUMBERS = frozenset({"00", *(f"{n}" for n in range(11, 20)), *(f"{n}" for n in range(21, 100))})


@dataclass(frozen=True, kw_only=True, slots=True)
class RowView:
    """A row of a sheet by its fields: in which column each field stands."""

    sheet: Sheet
    row: int
    columns: Mapping[ListField, int]

    def at(self, each: ListField, remark: Remark, **values: object) -> CellFinding:
        """A remark at the cell of a field; where the file has no such column, at the name."""
        column = self.column(each)
        return remark_at(self.row, column, remark, self.sheet.at(self.row, column).text, **values)

    def column(self, each: ListField) -> int:
        """The column of a field, else that of the name."""
        return self.columns.get(each) or self.columns[ListField.NAME]


def check_row(view: RowView, texts: Texts, known: Texts) -> list[CellFinding]:
    """The findings across the cells of one row; a blank cell counts as what is known of the item."""
    whole = {**known, **{each: text for each, text in texts.items() if text}}
    return [
        *_check_limits(view, texts, whole),
        *_check_codes(view, texts, whole),
        *_check_permit(view, texts, whole),
    ]


def _check_limits(view: RowView, texts: Texts, whole: Texts) -> list[CellFinding]:
    given = [each for each in _LIMITS if texts.get(each)]
    promised, statutory = (parse_limit(whole.get(each, "")) for each in _LIMITS)
    if not given or promised is None or statutory is None:
        return []
    told = {"promised": whole[ListField.PROMISED], "statutory": whole[ListField.STATUTORY]}
    if promise_exceeds(promised, statutory):
        column = view.column(given[0])
        fault = PromiseOverLimit(field="promised", **told)
        return [fault_at(view.row, column, fault, view.sheet.at(view.row, column).text)]
    if promised.amount and statutory.amount and promised.unit is not statutory.unit:
        return [view.at(given[0], UNITS_DIFFER, **told)]
    return []


def _check_codes(view: RowView, texts: Texts, whole: Texts) -> list[CellFinding]:
    found: list[CellFinding] = []
    basic = whole.get(ListField.BASIC_CODE, "")
    long = texts.get(ListField.IMPLEMENTATION_CODE, "")
    inside = parse_implementation_code(long).basic_code if long else ""
    if inside and basic and inside != basic:
        found.append(view.at(ListField.IMPLEMENTATION_CODE, CODES_DIFFER, inside=inside, beside=basic))
    digits = texts.get(ListField.BASIC_CODE, "")[2:4]
    label = whole.get(ListField.TYPE, "")
    if digits and digits not in _OPEN_NUMBERS and digits != _TYPE_NUMBERS.get(label, digits):
        found.append(view.at(ListField.BASIC_CODE, TYPE_DIFFERS, digits=digits, type=label))
    return found


def _check_permit(view: RowView, texts: Texts, whole: Texts) -> list[CellFinding]:
    if whole.get(ListField.TYPE) != ITEM_TYPE_LABELS[ItemType.PERMIT]:
        return []
    found: list[CellFinding] = []
    given = texts.get(ListField.LEVELS) or texts.get(ListField.TYPE)
    if given and LEVEL_NAMES[Level.VILLAGE] in whole.get(ListField.LEVELS, "").split("、"):
        found.append(view.at(ListField.LEVELS, VILLAGE_PERMIT))
    if ListField.BASIS in texts and not whole.get(ListField.BASIS):
        found.append(view.at(ListField.BASIS, NO_BASIS))
    return found
