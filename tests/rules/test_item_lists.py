"""A file of items, planned row by row."""

from collections import Counter

import pytest

from tests.rules.seeds import seed_bytes
from yimen.rules.catalog import (
    ITEM_COLUMNS,
    Authority,
    Family,
    ItemsPlan,
    plan_items,
    promise_exceeds,
    read_items,
)
from yimen.rules.intervals import Limit, Unit
from yimen.rules.tables import ColumnsMissing, Severity, decode_table

GOOD = {
    "name": "林木采伐许可证核发",
    "type": "行政许可",
    "department": "林业和草原",
    "level": "乡镇",
    "basis": "森林法第57条",
    "statutory_days": "20",
    "promised_days": "7",
    "materials": "申请书；权属证明",
    "source": "x",
}
WORKDAYS, NATURAL, INSTANT = Unit.WORKDAYS, Unit.NATURAL_DAYS, Unit.INSTANT


def plan(*changes: dict[str, str], tail: str = "") -> ItemsPlan:
    rows = ["\t".join({**GOOD, **change}[column] for column in ITEM_COLUMNS) for change in changes]
    return plan_items(read_items("\t".join(ITEM_COLUMNS) + "\n" + "\n".join(rows) + tail + "\n"))


def test_the_real_list_has_117_items_and_no_finding() -> None:
    text, _ = decode_table(seed_bytes("catalog/seed/items.tsv"))
    found = plan_items(read_items(text))
    families = Counter(item.family for item in found.items)
    assert (len(found.items), found.findings) == (117, ())
    assert families == {
        Family.PERMIT: 16,
        Family.BENEFIT: 30,
        Family.INSTANT: 11,
        Family.FORWARDED: 45,
        Family.OTHER: 15,
    }
    felling = next(item for item in found.items if item.short_name == "林木采伐许可证核发")
    assert felling.statutory == Limit(amount=20, unit=WORKDAYS)
    assert felling.promised == Limit(amount=7, unit=WORKDAYS)
    assert (len(felling.materials), felling.authority) == (2, Authority.ENTRUSTED)
    # Unknown stays unknown: nothing is made up where the list is blank.
    assert sum(item.statutory is None for item in found.items) == 74


def test_a_sound_row_is_planned() -> None:
    (item,) = plan({}).items
    assert (item.line, item.materials, item.is_unverified) == (2, ("申请书", "权属证明"), False)


@pytest.mark.parametrize(
    ("change", "code", "column"),
    [
        ({"name": " "}, "text.missing", "name"),
        ({"department": ""}, "text.missing", "department"),
        ({"name": "林\u202e木"}, "text.unreadable", "name"),
        ({"name": "林" * 201}, "text.too_long", "name"),
        ({"type": "审批"}, "catalog.unknown_type", "type"),
        ({"level": "片区"}, "catalog.unknown_level", "level"),
        ({"statutory_days": "二十"}, "catalog.bad_limit", "statutory_days"),
        ({"promised_days": "7小时"}, "catalog.bad_limit", "promised_days"),
        ({"promised_days": "21"}, "catalog.promise_over_limit", "promised_days"),
        ({"statutory_days": "即办"}, "catalog.promise_over_limit", "promised_days"),
    ],
)
def test_each_fault_names_its_line_and_column(change: dict[str, str], code: str, column: str) -> None:
    found = plan({"name": "甲"}, change, {"name": "乙"})
    assert [(f.line, f.code, f.column, f.severity) for f in found.findings] == [
        (3, code, column, Severity.ERROR)
    ]
    assert [item.name for item in found.items] == ["甲", "乙"]
    assert found.has_errors
    assert found.findings[0].sentence().startswith("第 3 行：")
    assert "{" not in found.findings[0].sentence()


def test_the_same_name_of_the_same_department_stands_once() -> None:
    found = plan({}, {}, {"department": "农业农村"})
    assert [(f.line, f.code) for f in found.findings] == [(3, "catalog.duplicate_item")]
    assert "第 2 行" in found.findings[0].sentence()
    assert len(found.items) == 2


def test_a_row_with_too_many_cells_is_broken() -> None:
    assert [f.code for f in plan({}, tail="\tmore").findings] == ["catalog.broken_row"]


def test_limits_in_different_units_are_a_notice() -> None:
    found = plan({"statutory_days": "15日"})
    assert [(f.code, f.severity) for f in found.findings] == [("catalog.units_differ", Severity.NOTICE)]
    assert len(found.items) == 1


def test_a_missing_column_is_refused_at_once() -> None:
    with pytest.raises(ColumnsMissing):
        read_items("name\ttype\n")


@pytest.mark.parametrize(
    ("promised", "statutory", "exceeds"),
    [
        (Limit(amount=20, unit=WORKDAYS), Limit(amount=20, unit=WORKDAYS), False),
        (Limit(amount=21, unit=WORKDAYS), Limit(amount=20, unit=WORKDAYS), True),
        (Limit(amount=21, unit=NATURAL), Limit(amount=20, unit=WORKDAYS), False),
        (Limit(amount=0, unit=INSTANT), Limit(amount=20, unit=WORKDAYS), False),
        (Limit(amount=1, unit=WORKDAYS), Limit(amount=0, unit=INSTANT), True),
        (Limit(amount=1, unit=WORKDAYS), None, False),
        (None, Limit(amount=1, unit=WORKDAYS), False),
    ],
)
def test_a_promise_never_exceeds_the_law(
    promised: Limit | None, statutory: Limit | None, exceeds: bool
) -> None:
    assert promise_exceeds(promised, statutory) is exceeds
