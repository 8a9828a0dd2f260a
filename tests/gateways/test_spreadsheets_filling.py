"""Somebody's own .xlsx filled: percentages where a cell shows them, sums made anew, all else as it was."""

import io
import re
import zipfile

import openpyxl
import pytest
import xlsxwriter

from yimen.gateways.spreadsheets.filling import fill_xlsx

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
