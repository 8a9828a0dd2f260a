"""Files of rows, from bytes to cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yimen.rules.tables import CannotDecode, CannotSplit, ColumnsMissing, decode_table, read_rows

TEXT = "code,name\n1309，沧州市旧州镇东关村\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode("utf-8"), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8-sig"),
        (TEXT.encode("gbk"), "gb18030"),
        (TEXT.encode("gb18030"), "gb18030"),
        (TEXT.encode("utf-16"), "utf-16"),
    ],
)
def test_every_encoding_that_spreadsheets_save_is_read(data: bytes, encoding: str) -> None:
    assert decode_table(data) == (TEXT, encoding)


@pytest.mark.parametrize("data", [b"PK\x03\x04\x00\x00", b"\xef\xbb\xbf\xff", b"\x81", b"\xff\xfe\x00"])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(CannotDecode):
        decode_table(data)


@given(st.binary(max_size=60))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text, _ = decode_table(data)
    except CannotDecode:
        return
    assert "\0" not in text


def test_cells_are_trimmed_and_lines_counted_through_quotes_and_blanks() -> None:
    rows = list(read_rows('a,b\n 1 ,"x\ny"\n\n,,\n2\n3,4,5\n', columns=("a", "b")))
    told = [(row.line, row.cells["a"], row.cells["b"], row.surplus) for row in rows]
    assert told == [(2, "1", "x\ny", 0), (6, "2", "", -1), (7, "3", "4", 1)]


def test_a_missing_column_is_named() -> None:
    with pytest.raises(ColumnsMissing) as refused:
        list(read_rows("a,c\n", columns=("a", "b", "d")))
    assert "b、d" in refused.value.sentence()
    with pytest.raises(ColumnsMissing):
        list(read_rows("", columns=("a",)))


def test_a_quotation_that_never_ends_is_refused() -> None:
    with pytest.raises(CannotSplit):
        list(read_rows('a\n"x\n', columns=("a",)))


def test_tabs_leave_quotation_marks_alone() -> None:
    rows = list(read_rows('a\tb\n"x\ty"\n', columns=("a", "b"), delimiter="\t"))
    assert rows[0].cells == {"a": '"x', "b": 'y"'}
