"""The board of a unit as a workbook: its indicators over twelve months, and the units below side by side."""

from datetime import date, datetime

from yimen.rules.access import Actor
from yimen.rules.errors import N_
from yimen.rules.indicators import INDICATORS, Figure, Indicator, Sort, formula_of, month_label
from yimen.rules.sheets import BookOut, ColumnOut, SheetOut
from yimen.usecases.catalog.sheets.exports import book_file
from yimen.usecases.catalog.sheets.reports import FileOut
from yimen.usecases.indicators.board import IndicatorBoard, get_indicator_board
from yimen.usecases.indicators.figures import figures_of
from yimen.usecases.indicators.units import units_below

_UNCOLLECTED, _NOTHING = N_("未采集"), N_("不适用")


def export_indicators(*, actor: Actor, unit_code: str, month: date, now: datetime) -> FileOut:
    """Three sheets: over time, the units below, how each is counted; refuses like the board."""
    found = get_indicator_board(actor=actor, unit_code=unit_code, month=month, now=now)
    book = BookOut(
        title=N_("{name}指标{month}").format(name=found.unit.name, month=month_label(month)),
        sheets=(_over_time(found), _below(found, month, now), _formulas()),
    )
    return book_file(book, now)


def words_of(figure: Figure) -> str:
    """The value, or why there is none."""
    if figure.value is not None:
        return str(figure.value)
    return _UNCOLLECTED if figure.unknown else _NOTHING


def _over_time(found: IndicatorBoard) -> SheetOut:
    columns = (
        ColumnOut(heading=N_("类别"), width=12),
        ColumnOut(heading=N_("指标"), width=34),
        ColumnOut(heading=N_("单位"), width=8),
        *(ColumnOut(heading=month_label(each), width=11) for each in found.months),
        ColumnOut(heading=N_("其中未采集"), width=10),
    )
    rows = tuple(
        (
            line.indicator.group,
            line.indicator.name,
            line.indicator.unit,
            *(words_of(figure) for figure in line.series),
            str(line.figure.unknown),
        )
        for line in found.lines
    )
    return SheetOut(name=N_("十二个月"), columns=columns, rows=rows)


def _below(found: IndicatorBoard, month: date, now: datetime) -> SheetOut:
    units = units_below(found.unit.code, month)
    figures = figures_of([each.code for each in units], list(INDICATORS), [month], now=now)
    columns = (
        ColumnOut(heading=N_("代码"), width=15, is_code=True),
        ColumnOut(heading=N_("单位"), width=16),
        *(ColumnOut(heading=_heading(each), width=12) for each in INDICATORS.values()),
    )
    rows = tuple(
        (each.code, each.name, *(words_of(figures[each.code, key, month]) for key in INDICATORS))
        for each in units
    )
    return SheetOut(name=N_("下级单位"), columns=columns, rows=rows)


def _heading(indicator: Indicator) -> str:
    return f"{indicator.name}(%)" if indicator.sort is Sort.RATE else indicator.name


def _formulas() -> SheetOut:
    columns = (
        ColumnOut(heading=N_("指标"), width=34),
        ColumnOut(heading=N_("怎么数"), width=80),
        ColumnOut(heading=N_("点开是什么"), width=30),
    )
    rows = tuple((each.name, formula_of(each), each.evidence) for each in INDICATORS.values())
    return SheetOut(name=N_("口径"), columns=columns, rows=rows)
