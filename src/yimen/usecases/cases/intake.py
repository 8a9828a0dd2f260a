"""What the clerk takes in at the counter, checked whole, and put to the case: marks and scans."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from yimen.data.cases.models import CaseFile, CaseMaterial
from yimen.data.catalog.models import ItemVersion, Material
from yimen.data.documents.models import StoredFile
from yimen.data.orgs.models import Region
from yimen.data.people.models import Post
from yimen.rules.access import Actor, covers, scope_prefix
from yimen.rules.calendar import beijing_date
from yimen.rules.case_forms import (
    AskedMaterial,
    Channel,
    Verdict,
    by_id,
    check_applicant,
    check_copy,
)
from yimen.rules.case_intake import (
    FirstContactUnknown,
    ItemChanged,
    ItemNotHere,
    Mark,
    Representative,
    VillageElsewhere,
    check_identity,
    check_marks,
    check_representative,
)
from yimen.rules.catalog import Family
from yimen.rules.errors import N_
from yimen.rules.orgs import Level
from yimen.rules.uploads import check_upload_count
from yimen.usecases.cases.acting import Done
from yimen.usecases.cases.evidence import Upload, store
from yimen.usecases.cases.held_terms import waived_under
from yimen.usecases.cases.opening import Filing, Opened
from yimen.usecases.cases.places import find_village
from yimen.usecases.catalog.offers import Offer, find_offer, offer_of, with_offer
from yimen.usecases.catalog.versions import materials_in_force, versions_offered
from yimen.usecases.people.posts_held import valid_on
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import JSON
from yimen.usecases.shared.writing import Write, fresh

# A center takes in what its township or one of its villages exercises (行使层级, 39046 A.2).
LEVELS_HERE = frozenset({Level.TOWNSHIP.value, Level.VILLAGE.value})


@dataclass(frozen=True, kw_only=True, slots=True)
class Scan:
    """A scan or photograph of one material, by the material's id in the version or its number in the list."""

    material_id: UUID | int
    upload: Upload


@dataclass(frozen=True, kw_only=True, slots=True)
class Intake:
    """One submission of the counter as it was typed, nothing checked.

    `told` has name, id_no, phone, request, and of a representative acting_name, acting_id_no, acting_phone,
    acting_relation; `verdicts` and `reasons` are by the material's id in the version, or by its number in
    the item's list. `visit_id` joins
    what one person brings in one visit; `first_contact_id` is the post that met them first (首问负责),
    the actor's own when it is None.
    """

    item_code: str
    village_code: str
    told: Mapping[str, str]
    identity_check: str
    verdicts: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    scans: Sequence[Scan] = ()
    visit_id: UUID | None = None
    first_contact_id: UUID | None = None

    def body(self) -> dict[str, JSON]:
        """All of it for the digest that tells a repeated request from another one."""
        scans: list[JSON] = [*sorted(f"{each.material_id} {each.upload.digest}" for each in self.scans)]
        return {
            "item_code": self.item_code,
            "village_code": self.village_code,
            "told": dict(self.told),
            "identity_check": self.identity_check,
            "verdicts": dict(self.verdicts),
            "reasons": dict(self.reasons),
            "scans": scans,
            "visit_id": str(self.visit_id or ""),
            "first_contact_id": str(self.first_contact_id or ""),
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class Checked:
    """What the submission was found to be: the filing, the materials with their marks, the representative."""

    filing: Filing
    materials: tuple[AskedMaterial, ...]
    marks: Mapping[str, Mark]
    representative: Representative | None


def check_intake(intake: Intake, actor: Actor, now: datetime) -> Checked:
    """The submission checked in the order of the form.

    Refuses, each at its field: what is wrong about the person, a village of another township, an
    unchecked identity, an unknown representative, a first contact without a post here, an item that is not
    of this level, marks of another version, and a material without a mark.
    """
    today = beijing_date(now)
    application = check_applicant(intake.told, today=today)
    village = find_village_here(intake.village_code, actor)
    way = check_identity(intake.identity_check)
    representative = check_representative(intake.told, way, today=today)
    first = find_first_contact(intake.first_contact_id, actor, today)
    version, found, offer = find_item_here(intake.item_code, village.code)
    check_copy(way, Family(version.family))
    materials = as_asked(found)
    verdicts = by_id(materials, intake.verdicts)
    _require_these(version, materials, verdicts, intake.scans)
    return Checked(
        filing=Filing(
            version=version,
            village=village,
            application=application,
            channel=Channel.COUNTER,
            identity_check=way.value,
            visit_id=intake.visit_id,
            first_contact_id=first,
            materials=found,
            offer=offer,
        ),
        materials=materials,
        marks=check_marks(materials, verdicts, by_id(materials, intake.reasons)),
        representative=representative,
    )


def find_version_here(item_code: str) -> ItemVersion:
    """The version in force of an item that a center takes in; refuses every other code."""
    version = versions_offered().filter(item__code=item_code).first()
    if version is None or not LEVELS_HERE & set(version.levels):
        raise ItemNotHere(field="item")
    return version


def find_village_here(code: str, actor: Actor) -> Region:
    """The village in force under this code, if the actor's center serves it."""
    village = find_village(code)
    if not covers(actor, village.code):
        raise VillageElsewhere(field="village_code", village=village.short_name)
    return village


def find_first_contact(post_id: UUID | None, actor: Actor, today: date) -> UUID | None:
    """The post that met the applicant first: the actor's own, or a colleague's of this place today."""
    if post_id is None or post_id == actor.post_id:
        return actor.post_id
    here = Post.objects.filter(
        valid_on(today), pk=post_id, region__code__startswith=scope_prefix(actor.scope_code)
    )
    if not here.exists():
        raise FirstContactUnknown(field="first_contact")
    return post_id


def find_item_here(item_code: str, village_code: str) -> tuple[ItemVersion, tuple[Material, ...], Offer]:
    """The version in force of an item that a center takes in, the materials asked there, what its list says.

    Refuses a code that no center takes in. One statement, two for an item without materials.
    """
    found = tuple(with_offer(materials_in_force(item_code), item_ref="version__item", unit_code=village_code))
    version = found[0].version if found else find_version_here(item_code)
    if not LEVELS_HERE & set(version.levels):
        raise ItemNotHere(field="item")
    offer = offer_of(found[0]) if found else find_offer(version.item_id, village_code)
    waived = waived_under(offer)
    return version, tuple(each for each in found if each.name not in waived), offer


def read_asked(version: ItemVersion) -> tuple[AskedMaterial, ...]:
    """The materials of a version as far as marks go."""
    return as_asked(Material.objects.filter(version=version).order_by("order"))


def as_asked(materials: Iterable[Material]) -> tuple[AskedMaterial, ...]:
    """Materials as far as marks go."""
    return tuple(
        AskedMaterial(id=str(each.pk), name=each.name, required=each.required, number=each.order)
        for each in materials
    )


def _require_these(
    version: ItemVersion,
    materials: Sequence[AskedMaterial],
    verdicts: Mapping[str, str],
    scans: Sequence[Scan],
) -> None:
    known = {each.id for each in materials}
    scanned = by_id(materials, {str(each.material_id): "" for each in scans})
    if not set(verdicts) | set(scanned) <= known:
        raise ItemChanged(field="materials", item=version.neutral_name)


Scanned = list[tuple[str, StoredFile]]


def store_scans(scans: Sequence[Scan], actor: Actor, now: datetime) -> Scanned:
    """The scans in the file store, before the transaction; refuses what no upload may be, and too many."""
    check_upload_count(len(scans) - 1)  # the last one is one more than the others
    return [
        (str(each.material_id), store(each.upload, actor=actor, now=now, county_code=actor.county_code))
        for each in scans
    ]


def keep_marks(opened: Opened, checked: Checked, scans: Scanned, now: datetime) -> tuple[Write, ...]:
    """Set the marks on the materials of the new case; the rows of the scans, to be written with them."""
    by_material = {str(row.material_id): row for row in opened.materials}
    by_number = {str(row.order): row for row in opened.materials}
    for material_id, row in by_material.items():
        mark = checked.marks[material_id]
        row.verdict, row.reason = mark.verdict.value, mark.reason
    files = [
        CaseFile(
            id=new_id(now),
            county_code=opened.case.county_code,
            case_material=by_material.get(material_id) or by_number[material_id],
            file=stored,
        )
        for material_id, stored in scans
    ]
    return fresh(*(stored for _, stored in scans), *files)


def count_scans(opened: Opened, scans: Scanned) -> dict[str, int]:
    """How many scans came of each material, by its id in the version; a scan may name it by number."""
    counts = Counter(material_id for material_id, _ in scans)
    return {
        str(row.material_id): counts[str(row.material_id)] + counts[str(row.order)]
        for row in opened.materials
    }


def brought(rows: Sequence[CaseMaterial]) -> list[CaseMaterial]:
    """What a receipt lists: only what the applicant laid on the counter."""
    return [row for row in rows if row.verdict != Verdict.MISSING.value]


def with_representative(done: Done, representative: Representative | None) -> Done:
    """What the core leaves, and who came for the applicant: to the step whole, to the journal as digests."""
    if representative is None:
        return done
    relation = N_("，{relation}").format(relation=representative.relation) if representative.relation else ""
    came = N_("代理人{name}{relation}，已核对委托书和双方身份证。").format(
        name=representative.name, relation=relation
    )
    told: dict[str, JSON] = {
        "representative": {
            "name": representative.name,
            "id_no": representative.id_no,
            "phone": representative.phone,
            "relation": representative.relation,
        }
    }
    return replace(
        done,
        opinion=done.opinion + came,
        findings=[*done.findings, told],
        personal={
            **done.personal,
            "acting_name": representative.name,
            "acting_id_no": representative.id_no,
            "acting_phone": representative.phone,
        },
    )


def intake_facts(checked: Checked) -> dict[str, JSON]:
    """What the journal keeps of an intake beside the filing itself."""
    filing = checked.filing
    return {
        "verdicts": {material_id: mark.verdict.value for material_id, mark in checked.marks.items()},
        "visit_id": str(filing.visit_id or ""),
        "first_contact_id": str(filing.first_contact_id or ""),
    }
