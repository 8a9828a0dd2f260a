"""What an item promises and asks, level by level: a lower level may only tighten (domain.md §2.3).

A shorter promise and fewer materials are tighter. Terms fold from the item's own version down over the
county, the township and the village; whatever a lower level says, the fold never loosens.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yimen.rules.errors import N_, RuleViolation
from yimen.rules.intervals import Limit, Unit, limit_text


@dataclass(frozen=True, kw_only=True, slots=True)
class Terms:
    """How long at most and what to bring; `promised` None is not published."""

    statutory: Limit | None
    promised: Limit | None
    materials: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Tightening:
    """What one level adds: its own promise, and the materials that it does not ask for."""

    promised: Limit | None = None
    waived: frozenset[str] = frozenset()


class LoosensPromise(RuleViolation):
    """A longer promise than the level above gives, or one that cannot be compared with it."""

    code = "catalog.loosens_promise"
    template = N_("承诺时限 {mine} 比上一级的 {above} 长。下级只能压减，不能放宽。")


class UnitsDiffer(RuleViolation):
    """Workdays against natural days, where nobody can say which is shorter."""

    code = "catalog.promise_units_differ"
    template = N_("承诺时限 {mine} 和上一级的 {above} 单位不同，看不出是不是更短。请用同一个单位。")


class NotAsked(RuleViolation):
    """A material that the level above does not ask for cannot be waived."""

    code = "catalog.material_not_asked"
    template = N_("上一级的材料清单里没有“{material}”，不用减。")


def is_no_longer(mine: Limit, above: Limit) -> bool | None:
    """Whether one limit surely ends no later than the other, from whatever day; None: cannot be said.

    On the spot is shortest. N natural days never end later than N workdays: the N-th workday lies at
    least N days on, and a last day that is none goes on to the next workday (民法典 203).
    """
    if mine.unit is Unit.INSTANT:
        return True
    if above.unit is Unit.INSTANT:
        return False
    if mine.unit is above.unit:
        return mine.amount <= above.amount
    if mine.unit is Unit.NATURAL_DAYS:
        return True if mine.amount <= above.amount else None
    return False if mine.amount >= above.amount else None


def check_tightening(above: Terms, mine: Tightening) -> None:
    """Refuse what loosens, what cannot be compared, and a waived material that nobody asks for."""
    bar = above.promised or above.statutory
    if mine.promised is not None and bar is not None:
        shorter = is_no_longer(mine.promised, bar)
        words = {"mine": limit_text(mine.promised), "above": limit_text(bar)}
        if shorter is None:
            raise UnitsDiffer(field="promised", **words)
        if not shorter:
            raise LoosensPromise(field="promised", **words)
    unasked = sorted(mine.waived - set(above.materials))
    if unasked:
        raise NotAsked(field="waived", material=unasked[0])


def tighten(above: Terms, mine: Tightening) -> Terms:
    """The terms one level down; what would loosen has no effect, and materials only become fewer."""
    return Terms(
        statutory=above.statutory,
        promised=_shorter(above, mine.promised),
        materials=tuple(name for name in above.materials if name not in mine.waived),
    )


def _shorter(above: Terms, mine: Limit | None) -> Limit | None:
    bar = above.promised or above.statutory
    if mine is None or (bar is not None and not is_no_longer(mine, bar)):
        return above.promised
    return mine


def terms_at(base: Terms, levels: Iterable[Tightening]) -> Terms:
    """The terms at the end of a chain of levels, the highest first."""
    for each in levels:
        base = tighten(base, each)
    return base


def reduction(promised: Limit | None, statutory: Limit | None) -> int | None:
    """By how many percent the promise undercuts the law: 1 − promise/statutory, rounded down.

    None where either is not published or the units differ; on the spot is 100.
    """
    if promised is None or statutory is None or statutory.unit is Unit.INSTANT:
        return None
    if promised.unit is Unit.INSTANT:
        return 100
    if promised.unit is not statutory.unit:
        return None
    return max(0, 100 * (statutory.amount - promised.amount) // statutory.amount)


def without(names: Sequence[str], waived: Iterable[str]) -> tuple[str, ...]:
    """The materials that stay, in their order."""
    gone = set(waived)
    return tuple(name for name in names if name not in gone)
