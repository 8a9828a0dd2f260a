"""A guide: everything that a resident must know about an item, at one township if it is named."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from yimen.data.people.models import Post
from yimen.rules.access import NotFound, Party
from yimen.rules.catalog import FAMILY_LABELS, ApplyWay, Authority, ReviewPoint
from yimen.rules.errors import N_
from yimen.usecases.catalog.catalogue import plain_words
from yimen.usecases.catalog.guide_words import (
    GuideStep,
    GuideStrip,
    basis_lines,
    bring_cell,
    cost_cell,
    fee_words,
    not_needed_words,
    rights_words,
    step_words,
    time_cell,
    where_words,
)
from yimen.usecases.catalog.sources import UNVERIFIED_WORDS, source_words, unverified_parts
from yimen.usecases.catalog.versions import MaterialFacts, VersionFacts, find_current_version
from yimen.usecases.orgs.organs import OrganView, find_organ
from yimen.usecases.orgs.queries import Place, ServicePointView, get_place
from yimen.usecases.people.posts_held import valid_on


@dataclass(frozen=True, kw_only=True, slots=True)
class GuideMaterial:
    """One paper to bring; `words` say when nobody has verified that it is asked for."""

    material_id: UUID
    name: str
    need: str
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Guide:
    """An item as its page shows it; empty texts and tuples are unknown (未公布), never assumed.

    `takes_prefiling` says whether one can apply here now: the item is pre-filed and a clerk of the
    township holds a post today. `counter` is None as long as no township is named. `facts` are those
    of the version, from which the words were made.
    """

    facts: VersionFacts
    code: str
    name: str
    full_name: str
    words: str
    department: str
    kind_label: str
    family_label: str
    version_id: UUID
    version_number: int
    strip: GuideStrip
    way: ApplyWay
    apply_url: str
    takes_prefiling: bool
    place: Place | None
    counter: ServicePointView | None
    not_needed: str
    conditions: tuple[str, ...]
    materials: tuple[GuideMaterial, ...]
    steps: tuple[GuideStep, ...]
    review_points: tuple[ReviewPoint, ...]
    basis: tuple[str, ...]
    decided_in_name_of: str
    authority_source: str
    fee_words: str
    rights_words: str
    source_words: str
    unverified: bool
    sensitive: bool


def get_guide(item_code: str, *, township_code: str | None, today: date) -> Guide:
    """The guide of an item, at a township or village if its code is given; at most six statements.

    Refuses an unknown item or place (`NotFound`).
    """
    facts = find_current_version(item_code)
    if facts is None:
        raise NotFound(field="item_code")
    place = get_place(township_code) if township_code else None
    organ = _deciding_organ(facts, place)
    parts = unverified_parts(facts.source)
    return Guide(
        facts=facts,
        code=facts.item_code,
        name=facts.short_name,
        full_name=facts.name,
        words=plain_words(facts.aliases),
        department=facts.department,
        kind_label=facts.type_label,
        family_label=FAMILY_LABELS[facts.family],
        version_id=facts.version_id,
        version_number=facts.number,
        strip=_strip(facts, place),
        way=facts.apply_way,
        apply_url=facts.apply_url,
        takes_prefiling=_takes_prefiling(facts, place, today),
        place=place,
        counter=place.center if place else None,
        not_needed=not_needed_words(facts.review_points),
        conditions=(),
        materials=tuple(_material(material) for material in facts.materials),
        steps=step_words(facts),
        review_points=facts.review_points,
        basis=basis_lines(facts.basis),
        decided_in_name_of=organ.name if organ else "",
        authority_source=facts.authority_source,
        fee_words=fee_words(facts.family),
        rights_words=rights_words(
            facts.family,
            reconsideration_organ=organ.reconsideration_organ if organ else "",
            court=organ.court if organ else "",
        ),
        source_words=source_words(facts.source),
        unverified=bool(parts),
        sensitive=facts.sensitive,
    )


def _strip(facts: VersionFacts, place: Place | None) -> GuideStrip:
    bring, bring_words = bring_cell(facts)
    time, time_words = time_cell(facts.statutory, facts.promised)
    cost, cost_words = cost_cell(facts.family)
    center = place.center if place else None
    return GuideStrip(
        where=center.name if center else where_words(facts.levels),
        where_words=(center.address or N_("地址未采集")) if center else "",
        bring=bring,
        bring_words=bring_words,
        time=time,
        time_words=time_words,
        cost=cost,
        cost_words=cost_words,
    )


def _material(material: MaterialFacts) -> GuideMaterial:
    return GuideMaterial(
        material_id=material.material_id,
        name=material.name,
        need=N_("必要") if material.required else N_("非必要"),
        words="" if material.verified else UNVERIFIED_WORDS,
    )


def _deciding_organ(facts: VersionFacts, place: Place | None) -> OrganView | None:
    """In whose name a decision would go out: the township's, or the entrusting department's.

    An entrusted decision is the entrusting organ's (行政许可法 24), with its remedies. Unknown
    authority, no township, or a department that was never opened: None.
    """
    if place is None or not place.township_name or facts.authority is Authority.UNKNOWN:
        return None
    if facts.authority is Authority.OWN:
        return find_organ(region_code=place.code[:9].ljust(12, "0"))
    return find_organ(region_code=place.code[:6].ljust(12, "0"), department=facts.department)


def _takes_prefiling(facts: VersionFacts, place: Place | None, today: date) -> bool:
    if facts.apply_way is not ApplyWay.PREFILING or place is None or not place.township_name:
        return False
    return takes_prefiling(township_code=place.code, today=today)


def takes_prefiling(*, township_code: str, today: date) -> bool:
    """Whether a clerk of the township (or of the village's township) holds a post today."""
    clerks = Post.objects.filter(
        valid_on(today),
        role=Party.CLERK.value,
        account__is_active=True,
        region__code=township_code[:9].ljust(12, "0"),
    )
    return clerks.exists()
