"""Figures of any units, indicators and months: an inner piece for other use cases; it knows no actor."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from operator import itemgetter

from yimen.rules.calendar import beijing_date
from yimen.rules.indicator_kinds import Figure, Indicator, count_figure, rate_figure
from yimen.rules.indicator_measures import AT, Sort, Vector, add_histories, at_month
from yimen.rules.indicators import INDICATORS, indicator_named
from yimen.rules.orgs import subtree_prefix
from yimen.usecases.indicators.counting import count_leaves, disjoint

_TOWNSHIP_DIGITS = 9
_CODE_DIGITS = 12

Figures = Mapping[tuple[str, str, date], Figure]


def figures_of(
    unit_codes: Sequence[str], keys: Sequence[str], months: Sequence[date], *, now: datetime
) -> Figures:
    """The figure of each unit (12 digits, any level), indicator and month (its first day).

    A running month is as of `now`. Refuses an unknown key (`NoSuchIndicator`). Three statements.
    """
    wanted = [indicator_named(key) for key in keys]
    vectors = _vectors(unit_codes, months, today=beijing_date(now))
    return {
        (unit, indicator.key, month): figure_from(
            indicator, vectors[unit, month], vectors[township_of(unit), month]
        )
        for unit in unit_codes
        for month in months
        for indicator in wanted
    }


def figure_from(indicator: Indicator, vector: Vector, above: Vector) -> Figure:
    """The figure that the measures of a unit make; `above` are those of a village's township."""
    if indicator.sort is Sort.RATE:
        return rate_figure(
            figure_from(INDICATORS[indicator.numerator], vector, above),
            figure_from(INDICATORS[indicator.denominator], vector, above),
        )
    known_by = above if indicator.of_township else vector
    population = _sum(indicator.population, known_by) if indicator.population else None
    return count_figure(_sum(indicator.counts, vector), population, _sum(indicator.known, known_by))


def _sum(measures: Iterable[str], vector: Vector) -> int:
    return sum(vector[AT[each]] for each in measures)


def township_of(code: str) -> str:
    """The township of a village; any other unit itself."""
    if code.endswith("000"):
        return code
    return code[:_TOWNSHIP_DIGITS].ljust(_CODE_DIGITS, "0")


def _vectors(
    unit_codes: Sequence[str], months: Sequence[date], *, today: date
) -> Mapping[tuple[str, date], Vector]:
    units = {*unit_codes, *map(township_of, unit_codes)}
    scope = disjoint([*map(subtree_prefix, unit_codes), *map(township_of, unit_codes)])
    leaves = count_leaves(scope, today=today)
    by_prefix: Callable[[tuple[str, object]], str] = itemgetter(0)
    ordered = sorted(leaves.items(), key=by_prefix)
    found: dict[tuple[str, date], Vector] = {}
    for unit in units:
        prefix = subtree_prefix(unit)
        history = add_histories([each for code, each in ordered if code.startswith(prefix)])
        for month in months:
            found[unit, month] = at_month(history, month)
    return found
