"""Sheets written as .xlsx and as text, the same bytes for the same content: texts and counts, no formulas."""

import csv
import datetime as dt
import io

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook as XlsxWorkbook
from xlsxwriter.worksheet import Worksheet

from yimen.rules.sheets import BookOut, SheetOut
from yimen.rules.tables import Severity

_EPOCH = dt.datetime(2020, 4, 24, tzinfo=dt.UTC).replace(tzinfo=None)  # fixed, so that bytes are stable
_FONT = {"font_name": "宋体", "font_size": 11, "valign": "top", "text_wrap": True, "border": 1}
_HEADING = {**_FONT, "bold": True, "bg_color": "#E8EEF7", "valign": "vcenter"}
_COLORS = {Severity.ERROR: "#F8D0CC", Severity.WARNING: "#FCE9B8", Severity.NOTICE: "#DDEBF7"}
_MOST_CHOICES = 255  # Excel takes no longer list in place
_MOST_IN_CELL = 32_767
_MARGIN = 200  # rows below the last in which the choices still help
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def write_xlsx(book: BookOut) -> bytes:
    """The book as .xlsx: A4 across, the heading frozen and printed on every page, nothing computed."""
    target = io.BytesIO()
    workbook = xlsxwriter.Workbook(
        target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    workbook.set_properties({"title": book.title, "author": "Yimen", "created": _EPOCH})
    formats = _Formats(workbook)
    for sheet in book.sheets:
        _write_sheet(workbook.add_worksheet(sheet.name[:31]), sheet, formats)
    workbook.close()
    return target.getvalue()


class _Formats:
    """The few formats of a book, each made once."""

    def __init__(self, workbook: XlsxWorkbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[bool, Severity | None], Format] = {}
        self.heading = workbook.add_format(_HEADING)

    def cell(self, *, is_code: bool, severity: Severity | None) -> Format:
        key = (is_code, severity)
        if key not in self._made:
            color = {"bg_color": _COLORS[severity]} if severity is not None else {}
            # 49 is Excel's own "@": what is typed here later stays the text that was typed.
            number = {"num_format": 49} if is_code else {}
            self._made[key] = self._workbook.add_format({**_FONT, **color, **number})
        return self._made[key]


def _write_sheet(page: Worksheet, sheet: SheetOut, formats: _Formats) -> None:
    for column, spec in enumerate(sheet.columns):
        page.set_column(column, column, spec.width, formats.cell(is_code=spec.is_code, severity=None))
        page.write_string(0, column, spec.heading, formats.heading)
    for row, values in enumerate(sheet.rows, start=1):
        for column, value in enumerate(values):
            mark = sheet.marks.get((row, column + 1))
            spec = sheet.columns[column]
            look = formats.cell(is_code=spec.is_code, severity=mark.severity if mark else None)
            if spec.is_count and not value:
                page.write_blank(row, column, None, look)
            elif spec.is_count and value.isascii() and value.isdigit():
                page.write_number(row, column, int(value), look)
            else:
                page.write_string(row, column, value[:_MOST_IN_CELL], look)
            if mark is not None:
                page.write_comment(row, column, mark.words, {"author": "Yimen", "x_scale": 2})
    _lay_out(page, sheet)


def _lay_out(page: Worksheet, sheet: SheetOut) -> None:
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    page.set_footer("&C&P / &N")
    if sheet.columns and sheet.rows:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    for column, spec in enumerate(sheet.columns):
        if spec.choices and len(",".join(spec.choices)) <= _MOST_CHOICES:
            page.data_validation(
                1,
                column,
                len(sheet.rows) + _MARGIN,
                column,
                # A warning only: a list from elsewhere may know more words, and the import explains them.
                {"validate": "list", "source": list(spec.choices), "error_type": "warning"},
            )


def write_csv(sheet: SheetOut) -> bytes:
    """The sheet as CSV in UTF-8 with its mark, so that Excel and WPS read the Chinese.

    A value that a spreadsheet would compute is written with an apostrophe before it; reading takes the
    apostrophe off again.
    """
    target = io.StringIO(newline="")
    writer = csv.writer(target, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([spec.heading for spec in sheet.columns])
    writer.writerows([[_inert(value) for value in row] for row in sheet.rows])
    return target.getvalue().encode("utf-8-sig")


def _inert(value: str) -> str:
    bare = value.lstrip("'")
    return f"'{value}" if bare.startswith(_FORMULA_SIGNS) else value
