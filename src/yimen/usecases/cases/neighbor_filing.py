"""What a village proxy sends in one submission, and everything that keeps it from being filed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yimen.data.cases.models import Consent
from yimen.data.catalog.models import Material
from yimen.data.orgs.models import Region
from yimen.rules.access import Actor, NotFound
from yimen.rules.calendar import beijing_date
from yimen.rules.case_forms import (
    Channel,
    IdentityCheck,
    Without,
    check_applicant,
    find_applicant_faults,
)
from yimen.rules.consents import ConsentMissing, ConsentWay, Giver, check_paper
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.usecases.cases.consents import ConsentTold, check_told, find_asked, lock_linked
from yimen.usecases.cases.evidence import Upload
from yimen.usecases.cases.held_terms import asked_at
from yimen.usecases.cases.neighbors import find_filed_version, find_person
from yimen.usecases.cases.opening import Filing
from yimen.usecases.cases.places import find_township_organ, find_village, township_code_of
from yimen.usecases.catalog.guides import takes_prefiling
from yimen.usecases.shared.recording import JSON


class CardNotSeen(RuleViolation):
    """The proxy did not say that they held the applicant's card against the face."""

    code = "cases.card_not_seen"
    template = N_("请当面核对本人身份证原件，打勾后再提交。本人不在跟前的，请到乡镇中心办。")


class PhotographMissing(RuleViolation):
    """A required material has neither a photograph nor a word why not."""

    code = "cases.photograph_missing"
    template = N_("“{material}”还没有拍照。请拍照，或者选“带到乡里”“还没有”。")


class NobodyTakesOver(RuleViolation):
    """No clerk of the township holds a post today, so nobody would find the case."""

    code = "cases.nobody_takes_over"
    template = N_("{township}今天没有窗口人员在岗，交上去没有人收。请先联系乡镇中心，您填的内容还在。")
    refusal = Refusal.CONFLICT


@dataclass(frozen=True, kw_only=True, slots=True)
class Photograph:
    """A picture of one material, by its id in the version or its number in the item's list."""

    material_id: UUID | int
    upload: Upload


@dataclass(frozen=True, kw_only=True, slots=True)
class NeighborFiling:
    """The one submission: `told` has name, id_no, phone and request, as far as they are not known.

    Name and number may come from `person_id`, an earlier case of the village, or from the question
    that a link asked (`consent.consent_id`).
    """

    item_code: str
    told: Mapping[str, str]
    photographs: Sequence[Photograph]
    without: Mapping[UUID | int, Without]
    consent: ConsentTold
    card_seen: bool
    person_id: UUID | None = None

    def body(self) -> dict[str, JSON]:
        """What makes the same request: also the pictures, by their digests."""
        pictures = sorted(f"{each.material_id} {each.upload.digest}" for each in self.photographs)
        consent = self.consent
        return {
            "item_code": self.item_code,
            "told": dict(self.told),
            "person_id": str(self.person_id or ""),
            "photographs": [*pictures],
            "without": {str(material_id): mark.value for material_id, mark in self.without.items()},
            "consent": [consent.way, consent.giver_name, consent.relation, str(consent.consent_id or "")],
            "consent_paper": consent.upload.digest if consent.upload else "",
            "card_seen": self.card_seen,
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckedFiling:
    """What the submission was found to be."""

    filing: Filing
    way: ConsentWay
    giver: Giver
    linked: Consent | None


def check_filing(actor: Actor, now: datetime, sent: NeighborFiling) -> CheckedFiling:
    """The submission, checked in the order of its page; refuses the first thing that is wrong.

    An answered link is locked until the transaction ends: one consent, one filing.
    """
    version = find_filed_version(sent.item_code)
    village = find_village(actor.scope_code)
    _check_township(village, now)
    application = check_applicant(_fields(actor, sent), today=beijing_date(now))
    _check_card(sent)
    materials, offer = asked_at(version, village.code)
    for fault in _material_faults(materials, sent):
        raise fault
    way, giver = check_told(sent.consent, application, now)
    linked = lock_linked(sent.consent, actor, application, version) if way is ConsentWay.LINK else None
    filing = Filing(
        version=version,
        village=village,
        materials=materials,
        offer=offer,
        application=application,
        channel=Channel.PROXY,
        identity_check=IdentityCheck.AT_VILLAGE.value,
        first_contact_id=actor.post_id,
        filed_by_id=actor.post_id,
    )
    return CheckedFiling(filing=filing, way=way, giver=giver, linked=linked)


def filing_faults(actor: Actor, now: datetime, sent: NeighborFiling) -> tuple[RuleViolation, ...]:
    """Everything on the page that is to be mended, in its order, so that nobody is sent back twice."""
    today = beijing_date(now)
    faults = list(find_applicant_faults(_fields(actor, sent), today=today))
    faults += _caught(lambda: _check_card(sent))
    materials, _ = asked_at(find_filed_version(sent.item_code), actor.scope_code)
    faults += _material_faults(materials, sent)
    if faults and not find_applicant_faults(_fields(actor, sent), today=today):
        application = check_applicant(_fields(actor, sent), today=today)
        faults += _caught(lambda: check_told(sent.consent, application, now))
    elif faults:
        faults += _caught(lambda: _check_picture(sent.consent))
    return tuple(faults)


def _caught(check: Callable[[], object]) -> list[RuleViolation]:
    try:
        check()
    except RuleViolation as fault:
        return [fault]
    return []


def _check_picture(told: ConsentTold) -> None:
    if told.way not in ConsentWay.__members__:
        raise ConsentMissing(field="consent_way")
    check_paper(ConsentWay(told.way), has_file=told.upload is not None)


def _check_township(village: Region, now: datetime) -> None:
    organ = find_township_organ(village)
    if not takes_prefiling(township_code=township_code_of(village), today=beijing_date(now)):
        raise NobodyTakesOver(township=organ.name)


def _check_card(sent: NeighborFiling) -> None:
    if not sent.card_seen:
        raise CardNotSeen(field="card_seen")


def _fields(actor: Actor, sent: NeighborFiling) -> dict[str, str]:
    """Typed from the card, or known: from an earlier case of the village, or from the question by link."""
    fields = dict(sent.told)
    if sent.person_id is not None:
        known = find_person(actor, sent.person_id)
        fields |= {"name": known.applicant_name, "id_no": known.applicant_id_no}
        fields["phone"] = fields.get("phone", "").strip() or known.applicant_phone
    elif sent.consent.consent_id is not None and not fields.get("id_no", "").strip():
        asked = find_asked(actor, sent.consent.consent_id)
        fields |= {"name": asked.applicant_name, "id_no": asked.applicant_id_no}
    return fields


def _material_faults(materials: Sequence[Material], sent: NeighborFiling) -> list[RuleViolation]:
    named = {each.material_id for each in sent.photographs} | set(sent.without)
    if not named <= {key for each in materials for key in (each.pk, each.order)}:
        raise NotFound(field="material")
    return [
        PhotographMissing(field=f"photo-{material.pk}", material=material.name)
        for material in materials
        if material.required and material.pk not in named and material.order not in named
    ]
