"""The ways of complaint against the organs of a county: what is missing, and registering it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from yimen.data.orgs.models import Organ
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.orgs import Level
from yimen.rules.remedies import (
    CleanRemedies,
    RemedyProposal,
    check_remedies,
    propose_for_county,
    propose_for_department,
    propose_for_township,
)
from yimen.usecases.orgs.organ_plans import is_zone
from yimen.usecases.orgs.organs import ORGAN_KIND_LABELS, OrganKind
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action
from yimen.usecases.shared.scope import in_scope


@dataclass(frozen=True, kw_only=True, slots=True)
class OrganRow:
    """An organ of the county with the ways of complaint against it; blank is unknown."""

    organ_id: UUID
    name: str
    kind_label: str
    region_code: str
    reconsideration_organ: str
    court: str
    source: str

    @property
    def is_whole(self) -> bool:
        """Whether this organ can decide: both ways of complaint are known (行政许可法 38)."""
        return bool(self.reconsideration_organ and self.court)


@dataclass(frozen=True, kw_only=True, slots=True)
class OrganPage:
    """One organ for registering, with what the law lets one expect."""

    organ: OrganRow
    proposal: RemedyProposal


@dataclass(frozen=True, kw_only=True, slots=True)
class RemediesRecorded:
    """The organ, and whether anything changed."""

    organ_id: UUID
    changed: bool


def list_organs(*, actor: Actor) -> tuple[OrganRow, ...]:
    """The organs of the actor's county, those that cannot decide yet first: one statement."""
    require(actor, "orgs.record_remedies")
    rows = [_row(each) for each in _organs_of(actor)]
    return tuple(sorted(rows, key=lambda row: (row.is_whole, row.region_code, row.name)))


def get_organ(*, actor: Actor, organ_id: UUID) -> OrganPage:
    """One organ of the county with the proposal; `NotFound` for another county's."""
    require(actor, "orgs.record_remedies")
    organ = _organs_of(actor).filter(pk=organ_id).first()
    if organ is None:
        raise NotFound
    return OrganPage(organ=_row(organ), proposal=_propose(organ))


@action("orgs.record_remedies")
def record_remedies(
    *,
    actor: Actor,
    now: datetime,
    organ_id: UUID,
    reconsideration_organ: str,
    court: str,
    source: str,
    request_key: str | None = None,
) -> RemediesRecorded:
    """Register before whom the decisions of an organ of the county are fought, and where that is written.

    Later decisions state it; papers that went out stay as they are, and no import changes it again.
    Refuses an organ of another county (`NotFound`), one of the two ways without the other, and both
    without their source. Both blank take the registration back: then the organ cannot decide.
    """
    require(actor, "orgs.record_remedies")
    clean = check_remedies(reconsideration_organ=reconsideration_organ, court=court, source=source)
    answer = perform(
        action="orgs.record_remedies",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={
            "organ_id": str(organ_id),
            "reconsideration_organ": clean.reconsideration_organ,
            "court": clean.court,
            "source": clean.source,
        },
        core=lambda: _apply_remedies(actor, organ_id, clean),
    )
    return RemediesRecorded(organ_id=organ_id, changed=bool(answer["changed"]))


def _apply_remedies(actor: Actor, organ_id: UUID, clean: CleanRemedies) -> Outcome:
    organ = _organs_of(actor).select_for_update(of=("self",)).filter(pk=organ_id).first()
    if organ is None:
        raise NotFound
    told = (clean.reconsideration_organ, clean.court, clean.source)
    if (organ.reconsideration_organ, organ.court, organ.remedies_source) == told:
        return Outcome(answer={"changed": False}, record=None)
    former = {"reconsideration_organ": organ.reconsideration_organ, "court": organ.court}
    organ.reconsideration_organ, organ.court, organ.remedies_source = told
    organ.save(update_fields=["reconsideration_organ", "court", "remedies_source"])
    record = Record(
        county_code=organ.county_code,
        subject_type="organ",
        subject_id=organ.pk,
        act="orgs.record_remedies",
        facts={
            "reconsideration_organ": clean.reconsideration_organ,
            "court": clean.court,
            "source": clean.source,
            "former": dict(former),
        },
    )
    return Outcome(answer={"changed": True}, record=record)


def _organs_of(actor: Actor) -> QuerySet[Organ]:
    rows = Organ.objects.filter(county_code=actor.county_code, region__valid_to=None)
    return in_scope(rows, actor, code_field="region__code").select_related("region__parent")


def _propose(organ: Organ) -> RemedyProposal:
    region = organ.region
    zone = is_zone(region.code)
    if organ.kind == OrganKind.DEPARTMENT.value:
        return propose_for_department(county_government=_government_of(region.code), in_zone=zone)
    if region.level == Level.TOWNSHIP.value:
        county = f"{region.code[:6]}000000"
        return propose_for_township(county_government=_government_of(county), in_zone=zone)
    parent = region.parent
    higher = _government_of(parent.code) if parent is not None else ""
    return propose_for_county(higher_government=higher, in_zone=zone)


def _government_of(region_code: str) -> str:
    rows = Organ.objects.filter(
        region__code=region_code, region__valid_to=None, kind=OrganKind.GOVERNMENT.value, department=""
    )
    return str(rows.values_list("name", flat=True).first() or "")


def _row(organ: Organ) -> OrganRow:
    return OrganRow(
        organ_id=organ.pk,
        name=organ.name,
        kind_label=ORGAN_KIND_LABELS[OrganKind(organ.kind)],
        region_code=organ.region.code,
        reconsideration_organ=organ.reconsideration_organ,
        court=organ.court,
        source=organ.remedies_source,
    )
