"""What stands around a table that is printed and signed: title and line above, notes and signs below."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from yimen.gateways.spreadsheets.fitting import height_of, lines_of
from yimen.gateways.spreadsheets.paging import Heights, page_starts
from yimen.rules.sheets import SheetFrame, SheetOut

AddFormat = Callable[[dict[str, object]], Format]

_A3, _A4 = 8, 9
_POINTS = 10
_SIZE = _POINTS / 11  # by the font of the workbook, from which widths are told
_TITLE_HEIGHT, _LINE_HEIGHT, _GROUPS_HEIGHT = 32, 20, 18
_LEAST_HEIGHT = 24
_SIGN_HEIGHT = 32
_WIDER = (1.0, 1.06, 1.12, 1.18)  # at the most the words are a sixth smaller


def write_frame(page: Worksheet, sheet: SheetOut, frame: SheetFrame, add: AddFormat) -> None:
    """Write the frame around a table whose cells stand already, and how it is printed and scrolled."""
    last = len(sheet.columns) - 1
    title = add({"bold": True, "font_size": 18, "align": "center", "valign": "vcenter"})
    page.merge_range(0, 0, 0, last, frame.title, title)
    page.set_row(0, _TITLE_HEIGHT)
    line = add({"font_size": 11, "align": "center", "valign": "vcenter"})
    page.merge_range(1, 0, 1, last, frame.line, line)
    page.set_row(1, _LINE_HEIGHT)
    if frame.groups:
        _write_groups(page, sheet, frame, add)
    for row, height in enumerate(_row_heights(sheet), start=sheet.heading_row - 1):
        page.set_row(row, height)
    _write_below(page, sheet, frame, add)
    _print(page, sheet, frame)


def _write_groups(page: Worksheet, sheet: SheetOut, frame: SheetFrame, add: AddFormat) -> None:
    look = {"bold": True, "font_size": 10, "align": "center", "valign": "vcenter", "text_wrap": True}
    head = add({**look, "border": 1, "bg_color": "#E8EEF7"})
    row, column = sheet.heading_row - 2, 0
    page.set_row(row, _GROUPS_HEIGHT)
    for words, span in frame.groups:
        if not words:
            for alone in range(column, column + span):
                page.merge_range(row, alone, row + 1, alone, sheet.columns[alone].heading, head)
        elif span > 1:
            page.merge_range(row, column, row, column + span - 1, words, head)
        else:
            page.write_string(row, column, words, head)
        column += span


def fitted(sheet: SheetOut) -> SheetOut:
    """The sheet with its columns so little wider that it is printed on the fewest pages.

    What is wider is made smaller, to be one page wide, and takes fewer lines. Without a frame it stays.
    """
    if sheet.frame is None:
        return sheet
    tries = [_wider(sheet, by) for by in _WIDER]
    return min(tries, key=lambda each: len(_page_starts(each)))


def _wider(sheet: SheetOut, by: float) -> SheetOut:
    columns = tuple(replace(each, width=each.width * by) for each in sheet.columns)
    return replace(sheet, columns=columns)


def _page_starts(sheet: SheetOut) -> list[int]:
    """The rows, from 0, before which a page ends."""
    frame = sheet.frame
    if frame is None:
        return []
    headings, *rows = _row_heights(sheet)
    repeated = headings + (_GROUPS_HEIGHT if frame.groups else 0)
    heights = Heights(
        above=_TITLE_HEIGHT + _LINE_HEIGHT + repeated,
        repeated=repeated,
        rows=rows,
        below=sum(_note_heights(sheet, frame)) + (2 * _SIGN_HEIGHT if frame.signs else 0),
    )
    return page_starts([each.width for each in sheet.columns], heights, is_large=frame.is_large)


def _row_heights(sheet: SheetOut) -> list[float]:
    """Room for the longest cell of the headings and of each row: not every program makes it by itself."""
    widths = [each.width for each in sheet.columns]
    rows = ([each.heading for each in sheet.columns], *sheet.rows)
    lines = (max(map(_lines, values, widths)) for values in rows)
    return [max(_LEAST_HEIGHT, height_of(each, _POINTS)) for each in lines]


def _note_heights(sheet: SheetOut, frame: SheetFrame) -> list[float]:
    room = sum(each.width for each in sheet.columns)
    return [height_of(_lines(words, room), _POINTS) for words in frame.notes]


def _lines(words: str, width: float) -> int:
    return lines_of(words, width, size=_SIZE)


def _write_below(page: Worksheet, sheet: SheetOut, frame: SheetFrame, add: AddFormat) -> None:
    last, row = len(sheet.columns) - 1, sheet.heading_row + len(sheet.rows)
    note = add({"font_size": 10, "valign": "top", "text_wrap": True})
    for words, height in zip(frame.notes, _note_heights(sheet, frame), strict=True):
        page.merge_range(row, 0, row, last, words, note)
        page.set_row(row, height)
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
    page.set_h_pagebreaks([sheet.heading_row + at for at in _page_starts(sheet)])
    top = sheet.heading_row - 2 if frame.groups else sheet.heading_row - 1
    page.set_paper(_A3 if frame.is_large else _A4)
    page.repeat_rows(top, sheet.heading_row - 1)
    page.freeze_panes(sheet.heading_row, 1)
    page.center_horizontally()
    page.set_footer(f"&L&8{_plain(frame.foot)}&C&9第 &P 页，共 &N 页&R&9{_plain(sheet.name)}")


def _plain(words: str) -> str:
    """Words of a footer, in which & alone would be a command and digits after a size part of it."""
    return f" {words.replace('&', '&&')}"[:110] if words else ""
