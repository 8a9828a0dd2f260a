"""Typed text made clean, and personal data masked."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yimen.rules.text import (
    TextMissing,
    TextTooLong,
    TextUnreadable,
    clean_line,
    clean_text,
    mask_id_no,
    mask_name,
    mask_phone,
)

READABLE = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf", "Cn"]), max_size=60)


def test_full_width_signs_are_folded_and_white_space_collapses() -> None:
    assert clean_line(" 东关村\u3000１２\t号  Ａ座 ", field="address") == "东关村 12 号 A座"


def test_chinese_punctuation_stays_as_typed() -> None:
    assert clean_line("东关村（北），共３棵：杨树！", field="reason") == "东关村（北），共3棵：杨树！"


def test_marks_that_a_paste_brings_disappear() -> None:
    assert clean_line("\ufeff李\u200b明", field="name") == "李明"


@pytest.mark.parametrize("sign", ["\0", "\x07", "\x1b", "\u202e", "\u2066", "\u200f", "\ud800", "\uffff"])
def test_signs_that_cannot_be_shown_are_refused_by_position(sign: str) -> None:
    with pytest.raises(TextUnreadable) as refused:
        clean_line(f"李{sign}明", field="name")
    assert refused.value.field == "name"
    assert "第 2 个字符" in refused.value.sentence()
    assert f"U+{ord(sign):04X}" in refused.value.sentence()


def test_rare_characters_of_names_are_taken() -> None:
    assert clean_line("李\U00020bb7", field="name") == "李\U00020bb7"


@pytest.mark.parametrize("value", ["", "   ", "\u3000\n"])
def test_a_required_text_cannot_be_empty(value: str) -> None:
    with pytest.raises(TextMissing):
        clean_line(value, field="name")
    assert clean_line(value, field="name", required=False) == ""


def test_a_long_text_is_told_how_long_it_is() -> None:
    assert clean_line("字" * 200, field="name") == "字" * 200
    with pytest.raises(TextTooLong) as refused:
        clean_line("字" * 203, field="name")
    assert "最多写 200 个字，现在有 203 个字，请删去 3 个字" in refused.value.sentence()


def test_a_million_characters_are_refused_unread() -> None:
    with pytest.raises(TextTooLong):
        clean_text("\0" * 1_000_000, field="reason")


def test_lines_stay_lines() -> None:
    assert clean_text("一、 砍伐\r\n\r\n\r\n\r\n二、补种 \n", field="reason") == "一、 砍伐\n\n二、补种"


def test_white_space_that_grows_a_line_is_counted_after_cleaning() -> None:
    assert clean_line(" " * 500 + "好", field="name", max_length=1) == "好"


@given(READABLE)
def test_cleaning_twice_changes_nothing_more(value: str) -> None:
    once = clean_line(value, field="x", required=False, max_length=2000)
    assert clean_line(once, field="x", required=False, max_length=2000) == once
    text = clean_text(value, field="x", required=False, max_length=2000)
    assert clean_text(text, field="x", required=False, max_length=2000) == text


@given(st.text(max_size=40))
def test_nothing_unreadable_passes(value: str) -> None:
    try:
        clean = clean_text(value, field="x", required=False, max_length=2000)
    except TextUnreadable:
        return
    assert all(unicodedata.category(sign) not in {"Cc", "Cs"} or sign == "\n" for sign in clean)


@pytest.mark.parametrize(
    ("name", "masked"),
    [("张", "*"), ("张三", "张*"), ("张三丰", "张*丰"), ("欧阳小明", "欧**明"), ("", "")],
)
def test_a_name_keeps_its_ends(name: str, masked: str) -> None:
    assert mask_name(name) == masked


def test_an_identity_number_keeps_six_and_four_and_in_public_three_and_four() -> None:
    assert mask_id_no("11010519491231002X") == "110105********002X"
    assert mask_id_no("11010519491231002X", public=True) == "110***********002X"
    assert mask_id_no("1234567890") == "**********"


def test_a_telephone_keeps_three_and_four() -> None:
    assert mask_phone("13812345678") == "138****5678"
    assert mask_phone("2345678") == "*******"


@given(st.text(min_size=1, max_size=30))
def test_masking_keeps_the_length_and_always_hides_something(value: str) -> None:
    for masked in (mask_name(value), mask_id_no(value), mask_id_no(value, public=True), mask_phone(value)):
        assert len(masked) == len(value)
        assert "*" in masked
