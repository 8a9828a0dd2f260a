"""What hangs in which hall, and who must change it: derived from the records and the editions in force."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from yimen.data.catalog.models import Hanging, ListEdition
from yimen.data.orgs.models import Region
from yimen.rules.access import Actor, NotFound, covers, require
from yimen.rules.hanging import HangingState, hanging_state
from yimen.rules.orgs import Level, is_within, parse_region_code
from yimen.usecases.catalog.unit_lists import Edition, find_edition
from yimen.usecases.orgs.queries import Place, get_place
from yimen.usecases.shared.scope import in_scope

_PAGE = 40
_UNITS = (Level.TOWNSHIP.value, Level.VILLAGE.value)


class HangingChoice(StrEnum):
    """Which units a page of the register shows."""

    ALL = "ALL"
    TO_CHANGE = "TO_CHANGE"
    UNRECORDED = "UNRECORDED"


@dataclass(frozen=True, kw_only=True, slots=True)
class HungSheet:
    """One sheet that hangs now: which edition, where, since when, who recorded it."""

    hanging_id: UUID
    number: int
    spot: str
    hung_on: date
    recorder: str
    has_photo: bool
    is_old: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class HangingRow:
    """A unit with the number of its list in force (None: none published) and what hangs there."""

    unit_code: str
    name: str
    is_village: bool
    in_force: int | None
    state: HangingState
    sheets: tuple[HungSheet, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class HangingPage:
    """A page of the register by code; `next_key` None on the last."""

    rows: tuple[HangingRow, ...]
    next_key: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class HangingUnit:
    """One unit before the form that records a hanging: the edition that was scanned, and what hangs there."""

    place: Place
    edition: Edition
    row: HangingRow


def list_hanging(
    *, actor: Actor, choice: HangingChoice = HangingChoice.ALL, after: str | None = None
) -> HangingPage:
    """The townships and villages of the actor's scope by code, each with what hangs there.

    `TO_CHANGE` are those with an old sheet on the wall, `UNRECORDED` those with a list of which nobody has
    recorded where it hangs. Two statements whatever the rows. Refuses an actor without the grant.
    """
    require(actor, "catalog.read_hanging")
    rows: QuerySet[Any] = in_scope(_units(), actor, code_field="code")
    if choice is HangingChoice.TO_CHANGE:
        rows = rows.filter(Exists(_old_sheets()))
    elif choice is HangingChoice.UNRECORDED:
        rows = rows.filter(~Exists(_sheets()), Exists(_lists()))
    if after:
        rows = rows.filter(code__gt=after)
    found = list(rows.order_by("code")[: _PAGE + 1])
    page = found[:_PAGE]
    sheets = _sheets_of([row.code for row in page])
    return HangingPage(
        rows=tuple(_row(row, sheets.get(row.code, ())) for row in page),
        next_key=page[-1].code if len(found) > _PAGE else None,
    )


def get_hanging_unit(*, actor: Actor, unit_code: str, number: int) -> HangingUnit:
    """The unit and edition that a code on the wall names, for whoever stands before it.

    Refuses an actor without the grant, a unit outside the actor's scope and an edition that never was
    (`NotFound`).
    """
    require(actor, "catalog.read_hanging")
    code = parse_region_code(unit_code).code
    if not covers(actor, code):
        raise NotFound(field="unit_code")
    edition = find_edition(code, number)
    row = _units().filter(code=code).first()
    if edition is None or row is None:
        raise NotFound(field="number")
    sheets = _sheets_of([code]).get(code, ())
    return HangingUnit(place=get_place(code), edition=edition, row=_row(row, sheets))


def count_to_change(*, actor: Actor) -> int:
    """How many units of the actor's scope have an old list on the wall: the reminder 换张; one statement."""
    require(actor, "catalog.read_hanging")
    return in_scope(_units(), actor, code_field="code").filter(Exists(_old_sheets())).count()


def hanging_states(unit_codes: Iterable[str]) -> dict[str, HangingState]:
    """The state of each of these units, for boards that count them; two statements whatever their number.

    A code that is no unit of today is left out.
    """
    codes = sorted(set(unit_codes))
    rows = list(_units().filter(code__in=codes))
    sheets = _sheets_of([row.code for row in rows])
    return {row.code: _row(row, sheets.get(row.code, ())).state for row in rows}


def hanging_states_under(region_code: str) -> dict[str, HangingState]:
    """The state of every township and village below a region; two statements."""
    code = parse_region_code(region_code).code
    held = list(ListEdition.objects.filter(county_code=code[:6], superseded_at=None).values_list("unit_code"))
    return hanging_states(unit for (unit,) in held if is_within(unit, code))


def _units() -> QuerySet[Region]:
    """The townships and villages of today with the number of their list in force."""
    mine = _lists()
    return Region.objects.filter(level__in=_UNITS, valid_to=None).annotate(
        number=Subquery(mine.values("number")[:1])
    )


def _lists() -> QuerySet[ListEdition]:
    return ListEdition.objects.filter(unit_code=OuterRef("code"), superseded_at=None)


def _sheets() -> QuerySet[Hanging]:
    return Hanging.objects.filter(unit_code=OuterRef("code"), replaced_at=None)


def _old_sheets() -> QuerySet[Hanging]:
    return _sheets().filter(edition__superseded_at__isnull=False)


def _sheets_of(codes: Sequence[str]) -> dict[str, tuple[HungSheet, ...]]:
    """What hangs at these units now, by the spot."""
    rows = Hanging.objects.filter(unit_code__in=codes, replaced_at=None)
    found: dict[str, tuple[HungSheet, ...]] = {}
    annotated = rows.select_related("edition", "recorder").annotate(
        photo_ids=ArrayAgg("photos__id", filter=Q(photos__id__isnull=False), default=None)
    )
    for row in annotated.order_by("unit_code", "spot"):
        found[row.unit_code] = (*found.get(row.unit_code, ()), _sheet(row))
    return found


def _sheet(row: Any) -> HungSheet:
    return HungSheet(
        hanging_id=row.pk,
        number=row.edition.number,
        spot=row.spot,
        hung_on=row.hung_on,
        recorder=row.recorder.name,
        has_photo=bool(row.photo_ids),
        is_old=row.edition.superseded_at is not None,
    )


def _row(row: Any, sheets: Sequence[HungSheet]) -> HangingRow:
    return HangingRow(
        unit_code=row.code,
        name=row.short_name,
        is_village=row.level == Level.VILLAGE.value,
        in_force=row.number,
        state=hanging_state(row.number, [sheet.number for sheet in sheets]),
        sheets=tuple(sheets),
    )
