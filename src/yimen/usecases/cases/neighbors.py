"""Who is a neighbor of a village proxy, and what can be filed for one."""

from uuid import UUID

from django.db.models import QuerySet

from yimen.data.cases.models import Case
from yimen.data.catalog.models import ItemVersion
from yimen.rules.access import Actor, NotFound, Party
from yimen.rules.catalog import ApplyWay
from yimen.usecases.cases.drafts import NotHere
from yimen.usecases.catalog.versions import versions_offered
from yimen.usecases.shared.scope import in_scope


def post_of(actor: Actor) -> UUID:
    """The post of a proxy; an actor without one has filed nothing (`NotFound`)."""
    if actor.post_id is None:
        raise NotFound
    return actor.post_id


def village_people(actor: Actor) -> QuerySet[Case]:
    """All cases of the actor's villages, as far as the person behind them goes, none without a post.

    Wider than `scope.cases_of`: whoever reads this shows masked people or what is due, never a case.
    """
    if actor.party not in {Party.VILLAGE_PROXY, Party.CLERK}:
        return Case.objects.none()
    return in_scope(Case.objects.filter(county_code=actor.county_code), actor, code_field="village__code")


def find_person(actor: Actor, case_id: UUID) -> Case:
    """The case in which a neighbor told who they are; `NotFound` outside the village."""
    row = village_people(actor).filter(pk=case_id).first()
    if row is None:
        raise NotFound(field="person")
    return row


def find_filed_version(item_code: str) -> ItemVersion:
    """The version in force of an item that can be filed in a village; refuses one of another platform."""
    rows = versions_offered().filter(item__code=item_code)
    version = rows.first()
    if version is None:
        raise NotFound(field="item_code")
    if version.apply_way == ApplyWay.LINK.value:
        raise NotHere(item=version.short_name)
    return version
