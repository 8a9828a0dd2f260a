"""Which units an actor may look at, and which lie below one in a month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from yimen.data.orgs.models import Region
from yimen.rules.access import Actor, NotFound, covers
from yimen.rules.indicator_months import next_month
from yimen.rules.orgs import LEVEL_DIGITS, Level, level_of, parse_region_code, subtree_prefix

_BELOW = {
    Level.PREFECTURE: Level.COUNTY,
    Level.COUNTY: Level.TOWNSHIP,
    Level.TOWNSHIP: Level.VILLAGE,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitName:
    """A unit as it was called in a month; `has_ended` says that it has another code, or none, by now."""

    code: str
    name: str
    level: Level
    has_ended: bool = False


def find_unit(actor: Actor, unit_code: str, month: date) -> UnitName:
    """The unit (the actor's own where none is named), as it was in the month.

    Refuses what lies outside the scope, a province, and a code that no unit had in the month (`NotFound`).
    """
    code = parse_region_code(unit_code or actor.scope_code, field="unit_code").code
    if not covers(actor, code) or level_of(code) is Level.PROVINCE:
        raise NotFound(field="unit_code")
    row = _in_force(Region.objects.filter(code=code), month).order_by("-valid_from").first()
    if row is None:
        raise NotFound(field="unit_code")
    return _named(row)


def units_below(code: str, month: date) -> tuple[UnitName, ...]:
    """The units right below that had their code on some day of the month, in order; none below a village."""
    level = _BELOW.get(level_of(code))
    if level is None:
        return ()
    rows = Region.objects.filter(code__startswith=subtree_prefix(code), level=level.value)
    found = {row.code: _named(row) for row in _in_force(rows, month).order_by("code", "valid_from")}
    return tuple(found.values())


def leaves_of(code: str) -> tuple[str, ...]:
    """Every township and village that ever was in a unit, by code."""
    rows = Region.objects.filter(
        code__startswith=subtree_prefix(code), level__in=[Level.TOWNSHIP.value, Level.VILLAGE.value]
    )
    return tuple(rows.order_by("code").values_list("code", flat=True).distinct())


def names_of(codes: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Code → name of the unit and of what it belongs to; one statement."""
    above = {code: _above(code) for code in codes}
    rows = Region.objects.filter(code__in={*codes, *above.values()}).order_by("valid_from")
    named = dict(rows.values_list("code", "short_name"))
    return {code: (named.get(code, code), named.get(above[code], "")) for code in codes}


def _above(code: str) -> str:
    level = Level.COUNTY if code.endswith("000") else Level.TOWNSHIP
    return code[: LEVEL_DIGITS[level]].ljust(len(code), "0")


def _in_force(rows: QuerySet[Region], month: date) -> QuerySet[Region]:
    last = next_month(month) - timedelta(days=1)
    return rows.filter(Q(valid_to=None) | Q(valid_to__gt=month), valid_from__lte=last)


def _named(row: Region) -> UnitName:
    return UnitName(
        code=row.code, name=row.short_name, level=Level(row.level), has_ended=row.valid_to is not None
    )
