"""A county's own form read as a table: its headings under groups, the rows of its units."""

import pytest

from yimen.rules.report_templates import SUM, NoRoomForUnits, find_head, propose, rows_for
from yimen.rules.sheets import NO_CELL, Cell, CellKind, Sheet, Span

_NAMES = ("旧州镇", "张官屯镇", "大褚村回族乡", SUM)


def _cell(text: str) -> Cell:
    if not text:
        return NO_CELL
    kind = CellKind.NUMBER if text.isdigit() else CellKind.MERGED if text.startswith("^") else CellKind.TEXT
    return Cell(text.removeprefix("^"), kind)


def _sheet(*rows: tuple[str, ...], merged: tuple[Span, ...] = ()) -> Sheet:
    return Sheet(name="表", rows=tuple(tuple(_cell(text) for text in row) for row in rows), merged=merged)


def test_headings_under_a_group_are_told_apart_by_it() -> None:
    sheet = _sheet(
        ("进展表", "^进展表", "^进展表", "^进展表", "^进展表"),
        ("单位", "中心建设", "^中心建设", "村服务站建设", "^村服务站建设"),
        ("^单位", "应建数", "已建数", "应建数", "已建数"),
        merged=(Span(1, 1, 1, 5), Span(2, 1, 3, 1), Span(2, 2, 2, 3), Span(2, 4, 2, 5)),
    )
    head = find_head(sheet)
    assert (head.row, head.headings["A"]) == (3, "单位")
    assert head.headings["D"] == "村服务站建设 · 应建数"
    keys = ("unit", "townships_due", "centers_built", "villages_due", "stations_built")
    assert propose(head.headings) == dict(zip("ABCDE", keys, strict=True))


@pytest.mark.parametrize("total", ["合  计", "全县合计", "总计："])
def test_a_unit_is_found_by_its_name_also_as_it_was_called_before(total: str) -> None:
    sheet = _sheet(("序号", "单位"), ("1", "张官屯乡"), ("2", "大褚村 回族乡"), ("3", "旧州镇"), ("", total))
    assert rows_for(sheet, 1, 2, _NAMES) == {"旧州镇": 4, "张官屯镇": 2, "大褚村回族乡": 3, SUM: 5}


def test_units_that_are_not_named_go_into_free_rows_above_the_sum() -> None:
    sheet = _sheet(
        ("序号", "单位"), ("1", ""), ("2", "旧州镇"), ("3", ""), ("", "合计"), ("注：月底前报", "")
    )
    assert rows_for(sheet, 1, 2, _NAMES) == {"旧州镇": 3, "张官屯镇": 2, "大褚村回族乡": 4, SUM: 5}


def test_nobody_is_written_below_the_table_and_nobody_is_left_out() -> None:
    sheet = _sheet(("序号", "单位"), ("1", "旧州镇"), ("注：月底前报", ""), ("填表人：", ""))
    with pytest.raises(NoRoomForUnits, match="张官屯镇、大褚村回族乡"):
        rows_for(sheet, 1, 2, _NAMES)


def test_two_of_one_name_are_not_guessed_at_and_an_empty_form_takes_all() -> None:
    alike = ("张官屯乡", "张官屯镇")
    with pytest.raises(NoRoomForUnits, match="张官屯乡、张官屯镇"):
        rows_for(_sheet(("单位",), ("张官屯",), ("注：",)), 1, 1, alike)
    assert rows_for(_sheet(("单位",)), 1, 1, _NAMES) == {
        "旧州镇": 2,
        "张官屯镇": 3,
        "大褚村回族乡": 4,
        SUM: 5,
    }
