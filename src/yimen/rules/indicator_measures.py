"""What is counted at the leaves of the region tree, one whole number each, and added up the tree.

A leaf is a village, or a township for what belongs to its own center. Every measure adds: a county has the
sum of what lies below it. Indicators (`rules.indicators`) are made of measures.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from itertools import accumulate
from operator import add

from yimen.rules.errors import N_
from yimen.rules.standard_words import Standard

CENTER, STATION = "C", "S"


class Sort(StrEnum):
    """How a figure stands to its month: as it is at the month's end, what happened in it, or a share."""

    STOCK = "STOCK"
    FLOW = "FLOW"
    RATE = "RATE"


SORT_LABELS: dict[Sort, str] = {
    Sort.STOCK: N_("月末数"),
    Sort.FLOW: N_("当月数"),
    Sort.RATE: N_("比率"),
}


def good(standard: Standard, kind: str) -> str:
    """Places of a kind that meet the standard, or explained a soft threshold."""
    return f"{standard.value}.good.{kind}"


def known(standard: Standard, kind: str) -> str:
    """Places of a kind of which a verdict is kept: somebody has looked."""
    return f"{standard.value}.known.{kind}"


_PLACES = (
    "townships",
    "villages",
    "centers.recorded",
    "stations.recorded",
    "centers.built",
    "stations.built",
    "stations.confirmed",
    "showcase.C",
    "showcase.S",
)
_VERDICTS = tuple(
    of(standard, kind) for standard in Standard for of in (good, known) for kind in (CENTER, STATION)
)
_LISTS = (
    "items.approval",
    "items.public",
    "items.online",
    "items.village",
    "lists.townships",
    "lists.villages",
    "seals",
    "staffed",
)
_STANDING = ("in_hand", "late")
STOCKS: tuple[str, ...] = (*_PLACES, *_VERDICTS, *_LISTS, *_STANDING)
FLOWS: tuple[str, ...] = (
    "received",
    "received.online",
    "ended",
    "decided.limited",
    "decided.in_time",
    "papers",
    "notices",
    "notices.again",
    "ratings",
    "ratings.good",
)


class Source(StrEnum):
    """Where a measure comes from: what changed in one source leaves the others as they are."""

    PLACES = "PLACES"
    LISTS = "LISTS"
    CASES = "CASES"


SOURCE_LABELS: dict[Source, str] = {
    Source.PLACES: N_("中心和服务站"),
    Source.LISTS: N_("清单、用印和人员"),
    Source.CASES: N_("办件"),
}
MEASURES_OF: Mapping[Source, tuple[str, ...]] = {
    Source.PLACES: (*_PLACES, *_VERDICTS),
    Source.LISTS: _LISTS,
    Source.CASES: (*_STANDING, *FLOWS),
}
# Counted at the township itself; every other measure is counted at villages.
OF_TOWNSHIPS = frozenset(
    {
        "townships",
        "centers.recorded",
        "centers.built",
        "showcase.C",
        "items.approval",
        "items.public",
        "items.online",
        "lists.townships",
        "seals",
        "staffed",
    }
) | {name for name in _VERDICTS if name.endswith(f".{CENTER}")}
# Raised whenever a measure is counted by another rule than before: then all kept totals are counted anew.
COUNTING = 1
# The order in which a vector holds them; a total kept in another order is counted anew.
MEASURES: tuple[str, ...] = (*STOCKS, *FLOWS)
AT: Mapping[str, int] = {name: at for at, name in enumerate(MEASURES)}
STOCK_COUNT = len(STOCKS)

Vector = tuple[int, ...]
History = Mapping[date, Vector]
ZERO: Vector = (0,) * len(MEASURES)
_NO_FLOWS: Vector = (0,) * len(FLOWS)
_POSITIONS = {source: frozenset(AT[name] for name in names) for source, names in MEASURES_OF.items()}


def history_of(changes: Iterable[tuple[date, str, int]]) -> dict[date, Vector]:
    """The vectors of a leaf from what changed in which month: stocks run on, flows are of their month.

    A month in which nothing changed has no vector: its stocks are those of the month before.
    """
    by_month: dict[date, list[int]] = {}
    for month, measure, change in changes:
        by_month.setdefault(month, list(ZERO))[AT[measure]] += change
    months = [month for month in sorted(by_month) if any(by_month[month])]
    runs = accumulate((by_month[month][:STOCK_COUNT] for month in months), _sum_lists)
    return {
        month: (*stocks, *by_month[month][STOCK_COUNT:]) for month, stocks in zip(months, runs, strict=True)
    }


def _sum_lists(one: list[int], other: list[int]) -> list[int]:
    return list(map(add, one, other))


def add_histories(parts: Sequence[History]) -> dict[date, Vector]:
    """The history of a unit from those of what lies below it."""
    months = sorted({month for part in parts for month in part})
    summed: dict[date, list[int]] = {month: list(ZERO) for month in months}
    for part in parts:
        stocks: Sequence[int] = ()
        for month in months:
            vector = part.get(month)
            if vector is not None:
                stocks = vector[:STOCK_COUNT]
                summed[month] = list(map(add, summed[month], vector))
            elif stocks:
                row = summed[month]
                row[:STOCK_COUNT] = map(add, row, stocks)
    return {month: tuple(vector) for month, vector in summed.items()}


def at_month(history: History, month: date) -> Vector:
    """The vector of a month: kept, or the stocks of the last one before it and no flows."""
    if month in history:
        return history[month]
    before = max((each for each in history if each < month), default=None)
    if before is None:
        return ZERO
    return (*history[before][:STOCK_COUNT], *_NO_FLOWS)


def put_together(kept: History, fresh: History, sources: Iterable[Source]) -> dict[date, Vector]:
    """The kept history with the measures of some sources as they were counted anew."""
    taken = frozenset().union(*(_POSITIONS[source] for source in sources))
    if len(taken) == len(MEASURES) or not kept:
        return dict(fresh)
    made: dict[date, Vector] = {}
    before, old, new = ZERO, ZERO, ZERO
    for month in sorted({*kept, *fresh}):
        old = kept.get(month) or (*old[:STOCK_COUNT], *_NO_FLOWS)
        new = fresh.get(month) or (*new[:STOCK_COUNT], *_NO_FLOWS)
        vector = tuple(new[at] if at in taken else old[at] for at in range(len(MEASURES)))
        if vector[:STOCK_COUNT] != before[:STOCK_COUNT] or any(vector[STOCK_COUNT:]):
            made[month] = before = vector
    return made


def layout() -> str:
    """Names, order and rules of the measures: totals kept under another layout are worth nothing."""
    return " ".join((f"v{COUNTING}", *MEASURES))
