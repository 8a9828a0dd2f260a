"""The quality board as .xlsx: the figures of the page, place by place, and what is to be done by whom."""

from datetime import datetime

from yimen.rules.access import Actor
from yimen.rules.calendar import beijing_date
from yimen.rules.errors import N_
from yimen.rules.list_quality import ACTS_ON_LABELS, LIST_GAP_LABELS, ActsOn, QualityFigures
from yimen.rules.sheets import BookOut, ColumnOut, SheetOut
from yimen.usecases.catalog.list_quality import GapRow, PlaceRow, QualityBoard, get_quality_board
from yimen.usecases.catalog.sheets.exports import book_file
from yimen.usecases.catalog.sheets.reports import FileOut

_FIGURES = ("offered", "guided", "online", "asks_points", "pointed", "complete")
_BOARD = (
    ColumnOut(heading=N_("地方代码"), width=14, is_code=True),
    ColumnOut(heading=N_("地方"), width=20),
    ColumnOut(heading=N_("清单版次"), width=10, is_count=True),
    ColumnOut(heading=N_("公布日期"), width=12),
    ColumnOut(heading=N_("事项"), width=8, is_count=True),
    ColumnOut(heading=N_("指南齐"), width=8, is_count=True),
    ColumnOut(heading=N_("能网上办"), width=10, is_count=True),
    ColumnOut(heading=N_("要公开审查要点"), width=14, is_count=True),
    ColumnOut(heading=N_("审查要点公开"), width=12, is_count=True),
    ColumnOut(heading=N_("齐全"), width=8, is_count=True),
    ColumnOut(heading=N_("张挂"), width=20),
    ColumnOut(heading=N_("地点和电话"), width=24),
)
_GAPS = (
    ColumnOut(heading=N_("还差什么"), width=26),
    ColumnOut(heading=N_("谁来补"), width=16),
    ColumnOut(heading=N_("事项数"), width=8, is_count=True),
    ColumnOut(heading=N_("清单行数"), width=10, is_count=True),
    ColumnOut(heading=N_("哪些事项"), width=60),
    ColumnOut(heading=N_("在哪些地方"), width=40),
)


def export_quality_board(*, actor: Actor, now: datetime, unit_code: str = "") -> FileOut:
    """The board of a county or township as a file, with the sums of its page; where no list is published
    the figures are blank, which is not nought.

    Refuses as `get_quality_board` does.
    """
    board = get_quality_board(actor=actor, unit_code=unit_code)
    title = N_("{place}清单质量").format(place=board.name)
    sheets = (
        SheetOut(name=N_("清单质量"), columns=_BOARD, rows=(*map(_place, board.rows), _sums(board))),
        SheetOut(name=N_("还差什么"), columns=_GAPS, rows=tuple(_todo(board))),
    )
    return book_file(BookOut(title=title, sheets=sheets), now)


def _place(row: PlaceRow) -> tuple[str, ...]:
    unknown = [
        words
        for lacks, words in ((row.lacks_address, N_("地址未采集")), (row.lacks_phone, N_("电话未采集")))
        if lacks
    ]
    return (
        row.unit_code,
        row.name,
        str(row.number) if row.number else N_("未公布"),
        beijing_date(row.published_at).isoformat() if row.published_at else "",
        *_figures(row.figures),
        row.hanging.label,
        "、".join(unknown) or N_("都有"),
    )


def _figures(figures: QualityFigures | None) -> tuple[str, ...]:
    if figures is None:
        return ("",) * len(_FIGURES)
    return tuple(str(getattr(figures, name)) for name in _FIGURES)


def _sums(board: QualityBoard) -> tuple[str, ...]:
    return ("", N_("合计"), "", "", *_figures(board.total), "", "")


def _todo(board: QualityBoard) -> list[tuple[str, ...]]:
    """What is to be done, as below the table of the page: first the places without a list."""
    rows = [_gap(each) for each in board.gaps]
    if not board.unlisted:
        return rows
    acts = ACTS_ON_LABELS[ActsOn.COUNTY_OFFICE]
    return [(N_("没有公布清单"), acts, "", "", "", "、".join(board.unlisted)), *rows]


def _gap(row: GapRow) -> tuple[str, ...]:
    return (
        LIST_GAP_LABELS[row.gap],
        ACTS_ON_LABELS[row.acts],
        str(len(row.items)),
        str(row.lines),
        "；".join(row.items),
        "、".join(row.places),
    )
