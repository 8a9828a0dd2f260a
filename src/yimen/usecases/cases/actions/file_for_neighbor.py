"""A village proxy files for a neighbor: received in the village, handed over to the township."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch

from yimen.data.cases.models import Case, CaseFile, CaseMaterial, Consent
from yimen.data.catalog.models import ItemVersion, Material
from yimen.data.documents.models import StoredFile
from yimen.data.orgs.models import Region
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.calendar import beijing_date
from yimen.rules.case_forms import (
    Application,
    Channel,
    EvidenceKind,
    IdentityCheck,
    Without,
    check_applicant,
)
from yimen.rules.cases import Act
from yimen.rules.consents import ConsentWay, Giver
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.uploads import check_upload_count
from yimen.usecases.cases.acting import CaseDone, Done
from yimen.usecases.cases.consents import (
    ConsentTold,
    check_told,
    find_asked,
    keep_given,
    lock_linked,
    use_linked,
)
from yimen.usecases.cases.evidence import Upload, keep, store
from yimen.usecases.cases.messages import tell_filed_by_proxy
from yimen.usecases.cases.neighbors import find_filed_version, find_person
from yimen.usecases.cases.opening import Filing, file_case
from yimen.usecases.cases.paper_orders import order_village_receipt
from yimen.usecases.cases.places import find_station, find_township_organ, find_village, township_code_of
from yimen.usecases.catalog.guides import takes_prefiling
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import JSON
from yimen.usecases.shared.registry import action
from yimen.usecases.shared.rows import write_back


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
    """A picture of one material."""

    material_id: UUID
    upload: Upload


@dataclass(frozen=True, kw_only=True, slots=True)
class _Checked:
    """What the filing was found to be, for the core that follows it."""

    way: ConsentWay
    giver: Giver
    linked: Consent | None


@action("cases.file_for_neighbor")
def file_for_neighbor(
    *,
    actor: Actor,
    now: datetime,
    item_code: str,
    told: Mapping[str, str],
    photographs: Sequence[Photograph],
    without: Mapping[UUID, Without],
    consent: ConsentTold,
    card_seen: bool,
    person_id: UUID | None = None,
    request_key: str | None = None,
) -> CaseDone:
    """Open the neighbor's case (SUBMITTED) from one submission, whole: it needs no draft and no second call.

    `told` has name, id_no, phone and request; name and number may come from `person_id` (an earlier
    case of the village) or from the question that a link asked. What was handed in is received here
    and handed over to the township's list 待收件; nothing is accepted or decided in a village (design
    §4). Leaves the 收件凭证 and a message with number and check code. Refuses: no consent that holds,
    a card not seen, a required material without picture or word, an item of another way, a township
    without a clerk.
    """
    require(actor, "cases.file_for_neighbor")
    check_upload_count(len(photographs) - 1)  # the last one is one more than the others
    county = actor.county_code
    pictures = [
        (each.material_id, store(each.upload, actor=actor, now=now, county_code=county))
        for each in photographs
    ]
    paper = store(consent.upload, actor=actor, now=now, county_code=county) if consent.upload else None
    checked: list[_Checked] = []

    def filing() -> Filing:
        made, found = _check(actor, now, item_code, told, person_id, consent, card_seen=card_seen)
        _check_materials(made.version, {material_id for material_id, _ in pictures}, without)
        checked.append(found)
        return made

    def core(case: Case) -> Done:
        _put_pictures(case, pictures, without, now)
        row = _keep_consent(case, checked[0], paper, actor, now)
        return _hand_over(case, actor, row)

    return file_case(
        act=Act.SUBMIT,
        action="cases.file_for_neighbor",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=county,
        body=_body(item_code, told, photographs, without, consent, person_id, card_seen=card_seen),
        filing=filing,
        core=core,
    )


def _body(
    item_code: str,
    told: Mapping[str, str],
    photographs: Sequence[Photograph],
    without: Mapping[UUID, Without],
    consent: ConsentTold,
    person_id: UUID | None,
    *,
    card_seen: bool,
) -> dict[str, JSON]:
    return {
        "item_code": item_code,
        "told": dict(told),
        "person_id": str(person_id or ""),
        "photographs": [*sorted(f"{each.material_id} {each.upload.digest}" for each in photographs)],
        "without": {str(material_id): mark.value for material_id, mark in without.items()},
        "consent": [consent.way, consent.giver_name, consent.relation, str(consent.consent_id or "")],
        "consent_paper": consent.upload.digest if consent.upload else "",
        "card_seen": card_seen,
    }


def _check(
    actor: Actor,
    now: datetime,
    item_code: str,
    told: Mapping[str, str],
    person_id: UUID | None,
    consent: ConsentTold,
    *,
    card_seen: bool,
) -> tuple[Filing, _Checked]:
    version = find_filed_version(item_code)
    village = find_village(actor.scope_code)
    _check_township(village, now)
    application = _applicant(actor, now, told, person_id, consent)
    way, giver = check_told(consent, application, now)
    linked = lock_linked(consent, actor, application, version) if way is ConsentWay.LINK else None
    if not card_seen:
        raise CardNotSeen(field="card_seen")
    filing = Filing(
        version=version,
        village=village,
        application=application,
        channel=Channel.PROXY,
        identity_check=IdentityCheck.AT_VILLAGE.value,
        first_contact_id=actor.post_id,
        filed_by_id=actor.post_id,
    )
    return filing, _Checked(way=way, giver=giver, linked=linked)


def _check_township(village: Region, now: datetime) -> None:
    organ = find_township_organ(village)
    if not takes_prefiling(township_code=township_code_of(village), today=beijing_date(now)):
        raise NobodyTakesOver(township=organ.name)


def _applicant(
    actor: Actor, now: datetime, told: Mapping[str, str], person_id: UUID | None, consent: ConsentTold
) -> Application:
    """Typed from the card, or known: from an earlier case of the village, or from the question by link."""
    fields = dict(told)
    if person_id is not None:
        known = find_person(actor, person_id)
        fields |= {"name": known.applicant_name, "id_no": known.applicant_id_no}
        fields["phone"] = fields.get("phone", "").strip() or known.applicant_phone
    elif consent.consent_id is not None and not fields.get("id_no", "").strip():
        asked = find_asked(actor, consent.consent_id)
        fields |= {"name": asked.applicant_name, "id_no": asked.applicant_id_no}
    return check_applicant(fields, today=beijing_date(now))


def _check_materials(version: ItemVersion, pictured: set[UUID], without: Mapping[UUID, Without]) -> None:
    materials = {each.pk: each for each in Material.objects.filter(version=version).order_by("order")}
    if not (pictured | set(without)) <= set(materials):
        raise NotFound(field="material")
    for material_id, material in materials.items():
        if material.required and material_id not in pictured and material_id not in without:
            raise PhotographMissing(field=f"photo-{material_id}", material=material.name)


def _put_pictures(
    case: Case,
    pictures: Sequence[tuple[UUID, StoredFile]],
    without: Mapping[UUID, Without],
    now: datetime,
) -> None:
    rows = CaseMaterial.objects.filter(county_code=case.county_code, case=case)
    by_material = {row.material_id: row for row in rows}
    for material_id, stored in pictures:
        stored.save(force_insert=True)
        CaseFile.objects.create(
            id=new_id(now),
            county_code=case.county_code,
            case_material=by_material[material_id],
            file=stored,
        )
    pictured = {material_id for material_id, _ in pictures}
    for material_id, mark in without.items():
        if mark is Without.NONE and material_id not in pictured:
            row = by_material[material_id]
            row.reason = N_("村里收件时还没有")
            write_back(row, ["reason"], county_code=case.county_code)


def _keep_consent(
    case: Case, checked: _Checked, paper: StoredFile | None, actor: Actor, now: datetime
) -> Consent:
    if checked.linked is not None:
        use_linked(checked.linked, case)
        return checked.linked
    if paper is not None:
        keep(case, EvidenceKind.CONSENT, paper, actor=actor, now=now, note=checked.giver.name)
    return keep_given(case, checked.way, checked.giver, paper, actor, now)


def _hand_over(case: Case, actor: Actor, consent: Consent) -> Done:
    rows = CaseMaterial.objects.filter(county_code=case.county_code, case=case)
    files = CaseFile.objects.filter(county_code=case.county_code)
    materials = list(rows.prefetch_related(Prefetch("files", files)).order_by("order"))
    station = find_station(case.village)
    return Done(
        facts={"consent_id": str(consent.pk), "consent_way": consent.way},
        personal={"giver_name": consent.giver_name},
        paper=order_village_receipt(case, actor, materials, station_name=station),
        messages=(tell_filed_by_proxy(case, station),),
    )
