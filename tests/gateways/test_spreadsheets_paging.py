"""Where a printed table is parted: rows stand above the places to sign, on as few pages as there can be."""

import io

import openpyxl
import pytest

from yimen.gateways.spreadsheets.paging import Heights, page_starts
from yimen.gateways.spreadsheets.writing import write_xlsx
from yimen.rules.sheets import BookOut, ColumnOut, SheetFrame, SheetOut

_NARROW = (20.0,) * 4  # not pressed together: an A4 page across has room for 482 points


def _starts(rows: int, *, height: float = 50, below: float = 100) -> list[int]:
    heights = Heights(above=80, repeated=30, rows=[height] * rows, below=below)
    return page_starts(_NARROW, heights, is_large=False)


@pytest.mark.parametrize(
    ("rows", "starts"),
    [(0, []), (6, []), (7, [4]), (8, [5]), (9, [6]), (13, [8]), (16, [8, 13]), (17, [8, 14])],
)
def test_at_least_three_rows_stand_above_the_places_to_sign(rows: int, starts: list[int]) -> None:
    assert _starts(rows) == starts
    assert not starts or rows - starts[-1] >= 3


def test_rows_that_have_no_room_with_the_places_to_sign_stay_where_they_are() -> None:
    assert _starts(4, height=190) == [2, 3]
    assert _starts(1, height=400) == [], "a single row is never parted from the headings"


def test_a_table_that_is_wider_has_room_for_more_on_a_page() -> None:
    heights = Heights(above=80, repeated=30, rows=[50.0] * 10, below=100)
    assert page_starts((40.0,) * 8, heights, is_large=False) == []
    assert page_starts(_NARROW, heights, is_large=False)
    assert page_starts(_NARROW, heights, is_large=True) == []


@pytest.mark.parametrize("count", [1, 5, 8, 10, 12, 14, 17, 23, 30, 41])
def test_a_framed_table_of_any_length_ends_its_last_page_with_rows_and_signs(count: int) -> None:
    words = "高川乡、风化店乡村站布线未完，已请运营商十月底前完成。"
    rows = tuple((str(at), words * (1 + at % 3), words) for at in range(count))
    columns = tuple(
        ColumnOut(heading=name, width=width) for name, width in (("序", 4), ("问题", 40), ("下步", 40))
    )
    frame = SheetFrame(title="台账", line="沧县", notes=("说明",), signs=("填报人", "盖章"))
    sheet = SheetOut(name="表", columns=columns, rows=rows, frame=frame)
    page = openpyxl.load_workbook(io.BytesIO(write_xlsx(BookOut(title="台账", sheets=(sheet,)))))["表"]
    breaks = [each.id for each in page.row_breaks.brk]
    last_row = sheet.heading_row + count
    assert breaks == sorted(set(breaks))
    assert all(sheet.heading_row < each <= last_row - 3 for each in breaks)
