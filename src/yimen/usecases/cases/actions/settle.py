"""Settles an instant service: taken in, done and closed at one moment, by one person, on one screen."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from yimen.rules.access import Actor, NotFound, Party, covers
from yimen.rules.calendar import beijing_date
from yimen.rules.case_flows import check_done_here
from yimen.rules.case_forms import Channel, IdentityCheck, check_applicant, check_copy, choose
from yimen.rules.case_intake import check_representative
from yimen.rules.cases import Act, transition
from yimen.rules.catalog import Family
from yimen.rules.errors import N_, RuleViolation
from yimen.rules.text import clean_text
from yimen.usecases.cases.acting import CaseDone, Done
from yimen.usecases.cases.clocks import DUE_COLUMNS, refresh_dues
from yimen.usecases.cases.held_terms import levels_under, waived_under
from yimen.usecases.cases.intake import find_first_contact, with_representative
from yimen.usecases.cases.messages import tell_settled
from yimen.usecases.cases.opening import Filing, Opened, file_case
from yimen.usecases.cases.oversight import referral_of
from yimen.usecases.cases.places import center_of, find_station, find_village
from yimen.usecases.cases.verdicts import set_verdicts
from yimen.usecases.catalog.offers import find_offer, offer_of, with_offer
from yimen.usecases.catalog.versions import get_row_in_force, materials_in_force
from yimen.usecases.orgs.calendars import current_calendar
from yimen.usecases.shared.registry import action

RESULT_LENGTH = 500


class CheckedElsewhere(RuleViolation):
    """A way to check identity that belongs to the other kind of place."""

    code = "cases.checked_elsewhere"
    template = N_("这种核对身份的方式不能在这里登记。请按实际怎样核对的选。")


@action("cases.settle")
def settle(
    *,
    actor: Actor,
    now: datetime,
    item_code: str,
    village_code: str,
    fields: Mapping[str, str],
    identity_check: str,
    result: str,
    verdicts: Mapping[str, str],
    visit_id: UUID | None = None,
    first_contact_id: UUID | None = None,
    request_key: str | None = None,
) -> CaseDone:
    """Make a closed case of an instant service: accepted and closed at the same moment (domain.md §3.2).

    `fields` holds name, id_no, if known phone and request, and of a representative what
    `check_representative` reads; `first_contact_id` is who met them first; `result` says what was
    done or handed over; `verdicts` gives PASS, FAIL or MISSING per material id. No approver, no
    decision, no paper of ours. Tells the applicant number and check code, and asks for the job that
    invites to rate, as closing does. Refuses an item of another family (`NoSuchProcedure`) or one
    that is not done at this level (`NotDoneHere`), a village out of scope, an unchecked identity,
    wrong answers, missing materials, and an empty result.
    """
    given = {str(material_id): verdict for material_id, verdict in verdicts.items()}
    told = {"item_code": item_code, "village_code": village_code, "identity_check": identity_check}
    return file_case(
        act=Act.SETTLE,
        action="cases.settle",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={
            **told,
            "fields": dict(fields),
            "result": result,
            "verdicts": dict(given),
            "visit_id": str(visit_id or ""),
            "first_contact_id": str(first_contact_id or ""),
        },
        filing=lambda: replace(
            _filing(actor, now, fields, **told),
            visit_id=visit_id,
            first_contact_id=find_first_contact(first_contact_id, actor, beijing_date(now)),
        ),
        core=lambda opened: with_representative(
            _settle(opened, actor, now, result, given),
            check_representative(fields, IdentityCheck(identity_check), today=beijing_date(now)),
        ),
    )


def _settle(opened: Opened, actor: Actor, now: datetime, result: str, verdicts: Mapping[str, str]) -> Done:
    said = clean_text(result, field="result", max_length=RESULT_LENGTH)
    case, rows = opened.case, opened.materials
    set_verdicts(rows, verdicts)
    case.accepted_on, case.decided_at, case.decision_text = beijing_date(now), now, said
    calendar = current_calendar()
    refresh_dues(case, calendar, [])
    at_village = actor.party is Party.VILLAGE_PROXY
    place = find_station(case.village) if at_village else center_of(case).name
    return Done(
        changed=("accepted_on", "decided_at", "decision_text", *DUE_COLUMNS),
        opinion=said,
        facts={"verdicts": {str(row.material_id): row.verdict for row in rows}},
        personal={"result": said},
        messages=(tell_settled(case, place),),
        job=("invite_rating", {"case_id": str(case.pk), "county_code": case.county_code}),
        writes=(referral_of(case, now, calendar, always=False),),
    )


def _filing(
    actor: Actor,
    now: datetime,
    fields: Mapping[str, str],
    *,
    item_code: str,
    village_code: str,
    identity_check: str,
) -> Filing:
    rows = with_offer(materials_in_force(item_code), item_ref="version__item", unit_code=village_code)
    found = tuple(rows)
    version = found[0].version if found else get_row_in_force(item_code)
    transition(Family(version.family), Act.SETTLE)
    offer = offer_of(found[0]) if found else find_offer(version.item_id, village_code)
    at_village = actor.party is Party.VILLAGE_PROXY
    check_done_here(actor.party, levels_under(offer, version), item=version.short_name)
    village = find_village(village_code)
    if not covers(actor, village.code):
        raise NotFound(field="village_code")
    application = check_applicant(fields, today=beijing_date(now))
    way = choose(identity_check, IdentityCheck, field="identity_check", what=N_("怎样核对的身份"))
    check_copy(IdentityCheck(way), Family.INSTANT)
    if (way == IdentityCheck.AT_VILLAGE.value) is not at_village:
        raise CheckedElsewhere(field="identity_check")
    waived = waived_under(offer, at_village=at_village)
    return Filing(
        version=version,
        materials=tuple(each for each in found if each.name not in waived),
        offer=offer,
        at_village=at_village,
        village=village,
        application=application,
        channel=Channel.PROXY if at_village else Channel.COUNTER,
        identity_check=way,
        filed_by_id=actor.post_id if at_village else None,
    )
