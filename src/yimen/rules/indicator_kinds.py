"""The shape of an indicator and of a figure; how figures add up."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from yimen.rules.errors import N_
from yimen.rules.indicator_measures import Sort

Evidence = Literal["places", "units", "items", "cases", "papers", "notices", "ratings", "seals", ""]
Owner = Literal["places", "catalog", "cases", "documents", "feedback", "seals", "programme"]

OWNER_LABELS: dict[str, str] = {
    "places": N_("中心和服务站档案"),
    "catalog": N_("事项清单"),
    "cases": N_("办件"),
    "documents": N_("文书"),
    "feedback": N_("评价"),
    "seals": N_("用印"),
    "programme": N_("示范点"),
}

_WHOLE = 1000
_TENTHS = tuple(Decimal(tenths).scaleb(-1) for tenths in range(_WHOLE + 1))


@dataclass(frozen=True, kw_only=True, slots=True)
class Indicator:
    """A named counting rule (口径).

    `counts` are the measures that are added; `population` what could be counted, `known` of how much of it
    somebody knows: the rest is `Figure.unknown`. A `RATE` names two other indicators and has no measures.
    `of_township` says that whether a village's figure is known is a matter of its township. `opens` is what
    the figure opens to, `task` the number of the programme's task; `group` heads it on the board.
    """

    key: str
    name: str
    unit: str
    sort: Sort
    formula: str
    evidence: str
    owner: Owner
    task: int | None
    group: str
    counts: tuple[str, ...] = ()
    population: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    numerator: str = ""
    denominator: str = ""
    opens: Evidence = ""
    of_township: bool = False

    @property
    def is_of_units(self) -> bool:
        """Whether it counts centers, stations or units, so that there is a number of which it is a part."""
        return self.opens in {"places", "units"}

    @property
    def is_additive(self) -> bool:
        """Whether a county's figure is the sum of its townships'."""
        return self.sort is not Sort.RATE


class Figure(NamedTuple):
    """What an indicator says of a unit in a month; `value` None is 未采集 or, where nothing could be, 不适用.

    `unknown` is of how many places or units nobody knows. `denominator` is of a rate the second figure, of a
    count of places or units how many there are. A rate is in per cent with one decimal.
    """

    value: Decimal | int | None
    numerator: int | None = None
    denominator: int | None = None
    unknown: int = 0

    @property
    def is_unknown(self) -> bool:
        """Nobody has looked anywhere: to be told as 未采集, never as 0."""
        return self.value is None and self.unknown > 0


def count_figure(count: int, population: int | None, known: int, *, is_part: bool = True) -> Figure:
    """A counted figure: None where nobody has looked anywhere, or there is nothing to look at.

    `is_part` says that what is counted is of the population itself, not work done there.
    """
    if population is None:
        return Figure(count)
    unknown = max(population - known, 0)
    value = None if not known and not count else count
    return Figure(value, None, population if is_part else None, unknown)


def rate_figure(numerator: Figure, denominator: Figure) -> Figure:
    """A share in per cent; None where the one is unknown, or the other is nothing."""
    below = denominator.value
    unknown = max(numerator.unknown, denominator.unknown)
    if numerator.value is None or not below:
        return Figure(None, None, None if below is None else int(below), unknown)
    above = int(numerator.value)
    return Figure(share(above, int(below)), above, int(below), unknown)


def rate_of(above: int, population: int, known: int, below: int) -> Figure:
    """The same from the numbers: of a counted figure with its population, and of one that is always known."""
    unknown = population - known if population > known else 0
    if not below or (not known and not above):
        return Figure(None, None, below, unknown)
    return Figure(share(above, below), above, below, unknown)


def share(above: int, below: int) -> Decimal:
    """Per cent with one decimal, half up; not whole never reads 100.0, something never 0.0."""
    tenths = (2 * _WHOLE * above + below) // (2 * below)
    if tenths >= _WHOLE and above < below:
        tenths = _WHOLE - 1
    elif not tenths and above:
        tenths = 1
    return _TENTHS[tenths] if tenths <= _WHOLE else Decimal(tenths).scaleb(-1)


def combine(figures: Iterable[Figure]) -> Figure:
    """The sum of counted figures of units that do not overlap; a rate must be made anew from its two sums."""
    value: int | None = None
    population: int | None = None
    unknown = 0
    for figure in figures:
        unknown += figure.unknown
        if figure.value is not None:
            value = (value or 0) + int(figure.value)
        if figure.denominator is not None:
            population = (population or 0) + figure.denominator
    return Figure(value, None, population, unknown)
