"""How a county hands decisions to whoever supervises: by department and township, with the rows behind."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from yimen.data.cases.oversight import OversightReferral
from yimen.data.orgs.models import Region
from yimen.rules.access import Actor, Party, require
from yimen.rules.calendar import BEIJING
from yimen.rules.oversight import OPEN_OVERSIGHT, WATCHED_PILES, OversightPile, OversightState
from yimen.usecases.cases.oversight_scope import DepartmentOption, departments_of, referrals_of
from yimen.usecases.cases.queries.oversight_rows import OversightPage, page_of
from yimen.usecases.orgs.calendars import current_calendar

FIRST_YEAR, LAST_YEAR = 2020, 2100


@dataclass(frozen=True, kw_only=True, slots=True)
class OversightFigures:
    """Counts of decisions; of the `limited` ones, confirmed and with a limit, so many `in_time`."""

    decided: int = 0
    unnamed: int = 0
    to_acknowledge: int = 0
    to_check: int = 0
    checked: int = 0
    late: int = 0
    limited: int = 0
    in_time: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class OversightLine:
    """The figures of one department (`organ_id`) or of one township (`township_code`)."""

    name: str
    organ_id: UUID | None
    township_code: str
    figures: OversightFigures


@dataclass(frozen=True, kw_only=True, slots=True)
class OversightBoard:
    """The decisions of a Beijing year: all, by department, by township."""

    year: int
    total: OversightFigures
    by_department: tuple[OversightLine, ...]
    by_township: tuple[OversightLine, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class WatchedPage:
    """A page of rows, what narrows it in words, and the departments that can be named by this reader."""

    page: OversightPage
    organ_name: str
    township_name: str
    departments: tuple[DepartmentOption, ...]


def get_oversight_board(*, actor: Actor, today: dt.date, year: int) -> OversightBoard:
    """The figures of the decisions of one year in the actor's scope: three statements.

    Every figure is a count of rows that `list_oversight` shows under the same choice. A decision whose
    registration was voided counts for nothing.
    """
    require(actor, "cases.watch_oversight")
    rows = _of_year(referrals_of(actor), year).exclude(state=OversightState.ENDED.value)
    counts = _counts(today)
    by_organ = rows.order_by().values("organ_id", name=F("organ__name")).annotate(**counts)
    by_township = rows.order_by().values("township_code").annotate(**counts)
    townships = list(by_township.order_by("township_code"))
    names = _township_names([str(each["township_code"]) for each in townships])
    departments = [
        OversightLine(
            name=str(each["name"] or ""),
            organ_id=each["organ_id"],
            township_code="",
            figures=_figures(each),
        )
        for each in by_organ
    ]
    places = [
        OversightLine(
            name=names.get(str(each["township_code"]), str(each["township_code"])),
            organ_id=None,
            township_code=str(each["township_code"]),
            figures=_figures(each),
        )
        for each in townships
    ]
    return OversightBoard(
        year=year,
        total=_sum(places),
        by_department=tuple(sorted(departments, key=lambda line: (line.organ_id is not None, line.name))),
        by_township=tuple(places),
    )


def list_oversight(
    *,
    actor: Actor,
    today: dt.date,
    pile: OversightPile,
    year: int | None = None,
    organ_id: UUID | None = None,
    township_code: str = "",
    after: str | None = None,
    limit: int = 50,
) -> WatchedPage:
    """The rows behind a figure, what waits longest first; at most six statements.

    Of a sensitive case neither applicant nor village nor page is told. Refuses a key that is none; a
    department or township without any decision in scope gives no rows.
    """
    require(actor, "cases.watch_oversight")
    rows = referrals_of(actor)
    if year is not None:
        rows = _of_year(rows, year)
    if organ_id is not None:
        rows = rows.filter(organ_id=organ_id)
    if township_code:
        rows = rows.filter(township_code=township_code)
    shown = rows if pile is OversightPile.ENDED else rows.exclude(state=OversightState.ENDED.value)
    page = page_of(
        shown,
        rows,
        actor,
        pile=pile,
        piles=WATCHED_PILES,
        today=today,
        calendar=current_calendar(),
        after=after,
        limit=limit,
    )
    organs = departments_of(actor)
    return WatchedPage(
        page=page,
        organ_name=next((each.name for each in organs if each.organ_id == organ_id), ""),
        township_name=_township_names([township_code]).get(township_code, "") if township_code else "",
        departments=organs if actor.party is Party.COUNTY_OFFICER else (),
    )


def _of_year(rows: QuerySet[OversightReferral], year: int) -> QuerySet[OversightReferral]:
    year = min(max(year, FIRST_YEAR), LAST_YEAR)
    first = dt.datetime(year, 1, 1, tzinfo=BEIJING)
    return rows.filter(decided_at__gte=first, decided_at__lt=dt.datetime(year + 1, 1, 1, tzinfo=BEIJING))


def _counts(today: dt.date) -> dict[str, Count]:
    """The figures as the database counts them; the piles are those of `rules.oversight.PILE_STATES`."""
    limited = Q(acknowledge_due__isnull=False, acknowledged_at__isnull=False)
    open_states = sorted(each.value for each in OPEN_OVERSIGHT)
    return {
        "decided": Count("id"),
        "unnamed": Count("id", filter=Q(state=OversightState.UNNAMED.value)),
        "to_acknowledge": Count("id", filter=Q(state=OversightState.HANDED_OVER.value)),
        "to_check": Count("id", filter=Q(state=OversightState.ACKNOWLEDGED.value)),
        "checked": Count("id", filter=Q(state=OversightState.CHECKED.value)),
        "late": Count("id", filter=Q(state__in=open_states, due_on__lt=today)),
        "limited": Count("id", filter=limited),
        "in_time": Count("id", filter=limited & Q(acknowledged_at__date__lte=F("acknowledge_due"))),
    }


def _figures(counted: Mapping[str, Any]) -> OversightFigures:
    return OversightFigures(**{each.name: int(counted[each.name]) for each in fields(OversightFigures)})


def _sum(lines: list[OversightLine]) -> OversightFigures:
    names = [each.name for each in fields(OversightFigures)]
    return OversightFigures(**{name: sum(getattr(line.figures, name) for line in lines) for name in names})


def _township_names(codes: list[str]) -> dict[str, str]:
    """The names of these townships, also of those that are none any more."""
    rows = Region.objects.filter(code__in=codes).order_by("valid_from")
    return dict(rows.values_list("code", "short_name"))
