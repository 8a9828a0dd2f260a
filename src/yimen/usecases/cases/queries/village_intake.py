"""What a village can file, and all that the one page of an intake needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from yimen.data.cases.models import Case, Consent
from yimen.data.catalog.models import ItemVersion
from yimen.rules.access import Actor, Party, require
from yimen.rules.case_states import ENDS, Act
from yimen.rules.cases import table_for
from yimen.rules.catalog import ApplyWay, Family
from yimen.rules.consents import ConsentState
from yimen.rules.delegations import Way
from yimen.rules.orgs import Level
from yimen.rules.text import mask_id_no, mask_name, mask_phone
from yimen.usecases.cases.consents import find_asked
from yimen.usecases.cases.held_terms import asked_at
from yimen.usecases.cases.neighbors import find_filed_version, find_person
from yimen.usecases.cases.places import find_center, find_station, find_village, township_code_of
from yimen.usecases.catalog.queries import search_items
from yimen.usecases.catalog.unit_lists import ways_of_unit
from yimen.usecases.catalog.versions import read_limit, versions_offered

_MOST_FOUND = 15
_OVER = tuple(state.value for state in ENDS)


@dataclass(frozen=True, kw_only=True, slots=True)
class VillageItem:
    """An item that a village can file; `is_instant` ones are done on the spot instead."""

    code: str
    name: str
    department: str
    is_village_level: bool
    is_instant: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class IntakeMaterial:
    """One thing to photograph."""

    id: UUID
    name: str
    is_required: bool
    is_verified: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class IntakePerson:
    """A neighbor who is known already, masked; one of both ids says from where."""

    name: str
    id_no: str
    phone: str
    case_id: UUID | None
    consent_id: UUID | None


@dataclass(frozen=True, kw_only=True, slots=True)
class IntakeView:
    """The one page: item, what to photograph, who, and what must be said before it is sent."""

    item_code: str
    item_name: str
    sensitive: bool
    materials: tuple[IntakeMaterial, ...]
    person: IntakePerson | None
    consent_given_by: str
    station_name: str
    center_name: str
    organ_name: str
    open_case_no: str
    has_limit: bool


def list_village_items(words: str, village_code: str = "") -> tuple[VillageItem, ...]:
    """What the words find, or without words what is done at village level; at most five statements.

    Where the village has published its list that list decides, without it the levels of the items. Left
    out: items of the province's or city's own platform.
    """
    ways = ways_of_unit(village_code) if village_code else None
    rows = versions_offered()
    if ways is not None:
        rows = rows.filter(item__code__in=list(ways))
    rows = rows.exclude(apply_way=ApplyWay.LINK.value)
    if words.strip():
        codes = [hit.code for hit in search_items(words, limit=_MOST_FOUND)]
        by_code = {row.item.code: row for row in rows.filter(item__code__in=codes)}
        found = [by_code[code] for code in codes if code in by_code]
    else:
        if ways is None:
            rows = rows.filter(levels__contains=[Level.VILLAGE.value])
        found = list(rows.order_by("pinyin", "item__code"))
    return tuple(item for row in found if (item := _item(row, ways)) is not None)


def _item(row: ItemVersion, ways: Mapping[str, Way] | None) -> VillageItem | None:
    family = Family(row.family)
    village_level = Level.VILLAGE.value in row.levels
    if ways is not None:
        village_level = ways[row.item.code] is Way.DIRECT
    filed = any(line.act is Act.SUBMIT and Party.VILLAGE_PROXY in line.parties for line in table_for(family))
    instant = family is Family.INSTANT and village_level
    if not filed and not instant:
        return None
    return VillageItem(
        code=row.item.code,
        name=row.short_name,
        department=row.item.department,
        is_village_level=village_level,
        is_instant=instant,
    )


def get_intake(
    *,
    actor: Actor,
    item_code: str,
    person_id: UUID | None = None,
    consent_id: UUID | None = None,
) -> IntakeView:
    """All that the page needs, for a neighbor who is new, known, or asked about by a link.

    Refuses an item of another platform (`NotHere`) and a person or consent that is not the proxy's.
    """
    require(actor, "cases.read_village")
    version = find_filed_version(item_code)
    village = find_village(actor.scope_code)
    known = find_person(actor, person_id) if person_id else None
    asked = find_asked(actor, consent_id) if consent_id else None
    id_no = asked.applicant_id_no if asked else known.applicant_id_no if known else ""
    materials, _ = asked_at(version, village.code)
    return IntakeView(
        item_code=item_code,
        item_name=version.short_name,
        sensitive=version.sensitive,
        materials=tuple(
            IntakeMaterial(id=each.pk, name=each.name, is_required=each.required, is_verified=each.verified)
            for each in materials
        ),
        person=_person(known, asked),
        consent_given_by=asked.giver_name if asked and asked.state == ConsentState.GIVEN.value else "",
        station_name=find_station(village),
        center_name=find_center(township_code_of(village)).name,
        organ_name=actor.organ_name,
        open_case_no=_open_case_no(actor, version, id_no),
        has_limit=read_limit(version.statutory_amount, version.statutory_unit) is not None,
    )


def _person(known: Case | None, asked: Consent | None) -> IntakePerson | None:
    source = asked or known
    if source is None:
        return None
    return IntakePerson(
        name=mask_name(source.applicant_name),
        id_no=mask_id_no(source.applicant_id_no),
        phone=mask_phone(known.applicant_phone) if known else "",
        case_id=known.pk if known else None,
        consent_id=asked.pk if asked else None,
    )


def _open_case_no(actor: Actor, version: ItemVersion, id_no: str) -> str:
    """A case of this person for this item that the proxy filed and that is still open."""
    if not id_no:
        return ""
    rows = Case.objects.filter(
        county_code=actor.county_code,
        filed_by_id=actor.post_id,
        applicant_id_no=id_no,
        version__item_id=version.item_id,
    )
    return rows.exclude(state__in=_OVER).values_list("case_no", flat=True).first() or ""
