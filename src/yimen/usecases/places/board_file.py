"""The matrix as a workbook: each place a line, each standard a column, and the figures beside them."""

from datetime import datetime

from yimen.rules.access import Actor
from yimen.rules.calendar import beijing_date
from yimen.rules.errors import N_
from yimen.rules.sheets import BookOut, ColumnOut, SheetOut
from yimen.rules.standards import Standard, Verdict
from yimen.usecases.catalog.sheets.exports import book_file
from yimen.usecases.catalog.sheets.reports import FileOut
from yimen.usecases.places.board import PointRow, list_all_points

_UNCOLLECTED = Verdict.UNKNOWN.label


def export_board(*, actor: Actor, now: datetime, unit_code: str = "") -> FileOut:
    """Every place of the unit with its verdicts, why, and the sums; refuses like the board."""
    name, rows = list_all_points(actor=actor, unit_code=unit_code)
    book = BookOut(
        title=N_("{name}中心和服务站标准核对").format(name=name),
        sheets=(_matrix(rows), _reasons(rows), _sums(rows)),
    )
    return book_file(book, now)


def _matrix(rows: tuple[PointRow, ...]) -> SheetOut:
    columns = (
        ColumnOut(heading=N_("代码"), width=15, is_code=True),
        ColumnOut(heading=N_("上级"), width=14),
        ColumnOut(heading=N_("中心、服务站"), width=28),
        ColumnOut(heading=N_("档案登记"), width=12),
        ColumnOut(heading=N_("村里确认"), width=10),
        *(ColumnOut(heading=each.label, width=12) for each in Standard),
        ColumnOut(heading=N_("照片"), width=8),
        ColumnOut(heading=N_("重复的照片"), width=8),
    )
    return SheetOut(name=N_("对照表"), columns=columns, rows=tuple(_line(row) for row in rows))


def _line(row: PointRow) -> tuple[str, ...]:
    return (
        row.code,
        row.above,
        row.name,
        beijing_date(row.recorded_at).isoformat() if row.recorded_at else _UNCOLLECTED,
        "" if row.is_center else (N_("已确认") if row.is_confirmed else N_("未确认")),
        *(mark.verdict.label for mark in row.marks),
        str(row.photos),
        str(row.flagged),
    )


def _reasons(rows: tuple[PointRow, ...]) -> SheetOut:
    """What is not simply met, each with its reason: what there is to do."""
    columns = (
        ColumnOut(heading=N_("代码"), width=15, is_code=True),
        ColumnOut(heading=N_("上级"), width=14),
        ColumnOut(heading=N_("中心、服务站"), width=28),
        ColumnOut(heading=N_("标准"), width=20),
        ColumnOut(heading=N_("结论"), width=10),
        ColumnOut(heading=N_("理由"), width=70),
    )
    lines = tuple(
        (row.code, row.above, row.name, mark.standard.label, mark.verdict.label, mark.reason)
        for row in rows
        for mark in row.marks
        if mark.verdict in {Verdict.NOT_MET, Verdict.LAPSED, Verdict.EXPLAINED}
    )
    return SheetOut(name=N_("不达标和要重新核的"), columns=columns, rows=lines)


def _sums(rows: tuple[PointRow, ...]) -> SheetOut:
    columns = (
        ColumnOut(heading=N_("标准"), width=24),
        ColumnOut(heading=N_("应核"), width=8),
        *(ColumnOut(heading=each.label, width=10) for each in Verdict),
    )
    lines = []
    for at, standard in enumerate(Standard):
        marks = [row.marks[at].verdict for row in rows]
        counts = (str(sum(mark is each for mark in marks)) for each in Verdict)
        lines.append((standard.label, str(len(rows)), *counts))
    return SheetOut(name=N_("合计"), columns=columns, rows=tuple(lines))
