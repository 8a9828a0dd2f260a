"""Files that go out, looked at by other readers: openpyxl, calamine and the markup itself."""

import io
import zipfile
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yimen.gateways.spreadsheets.reading import read_workbook
from yimen.gateways.spreadsheets.writing import write_csv, write_xlsx
from yimen.rules.sheets import BookOut, Cell, CellKind, ColumnOut, Mark, SheetFrame, SheetOut, find_headings
from yimen.rules.tables import Severity

_COLUMNS = (
    ColumnOut(heading="事项名称", width=34),
    ColumnOut(heading="基本编码", width=15, is_code=True),
    ColumnOut(heading="事项类型", choices=("行政许可", "公共服务")),
)
_ROWS = (("高龄津贴", "000512345000", "公共服务"), ("=cmd|'/C calc'!A0", "+8", "@x"))
_MARKS = {(1, 3): Mark(severity=Severity.ERROR, words="类型不认识")}
_SHEET = SheetOut(name="清单", columns=_COLUMNS, rows=_ROWS, marks=_MARKS)


def _book(*sheets: SheetOut) -> bytes:
    return write_xlsx(BookOut(title="办理目录清单", sheets=sheets))


def _texts(content: bytes) -> list[list[str]]:
    sheet = read_workbook(content, true_size=len(content)).sheets[0]
    return [[sheet.at(row, column).text for column in (1, 2, 3)] for row in range(1, len(sheet.rows) + 1)]


def test_the_same_content_gives_the_same_bytes() -> None:
    assert _book(_SHEET) == _book(_SHEET)
    with zipfile.ZipFile(io.BytesIO(_book(_SHEET))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_nothing_is_computed_whatever_a_value_begins_with() -> None:
    page = openpyxl.load_workbook(io.BytesIO(_book(_SHEET)))["清单"]

    assert [cell.value for cell in page[3]] == list(_ROWS[1])
    assert {cell.data_type for row in page.iter_rows() for cell in row} == {"s"}


def test_a_column_of_counts_holds_numbers_and_every_other_text() -> None:
    columns = (ColumnOut(heading="单位"), ColumnOut(heading="事项", is_count=True), ColumnOut(heading="代码"))
    rows = (("旧州镇", "117", "007"), ("兴济镇", "", "1"), ("合计", "=1+1", "１"))
    book = _book(SheetOut(name="数", columns=columns, rows=rows))
    page = openpyxl.load_workbook(io.BytesIO(book))["数"]
    assert [[cell.value for cell in row] for row in page.iter_rows(min_row=2)] == [
        ["旧州镇", 117, "007"],
        ["兴济镇", None, "1"],
        ["合计", "=1+1", "１"],
    ]
    assert page["B4"].data_type == "s"


_FRAME = SheetFrame(
    title="推进情况汇总表",
    line="填报单位：沧县　　月份：2026年10月",
    groups=(("", 1), ("场地", 2), ("队伍", 1)),
    notes=("原件附件未找到，本表按方案推定", "说明" * 40),
    signs=("填报人", "审核人", "盖章"),
    foot="SM3 0f",
    is_large=True,
)
_FRAMED = SheetOut(
    name="沧县 & 2026年10月",
    columns=(
        ColumnOut(heading="单位", width=12),
        ColumnOut(heading="已建中心", is_count=True),
        ColumnOut(heading="覆盖率", is_count=True),
        ColumnOut(heading="存在的问题", width=30),
    ),
    rows=(("旧州镇", "1", "93.3%", "1"), ("合计", "未采集", "100%", "无")),
    frame=_FRAME,
)


def test_a_framed_table_prints_large_its_headings_on_every_page_and_is_signed_below() -> None:
    page = openpyxl.load_workbook(io.BytesIO(_book(_FRAMED)))[_FRAMED.name]

    assert (page.page_setup.paperSize, page.page_setup.orientation) == (8, "landscape")
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)
    assert page.print_title_rows == "$3:$4"
    assert page.freeze_panes == "B5"
    assert page.auto_filter.ref is None
    assert "第 &P 页，共 &N 页" in str(page.oddFooter.center.text)
    assert "沧县 && 2026年10月" in str(page.oddFooter.right.text)
    assert {"A1:D1", "A2:D2", "A3:A4", "B3:C3"} <= {str(span) for span in page.merged_cells.ranges}
    assert page["A1"].value == _FRAME.title
    below = [cell.value for row in page.iter_rows(min_row=7) for cell in row if cell.value]
    assert below == [*_FRAME.notes, "填报人：", "审核人：", "盖章：", "　　　　年　　　月　　　日"]
    assert page.row_dimensions[8].height >= 30, "a long note needs its room"


def test_figures_are_numbers_percentages_read_as_such_and_what_nobody_collected_is_text() -> None:
    page = openpyxl.load_workbook(io.BytesIO(_book(_FRAMED)))[_FRAMED.name]

    assert [cell.value for cell in page[5]] == ["旧州镇", 1, pytest.approx(0.933), "1"]
    assert [cell.value for cell in page[6]] == ["合计", "未采集", 1, "无"]
    assert (page["C5"].number_format, page["C6"].number_format) == ("0.0%", "0%")
    assert page["D5"].data_type == "s"
    assert page["D5"].alignment.wrap_text


def test_headings_are_found_again_wherever_they_stand() -> None:
    content = _book(_FRAMED)
    sheet = read_workbook(content, true_size=len(content)).sheets[0]

    assert find_headings(sheet, ("单位", "存在的问题")) == (4, {"单位": 1, "存在的问题": 4})
    assert find_headings(sheet, ("单位", "电话")) is None


def test_codes_are_text_the_heading_stays_and_the_page_is_a4_across() -> None:
    page = openpyxl.load_workbook(io.BytesIO(_book(_SHEET)))["清单"]

    assert (page["B2"].number_format, page["A2"].number_format) == ("@", "General")
    assert page.freeze_panes == "A2"
    assert (page.page_setup.paperSize, page.page_setup.orientation) == (9, "landscape")
    assert (page.print_title_rows, page.page_setup.fitToHeight) == ("$1:$1", 0)
    assert page.column_dimensions["A"].width == pytest.approx(34.7, abs=0.1)
    assert page.auto_filter.ref == "A1:C3"
    assert page.data_validations.dataValidation[0].formula1 == '"行政许可,公共服务"'


def test_a_faulty_cell_is_coloured_and_says_why() -> None:
    page = openpyxl.load_workbook(io.BytesIO(_book(_SHEET)))["清单"]

    assert page["C2"].fill.start_color.rgb == "FFF8D0CC"
    assert page["C2"].comment.text == "类型不认识"
    assert page["A2"].comment is None


def test_every_part_of_the_archive_is_well_formed_and_named_in_the_types() -> None:
    with zipfile.ZipFile(io.BytesIO(_book(_SHEET))) as archive:
        types = archive.read("[Content_Types].xml").decode()
        for name in archive.namelist():
            ET.fromstring(archive.read(name))  # noqa: S314 - our own bytes
            assert (
                name.endswith(".rels")
                or name == "[Content_Types].xml"
                or f"/{name}" in types
                or "vml" in name
            )


def test_a_csv_opens_as_chinese_and_computes_nothing() -> None:
    content = write_csv(_SHEET)

    assert content.startswith(b"\xef\xbb\xbf")
    assert '"\'=cmd|\'/C calc\'!A0","\'+8","\'@x"\r\n' in content.decode("utf-8-sig")
    assert _texts(content) == [["事项名称", "基本编码", "事项类型"], *map(list, _ROWS)]


_TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="\ufeff\ufffe\uffff"),
    max_size=30,
).map(str.strip)


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.tuples(_TEXT, _TEXT, _TEXT), min_size=1, max_size=6))
def test_what_is_written_is_read_back_whatever_it_is(rows: list[tuple[str, str, str]]) -> None:
    sheet = SheetOut(name="清单", columns=_COLUMNS, rows=(*rows, ("末", "末", "末")))
    expected = [["事项名称", "基本编码", "事项类型"], *map(list, sheet.rows)]

    assert _texts(_book(sheet)) == expected
    assert _texts(write_csv(sheet)) == expected


def test_a_value_that_looks_like_an_escape_stays_what_it_is() -> None:
    content = _book(_one("_x0041_"))
    cell = read_workbook(content, true_size=len(content)).sheets[0].at(2, 1)

    assert cell == Cell("_x0041_", CellKind.TEXT)


def _one(value: str) -> SheetOut:
    return SheetOut(name="清单", columns=(ColumnOut(heading="名称"),), rows=((value,),))
