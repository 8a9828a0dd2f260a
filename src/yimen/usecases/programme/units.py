"""Which programme is a unit's, which units a city has, and the lines of history that its rows leave."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from yimen.data.orgs.models import Organ, Region
from yimen.data.programme.models import Programme, ProgrammeChange, ProgrammeVersion
from yimen.rules.access import Actor, NotFound, covers
from yimen.rules.orgs import BadRegionCode, Level, level_of, parse_region_code
from yimen.rules.programme import Body, KnownUnits
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import JSON, Record
from yimen.usecases.shared.rows import only_row

_UNIT_LEVELS = frozenset({Level.PREFECTURE, Level.COUNTY, Level.TOWNSHIP})


def city_of_unit(unit_code: str) -> str:
    """The 12-digit code of the city to which a unit belongs: each has its city's programme."""
    return f"{unit_code[:4]}00000000"


def home_of(actor: Actor) -> str:
    """The unit for which an actor reads the programme: the township of a village's people, else its own."""
    code = actor.scope_code
    return f"{code[:9]}000" if code and level_of(code) is Level.VILLAGE else code


def unit_in_scope(actor: Actor, unit_code: str) -> Region:
    """The city, county or township; refuses one outside the actor's scope or that is none (`NotFound`)."""
    try:
        code = parse_region_code(unit_code).code
    except BadRegionCode:
        raise NotFound(field="unit_code") from None
    if level_of(code) not in _UNIT_LEVELS or not covers(actor, code):
        raise NotFound(field="unit_code")
    region = only_row(Region.objects.filter(code=code, valid_to=None))
    if region is None:
        raise NotFound(field="unit_code")
    return region


def known_units(city_code: str) -> KnownUnits:
    """The county-level units of a city and its organs: what a programme may name; two statements."""
    under = Region.objects.filter(code__startswith=city_code[:4], valid_to=None, level=Level.COUNTY.value)
    bodies = tuple(
        Body(code=row.code, names=frozenset({row.name, row.short_name}), is_zone=row.functional_zone)
        for row in under.order_by("code")
    )
    leads = Organ.objects.filter(region__code=city_code, region__valid_to=None)
    return KnownUnits(bodies=bodies, leads=frozenset(leads.values_list("name", flat=True)))


def version_in_force(programme: Programme) -> ProgrammeVersion | None:
    """What holds today of a programme."""
    rows = ProgrammeVersion.objects.filter(
        county_code=programme.county_code, programme=programme, superseded_at=None
    )
    return only_row(rows.exclude(published_at=None))


def lock_programme(city_code: str, year: int) -> Programme:
    """The programme, locked until the transaction ends; refuses one that is not there (`NotFound`)."""
    rows = Programme.objects.select_for_update().filter(
        county_code=city_code[:6], city_code=city_code, year=year
    )
    found = only_row(rows)
    if found is None:
        raise NotFound(field="year")
    return found


def names_of(codes: Iterable[str]) -> dict[str, str]:
    """The short names of units by code, those that are no longer valid too; one statement."""
    rows = Region.objects.filter(code__in=set(codes)).order_by("valid_from")
    return dict(rows.values_list("code", "short_name"))


def change_line(row: Any, actor: Actor, now: datetime, changes: Mapping[str, list[Any]]) -> ProgrammeChange:
    """A line of the history of a sub-task, seat or contact, NOT yet saved."""
    return ProgrammeChange(
        id=new_id(now),
        county_code=row.county_code,
        subject_id=row.pk,
        at=now,
        account_id=actor.account_id,
        who=f"{actor.organ_name} {actor.name}".strip()[:80],
        changes=dict(changes),
    )


def programme_record(
    *,
    county_code: str,
    kind: str,
    subject_id: UUID,
    act: str,
    facts: dict[str, JSON],
    personal: Mapping[str, str] | None = None,
) -> Record:
    """The journal's entry of an act of this noun; a person's own telephone goes in as a digest only."""
    return Record(
        county_code=county_code,
        subject_type=kind,
        subject_id=subject_id,
        act=act,
        facts=facts,
        personal=personal or {},
    )
