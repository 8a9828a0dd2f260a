"""Figures of any units, indicators and months: an inner piece for other use cases; it knows no actor."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from operator import itemgetter

from yimen.data.indicators.models import FoldMark
from yimen.rules.calendar import beijing_date
from yimen.rules.indicator_kinds import Figure, Indicator, count_figure, rate_figure, rate_of
from yimen.rules.indicators import INDICATORS, Sort, indicator_named
from yimen.rules.orgs import subtree_prefix
from yimen.usecases.indicators.adding_up import counted_anew
from yimen.usecases.indicators.changes import current_reach, find_changes
from yimen.usecases.indicators.counting import Leaves, count_leaves, disjoint, meet
from yimen.usecases.indicators.sums import Grid, Row, Sums
from yimen.usecases.indicators.totals import is_leaf, read_own
from yimen.usecases.journal.folding import INSTANCE_COUNTY

_TOWNSHIP_DIGITS = 9
_CODE_DIGITS = 12
_TRIES = 3

Figures = Mapping[tuple[str, str, date], Figure]
# How the figure of an indicator is read off the sums of a unit and of its township.
Reader = Callable[[Sequence[int], Sequence[int]], Figure]


def figures_of(
    unit_codes: Sequence[str], keys: Sequence[str], months: Sequence[date], *, now: datetime
) -> Figures:
    """The figure of each unit (12 digits, any level), indicator and month (its first day).

    Live: the kept totals, and what the journal knows beyond them counted now. A running month is as of
    `now`. Refuses an unknown key (`NoSuchIndicator`). Ten statements at most, whatever is asked.
    """
    wanted = [indicator_named(key) for key in dict.fromkeys(keys)]
    asked = sorted(set(months))
    if not (wanted and asked and unit_codes):
        return {}
    units = list(dict.fromkeys(unit_codes))
    townships = [township_of(unit) for unit in units]
    sums = Sums(months=asked)
    readers = [(each.key, _reader(each, sums), _looks_above(each)) for each in wanted]
    above = townships if any(looks_above for _, _, looks_above in readers) else []
    grid = live_sums(list(dict.fromkeys([*units, *above])), sums, now=now)
    found: dict[tuple[str, str, date], Figure] = {}
    made: dict[tuple[str, Row, Row], Figure] = {}
    for unit, township in zip(units, townships, strict=True):
        own = grid[unit]
        higher = grid.get(township, own)
        is_alike = is_leaf(unit)  # most villages have the sums of others, no sum above them has
        for key, read, looks_above in readers:
            row: Row | None = None
            row_above: Row | None = None
            figure = Figure(None)
            for month, here, there in zip(asked, own, higher if looks_above else own, strict=True):
                if here is not row or there is not row_above:  # the same sums are the same figure
                    row, row_above = here, there
                    known = made.get((key, here, there)) if is_alike else None
                    figure = known or read(here, there)
                    if is_alike:
                        made[key, here, there] = figure
                found[unit, key, month] = figure
    return found


def township_of(code: str) -> str:
    """The township of a village; any other unit itself."""
    if code.endswith("000"):
        return code
    return code[:_TOWNSHIP_DIGITS].ljust(_CODE_DIGITS, "0")


def _looks_above(indicator: Indicator) -> bool:
    if indicator.sort is Sort.RATE:
        return any(_looks_above(INDICATORS[key]) for key in (indicator.numerator, indicator.denominator))
    return indicator.of_township


def _reader(indicator: Indicator, sums: Sums) -> Reader:
    if indicator.sort is Sort.RATE:
        upper, lower = INDICATORS[indicator.numerator], INDICATORS[indicator.denominator]
        if upper.population and not upper.of_township and not lower.population:
            places = [
                sums.column(each) for each in (upper.counts, upper.population, upper.known, lower.counts)
            ]
            take = itemgetter(*places)
            return lambda row, _: rate_of(*take(row))
        above, below = _reader(upper, sums), _reader(lower, sums)
        return lambda row, township: rate_figure(above(row, township), below(row, township))
    counted = sums.column(indicator.counts)
    if not indicator.population:
        return lambda row, _: count_figure(row[counted], None, 0)
    population, known = sums.column(indicator.population), sums.column(indicator.known)
    part = indicator.is_of_units
    if indicator.of_township:
        return lambda row, township: count_figure(
            row[counted], township[population], township[known], is_part=part
        )
    return lambda row, _: count_figure(row[counted], row[population], row[known], is_part=part)


def live_sums(units: Sequence[str], sums: Sums, *, now: datetime) -> Grid:
    """The sums of the units: as kept, corrected by what changed since; again where a fold came between."""
    today = beijing_date(now)
    mark = _mark()
    for _ in range(_TRIES):
        reach = current_reach(mark, today=today)
        if reach is None:
            grid = sums.nothing(units)
            sums.correct(grid, kept={}, fresh=count_leaves(_scope(units), today=today))
            return grid
        changes = find_changes(reach, today=today)
        scope = _scope(units) if changes else []
        dirt = {source: meet(scope, prefixes) for source, prefixes in changes.items()}
        grid = sums.read(units)
        kept: Leaves = read_own(disjoint(each for prefixes in dirt.values() for each in prefixes))
        after = _mark()
        if _told(after) == _told(mark):
            sums.correct(grid, kept=kept, fresh=counted_anew(kept, dirt, today=today))
            break
        mark = after
    return grid


def _scope(units: Sequence[str]) -> list[str]:
    return disjoint(prefix for unit in units for prefix in (subtree_prefix(unit), township_of(unit)))


def _told(mark: FoldMark | None) -> tuple[object, ...]:
    """What a mark says: as rows two are the same whatever a fold has written there between."""
    return (mark.layout, mark.mark_xid, mark.day, mark.counted_to, mark.folded_at) if mark else ()


def _mark() -> FoldMark | None:
    return FoldMark.objects.filter(county_code=INSTANCE_COUNTY).first()
