"""A city by counties, a county by townships, a township by villages: one indicator in one month."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from yimen.data.orgs.models import Region
from yimen.rules.access import Actor, require
from yimen.rules.indicators import (
    INDICATORS,
    Figure,
    Indicator,
    Sort,
    indicator_named,
    last_months,
    read_month,
)
from yimen.rules.map_marks import Reading, Value, ranked, reading_of, step_words, steps_of
from yimen.rules.orgs import Level, level_of, subtree_prefix
from yimen.usecases.indicators.figures import Figures, figures_of
from yimen.usecases.programme.units import home_of, unit_in_scope
from yimen.usecases.supervision.drawings import DrawingView, drawing_of
from yimen.usecases.supervision.late import LateReports, LateTasks, LateUnit, late_work
from yimen.usecases.supervision.places import PlaceMark, places_of

USUAL_KEY = "coverage"
_LATE = "cases_late"
_MONTHS = 12
_BELOW = {
    Level.PREFECTURE: Level.COUNTY,
    Level.COUNTY: Level.TOWNSHIP,
    Level.TOWNSHIP: Level.VILLAGE,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitMark:
    """A unit with its figure, the month before, its rank and its step (None is 未采集)."""

    code: str
    name: str
    is_zone: bool
    figure: Figure
    before: Figure
    rank: int | None
    step: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class MapBoard:
    """One look at the map. `units` are in order of rank; `places` of a township, `drawing` of a city only.

    `late` are cases as of now, `late_total` None where no cases are in the system.
    `is_running` says that the month is not over: it is told up to `told_at`.
    """

    code: str
    name: str
    level: Level
    indicator: Indicator
    reading: Reading
    month: date
    is_running: bool
    told_at: datetime
    total: Figure
    units: tuple[UnitMark, ...]
    steps: tuple[str, ...]
    trend: tuple[tuple[date, Figure], ...]
    late: tuple[LateUnit, ...]
    late_total: int | None
    reports: LateReports | None
    tasks: LateTasks | None
    drawing: DrawingView | None
    places: Mapping[str, PlaceMark]
    trail: tuple[tuple[str, str], ...]


def get_map_board(
    *, actor: Actor, now: datetime, unit_code: str = "", key: str = "", month: str = ""
) -> MapBoard:
    """The board of a unit (the own one where none is named); the same number of statements at any size.

    Refuses a unit outside the scope and one that is neither city, county nor township (`NotFound`), an
    unknown indicator (`NoSuchIndicator`), and a month that is none or lies ahead.
    """
    require(actor, "supervision.read")
    region = unit_in_scope(actor, unit_code or home_of(actor))
    indicator = indicator_named(key or USUAL_KEY)
    asked = read_month(month, now=now)
    level = level_of(region.code)
    below = regions_below(region.code, level)
    months = last_months(asked, _MONTHS)
    running = read_month("", now=now)
    codes = [region.code, *(each.code for each in below)]
    figures = figures_of(codes, [indicator.key, _LATE], sorted({*months, running}), now=now)
    units = _marks(below, indicator, months, figures)
    late = late_cases(below, figures, running)
    # Villages neither report nor have tasks: a township is told its own.
    reports, tasks = late_work([region] if level is Level.TOWNSHIP else below, now=now)
    return MapBoard(
        code=region.code,
        name=region.short_name,
        level=level,
        indicator=indicator,
        reading=reading_of(indicator),
        month=asked,
        is_running=asked == running,
        told_at=now,
        total=figures[region.code, indicator.key, asked],
        units=units,
        steps=step_words(is_rate=indicator.sort is Sort.RATE, largest=_largest(units)),
        trend=tuple((each, figures[region.code, indicator.key, each]) for each in months),
        late=late,
        late_total=_whole(figures[region.code, _LATE, running].value),
        reports=reports,
        tasks=tasks,
        drawing=drawing_of(region.code) if level is Level.PREFECTURE else None,
        places=places_of(region.code) if level is Level.TOWNSHIP else {},
        trail=_trail(actor, region),
    )


def regions_below(code: str, level: Level) -> list[Region]:
    """The units right below a city, county or township, by code; one statement."""
    rows = Region.objects.filter(
        code__startswith=subtree_prefix(code), level=_BELOW[level].value, valid_to=None
    )
    return list(rows.order_by("code"))


def _marks(
    below: Sequence[Region], indicator: Indicator, months: Sequence[date], figures: Figures
) -> tuple[UnitMark, ...]:
    """The units in their order, each with its step."""
    asked, before = months[-1], months[-2]
    values: dict[str, Value] = {each.code: figures[each.code, indicator.key, asked].value for each in below}
    steps = steps_of(values, is_rate=indicator.sort is Sort.RATE)
    by_code = {each.code: each for each in below}
    return tuple(
        UnitMark(
            code=each.unit,
            name=by_code[each.unit].short_name,
            is_zone=by_code[each.unit].functional_zone,
            figure=figures[each.unit, indicator.key, asked],
            before=figures[each.unit, indicator.key, before],
            rank=each.rank,
            step=steps[each.unit],
        )
        for each in ranked(values, reading_of(indicator))
    )


def _largest(units: Sequence[UnitMark]) -> Decimal | int:
    return max((each.figure.value for each in units if each.figure.value is not None), default=0)


def late_cases(below: Sequence[Region], figures: Figures, running: date) -> tuple[LateUnit, ...]:
    """Units with late cases today, the most first."""
    told = [(int(figures[each.code, _LATE, running].value or 0), each) for each in below]
    held = sorted(((count, each) for count, each in told if count), key=lambda pair: (-pair[0], pair[1].code))
    return tuple(LateUnit(code=each.code, name=each.short_name, count=count) for count, each in held)


def _whole(value: Value) -> int | None:
    return None if value is None else int(value)


def _trail(actor: Actor, region: Region) -> tuple[tuple[str, str], ...]:
    """(code, name) of the units above, as far up as the actor may look."""
    above = [f"{region.code[:digits]:0<12}" for digits in (4, 6)]
    wanted = [
        code for code in above if code != region.code and code.startswith(subtree_prefix(actor.scope_code))
    ]
    if not wanted:
        return ()
    rows = Region.objects.filter(code__in=wanted, valid_to=None).order_by("code")
    return tuple(rows.values_list("code", "short_name"))


def indicator_choices() -> tuple[tuple[str, tuple[Indicator, ...]], ...]:
    """All indicators by their headings, to choose from."""
    groups: dict[str, list[Indicator]] = {}
    for each in INDICATORS.values():
        groups.setdefault(each.group, []).append(each)
    return tuple((group, tuple(held)) for group, held in groups.items())
