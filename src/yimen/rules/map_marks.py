"""How units stand to each other on a map: steps of shade and pattern, ranks, and what a trend looks like.

Steps run from 0 (lightest) to 4 (darkest). Where one way is better, dark is behind; where a figure only says
how much there is, dark is much. None is 未采集 (or 不适用) and never a step.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from yimen.rules.errors import N_
from yimen.rules.indicator_kinds import Figure, Indicator
from yimen.rules.indicator_measures import Sort

Value = Decimal | int | None
STEPS = 5
DARKEST = STEPS - 1
# Of a rate, from which per cent on a step is lighter than the next. Our own choice; no paper sets them.
RATE_BOUNDS = (Decimal(100), Decimal(90), Decimal(80), Decimal(60))
# What one wants to have little of; every other counted figure only says how much there is.
_LESS_IS_BETTER = frozenset({"cases_late", "notices_again"})


class Reading(StrEnum):
    """Which way a figure is good."""

    MORE_IS_BETTER = "MORE_IS_BETTER"
    LESS_IS_BETTER = "LESS_IS_BETTER"
    HOW_MUCH = "HOW_MUCH"


READING_LABELS: dict[Reading, str] = {
    Reading.MORE_IS_BETTER: N_("越高越好"),
    Reading.LESS_IS_BETTER: N_("越少越好"),
    Reading.HOW_MUCH: N_("只看多少"),
}


def reading_of(indicator: Indicator) -> Reading:
    """A rate is good when it is high; a few counts when they are low; of the others nothing is said."""
    if indicator.sort is Sort.RATE:
        return Reading.MORE_IS_BETTER
    return Reading.LESS_IS_BETTER if indicator.key in _LESS_IS_BETTER else Reading.HOW_MUCH


def steps_of(values: Mapping[str, Value], *, is_rate: bool) -> dict[str, int | None]:
    """The step of each unit: of a rate by fixed bounds, of a count by its share of the largest."""
    largest = max((value for value in values.values() if value is not None), default=0)
    return {
        unit: None if value is None else (_rate_step(value) if is_rate else _count_step(value, largest))
        for unit, value in values.items()
    }


def _rate_step(value: Decimal | int) -> int:
    return next((step for step, bound in enumerate(RATE_BOUNDS) if value >= bound), DARKEST)


def _count_step(value: Decimal | int, largest: Decimal | int) -> int:
    """0 for nothing, else one of four equal parts of the largest."""
    if value <= 0 or largest <= 0:
        return 0
    return -(-int(value * DARKEST) // int(largest))


def step_words(*, is_rate: bool, largest: Value) -> tuple[str, ...]:
    """What each step stands for, from the lightest to the darkest; empty for one that no figure can have."""
    if is_rate:
        return ("100%", "90%–99.9%", "80%–89.9%", "60%–79.9%", N_("不到 60%"))
    most = int(largest or 0)
    bounds = [most * step // DARKEST for step in range(STEPS)]
    spans = []
    for low, high in pairwise(bounds):
        spans.append("" if high <= low else (f"{low + 1}–{high}" if high > low + 1 else f"{high}"))
    return ("0", *spans)


@dataclass(frozen=True, kw_only=True, slots=True)
class Ranked:
    """A unit in its order; `rank` None where its figure is not known."""

    unit: str
    rank: int | None


def ranked(values: Mapping[str, Value], reading: Reading) -> tuple[Ranked, ...]:
    """Best first: equal figures share a rank and the next one counts on (1, 2, 2, 4); unknown last, unranked.

    Among equals the code orders, which means nothing.
    """
    sign = 1 if reading is Reading.LESS_IS_BETTER else -1
    known = sorted(
        ((value, unit) for unit, value in values.items() if value is not None),
        key=lambda pair: (sign * pair[0], pair[1]),
    )
    found: list[Ranked] = []
    rank = 0
    before: Value = None
    for at, (value, unit) in enumerate(known, start=1):
        if value != before:
            rank, before = at, value
        found.append(Ranked(unit=unit, rank=rank))
    unknown = sorted(unit for unit, value in values.items() if value is None)
    return (*found, *(Ranked(unit=unit, rank=None) for unit in unknown))


@dataclass(frozen=True, kw_only=True, slots=True)
class TrendLine:
    """A line of months in a box: `parts` are unbroken stretches, a gap is a month that nobody knows."""

    top: int
    parts: tuple[tuple[tuple[int, int], ...], ...]
    points: tuple[tuple[int, int] | None, ...]


def trend_line(values: Sequence[Value], *, width: int, height: int, is_rate: bool) -> TrendLine:
    """The months from left to right, from nothing at the bottom up to `top`."""
    top = 100 if is_rate else nice_top(max((int(each) for each in values if each is not None), default=0))
    last = max(len(values) - 1, 1)
    points = tuple(
        None if value is None else (round(at * width / last), height - round(float(value) * height / top))
        for at, value in enumerate(values)
    )
    parts: list[list[tuple[int, int]]] = [[]]
    for point in points:
        if point is None:
            parts.append([])
        else:
            parts[-1].append(point)
    return TrendLine(top=top, parts=tuple(tuple(part) for part in parts if part), points=points)


def nice_top(largest: int) -> int:
    """The top of an axis: 1, 2 or 5 with noughts, not below the largest figure, 4 at least."""
    scale = 1
    while True:
        for digit in (1, 2, 4, 5, 10):
            if digit * scale >= max(largest, 4):
                return digit * scale
        scale *= 10


def figure_text(figure: Figure, indicator: Indicator) -> str:
    """A figure on paper: 未采集 where nobody has looked, a dash where there is nothing to count."""
    if figure.value is None:
        return N_("未采集") if figure.unknown else "—"
    return f"{figure.value}%" if indicator.sort is Sort.RATE else f"{figure.value} {indicator.unit}"


def change_text(now: Value, before: Value) -> str:
    """The difference to the month before with its sign; empty where one of the two is not known."""
    if now is None or before is None:
        return ""
    change = Decimal(now) - Decimal(before)
    return N_("持平") if not change else f"{change:+}"
