"""Which cases an actor may see and change, and the one lock under which a case changes."""

from uuid import UUID

from django.db.models import QuerySet

from yimen.data.cases.models import Case, Draft
from yimen.rules.access import Actor, NotFound, Party, may_open_sensitive, scope_prefix
from yimen.usecases.people.counties import counties_of
from yimen.usecases.shared.scope import in_scope

_TOWNSHIP_DIGITS = 9


def account_of(actor: Actor) -> UUID:
    """The account of a resident; an actor without one owns nothing (`NotFound`)."""
    if actor.account_id is None:
        raise NotFound
    return actor.account_id


def own_cases(actor: Actor) -> QuerySet[Case]:
    """A resident's own cases, in the counties where they have any: one statement to know these."""
    account_id = account_of(actor)
    return Case.objects.filter(county_code__in=counties_of(account_id), account_id=account_id)


def own_drafts(actor: Actor) -> QuerySet[Draft]:
    """A resident's own drafts, likewise."""
    account_id = account_of(actor)
    return Draft.objects.filter(county_code__in=counties_of(account_id), account_id=account_id)


def is_on_duty(actor: Actor) -> bool:
    """Whether the post lies in one township (not above it), whose sensitive cases are then its own."""
    return actor.is_staff and len(scope_prefix(actor.scope_code)) == _TOWNSHIP_DIGITS


def cases_of(actor: Actor, county_code: str) -> QuerySet[Case]:
    """The cases of a county that the actor may know of.

    Residents: their own. Posts: those of their subtree of townships, and sensitive ones only with
    a duty there (design §5), so a county's office never sees one. Jobs: all. Everyone else: none.
    """
    rows = Case.objects.filter(county_code=county_code)
    if actor.party is Party.SYSTEM:
        return rows
    if actor.party is Party.RESIDENT:
        return rows.filter(account_id=account_of(actor))
    if actor.county_code != county_code:
        return rows.none()
    rows = in_scope(rows, actor, code_field="township_code")
    return rows if may_open_sensitive(actor, on_duty=is_on_duty(actor)) else rows.filter(sensitive=False)


def county_of_case(actor: Actor, case_id: UUID, county_code: str = "") -> str:
    """The county in which the actor would find the case; `NotFound` for a stranger's.

    A post has its county, a job brings it along; a resident's cases may lie in several counties.
    """
    if actor.party is not Party.RESIDENT:
        return county_code if actor.party is Party.SYSTEM else actor.county_code
    found = own_cases(actor).filter(pk=case_id).values_list("county_code", flat=True).first()
    if found is None:
        raise NotFound
    return str(found)


def lock_case(actor: Actor, case_id: UUID, county_code: str) -> Case:
    """The case, locked until the transaction ends, with all that acts need; `NotFound` out of scope."""
    rows = cases_of(actor, county_code).select_for_update(of=("self",))
    case = rows.select_related("version__item", "organ", "village", "account").filter(pk=case_id).first()
    if case is None:
        raise NotFound
    return case
