"""What confirming and not confirming have in common: who may, in whose name, and clocks that end."""

from dataclasses import dataclass
from datetime import datetime

from yimen.data.cases.models import Case
from yimen.data.orgs.models import Organ
from yimen.rules.access import Actor, NotFound, Party
from yimen.rules.calendar import WorkCalendar
from yimen.rules.case_flows import confirming_party
from yimen.rules.case_reviews import SameConfirmer
from yimen.rules.cases import ACT_LABELS, Act, WrongParty
from yimen.rules.catalog import Authority
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.usecases.cases.clocks import end_clocks
from yimen.usecases.cases.deciding import check_second_person
from yimen.usecases.cases.papers import authority_in
from yimen.usecases.catalog.versions import read_flow
from yimen.usecases.orgs.calendars import current_calendar
from yimen.usecases.orgs.organs import OrganKind
from yimen.usecases.shared.writing import Write

CONFIRMATION_COLUMNS = ("decided_at", "decision_text", "step_due")


class ConfirmingOrganUnknown(RuleViolation):
    """Nobody has settled in whose name the township confirms, or the organ is not registered."""

    code = "cases.confirming_organ_unknown"
    template = N_(
        "“{item}”的确认权限下放或者委托给乡镇的依据还没有登记，不知道以谁的名义确认。请县政务办先登记。"
    )
    refusal = Refusal.CONFLICT


@dataclass(frozen=True, kw_only=True, slots=True)
class Confirming:
    """In whose name a confirmation goes out, by whose key it is signed, and the rows of the ended clocks.

    `calendar` is the one that was asked for them.
    """

    organ: Organ
    signing_organ: Organ
    clocks: tuple[Write, ...]
    calendar: WorkCalendar


def check_confirmer(case: Case, actor: Actor, act: Act) -> None:
    """Refuse a party other than the one that the item's own step names."""
    if confirming_party(read_flow(case.version)) is not actor.party:
        raise WrongParty(act=ACT_LABELS[act], role=actor.role_label)


def begin_confirmation(case: Case, actor: Actor, act: Act, now: datetime) -> Confirming:
    """Check that the confirmation may be made by this actor, end the clocks, say in whose name.

    The county's department confirms in its own name. A township confirms in its own where the power
    was handed to it, in the department's where it is only entrusted. Refuses another party
    than the item's own step names (`WrongParty`), whoever did the first review (`SameConfirmer`),
    and a township of which nobody has settled in whose name (`ConfirmingOrganUnknown`).
    """
    check_confirmer(case, actor, act)
    check_second_person(case, actor, refusal=SameConfirmer)
    organ, signing_organ = _confirming(case, actor)
    calendar = current_calendar()
    clocks = end_clocks(case, now, calendar)
    return Confirming(organ=organ, signing_organ=signing_organ, clocks=clocks, calendar=calendar)


def _confirming(case: Case, actor: Actor) -> tuple[Organ, Organ]:
    if actor.party is Party.COUNTY_APPROVER:
        if actor.organ_id is None:
            raise NotFound
        own = Organ.objects.get(pk=actor.organ_id, county_code=case.county_code)
        return own, own
    authority = authority_in(case)
    if authority is Authority.OWN:
        return case.organ, case.organ
    department = case.delegation.entrusting_organ if case.delegation else None
    if authority is Authority.ENTRUSTED and department is None:
        rows = Organ.objects.filter(county_code=case.county_code, kind=OrganKind.DEPARTMENT.value)
        department = rows.filter(department=case.version.item.department).first()
    if department is None:
        raise ConfirmingOrganUnknown(item=case.version.short_name)
    return department, case.organ
