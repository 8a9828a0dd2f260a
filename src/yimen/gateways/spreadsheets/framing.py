"""What stands around a table that is printed and signed: title and line above, notes and signs below."""

from collections.abc import Callable, Sequence

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from yimen.rules.sheets import SheetFrame, SheetOut

AddFormat = Callable[[dict[str, object]], Format]

_A3, _A4 = 8, 9
_LINE_HEIGHT = 14  # points of a line of text of size 10
_LEAST_HEIGHT = 24
_MOST_HEIGHT = 400  # Excel takes 409
_SIGN_HEIGHT = 32


def write_frame(page: Worksheet, sheet: SheetOut, frame: SheetFrame, add: AddFormat) -> None:
    """Write the frame around a table whose cells stand already, and how it is printed and scrolled."""
    last = len(sheet.columns) - 1
    title = add({"bold": True, "font_size": 18, "align": "center", "valign": "vcenter"})
    page.merge_range(0, 0, 0, last, frame.title, title)
    page.set_row(0, 32)
    line = add({"font_size": 11, "align": "center", "valign": "vcenter"})
    page.merge_range(1, 0, 1, last, frame.line, line)
    page.set_row(1, 20)
    if frame.groups:
        _write_groups(page, sheet, frame, add)
    _set_heights(page, sheet)
    _write_below(page, sheet, frame, add)
    _print(page, sheet, frame)


def _write_groups(page: Worksheet, sheet: SheetOut, frame: SheetFrame, add: AddFormat) -> None:
    look = {"bold": True, "font_size": 10, "align": "center", "valign": "vcenter", "text_wrap": True}
    head = add({**look, "border": 1, "bg_color": "#E8EEF7"})
    row, column = sheet.heading_row - 2, 0
    for words, span in frame.groups:
        if not words:
            for alone in range(column, column + span):
                page.merge_range(row, alone, row + 1, alone, sheet.columns[alone].heading, head)
        elif span > 1:
            page.merge_range(row, column, row, column + span - 1, words, head)
        else:
            page.write_string(row, column, words, head)
        column += span


def _set_heights(page: Worksheet, sheet: SheetOut) -> None:
    """Room for the longest cell of each row: not every program makes it when it opens a file."""
    rows = ([each.heading for each in sheet.columns], *sheet.rows)
    for at, values in enumerate(rows, start=sheet.heading_row - 1):
        widths = (each.width for each in sheet.columns)
        lines = max(_lines(words, width) for words, width in zip(values, widths, strict=True))
        page.set_row(at, min(max(_LEAST_HEIGHT, lines * _LINE_HEIGHT + 4), _MOST_HEIGHT))


def _lines(words: str, width: float) -> int:
    """How many lines words take in a column so many digits wide; a Chinese sign is as wide as two."""
    room = max(1, round(width * 1.1))  # letters and digits are narrower than reckoned here
    told = (sum(1 if sign.isascii() else 2 for sign in line) for line in words.split("\n"))
    return sum(max(1, -(-each // room)) for each in told)


def _write_below(page: Worksheet, sheet: SheetOut, frame: SheetFrame, add: AddFormat) -> None:
    last, row = len(sheet.columns) - 1, sheet.heading_row + len(sheet.rows)
    room = sum(each.width for each in sheet.columns)
    note = add({"font_size": 10, "valign": "top", "text_wrap": True})
    for words in frame.notes:
        page.merge_range(row, 0, row, last, words, note)
        page.set_row(row, _LINE_HEIGHT * _lines(words, room) + 2)
        row += 1
    if not frame.signs:
        return
    page.set_row(row, _SIGN_HEIGHT)
    sign = add({"font_size": 12, "valign": "bottom"})
    for words, (first, end) in zip(frame.signs, _shares(sheet, len(frame.signs)), strict=True):
        _across(page, row, first, end, f"{words}：", sign)
    page.set_row(row + 1, _SIGN_HEIGHT)
    page.merge_range(
        row + 1, 0, row + 1, last, "　　　　年　　　月　　　日", add({"font_size": 12, "align": "right"})
    )


def _across(page: Worksheet, row: int, first: int, end: int, words: str, look: Format) -> None:
    if end > first:
        page.merge_range(row, first, row, end, words, look)
    else:
        page.write_string(row, first, words, look)


def _shares(sheet: SheetOut, count: int) -> Sequence[tuple[int, int]]:
    """The columns cut into so many stretches of about the same width: (first, last) of each."""
    widths = [each.width for each in sheet.columns]
    found, first = [], 0
    for part in range(1, count + 1):
        end, most = first, len(widths) - 1 - (count - part)
        while end < most and sum(widths[: end + 1]) < sum(widths) * part / count:
            end += 1
        found.append((first, end))
        first = end + 1
    return found


def _print(page: Worksheet, sheet: SheetOut, frame: SheetFrame) -> None:
    top = sheet.heading_row - 2 if frame.groups else sheet.heading_row - 1
    page.set_paper(_A3 if frame.is_large else _A4)
    page.repeat_rows(top, sheet.heading_row - 1)
    page.freeze_panes(sheet.heading_row, 1)
    page.center_horizontally()
    page.set_footer(f"&L&8{_plain(frame.foot)}&C&9第 &P 页，共 &N 页&R&9{_plain(sheet.name)}")


def _plain(words: str) -> str:
    """Words of a footer, in which & alone would be a command and digits after a size part of it."""
    return f" {words.replace('&', '&&')}"[:110] if words else ""
