"""Sheets written as .xlsx and as text, the same bytes for the same content: texts and counts, no formulas."""

import csv
import datetime as dt
import io
import re

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook as XlsxWorkbook
from xlsxwriter.worksheet import Worksheet

from yimen.gateways.spreadsheets.framing import fitted, write_frame
from yimen.gateways.spreadsheets.paging import MARGIN_ACROSS, MARGIN_DOWN
from yimen.rules.sheets import BookOut, SheetOut
from yimen.rules.tables import Severity

_EPOCH = dt.datetime(2020, 4, 24, tzinfo=dt.UTC).replace(tzinfo=None)  # fixed, so that bytes are stable
_FONT = {"font_name": "宋体", "font_size": 11, "valign": "top", "text_wrap": True, "border": 1}
_HEADING = {**_FONT, "bold": True, "bg_color": "#E8EEF7", "valign": "vcenter"}
_COLORS = {Severity.ERROR: "#F8D0CC", Severity.WARNING: "#FCE9B8", Severity.NOTICE: "#DDEBF7"}
_MOST_CHOICES = 255  # Excel takes no longer list in place
_MOST_IN_CELL = 32_767
_MARGIN = 200  # rows below the last in which the choices still help
_FRAMED = {"font_size": 10, "valign": "vcenter"}
_PLACES = {"": {}, "height": _FRAMED, "both": {**_FRAMED, "align": "center"}}
# Excel's own "@": what is typed here later stays the text that was typed.
_AS_TYPED = 49
_NUMBER = re.compile(r"[0-9]{1,15}(\.(?P<part>[0-9]{1,6}))?(?P<percent>%)?")
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def write_xlsx(book: BookOut) -> bytes:
    """The book as .xlsx: across, as wide as one page, the headings on each, nothing computed."""
    target = io.BytesIO()
    workbook = xlsxwriter.Workbook(
        target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    workbook.set_properties({"title": book.title, "author": "Yimen", "created": _EPOCH})
    formats = _Formats(workbook)
    for sheet in book.sheets:
        _write_sheet(workbook.add_worksheet(sheet.name[:31]), fitted(sheet), formats)
    workbook.close()
    return target.getvalue()


class _Formats:
    """The few formats of a book, each made once."""

    def __init__(self, workbook: XlsxWorkbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[str | int, Severity | None, str], Format] = {}
        self._headings: dict[bool, Format] = {}

    def add(self, look: dict[str, object]) -> Format:
        return self._workbook.add_format({"font_name": _FONT["font_name"], **look})

    def heading(self, *, is_framed: bool) -> Format:
        if is_framed not in self._headings:
            middle = _PLACES["both"] if is_framed else {}
            self._headings[is_framed] = self._workbook.add_format({**_HEADING, **middle})
        return self._headings[is_framed]

    def cell(self, *, number: str | int = "", severity: Severity | None = None, middle: str) -> Format:
        """The look of a cell: how its number reads, what colors it, in what its words stand in the middle."""
        key = (number, severity, middle)
        if key not in self._made:
            color = {"bg_color": _COLORS[severity]} if severity is not None else {}
            shown = {"num_format": number} if number != "" else {}
            place = _PLACES[middle]
            self._made[key] = self._workbook.add_format({**_FONT, **color, **shown, **place})
        return self._made[key]


def _write_sheet(page: Worksheet, sheet: SheetOut, formats: _Formats) -> None:
    top, is_framed = sheet.heading_row - 1, sheet.frame is not None
    for column, spec in enumerate(sheet.columns):
        # A framed table ends where it ends: its columns have no look of their own below it.
        look = None if is_framed else formats.cell(number=_AS_TYPED if spec.is_code else "", middle="")
        page.set_column(column, column, spec.width, look)
        page.write_string(top, column, spec.heading, formats.heading(is_framed=is_framed))
    for row, values in enumerate(sheet.rows, start=1):
        for column, value in enumerate(values):
            _write_cell(page, sheet, formats, (row, column), value)
    _lay_out(page, sheet)
    if sheet.frame is not None:
        write_frame(page, sheet, sheet.frame, formats.add)


def _write_cell(
    page: Worksheet, sheet: SheetOut, formats: _Formats, place: tuple[int, int], value: str
) -> None:
    """A cell of the data; its row counts from 1, its column from 0."""
    row, column = place
    spec, mark = sheet.columns[column], sheet.marks.get((row, column + 1))
    at, middle = sheet.heading_row - 1 + row, ""
    if sheet.frame is not None:
        middle = "both" if spec.is_count else "height"
    severity = mark.severity if mark else None
    found = _NUMBER.fullmatch(value) if spec.is_count else None
    if spec.is_count and not value:
        page.write_blank(at, column, None, formats.cell(severity=severity, middle=middle))
    elif found is not None:
        shown = _percent_look(found["part"] or "") if found["percent"] else ""
        number = float(value.removesuffix("%")) / (100 if found["percent"] else 1)
        page.write_number(at, column, number, formats.cell(number=shown, severity=severity, middle=middle))
    else:
        look = formats.cell(number=_AS_TYPED if spec.is_code else "", severity=severity, middle=middle)
        page.write_string(at, column, value[:_MOST_IN_CELL], look)
    if mark is not None:
        page.write_comment(at, column, mark.words, {"author": "Yimen", "x_scale": 2})


def _percent_look(part: str) -> str:
    """How a percentage reads: with as many digits behind the point as were told."""
    return f"0.{'0' * len(part)}%" if part else "0%"


def _lay_out(page: Worksheet, sheet: SheetOut) -> None:
    heading = sheet.heading_row - 1
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_margins(left=MARGIN_ACROSS, right=MARGIN_ACROSS, top=MARGIN_DOWN, bottom=MARGIN_DOWN)
    if sheet.frame is None:
        page.freeze_panes(1, 0)
        page.set_paper(9)  # A4
        page.repeat_rows(0)
        page.set_footer("&C&P / &N")
        if sheet.columns and sheet.rows:
            page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    for column, spec in enumerate(sheet.columns):
        if spec.choices and len(",".join(spec.choices)) <= _MOST_CHOICES:
            page.data_validation(
                heading + 1,
                column,
                heading + len(sheet.rows) + _MARGIN,
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
