"""Which cases an actor may see and change, and the one lock under which a case changes."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from yimen.data.cases.models import Case, CaseStep, Consent, Draft
from yimen.data.cases.oversight import OversightReferral
from yimen.data.orgs.models import Organ
from yimen.rules.access import Actor, NotFound, Party
from yimen.rules.case_flows import states_of
from yimen.rules.cases import CaseState
from yimen.rules.consents import ConsentState
from yimen.usecases.people.counties import counties_of
from yimen.usecases.shared.rows import only_row
from yimen.usecases.shared.scope import in_townships, scope_filter

CaseKey = UUID | str  # a case by its id, or by its number: pages know the one, other systems the other


def case_named(key: CaseKey) -> Q:
    """The condition that a row is the case of this id or number; the number begins with its county."""
    return Q(pk=key) if isinstance(key, UUID) else Q(case_no=key)


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


def on_duty(actor: Actor) -> Q:
    """The cases in which the post has a duty: acted in, assigned, or unassigned and waiting for its role."""
    waits = Q(state__in=[each.value for each in states_of(actor.party)])
    if actor.party is Party.APPROVER:
        # An approver of the township confirms only what the item's own steps leave to them.
        waits &= ~Q(state=CaseState.CONFIRMING.value) | _confirmed_by(Party.APPROVER)
    if actor.post_id is None:
        return Q(pk=None)
    acted = CaseStep.objects.filter(county_code=actor.county_code, post_id=actor.post_id, case=OuterRef("pk"))
    return Q(assignee_id=actor.post_id) | (Q(assignee=None) & waits) | Q(Exists(acted))


def _confirmed_by(party: Party) -> Q:
    return Q(version__steps__contains=[{"code": "CONFIRM", "role": party.value}])


def cases_of(actor: Actor, county_code: str) -> QuerySet[Case]:
    """The cases of a county that the actor may know of.

    Residents: their own. Village proxies: those they filed while the consent holds, and those that
    are posted in their village. A county's department: those that came up to it for confirmation.
    Whoever supervises what was permitted: the decisions that were handed to their department.
    Other posts: those of their subtree of townships, and sensitive ones only with a duty in the
    case (design §5), so neither a colleague nor a county's office sees one. Jobs: all. Else: none.
    """
    rows = Case.objects.filter(county_code=county_code)
    if actor.party is Party.SYSTEM:
        return rows
    if actor.party is Party.RESIDENT:
        return rows.filter(account_id=account_of(actor))
    if actor.county_code != county_code or not actor.is_staff:
        return rows.none()
    if actor.party is Party.VILLAGE_PROXY:
        return _village_cases(rows, actor)
    if actor.party is Party.COUNTY_APPROVER:
        return _department_cases(rows, actor)
    if actor.party is Party.OVERSEER:
        return _overseen_cases(rows, actor)
    rows = in_townships(rows, actor, code_field="township_code")
    return rows.filter(Q(sensitive=False) | on_duty(actor))


def supervised_cases(actor: Actor, county_code: str) -> QuerySet[Case]:
    """All cases of a center for its head, who hands out work: whoever shows them hides the applicant
    and the item of a sensitive one. None for everyone else."""
    if actor.party is not Party.CENTER_HEAD or actor.county_code != county_code:
        return Case.objects.none()
    return in_townships(Case.objects.filter(county_code=county_code), actor, code_field="township_code")


def _village_cases(rows: QuerySet[Case], actor: Actor) -> QuerySet[Case]:
    revoked = Consent.objects.filter(
        county_code=actor.county_code, case=OuterRef("pk"), state=ConsentState.REVOKED.value
    )
    posted = Q(state=CaseState.PUBLICIZING.value) & scope_filter(actor, code_field="village__code")
    return rows.filter((Q(filed_by_id=actor.post_id) & ~Q(Exists(revoked))) | posted)


def _department_cases(rows: QuerySet[Case], actor: Actor) -> QuerySet[Case]:
    if actor.organ_id is None:
        return rows.none()
    department = Organ.objects.filter(pk=actor.organ_id).values("department")[:1]
    rows = in_townships(rows, actor, code_field="township_code")
    rows = rows.filter(version__item__department=Subquery(department))
    return rows.filter(_confirmed_by(Party.COUNTY_APPROVER)).filter(on_duty(actor))


def _overseen_cases(rows: QuerySet[Case], actor: Actor) -> QuerySet[Case]:
    if actor.organ_id is None:
        return rows.none()
    named = OversightReferral.objects.filter(
        county_code=actor.county_code, case=OuterRef("pk"), organ_id=actor.organ_id
    )
    return in_townships(rows, actor, code_field="township_code").filter(Exists(named))


def county_of_case(actor: Actor, case_id: CaseKey, county_code: str = "") -> str:
    """The county in which the actor would find the case; `NotFound` for a stranger's.

    A post has its county, a job brings it along; a resident's cases may lie in several counties.
    """
    if actor.party is not Party.RESIDENT:
        return county_code if actor.party is Party.SYSTEM else actor.county_code
    found = own_cases(actor).filter(case_named(case_id)).values_list("county_code", flat=True).first()
    if found is None:
        raise NotFound
    return str(found)


def lock_case(actor: Actor, case_id: CaseKey, county_code: str, *, supervising: bool = False) -> Case:
    """The case, locked until the transaction ends, with all that acts need; `NotFound` out of scope.

    `supervising` is for the acts of a head of center, who hands out also what they may not read.
    """
    scope = supervised_cases if supervising else cases_of
    rows = scope(actor, county_code).select_for_update(of=("self",))
    rows = rows.select_related(
        "version__item", "organ__region__service_point", "village", "account", "delegation__entrusting_organ"
    )
    case = only_row(rows.filter(case_named(case_id)))
    if case is None:
        raise NotFound
    return case
