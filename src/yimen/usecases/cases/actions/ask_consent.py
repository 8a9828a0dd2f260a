"""Asks somebody far away, by a one-time link, to let a village proxy file for their family."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from yimen.data.cases.models import Consent
from yimen.data.catalog.models import ItemVersion
from yimen.data.orgs.models import Region
from yimen.rules.access import Actor, require
from yimen.rules.calendar import beijing_date
from yimen.rules.case_forms import Application, check_applicant
from yimen.rules.consents import ASKED_A_DAY, LINK_DAYS, ConsentState, ConsentWay, TooManyAsked
from yimen.rules.errors import N_
from yimen.rules.people import check_mobile
from yimen.rules.text import clean_line, mask_name
from yimen.usecases.cases.consents import digest_of, make_token
from yimen.usecases.cases.neighbors import find_filed_version, find_person, post_of
from yimen.usecases.cases.places import find_station, find_village
from yimen.usecases.shared.acting import Message, Outcome, perform
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action

_ASK = N_(
    "{station}代办员{proxy}想替{name}办“{item}”，请您看一看同意不同意：{link} {days} 天内有效，"
    "以后撤回也点它。不认识这个人的，请不要理会。"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class ConsentAsked:
    """The question that is out; its answer comes by the link."""

    consent_id: UUID


@action("cases.ask_consent")
def ask_consent(
    *,
    actor: Actor,
    now: datetime,
    item_code: str,
    told: Mapping[str, str],
    giver_phone: str,
    person_id: UUID | None = None,
    request_key: str | None = None,
) -> ConsentAsked:
    """Send a link to `giver_phone` that asks for the consent to one filing of one item for one person.

    `told` has name and id_no; with `person_id` they come from an earlier case of the village. Only
    the digest of the token is kept; the link is answered within seven days. Refuses a number that
    is none, and more than five links a day to one telephone (`TooManyAsked`).
    """
    require(actor, "cases.ask_consent")
    phone = check_mobile(clean_line(giver_phone, field="giver_phone", max_length=40), field="giver_phone")

    def core() -> Outcome:
        fields = dict(told)
        if person_id is not None:
            known = find_person(actor, person_id)
            fields |= {"name": known.applicant_name, "id_no": known.applicant_id_no}
        application = check_applicant(fields | {"phone": "", "request": ""}, today=beijing_date(now))
        _check_count(actor.county_code, phone, now)
        version, village = find_filed_version(item_code), find_village(actor.scope_code)
        return _apply_question(actor, now, version, village, application, phone)

    answer = perform(
        action="cases.ask_consent",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={
            "item_code": item_code,
            "told": dict(told),
            "giver_phone": phone,
            "person_id": str(person_id or ""),
        },
        core=core,
    )
    return ConsentAsked(consent_id=UUID(str(answer["consent_id"])))


def _check_count(county_code: str, phone: str, now: datetime) -> None:
    asked = Consent.objects.filter(
        county_code=county_code, giver_phone=phone, asked_at__gt=now - timedelta(days=1)
    ).count()
    if asked >= ASKED_A_DAY:
        raise TooManyAsked(field="giver_phone", count=asked)


def _apply_question(
    actor: Actor, now: datetime, version: ItemVersion, village: Region, application: Application, phone: str
) -> Outcome:
    token = make_token(actor.county_code)
    row = Consent.objects.create(
        id=new_id(now),
        county_code=actor.county_code,
        post_id=post_of(actor),
        village=village,
        version=version,
        way=ConsentWay.LINK.value,
        state=ConsentState.ASKED.value,
        applicant_name=application.name,
        applicant_id_no=application.id_no,
        giver_phone=phone,
        token_digest=digest_of(token),
        asked_at=now,
    )
    text = _ASK.format(
        station=find_station(village),
        proxy=actor.name,
        name=mask_name(application.name),
        item=version.neutral_name,
        link=f"{{public_url}}/consent/{token}/",
        days=LINK_DAYS,
    )
    record = Record(
        county_code=row.county_code,
        subject_type="consent",
        subject_id=row.pk,
        act="cases.ask_consent",
        facts={"version_id": str(version.pk), "village_code": village.code},
        personal={
            "applicant_name": application.name,
            "applicant_id_no": application.id_no,
            "giver_phone": phone,
        },
    )
    message = Message(
        topic="cases.consent_asked", subject_type="consent", subject_id=row.pk, phone=phone, text=text
    )
    return Outcome(answer={"consent_id": str(row.pk)}, record=record, messages=(message,))
