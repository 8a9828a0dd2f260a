"""Somebody's own .xlsx filled: percentages where a cell shows them, sums made anew, all else as it was."""

import io
import re
import zipfile

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import Alignment

from yimen.gateways.spreadsheets.filling import fill_xlsx
from yimen.gateways.spreadsheets.reading import read_workbook
from yimen.rules.sheets import CellKind

_PIVOT = "xl/pivotCache/pivotCacheDefinition1.xml"
_CALCULATION = re.compile(rb"<calcPr[^>]*/>")
_CELLS = {(2, 1): "93.8%", (2, 2): "93.8%", (2, 3): "50%", (2, 4): "7"}


def _form(*, names: bool) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    page = book.add_worksheet("表")
    page.write_row(0, 0, ("一", "二", "三", "四"))
    page.write_blank(1, 0, None, book.add_format({"num_format": "0.0%"}))
    page.write_blank(1, 2, None, book.add_format({"num_format": 9}))
    page.write_formula(2, 0, "=SUM(D2)", value=0)
    if names:
        page.repeat_rows(0)
    book.close()
    return target.getvalue()


def _without_calculation(content: bytes) -> bytes:
    """As a program writes a workbook that never told how it computes."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w") as archive:
        for info in source.infolist():
            archive.writestr(info, _CALCULATION.sub(b"", source.read(info)))
    return target.getvalue()


def test_a_percentage_is_a_number_only_where_the_cell_shows_percentages() -> None:
    page = openpyxl.load_workbook(io.BytesIO(fill_xlsx(_form(names=False), "表", _CELLS)))["表"]
    assert [cell.value for cell in page[2]] == [pytest.approx(0.938), "93.8%", pytest.approx(0.5), 7]
    assert page["A2"].number_format == "0.0%"


@pytest.mark.parametrize("names", [True, False])
@pytest.mark.parametrize("told", [True, False])
def test_sums_are_made_anew_when_it_is_opened(*, names: bool, told: bool) -> None:
    form = _form(names=names)
    content = fill_xlsx(form if told else _without_calculation(form), "表", _CELLS)
    markup = zipfile.ZipFile(io.BytesIO(content)).read("xl/workbook.xml")
    assert markup.count(b'fullCalcOnLoad="1"') == 1
    order = [markup.find(each) for each in (b"<sheets", b"<definedNames", b"<calcPr") if each in markup]
    assert order == sorted(order)
    assert openpyxl.load_workbook(io.BytesIO(content))["表"]["A3"].value == "=SUM(D2)"


_LONG = "三个村的服务站房屋正在改造，临时借用村卫生室办公；已请县里协调布线，下月中旬完成。"
# As Excel writes a form control and a check whose list stands on another sheet: prefixes stand in values.
_BELOW_THE_ROWS = """<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
><mc:Choice Requires="x14"><controls><control shapeId="1025" r:id="rId9" name="选项"
xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><controlPr><anchor><from
><xdr:col xmlns:xdr="urn:d">1</xdr:col><xdr:row xmlns:xdr="urn:d">4</xdr:row></from></anchor></controlPr
></control></controls></mc:Choice></mc:AlternateContent><extLst><ext uri="{CCE6A557}"
xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:dataValidations
xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" count="1"><x14:dataValidation type="list"
><x14:formula1><xm:f>字典!$A$1:$A$3</xm:f></x14:formula1><xm:sqref>D2</xm:sqref></x14:dataValidation
></x14:dataValidations></ext></extLst></worksheet>""".encode()


def _low_form() -> bytes:
    """Rows of a fixed height: one low, one that is high already, one with a block over two columns."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "表"
    page.append(["单位", "问题", "", "备注"])
    for row, height in ((2, 18), (3, 300), (4, 18), (5, 18)):
        page.row_dimensions[row].height = height
        page.cell(row, 1, f"第{row}行").alignment = Alignment(horizontal="right")
    page.merge_cells("B4:C4")
    page["A1"].comment = Comment("按月末", "县办")
    for letters in "BC":
        page.column_dimensions[letters].width = 16
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _with_more(content: bytes) -> bytes:
    """The form with a control, a check and a pivot table: no library of ours writes them."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w") as archive:
        for info in source.infolist():
            below = _BELOW_THE_ROWS if info.filename == "xl/worksheets/sheet1.xml" else b"</worksheet>"
            archive.writestr(info, source.read(info).replace(b"</worksheet>", below))
        archive.writestr(
            _PIVOT,
            '<pivotCacheDefinition><cacheSource type="worksheet"/></pivotCacheDefinition>',
        )
    return target.getvalue()


def test_words_that_do_not_fit_are_wrapped_and_their_row_grows_but_no_other() -> None:
    content = fill_xlsx(_low_form(), "表", {(2, 2): _LONG, (3, 2): _LONG, (4, 2): _LONG, (5, 2): "无"})
    page = openpyxl.load_workbook(io.BytesIO(content))["表"]
    heights = [page.row_dimensions[row].height for row in (2, 3, 4, 5)]
    assert heights[1:] == [300, heights[2], 18], "what is high enough stays, and what fits"
    assert heights[0] > heights[2] > 18, "a block over two columns needs fewer lines"
    assert [page.cell(row, 2).alignment.wrap_text for row in (2, 3, 4, 5)] == [True, True, True, None]
    assert page["A2"].alignment.horizontal == "right"


def test_a_wrapped_cell_keeps_the_rest_of_its_looks() -> None:
    cells = {(2, 1): _LONG, (6, 4): _LONG}
    page = openpyxl.load_workbook(io.BytesIO(fill_xlsx(_low_form(), "表", cells)))["表"]
    assert (page["A2"].alignment.horizontal, page["A2"].alignment.wrap_text) == ("right", True)
    assert (page["D6"].value, page["D6"].alignment.wrap_text) == (_LONG, True)
    assert page.row_dimensions[6].height > 18


def test_a_text_for_a_covered_cell_of_a_block_stands_in_its_first() -> None:
    page = openpyxl.load_workbook(io.BytesIO(fill_xlsx(_low_form(), "表", {(4, 3): "无"})))["表"]
    assert (page["B4"].value, page["C4"].value) == ("无", None)


def test_all_that_is_not_filled_stays_byte_for_byte() -> None:
    form = _with_more(_low_form())
    content = fill_xlsx(form, "表", {(2, 2): _LONG, (5, 4): "<&>"})
    with zipfile.ZipFile(io.BytesIO(form)) as before, zipfile.ZipFile(io.BytesIO(content)) as after:
        assert before.namelist() == after.namelist()
        changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
        sheet, pivot = after.read("xl/worksheets/sheet1.xml"), after.read(_PIVOT)
        untouched = before.read("xl/worksheets/sheet1.xml").partition(b"<sheetData>")[0]
    assert set(changed) == {"xl/worksheets/sheet1.xml", "xl/styles.xml", _PIVOT}
    assert sheet.startswith(untouched)
    assert sheet.endswith(_BELOW_THE_ROWS), "controls name prefixes in their values"
    assert b'<pivotCacheDefinition refreshOnLoad="1">' in pivot
    assert read_workbook(content, true_size=len(content)).sheets[0].at(5, 4).text == "<&>"


def test_what_stands_below_the_rows_is_no_cell() -> None:
    form = _with_more(_low_form())
    last = read_workbook(form, true_size=len(form)).sheets[0].at(5, 1)
    assert (last.text, last.kind) == ("第5行", CellKind.TEXT)


def test_a_form_whose_elements_all_have_a_prefix_is_filled_with_the_same() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_low_form())) as source, zipfile.ZipFile(target, "w") as archive:
        for info in source.infolist():
            markup = source.read(info)
            if info.filename in {"xl/worksheets/sheet1.xml", "xl/styles.xml"}:
                markup = re.sub(rb"<(/?)(?=\w)", rb"<\1x:", markup).replace(b"xmlns=", b"xmlns:x=", 1)
            archive.writestr(info, markup)
    page = openpyxl.load_workbook(
        io.BytesIO(fill_xlsx(target.getvalue(), "表", {(2, 2): _LONG, (7, 1): "3"}))
    )
    assert (page["表"]["B2"].value, page["表"]["A7"].value) == (_LONG, 3)
    assert page["表"]["B2"].alignment.wrap_text
