"""The indicators of a unit in a month, how they ran over twelve months, and how the units below compare."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from yimen.rules.access import Actor, require
from yimen.rules.indicators import (
    INDICATORS,
    Figure,
    Indicator,
    check_month,
    indicator_named,
    last_months,
    months_before,
)
from yimen.usecases.indicators.figures import Figures, figures_of
from yimen.usecases.indicators.units import UnitName, find_unit, units_below

MONTHS = 12
# What the board compares the units below by.
HEADLINES = (
    "coverage",
    "area_rate",
    "mark_rate",
    "one_door_rate",
    "equipment_rate",
    "zone_rate",
    "network_rate",
    "institutions_rate",
    "cases_received",
    "in_time_rate",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class IndicatorLine:
    """An indicator with its figures over the months, the last one that of the month asked for."""

    indicator: Indicator
    series: tuple[Figure, ...]

    @property
    def figure(self) -> Figure:
        """Of the month."""
        return self.series[-1]

    @property
    def before(self) -> Figure:
        """Of the month before."""
        return self.series[-2]


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitLine:
    """A unit below with its figures: of the headlines, or of one indicator in this month and the last."""

    unit: UnitName
    figures: tuple[Figure, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class IndicatorBoard:
    """A unit's indicators in the order of `INDICATORS`; `months` are twelve, the last the one asked for."""

    unit: UnitName
    months: tuple[date, ...]
    lines: tuple[IndicatorLine, ...]
    headlines: tuple[Indicator, ...]
    units: tuple[UnitLine, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class IndicatorDetail:
    """One indicator of a unit, and of each unit below in this month and the last."""

    unit: UnitName
    months: tuple[date, ...]
    line: IndicatorLine
    units: tuple[UnitLine, ...]


def get_indicator_board(*, actor: Actor, unit_code: str, month: date, now: datetime) -> IndicatorBoard:
    """The board of a unit, the actor's own where none is named; at most 22 statements at any size.

    Refuses a month that has not begun (`MonthToCome`), and a unit outside the scope or not there in that
    month (`NotFound`).
    """
    require(actor, "indicators.read")
    check_month(month, now=now)
    unit = find_unit(actor, unit_code, month)
    below = units_below(unit.code, month)
    months = last_months(month, MONTHS)
    found = figures_of([unit.code], list(INDICATORS), months, now=now)
    compared = figures_of([each.code for each in below], HEADLINES, [month], now=now)
    return IndicatorBoard(
        unit=unit,
        months=months,
        lines=tuple(_line(found, unit.code, each, months) for each in INDICATORS.values()),
        headlines=tuple(INDICATORS[key] for key in HEADLINES),
        units=tuple(
            UnitLine(unit=each, figures=tuple(compared[each.code, key, month] for key in HEADLINES))
            for each in below
        ),
    )


def get_indicator(*, actor: Actor, key: str, unit_code: str, month: date, now: datetime) -> IndicatorDetail:
    """One indicator of a unit; refuses like the board, and an unknown key (`NoSuchIndicator`)."""
    require(actor, "indicators.read")
    indicator = indicator_named(key)
    check_month(month, now=now)
    unit = find_unit(actor, unit_code, month)
    below = units_below(unit.code, month)
    months = last_months(month, MONTHS)
    found = figures_of([unit.code], [key], months, now=now)
    both = (months_before(month, 1), month)
    compared = figures_of([each.code for each in below], [key], both, now=now)
    return IndicatorDetail(
        unit=unit,
        months=months,
        line=_line(found, unit.code, indicator, months),
        units=tuple(
            UnitLine(unit=each, figures=tuple(compared[each.code, key, at] for at in both)) for each in below
        ),
    )


def _line(found: Figures, unit: str, indicator: Indicator, months: Sequence[date]) -> IndicatorLine:
    series = tuple(found[unit, indicator.key, month] for month in months)
    return IndicatorLine(indicator=indicator, series=series)
