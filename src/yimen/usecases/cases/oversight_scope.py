"""Which handed-over decisions an actor may know of, and which departments a county can name."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from yimen.data.cases.oversight import OversightReferral
from yimen.data.orgs.models import Organ
from yimen.rules.access import Actor, Party
from yimen.usecases.orgs.organs import OrganKind
from yimen.usecases.shared.scope import in_townships

_WATCHING = frozenset({Party.COUNTY_OFFICER, Party.CENTER_HEAD})


@dataclass(frozen=True, kw_only=True, slots=True)
class DepartmentOption:
    """A department that can be named."""

    organ_id: UUID
    name: str


def referrals_of(actor: Actor) -> QuerySet[OversightReferral]:
    """A department's own; a county's office and a head of center those of their townships; else none.

    Being named to supervise is the department's duty in a case, also in one of a sensitive kind; whoever
    watches sees of such a case neither applicant nor page.
    """
    rows = OversightReferral.objects.filter(county_code=actor.county_code)
    if actor.party is Party.OVERSEER and actor.organ_id is not None:
        return in_townships(rows.filter(organ_id=actor.organ_id), actor, code_field="township_code")
    if actor.party in _WATCHING:
        return in_townships(rows, actor, code_field="township_code")
    return rows.none()


def departments_of(actor: Actor) -> tuple[DepartmentOption, ...]:
    """The departments that the actor's county has registered, by name."""
    rows = Organ.objects.filter(county_code=actor.county_code, kind=OrganKind.DEPARTMENT.value)
    found = rows.filter(region__valid_to=None).order_by("name").values_list("id", "name")
    return tuple(DepartmentOption(organ_id=organ_id, name=name) for organ_id, name in found)
