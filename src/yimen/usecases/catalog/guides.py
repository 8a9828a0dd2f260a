"""A guide: everything that a resident must know about an item, at one township if it is named."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from yimen.data.people.models import Post
from yimen.rules.access import NotFound, Party
from yimen.rules.catalog import FAMILY_LABELS, ApplyWay, Authority, ReviewPoint
from yimen.rules.delegations import WAY_WORDS
from yimen.rules.detail_words import words_of
from yimen.rules.errors import N_
from yimen.rules.item_details import PublicPoint
from yimen.rules.orgs import Level
from yimen.usecases.catalog.catalogue import plain_words
from yimen.usecases.catalog.guide_parts import (
    GuideChannel,
    GuideFee,
    GuideList,
    GuideMaterial,
    cost_cell,
    guide_channels,
    guide_fees,
    guide_list,
    guide_material,
    public_points,
    trips_cell,
)
from yimen.usecases.catalog.guide_words import (
    GuideStep,
    GuideStrip,
    basis_lines,
    bring_cell,
    fee_words,
    not_needed_words,
    rights_words,
    step_words,
    time_cell,
    where_words,
)
from yimen.usecases.catalog.offers import NO_OFFER, Offer, find_offer_by_code
from yimen.usecases.catalog.sources import source_words, unverified_parts
from yimen.usecases.catalog.versions import VersionFacts, find_current_version, find_version
from yimen.usecases.orgs.organs import OrganView, find_organ
from yimen.usecases.orgs.queries import Place, ServicePointView, get_place
from yimen.usecases.people.posts_held import valid_on


@dataclass(frozen=True, kw_only=True, slots=True)
class Guide:
    """An item as its page shows it; empty texts and tuples are unknown (未公布), never assumed.

    `takes_prefiling` says whether one can apply here now: the item is pre-filed and a clerk of the
    township holds a post today. `counter` is None as long as no township is named. `facts` are those
    of the version as they hold at the place, from which the words were made. `papers` is what to bring
    after the answers given.
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
    papers: GuideList
    channels: tuple[GuideChannel, ...]
    fees: tuple[GuideFee, ...]
    public_points: tuple[PublicPoint, ...]
    more: tuple[tuple[str, str], ...]
    here: str
    not_here: str


def get_guide(
    item_code: str,
    *,
    township_code: str | None,
    today: date,
    answers: Mapping[str, str] | None = None,
    number: int | None = None,
) -> Guide:
    """The guide of an item, at a township or village if its code is given; at most seven statements.

    `answers` are those to the questions of situations, as an address carries them (`s1`: `2`); `number`
    asks for an older version. Refuses an unknown item, version or place (`NotFound`).
    """
    found = find_current_version(item_code) if number is None else find_version(item_code, number)
    if found is None:
        raise NotFound(field="item_code")
    place = get_place(township_code) if township_code else None
    offer = find_offer_by_code(item_code, place.code) if place and found.in_force else NO_OFFER
    facts = at_place(found, place, offer)
    papers = guide_list(facts, answers or {})
    organ = _deciding_organ(facts, place)
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
        strip=_strip(facts, place, papers),
        way=facts.apply_way,
        apply_url=facts.apply_url,
        takes_prefiling=_takes_prefiling(facts, place, today),
        place=place,
        counter=place.center if place else None,
        not_needed=not_needed_words(facts.review_points),
        conditions=facts.details.conditions,
        materials=tuple(guide_material(material) for material in facts.materials),
        steps=step_words(facts),
        review_points=facts.review_points,
        basis=basis_lines(facts.basis),
        decided_in_name_of=organ.name if organ else "",
        authority_source=facts.authority_source,
        fee_words=fee_words(facts.family),
        rights_words=_rights(facts, organ),
        source_words=source_words(facts.source),
        unverified=bool(unverified_parts(facts.source)),
        sensitive=facts.sensitive,
        papers=papers,
        channels=guide_channels(facts),
        fees=guide_fees(facts.details),
        public_points=public_points(facts),
        more=_more(facts),
        here=_here(place, offer),
        not_here=_not_here(place, offer),
    )


def _rights(facts: VersionFacts, organ: OrganView | None) -> str:
    return rights_words(
        facts.family,
        reconsideration_organ=organ.reconsideration_organ if organ else "",
        court=organ.court if organ else "",
    )


def at_place(facts: VersionFacts, place: Place | None, offer: Offer) -> VersionFacts:
    """The facts as they hold at a place: the one point at which the lists of units tighten them."""
    if place is None or not offer.lines:
        return facts
    terms = offer.terms(facts.terms(), down_to=_level(place))
    asked = frozenset(terms.materials)
    materials = tuple(each for each in facts.materials if each.name in asked)
    return replace(facts, promised=terms.promised, materials=materials)


def _level(place: Place) -> Level:
    if place.village_name:
        return Level.VILLAGE
    return Level.TOWNSHIP if place.township_name else Level.COUNTY


def _here(place: Place | None, offer: Offer) -> str:
    """How the chosen place takes part, by its own list; empty where no list says so."""
    line = offer.line_at(Level.VILLAGE) or offer.line_at(Level.TOWNSHIP)
    if place is None or line is None:
        return ""
    name = place.village_name if line.level is Level.VILLAGE else place.township_name
    return N_("{name}的清单上写的是“{way}”：{words}。").format(
        name=name, way=line.way.label, words=WAY_WORDS[line.way]
    )


def _not_here(place: Place | None, offer: Offer) -> str:
    """That the township publishes a list on which the item does not stand; else empty."""
    if place is None or not place.township_name or offer.line_at(Level.TOWNSHIP) is not None:
        return ""
    if place.code[:9].ljust(12, "0") not in offer.listed or offer.line_at(Level.VILLAGE) is not None:
        return ""
    return N_("{name}的办理目录清单上没有这一项，去之前请先打电话问清楚到哪里办。").format(
        name=place.township_name
    )


_MORE = (
    ("audiences", N_("谁可以申请")),
    ("case_kind", N_("办件类型")),
    ("result_name", N_("办完得到什么")),
    ("reach", N_("在别处能不能办")),
    ("net_depth", N_("网上能办到哪一步")),
    ("quantity_limit", N_("数量限制")),
    ("joint_departments", N_("一起办的部门")),
    ("intermediaries", N_("中介服务")),
    ("bookable", N_("可以预约吗")),
    ("by_express", N_("可以寄快递吗")),
    ("self_service", N_("自助终端能办吗")),
)


def _more(facts: VersionFacts) -> tuple[tuple[str, str], ...]:
    """What else is published, as pairs of a name and words."""
    held = ((label, words_of(getattr(facts.details, name))) for name, label in _MORE)
    return tuple((label, words) for label, words in held if words)


def _strip(facts: VersionFacts, place: Place | None, papers: GuideList) -> GuideStrip:
    bring, bring_words = _bring(facts, papers)
    time, time_words = time_cell(facts.statutory, facts.promised)
    cost, cost_words = cost_cell(facts.family, facts.details)
    trips, trips_words = trips_cell(facts.details, facts.recurs_months)
    center = place.center if place else None
    return GuideStrip(
        where=center.name if center else facts.details.where or where_words(facts.levels),
        where_words=(center.address or N_("地址未采集")) if center else "",
        bring=bring,
        bring_words=bring_words,
        time=time,
        time_words=time_words,
        cost=cost,
        cost_words=cost_words,
        trips=trips,
        trips_words=trips_words,
    )


def _bring(facts: VersionFacts, papers: GuideList) -> tuple[str, str]:
    """How many papers: exactly after the answers, at least so many before them."""
    bring, words = bring_cell(facts)
    if papers.ended:
        return N_("不用办"), N_("见下面")
    if not papers.questions or not bring:
        return bring, words
    sure = len(papers.needed)
    if papers.perhaps:
        return N_("{n} 样起").format(n=sure), N_("答一问，看清单")
    return N_("{n} 样").format(n=sure), words


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
