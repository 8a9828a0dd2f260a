"""How many lines words take in a cell, and how high its row is for them."""

import pytest

from yimen.gateways.spreadsheets.fitting import MOST_HEIGHT, height_of, lines_of


@pytest.mark.parametrize(
    ("words", "width", "lines"),
    [
        ("", 10, 1),
        ("无", 10, 1),
        ("未采集", 8, 1),
        ("未采集", 5, 2),
        ("一二三四五六七八九十", 11.3, 2),
        ("一二三四，五六七八", 9.2, 3),
        ("a\nb", 10, 2),
        ("2026-10-18 报", 12, 2),
        ("https://example.org/a/long/way", 12, 3),
    ],
)
def test_chinese_is_parted_anywhere_but_before_a_stop_and_words_only_where_they_are_longer(
    words: str, width: float, lines: int
) -> None:
    assert lines_of(words, width) == lines


def test_a_larger_font_takes_more_lines_and_each_is_higher() -> None:
    assert lines_of("一二三四五六七八九十", 11.3, size=2) > lines_of("一二三四五六七八九十", 11.3)
    assert height_of(2, 22) > height_of(2, 11)


def test_no_row_is_higher_than_excel_takes() -> None:
    assert height_of(100, 11) == MOST_HEIGHT
