"""Files of cells as they arrive: what is read, where it stands, and what is refused with which words."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
import xlwt

from yimen.gateways.spreadsheets import FileSpreadsheets, MemorySpreadsheets
from yimen.gateways.spreadsheets.reading import read_workbook
from yimen.gateways.spreadsheets.refusals import (
    NotASheet,
    SheetBroken,
    SheetEmpty,
    SheetEncrypted,
    SheetHasMacros,
    SheetIsWebPage,
    SheetOfOtherKind,
    SheetSuspicious,
    SheetTooLarge,
    SheetTooManyRows,
    SheetTooWide,
)
from yimen.rules.errors import RuleViolation
from yimen.rules.sheets import SHEET_LIMITS, CellKind, Sheet, SheetFormat, Span, Workbook


def _read(content: bytes) -> Workbook:
    return read_workbook(content, true_size=len(content))


def _refused(content: bytes) -> RuleViolation:
    with pytest.raises(RuleViolation) as refusal:
        _read(content)
    assert refusal.value.template.format(**refusal.value.values)
    return refusal.value


def _xlsx(fill: Callable[[Any, Any], None]) -> bytes:
    book = openpyxl.Workbook()
    fill(book, book.active)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _xls(fill: Callable[[Any, Any], None]) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    fill(book, book.add_sheet("清单"))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _with_member(content: bytes, name: str, data: bytes, **changed: bytes) -> bytes:
    """The archive with one member more, or with others instead."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            new.writestr(info.filename, changed.get(info.filename, old.read(info)))
        new.writestr(name, data)
    return target.getvalue()


def _one_cell(_: Any, page: Any) -> None:
    page["A1"] = "名称"


def _fill_everything(book: Any, page: Any) -> None:
    page.title = "清单"
    page["A1"] = "标题"
    page.merge_cells("A1:D1")
    page["A2"], page["B2"], page["C2"], page["D2"] = "名称", 12.5, "=1+1", True
    page["A3"], page["B3"] = dt.date(2026, 11, 1), 113092100000000000
    page["C3"] = "#REF!"
    page["C3"].data_type = "e"
    page["D3"] = "民政局"
    page.merge_cells("D3:D5")
    page["A5"] = "末行"
    page.row_dimensions[4].hidden = True
    page.column_dimensions["C"].hidden = True
    book.create_sheet("藏").sheet_state = "hidden"
    book["藏"]["A1"] = "看不见"


def test_an_xlsx_gives_each_cell_with_its_text_and_kind() -> None:
    book = _read(_xlsx(_fill_everything))
    sheet, hidden = book.sheets

    assert (book.format, sheet.name, hidden.is_hidden) == (SheetFormat.XLSX, "清单", True)
    kinds = {
        place: sheet.at(*place).kind for place in [(1, 1), (1, 4), (2, 2), (2, 3), (2, 4), (3, 1), (3, 3)]
    }
    assert list(kinds.values()) == [
        CellKind.TEXT,
        CellKind.MERGED,
        CellKind.NUMBER,
        CellKind.FORMULA,
        CellKind.YES_NO,
        CellKind.DATE,
        CellKind.ERROR,
    ]
    assert [sheet.at(2, 2).text, sheet.at(3, 1).text, sheet.at(3, 3).text] == ["12.5", "2026-11-01", "#REF!"]
    assert sheet.at(3, 2).text == "1.130921e+17"  # the last digits are gone, and it shows
    assert (sheet.at(5, 4).text, sheet.at(5, 4).kind) == ("民政局", CellKind.MERGED)
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({4}, {3})
    assert sheet.merged == (Span(1, 1, 1, 4), Span(3, 4, 5, 4))


def test_an_old_xls_tells_the_same() -> None:
    def fill(book: Any, page: Any) -> None:
        page.write(0, 0, "名称")
        page.write(1, 0, xlwt.Formula("1/0"))
        page.write(1, 1, 5.5)
        page.write(1, 2, dt.date(2026, 11, 1), xlwt.easyxf(num_format_str="YYYY-MM-DD"))
        page.write_merge(2, 4, 1, 1, "民政局")
        page.write(4, 0, "末行")
        page.row(3).hidden = True
        page.col(2).hidden = True
        book.add_sheet("藏").visibility = 1

    sheet, hidden = _read(_xls(fill)).sheets

    assert (sheet.at(2, 1).kind, sheet.at(2, 2).text, sheet.at(2, 3).text) == (
        CellKind.FORMULA,
        "5.5",
        "2026-11-01",
    )
    assert (sheet.at(5, 2).text, sheet.at(5, 2).kind) == ("民政局", CellKind.MERGED)
    assert (sheet.hidden_rows, sheet.hidden_columns, hidden.is_hidden) == ({4}, {3}, True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("sign", [",", "\t", ";"])
def test_a_text_is_read_in_the_encodings_that_people_save(encoding: str, sign: str) -> None:
    text = f'名称{sign}编码\r\n高龄津贴{sign}="001"\r\n'
    book = _read(text.encode(encoding))

    assert [[cell.text for cell in row] for row in book.sheets[0].rows] == [
        ["名称", "编码"],
        ["高龄津贴", "001"],
    ]
    assert book.format is (SheetFormat.TSV if sign == "\t" else SheetFormat.CSV)


def test_a_formula_in_a_text_is_a_formula_without_a_result() -> None:
    cell = _read("名称\n=SUM(A1)\n".encode()).sheets[0].at(2, 1)

    assert (cell.kind, cell.text) == (CellKind.FORMULA, "")


def test_more_rows_than_are_read_are_refused_before_any_value_is() -> None:
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet("大表")
    for number in range(SHEET_LIMITS.rows + 1):
        page.append([f"事项{number}"])
    target = io.BytesIO()
    book.save(target)

    refusal = _refused(target.getvalue())
    assert isinstance(refusal, SheetTooManyRows)
    assert refusal.template.format(**refusal.values) == (
        "工作表“大表”超过 5000 行，一次最多导入 5000 行。请分成几个文件，一个一个导入。"
    )
    assert isinstance(_refused(("名称\n" + "事项\n" * 5001).encode()), SheetTooManyRows)


def test_one_cell_far_away_is_refused_instead_of_filling_the_memory() -> None:
    def far_right(_: Any, page: Any) -> None:
        page["XFD1"] = "远"

    def far_below(_: Any, page: Any) -> None:
        page["A1048576"] = "远"

    assert isinstance(_refused(_xlsx(far_right)), SheetTooWide)
    assert isinstance(_refused(_xlsx(far_below)), SheetTooManyRows)
    assert isinstance(_refused(_xls(lambda _, page: page.write(65000, 255, "远"))), SheetTooManyRows)


def test_a_bomb_is_refused_by_what_the_archive_says_and_by_what_comes_out() -> None:
    small = _xlsx(_one_cell)
    assert isinstance(_refused(_with_member(small, "xl/x.xml", b"\0" * 70_000_000)), SheetSuspicious)
    assert isinstance(_refused(_with_member(small, "xl/x.xml", b" " * 3_000_000)), SheetSuspicious)
    lying = bytearray(_with_member(small, "xl/x.xml", bytes(range(256)) * 4000))
    at = lying.rfind(b"PK\x01\x02")
    lying[at + 24 : at + 28] = (10).to_bytes(4, "little")
    assert isinstance(_refused(bytes(lying)), SheetBroken)
    twice = io.BytesIO(small)
    with zipfile.ZipFile(twice, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("xl/workbook.xml", b"<workbook/>")
    assert isinstance(_refused(twice.getvalue()), SheetSuspicious)


def test_markup_with_a_document_type_is_refused() -> None:
    doctype = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'
    content = _with_member(_xlsx(_one_cell), "xl/other.xml", b"<x/>", **{"xl/worksheets/sheet1.xml": doctype})

    assert isinstance(_refused(content), SheetSuspicious)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "iso-8859-1"])
@pytest.mark.parametrize("name", ["xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"])
def test_markup_that_is_not_utf_8_is_refused(name: str, encoding: str) -> None:
    content = _xlsx(_one_cell)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        words = archive.read(name).decode().rpartition("?>")[2]
    markup = f'<?xml version="1.0" encoding="{encoding}"?>{words}'.encode(encoding)
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w") as archive:
        for each in source.namelist():
            archive.writestr(each, markup if each == name else source.read(each))
    assert isinstance(_refused(target.getvalue()), SheetBroken)


def test_a_program_in_a_workbook_is_refused_wherever_it_hides() -> None:
    small = _xlsx(_one_cell)
    assert isinstance(_refused(_with_member(small, "xl/vbaProject.bin", b"x")), SheetHasMacros)
    assert isinstance(_refused(_with_member(small, "xl/macrosheets/sheet1.xml", b"<x/>")), SheetHasMacros)
    types = b'<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
    called_so = _with_member(small, "xl/other.xml", b"<x/>", **{"[Content_Types].xml": types})
    assert isinstance(_refused(called_so), SheetHasMacros)


def test_a_link_to_another_file_is_told() -> None:
    linked = _with_member(_xlsx(_one_cell), "xl/externalLinks/externalLink1.xml", b"<x/>")

    assert _read(linked).has_external_links


def test_a_workbook_under_a_password_is_refused() -> None:
    def name_stream(content: bytes, name: str) -> bytes:
        old = "Workbook".encode("utf-16-le")
        new = name.encode("utf-16-le")
        swapped = content.replace(old + b"\0" * (64 - len(old)), new + b"\0" * (64 - len(new)))
        return swapped.replace(
            new + b"\0" * (64 - len(new)) + (18).to_bytes(2, "little"),
            new + b"\0" * (64 - len(new)) + (len(new) + 2).to_bytes(2, "little"),
        )

    plain = _xls(lambda _, page: page.write(0, 0, "名称"))
    assert isinstance(_refused(name_stream(plain, "EncryptedPackage")), SheetEncrypted)
    assert isinstance(_refused(name_stream(plain, "_VBA_PROJECT_CUR")), SheetHasMacros)
    assert isinstance(_refused(name_stream(plain, "WordDocument")), NotASheet)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", SheetEmpty),
        (b"\n,,\n", SheetEmpty),
        (b"<html><table><tr><td>1</td></tr></table></html>", SheetIsWebPage),
        (b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', SheetIsWebPage),
        ("<html>".encode("utf-16"), SheetIsWebPage),
        (b"%PDF-1.7 ...", NotASheet),
        (b"\x89PNG\r\n\x1a\n", NotASheet),
        (b"MZ\x90", NotASheet),
        (b"\x09\x08\x10\x00\x00\x06", SheetOfOtherKind),
        (b"PK\x03\x04 and nothing more", SheetBroken),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, SheetBroken),
        (b"\x00\x01\x02\x03", SheetBroken),
    ],
)
def test_what_is_no_list_is_told_by_its_bytes(content: bytes, fault: type[RuleViolation]) -> None:
    assert isinstance(_refused(content), fault)


def test_other_archives_are_named() -> None:
    def archive(*names: str) -> bytes:
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as file:
            for name in names:
                file.writestr(name, b"<x/>")
        return target.getvalue()

    assert _refused(archive("word/document.xml")).values["real"] == "Word 文档"
    assert isinstance(_refused(archive("content.xml")), SheetOfOtherKind)
    assert _refused(archive("a.txt")).values["real"] == "压缩包"


def test_a_large_file_is_refused_by_its_true_size() -> None:
    with pytest.raises(SheetTooLarge):
        FileSpreadsheets().read(b"a", true_size=SHEET_LIMITS.file_bytes + 1)


def test_files_cut_off_anywhere_are_refused_and_nothing_breaks() -> None:
    new, old = _xlsx(_fill_everything), _xls(lambda _, page: page.write(0, 0, "名称"))
    refusals = [_refused(new[:end]) for end in range(8, len(new), len(new) // 50)]
    refusals += [_refused(old[:end]) for end in range(8, len(old) // 2, len(old) // 50)]

    assert {type(each) for each in refusals} <= {SheetBroken, SheetEmpty, NotASheet}


def test_reading_apart_gives_the_same_and_refuses_the_same() -> None:
    content = _xlsx(_fill_everything)
    assert FileSpreadsheets().read(content, true_size=len(content)) == _read(content)
    for refused in (b"<html></html>", b"%PDF-1.7", '名称\n"甲'.encode() + b"\0"):
        with pytest.raises(RuleViolation) as apart:
            FileSpreadsheets().read(refused, true_size=len(refused))
        here = _refused(refused)
        assert (type(apart.value), apart.value.values) == (type(here), here.values)


def test_a_file_that_kills_its_reader_kills_nobody_else() -> None:
    whole = bytearray(_xls(lambda _, page: page.write(0, 0, "名称")))
    at = whole.index(b"\x85\x00")  # where the book says that its sheet begins
    whole[at + 4 : at + 8] = (67_110_628).to_bytes(4, "little")

    with pytest.raises(SheetBroken):
        FileSpreadsheets().read(bytes(whole), true_size=len(whole))


def test_the_fake_reads_what_it_wrote() -> None:
    book = MemorySpreadsheets().read('{"表": [["名称"], [""]]}'.encode(), true_size=20)

    assert book.sheets == (Sheet(name="表", rows=book.sheets[0].rows),)
    assert book.sheets[0].at(1, 1).text == "名称"
    with pytest.raises(SheetBroken):
        MemorySpreadsheets().read(b"no", true_size=2)
