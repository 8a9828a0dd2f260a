"""The service point and the dossier that an act is about, found in the actor's scope and locked."""

from collections.abc import Mapping
from datetime import datetime

from yimen.data.orgs.models import ServicePoint
from yimen.data.places.models import DossierChange, PlaceDossier
from yimen.rules.access import Actor, NotFound, covers
from yimen.rules.orgs import parse_region_code
from yimen.rules.place_facts import ChangeHow
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import JSON, Record
from yimen.usecases.shared.rows import only_row


def lock_point(actor: Actor, point_code: str) -> ServicePoint:
    """The point of a township or village, locked until the transaction ends: all acts on it wait here.

    Refuses a place outside the actor's scope, and one without a service point today (`NotFound`).
    """
    code = parse_region_code(point_code).code
    if not covers(actor, code):
        raise NotFound(field="point_code")
    rows = ServicePoint.objects.select_for_update(of=("self",)).select_related("region")
    point = only_row(rows.filter(county_code=code[:6], region__code=code, region__valid_to=None))
    if point is None:
        raise NotFound(field="point_code")
    return point


def find_dossier(point: ServicePoint) -> PlaceDossier | None:
    """The dossier of a point, locked, with the point itself."""
    rows = PlaceDossier.objects.select_for_update(of=("self",)).select_related("point")
    return only_row(rows.filter(county_code=point.county_code, point=point))


def begin_dossier(point: ServicePoint, now: datetime, *, sample: bool = False) -> PlaceDossier:
    """An empty dossier, NOT yet saved."""
    return PlaceDossier(
        id=new_id(now),
        county_code=point.county_code,
        point=point,
        region_code=point.region.code,
        is_center=point.kind == "CENTER",
        changed_at=now,
        sample=sample,
    )


def change_line(
    dossier: PlaceDossier, actor: Actor, now: datetime, how: ChangeHow, changes: dict[str, JSON]
) -> DossierChange:
    """A line of the dossier's history, NOT yet saved."""
    return DossierChange(
        id=new_id(now),
        county_code=dossier.county_code,
        dossier=dossier,
        revision=dossier.revision,
        at=now,
        how=how.value,
        account_id=actor.account_id,
        who=f"{actor.organ_name} {actor.name}".strip()[:80],
        changes=changes,
    )


def dossier_record(
    dossier: PlaceDossier, act: str, facts: dict[str, JSON], personal: Mapping[str, str] | None = None
) -> Record:
    """The journal's entry of an act on a dossier; what is `personal`, written freely, is kept as a digest."""
    return Record(
        county_code=dossier.county_code,
        subject_type="dossier",
        subject_id=dossier.pk,
        act=act,
        facts={"region_code": dossier.region_code, **facts},
        personal=personal or {},
    )
