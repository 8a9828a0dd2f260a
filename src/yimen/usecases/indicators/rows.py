"""What a figure opens to: the places, lines of lists, cases, papers that were counted, as many as it says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple, Self

from django.db import connection

from yimen.rules.access import Actor, require
from yimen.rules.calendar import beijing_date
from yimen.rules.indicator_measures import OF_TOWNSHIPS
from yimen.rules.indicators import (
    INDICATORS,
    Figure,
    Indicator,
    Sort,
    check_month,
    indicator_named,
    next_month,
)
from yimen.usecases.indicators import case_counts, list_counts
from yimen.usecases.indicators.figures import figures_of, live_sums
from yimen.usecases.indicators.lines import within
from yimen.usecases.indicators.sums import Sums
from yimen.usecases.indicators.things import Told, tell
from yimen.usecases.indicators.totals import is_leaf
from yimen.usecases.indicators.units import UnitName, find_unit, leaves_of, names_of

PAGE_SIZE = 50
_UNITS = frozenset({"places", "units"})


@dataclass(frozen=True, kw_only=True, slots=True)
class IndicatorRow:
    """One thing that was counted: where, and what is told of it; of a place nothing but where it is."""

    unit_code: str
    unit_name: str
    above: str
    told: Told


@dataclass(frozen=True, kw_only=True, slots=True)
class IndicatorRows:
    """A page of what the figure counts, by unit; `counted` is what opens: of a rate its upper figure."""

    unit: UnitName
    counted: Indicator
    figure: Figure
    rows: tuple[IndicatorRow, ...]
    next_key: str | None


def list_indicator_rows(
    *,
    actor: Actor,
    key: str,
    unit_code: str,
    month: date,
    after: str = "",
    now: datetime,
    unknown: bool = False,
) -> IndicatorRows:
    """What a figure counts, or with `unknown` the units of which nobody knows; paged by unit and thing.

    Refuses like `get_indicator`. A rate opens its upper figure. `after` is the `next_key` of the page before.
    """
    require(actor, "indicators.read")
    check_month(month, now=now)
    unit = find_unit(actor, unit_code, month)
    asked = indicator_named(key)
    counted = INDICATORS[asked.numerator] if asked.sort is Sort.RATE else asked
    figure = figures_of([unit.code], [counted.key], [month], now=now)[unit.code, counted.key, month]
    place = _Place.read(after)
    counts = _counts_of_leaves(unit.code, counted, month, now, unknown=unknown)
    if unknown or counted.opens in _UNITS:
        found = _unit_rows([code for code in counts if code > place.code])
    else:
        found = _thing_rows(actor, counted, _first_units(counts, place), month, now, place)
    page = found[:PAGE_SIZE]
    return IndicatorRows(
        unit=unit,
        counted=counted,
        figure=figure,
        rows=tuple(row for _, row in page),
        next_key=page[-1][0] if len(found) > PAGE_SIZE else None,
    )


class _Place(NamedTuple):
    """Where a page begins: after this unit, or after this thing of it."""

    code: str
    thing: str

    @classmethod
    def read(cls, key: str) -> Self:
        code, _, thing = key.partition(".")
        return cls(code, thing)


def _counts_of_leaves(
    unit_code: str, counted: Indicator, month: date, now: datetime, *, unknown: bool
) -> Mapping[str, int]:
    """How much of the figure, or of its unknown, each township and village has by itself."""
    sums = Sums(months=[month])
    take, off = (counted.population, counted.known) if unknown else (counted.counts, ())
    columns = {
        is_township: (_column(sums, take, of=is_township), _column(sums, off, of=is_township))
        for is_township in (True, False)
    }
    leaves = leaves_of(unit_code)
    grid = live_sums(leaves, sums, now=now)
    found: dict[str, int] = {}
    for code in leaves:
        plus, minus = columns[not is_leaf(code)]
        row = grid[code][0]
        count = (row[plus] if plus is not None else 0) - (row[minus] if minus is not None else 0)
        if count > 0:
            found[code] = count
    return found


def _column(sums: Sums, measures: Sequence[str], *, of: bool) -> int | None:
    chosen = tuple(each for each in measures if (each in OF_TOWNSHIPS) is of)
    return sums.column(chosen) if chosen else None


def _first_units(counts: Mapping[str, int], place: _Place) -> list[str]:
    """The units, from the one of the page's beginning on, that fill a page."""
    chosen: list[str] = []
    things = 0
    for code, count in counts.items():
        if code < place.code:
            continue
        chosen.append(code)
        things += count if code > place.code else 0
        if things > PAGE_SIZE:
            break
    return chosen


_Row = tuple[str, IndicatorRow]


def _unit_rows(codes: Sequence[str]) -> list[_Row]:
    shown = codes[: PAGE_SIZE + 1]
    names = names_of(shown)
    return [(code, _at(code, names)) for code in shown]


def _at(code: str, names: Mapping[str, tuple[str, str]], told: Told | None = None) -> IndicatorRow:
    name, above = names[code]
    return IndicatorRow(unit_code=code, unit_name=name, above=above, told=told or Told())


def _thing_rows(
    actor: Actor, counted: Indicator, units: Sequence[str], month: date, now: datetime, place: _Place
) -> list[_Row]:
    if not units:
        return []
    last = min(next_month(month) - timedelta(days=1), beijing_date(now))
    sql = list_counts.ROWS if counted.opens == "items" else case_counts.ROWS
    asked = within(units) | {
        "measures": list(counted.counts),
        "first": month,
        "last": last,
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, asked)
        things = [(code, each) for code, each in cursor.fetchall() if (code, str(each)) > place]
    shown = things[: PAGE_SIZE + 1]
    names = names_of(list(dict.fromkeys(code for code, _ in shown)))
    told = tell(actor, counted.opens, shown)
    return [(f"{code}.{each}", _at(code, names, told.get(each))) for code, each in shown]
