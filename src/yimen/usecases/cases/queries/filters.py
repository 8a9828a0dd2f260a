"""What a worklist can be narrowed to: exactly the columns that an index knows (design §6)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import QuerySet

from yimen.data.cases.due_dates import NEVER
from yimen.data.cases.models import Case
from yimen.rules.access import Actor, scope_prefix
from yimen.rules.calendar import WorkCalendar
from yimen.rules.case_clocks import last_warned_day
from yimen.rules.case_queues import QUEUE_STATES, WAY_QUEUES
from yimen.rules.deadlines import DueLight
from yimen.usecases.orgs.queries import list_townships, list_villages

_TOWNSHIP_DIGITS = 9
_COUNTY_DIGITS = 6
_OPEN = sorted({state.value for queue in WAY_QUEUES for state in QUEUE_STATES[queue]})


class Whose(StrEnum):
    """On whose desk."""

    MINE = "MINE"
    NOBODY = "NOBODY"


@dataclass(frozen=True, kw_only=True, slots=True)
class WorklistFilter:
    """What was chosen; an empty value narrows nothing. `item` is a code, `place` a region's code."""

    item: str = ""
    place: str = ""
    whose: Whose | None = None
    light: DueLight | None = None

    @property
    def is_set(self) -> bool:
        """Whether anything was chosen."""
        return bool(self.item or self.place or self.whose or self.light)


@dataclass(frozen=True, kw_only=True, slots=True)
class FilterOption:
    """A value that can be chosen, in words."""

    value: str
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FilterOptions:
    """The items that are on the way in the scope, and the places one level below it."""

    items: tuple[FilterOption, ...]
    places: tuple[FilterOption, ...]


def narrow(
    rows: QuerySet[Case], chosen: WorklistFilter, actor: Actor, today: dt.date, calendar: WorkCalendar
) -> QuerySet[Case]:
    """Only the rows that fit what was chosen; a code that there is not leaves none."""
    if chosen.item:
        rows = rows.filter(version__item__code=chosen.item)
    if chosen.place:
        of_township = chosen.place.endswith("000")
        rows = rows.filter(**{"township_code" if of_township else "village__code": chosen.place})
    if chosen.whose is Whose.MINE:
        rows = rows.filter(assignee_id=actor.post_id)
    if chosen.whose is Whose.NOBODY:
        rows = rows.filter(assignee=None)
    return _lit(rows, chosen.light, today, calendar)


def _lit(
    rows: QuerySet[Case], light: DueLight | None, today: dt.date, calendar: WorkCalendar
) -> QuerySet[Case]:
    warned = last_warned_day(today, calendar)
    match light:
        case DueLight.RED:
            return rows.filter(due_on__lt=today)
        case DueLight.AMBER:
            return rows.filter(due_on__gte=today, due_on__lte=warned)
        case DueLight.GREEN:
            return rows.filter(due_on__gt=warned, due_on__lt=NEVER)
        case DueLight.NONE:
            return rows.filter(due_on=NEVER)
    return rows


def read_options(scoped: QuerySet[Case], actor: Actor) -> FilterOptions:
    """What can be chosen: two statements."""
    items = scoped.filter(state__in=_OPEN).order_by("version__pinyin").distinct()
    named = items.values_list("version__item__code", "version__neutral_name", "version__pinyin")
    return FilterOptions(
        items=_unique((str(code), str(name)) for code, name, _ in named), places=_places(actor)
    )


def _unique(pairs: Iterable[tuple[str, str]]) -> tuple[FilterOption, ...]:
    """One option a code: versions of one item may be called differently."""
    return tuple(FilterOption(value=code, label=name) for code, name in dict(pairs).items())


def _places(actor: Actor) -> tuple[FilterOption, ...]:
    digits = len(scope_prefix(actor.scope_code)) if actor.scope_code else 0
    below = {_TOWNSHIP_DIGITS: list_villages, _COUNTY_DIGITS: list_townships}.get(digits)
    if below is None:
        return ()
    code = actor.scope_code if digits == _TOWNSHIP_DIGITS else actor.scope_code[:_COUNTY_DIGITS]
    return tuple(FilterOption(value=each.code, label=each.short_name) for each in below(code))
