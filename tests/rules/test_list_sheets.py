"""Rows of foreign lists: what each would do, and what the cells of one row say against each other."""

from collections.abc import Mapping

import pytest

from yimen.rules.list_fields import ListField
from yimen.rules.list_sheets import KnownItem, ListPlan, PlannedRow, RowFate, near_key, plan_list
from yimen.rules.sheets import NO_CELL, Cell, CellKind, Sheet

F = ListField
_FIELDS = (
    F.NAME,
    F.TYPE,
    F.DEPARTMENT,
    F.LEVELS,
    F.STATUTORY,
    F.PROMISED,
    F.BASIC_CODE,
    F.BASIS,
    F.ITEM_CODE,
)
GOOD = {F.NAME: "高龄津贴发放", F.TYPE: "行政给付", F.DEPARTMENT: "民政", F.LEVELS: "乡镇"}


def _plan(
    *rows: Mapping[ListField, str | Cell],
    known: tuple[KnownItem, ...] = (),
    headings: Mapping[ListField, str] | None = None,
    **more: object,
) -> ListPlan:
    said = headings or {}
    heading = tuple(Cell(said.get(each, each.value), CellKind.TEXT) for each in _FIELDS)
    lines = [tuple(_cell(row.get(each, "")) for each in _FIELDS) for row in rows]
    sheet = Sheet(name="清单", rows=(heading, *lines), **more)  # type: ignore[arg-type]
    return plan_list(sheet, heading_row=1, columns=dict(enumerate(_FIELDS, start=1)), known=known)


def _cell(value: str | Cell) -> Cell:
    return value if isinstance(value, Cell) else Cell(value, CellKind.TEXT) if value else NO_CELL


def _one(**more: object) -> PlannedRow:
    return _plan({**GOOD, **{F[name]: value for name, value in more.items()}}).rows[0]  # type: ignore[dict-item]


def _codes(row: PlannedRow) -> list[str]:
    return [finding.code for finding in row.findings]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("20个工作日", "20个工作日"),
        ("自受理之日起20个工作日内办结", "20个工作日"),
        ("１５ 日", "15个自然日"),
        ("即办", "当场办结"),
        ("0", "当场办结"),
        ("无", ""),
    ],
)
def test_limits_are_read_as_people_write_them(typed: str, read: str) -> None:
    assert _one(PROMISED=typed).texts[F.PROMISED] == read


def test_a_bare_number_needs_a_unit_except_of_a_permit_or_below_a_heading_that_names_it() -> None:
    assert _codes(_one(STATUTORY="20")) == ["sheets.limit_without_unit"]
    permit = _one(TYPE="行政许可", STATUTORY="20", BASIS="某法第一条")
    assert (_codes(permit), permit.texts[F.STATUTORY]) == (["sheets.taken_as_workdays"], "20个工作日")
    named = _plan({**GOOD, F.STATUTORY: "20"}, headings={F.STATUTORY: "法定时限（自然日）"}).rows[0]
    assert (named.findings, named.texts[F.STATUTORY]) == ((), "20个自然日")


def test_promise_and_law_are_compared_within_one_unit_and_told_across_two() -> None:
    assert _codes(_one(STATUTORY="5个工作日", PROMISED="6个工作日")) == ["catalog.promise_over_limit"]
    assert _codes(_one(STATUTORY="5个工作日", PROMISED="6个自然日")) == ["sheets.units_differ"]
    assert _codes(_one(STATUTORY="5个工作日", PROMISED="即办")) == []


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("乡级、村（社区）", "乡镇、村"),
        ("镇（乡、街道）", "乡镇"),
        ("县级/乡镇", "县、乡镇"),
        ("5^6", "乡镇、村"),
    ],
)
def test_levels_are_read_by_every_word_for_them(typed: str, read: str) -> None:
    assert _one(LEVELS=typed).texts[F.LEVELS] == read


def test_a_permit_never_goes_to_a_village_and_should_name_its_law() -> None:
    assert _codes(_one(TYPE="行政许可", LEVELS="乡镇、村")) == ["sheets.village_permit", "sheets.no_basis"]


def test_a_number_in_a_column_of_codes() -> None:
    long, short = Cell("1.13092100000000e+17", CellKind.NUMBER), Cell("370598009001", CellKind.NUMBER)
    saved = _one(BASIC_CODE="1.13E+17")

    assert _codes(_one(BASIC_CODE=long)) == _codes(saved) == ["sheets.long_number"]
    assert _codes(_one(BASIC_CODE=short)) == ["sheets.number_code"]
    assert _codes(_one(BASIC_CODE="370198009001")) == ["sheets.type_differs"]
    assert _codes(_one(BASIC_CODE="371298009001")) == []


def test_cells_that_are_computed_or_broken() -> None:
    assert _codes(_one(NAME=Cell("高龄津贴", CellKind.FORMULA))) == ["sheets.formula_value"]
    assert "sheets.formula_without_result" in _codes(_one(NAME=Cell("", CellKind.FORMULA)))
    assert "sheets.cell_error" in _codes(_one(TYPE=Cell("#N/A", CellKind.ERROR)))


def test_what_is_no_item_is_told_and_passed_over() -> None:
    note = {F.NAME: "备注：以上事项自发布之日起执行"}
    again = {each: each.value for each in _FIELDS}
    plan = _plan(GOOD, again, {}, note, {**GOOD, F.NAME: "看不见"}, hidden_rows=frozenset({6}))

    assert [(row.row, row.fate) for row in plan.rows] == [
        (2, RowFate.NEW),
        (3, RowFate.SKIPPED),
        (5, RowFate.SKIPPED),
        (6, RowFate.SKIPPED),
    ]
    assert [finding.code for finding in plan.findings] == [
        "sheets.heading_again",
        "sheets.aside_row",
        "sheets.hidden_row",
    ]


_KNOWN = {**GOOD, F.PROMISED: "5个工作日", F.BASIC_CODE: "130512345000"}
OWN = KnownItem(code="CZ0200", texts=_KNOWN)
ABOVE = KnownItem(code="CZ0001", texts=_KNOWN, is_above=True)


def test_an_item_is_found_by_code_by_name_and_by_a_basic_code_that_only_it_has() -> None:
    by_code = {F.ITEM_CODE: "CZ0200", F.NAME: "高龄津贴审核"}
    by_basic = {F.NAME: "高龄津贴审核", F.BASIC_CODE: "130512345000"}
    rows = [_plan(row, known=(OWN,)).rows[0] for row in (GOOD, by_code, by_basic)]

    assert [row.item_code for row in rows] == ["CZ0200"] * 3
    assert [row.fate for row in rows] == [RowFate.UNCHANGED, RowFate.ALTERED, RowFate.ALTERED]
    assert [_codes(row) for row in rows] == [[], ["sheets.renamed"], ["sheets.renamed"]]


def test_a_code_that_nobody_has_is_an_error_and_a_like_name_is_told() -> None:
    assert _codes(_plan({**GOOD, F.ITEM_CODE: "CZ9999"}, known=(OWN,)).rows[0]) == ["sheets.code_unknown"]
    near = _plan({**GOOD, F.NAME: "高龄津贴发放（80岁以上）"}, known=(OWN,)).rows[0]
    assert (near.fate, _codes(near)) == (RowFate.NEW, ["sheets.near_in_list"])


def test_an_item_from_above_is_not_rewritten_and_its_promise_never_loosened() -> None:
    loosened = _plan({**GOOD, F.PROMISED: "9个工作日"}, known=(ABOVE,)).rows[0]
    tighter = _plan({**GOOD, F.PROMISED: "3个工作日"}, known=(ABOVE,)).rows[0]

    assert (_codes(loosened), _codes(tighter)) == (["sheets.loosened"], ["sheets.item_above"])
    assert _plan(GOOD, known=(ABOVE,)).rows[0].fate is RowFate.UNCHANGED
    assert _plan({**GOOD, F.PROMISED: "9个工作日"}, known=(OWN,)).rows[0].fate is RowFate.ALTERED


def test_the_same_twice_is_an_error_and_the_first_holds() -> None:
    first, second = _plan(GOOD, GOOD).rows

    assert (first.fate, second.fate, _codes(second)) == (
        RowFate.NEW,
        RowFate.REFUSED,
        ["sheets.twice_in_file"],
    )
    assert "第 2 行" in second.findings[0].sentence()


def test_names_are_alike_but_for_brackets_and_punctuation() -> None:
    assert near_key("高龄津贴（80岁）") == near_key("高龄 津贴") == near_key("高龄津贴。")
    assert near_key("高龄津贴") != near_key("高龄补贴")
