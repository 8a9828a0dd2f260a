"""Headings of foreign lists: what is guessed, how sure, and what is never guessed."""

import pytest

from yimen.rules.list_columns import (
    Sureness,
    find_heading_row,
    guess_columns,
    guess_field,
    headings_key,
    unit_in_heading,
)
from yimen.rules.list_fields import FIELD_SPECS, ListField
from yimen.rules.sheets import NO_CELL, Cell, CellKind, Sheet, Span, address, column_number, parse_span


def _sheet(*rows: tuple[str, ...], **more: object) -> Sheet:
    cells = tuple(tuple(Cell(text, CellKind.TEXT) if text else NO_CELL for text in row) for row in rows)
    return Sheet(name="清单", rows=cells, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("事项名称", ListField.NAME),
        ("★ 事 项\n名 称", ListField.NAME),
        ("权力类型", ListField.TYPE),
        ("责任部门", ListField.DEPARTMENT),
        ("法定时限（工作日）", ListField.STATUTORY),
        ("承诺办结时限", ListField.PROMISED),
        ("promise_day", ListField.PROMISED),
        ("TASK_NAME", ListField.NAME),
        ("是否收费", ListField.CHARGED),
    ],
)
def test_known_words_are_sure_whatever_decorates_them(heading: str, field: ListField) -> None:
    assert guess_field(heading) == (field, Sureness.SURE)


@pytest.mark.parametrize("heading", ["序号", "备注", "", "填报人", "2026年"])
def test_other_words_are_not_guessed(heading: str) -> None:
    assert guess_field(heading) == (None, Sureness.UNKNOWN)


def test_a_known_word_inside_a_heading_is_only_likely() -> None:
    assert guess_field("县级承诺时限") == (ListField.PROMISED, Sureness.LIKELY)


def test_every_field_is_known_by_its_own_label_and_no_word_leads_to_two() -> None:
    for spec in FIELD_SPECS:
        assert guess_field(spec.label) == (spec.field, Sureness.SURE)
        for word in spec.words:
            assert guess_field(word)[0] is spec.field


def test_the_row_of_headings_is_found_below_titles_and_never_where_there_is_none() -> None:
    listed = _sheet(
        ("某省清单",), ("填报单位：某厅",), ("序号", "事项", "权力类型", "部门"), ("1", "甲", "乙", "丙")
    )

    assert find_heading_row(listed) == 3
    assert find_heading_row(_sheet(("关于印发清单的通知",), ("各县：",))) == 0


def test_two_rows_of_headings_are_read_as_one() -> None:
    listed = _sheet(
        ("", "时限", "时限"),
        ("事项", "法定", "承诺"),
        ("甲", "20个工作日", "即办"),
        merged=(Span(1, 2, 1, 3),),
    )
    guesses = guess_columns(listed, 2)

    assert [each.heading for each in guesses] == ["事项", "时限法定", "时限承诺"]


def test_one_field_goes_to_one_column_and_a_repeated_heading_is_told() -> None:
    guesses = guess_columns(_sheet(("事项", "名称", "类型", "事项"), ("甲", "乙", "丙", "丁")), 1)

    assert [each.field for each in guesses] == [ListField.NAME, None, ListField.TYPE, None]
    assert guesses[3].repeats == 1


def test_a_hidden_column_is_shown_and_never_guessed() -> None:
    guesses = guess_columns(_sheet(("事项", "基本编码"), ("甲", "1"), hidden_columns=frozenset({2})), 1)

    assert (guesses[1].field, guesses[1].is_hidden) == (None, True)


def test_what_a_person_said_before_counts_more_than_words() -> None:
    said = {"事项": ListField.NAME, "类型": None, "谁办": ListField.DEPARTMENT}
    guesses = guess_columns(_sheet(("事项", "类型", "谁办"), ("甲", "乙", "丙")), 1, said)

    assert [each.field for each in guesses] == [ListField.NAME, None, ListField.DEPARTMENT]
    assert {each.sureness for each in guesses} == {Sureness.REMEMBERED}


def test_headings_are_known_again_in_another_dress() -> None:
    assert headings_key(["事项 ", "★类型"]) == headings_key(["事项", "类型（必填）"])
    assert headings_key(["事项", "类型"]) != headings_key(["类型", "事项"])


@pytest.mark.parametrize(
    ("heading", "unit"), [("法定时限（工作日）", "工作日"), ("承诺(单位：天)", "天"), ("承诺时限", "")]
)
def test_a_heading_may_name_the_unit_of_its_column(heading: str, unit: str) -> None:
    assert unit_in_heading(heading) == unit


def test_addresses_are_those_of_excel() -> None:
    assert [address(17, 3), address(1, 27), address(5, 703)] == ["C17", "AA1", "AAA5"]
    assert [column_number("C"), column_number("AA"), column_number("7")] == [3, 27, 0]
    assert (parse_span("A5:C9"), parse_span("$B$2"), parse_span("nonsense")) == (
        Span(5, 1, 9, 3),
        Span(2, 2, 2, 2),
        None,
    )
