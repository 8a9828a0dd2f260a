"""What the counter's one screen shows: villages, colleagues, found items, the chosen one, this visit."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from yimen.data.cases.models import Case
from yimen.data.orgs.models import Region
from yimen.data.people.models import Post
from yimen.rules.access import PARTY_LABELS, Actor, Party, require
from yimen.rules.cases import CaseState, state_label
from yimen.rules.catalog import Family
from yimen.rules.orgs import Level
from yimen.rules.text import mask_name
from yimen.usecases.cases.held_terms import waived_under
from yimen.usecases.cases.intake import LEVELS_HERE
from yimen.usecases.cases.queries.duplicates import OpenCase, list_open_of_person
from yimen.usecases.cases.scope import cases_of
from yimen.usecases.catalog.guide_words import spoken_limit
from yimen.usecases.catalog.offers import find_offer_by_code
from yimen.usecases.catalog.queries import ItemHit, search_items
from yimen.usecases.catalog.unit_lists import ways_of_unit
from yimen.usecases.catalog.versions import MaterialFacts, VersionFacts, find_current_version
from yimen.usecases.people.posts_held import valid_on
from yimen.usecases.shared.scope import scope_filter

_MOST_FOUND = 8
_MOST_SEARCHED = 40  # what is not of this level falls away
_MOST_IN_A_VISIT = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class VillageChoice:
    """A village of this center; the letter is that of its reading, for whoever jumps by keyboard."""

    code: str
    name: str
    letter: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Colleague:
    """Somebody on duty here today, who may have met the applicant first (首问负责)."""

    post_id: UUID
    name: str
    role_label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ChosenItem:
    """The item to be taken in: what kind it is, how long it takes, what it asks for."""

    code: str
    name: str
    family: Family
    family_label: str
    is_instant: bool
    limit_words: str
    sensitive: bool
    materials: tuple[MaterialFacts, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class TakenCase:
    """A case of this visit, the applicant masked, sensitive items under their neutral name."""

    id: UUID
    number: str
    applicant_name: str
    item_name: str
    state_label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class IntakeDesk:
    """All that lies on the counter beside what is typed."""

    villages: tuple[VillageChoice, ...]
    colleagues: tuple[Colleague, ...]
    item: ChosenItem | None
    duplicates: tuple[OpenCase, ...]
    visit: tuple[TakenCase, ...]


def get_intake_desk(
    *,
    actor: Actor,
    today: dt.date,
    item_code: str = "",
    id_no: str = "",
    visit_id: UUID | None = None,
) -> IntakeDesk:
    """The counter with the chosen item, the open cases of this person for it, and this visit so far.

    At most seven statements. An item that is not of this level, or not on its list, is as good as none.
    """
    require(actor, "cases.take_in")
    item = _chosen(find_current_version(item_code), actor) if item_code else None
    twins = list_open_of_person(actor=actor, id_no=id_no, item_code=item.code) if item else ()
    return IntakeDesk(
        villages=_villages(actor),
        colleagues=_colleagues(actor, today),
        item=item,
        duplicates=twins,
        visit=list_visit(actor=actor, visit_id=visit_id),
    )


def search_here(*, unit_code: str, query: str) -> tuple[ItemHit, ...]:
    """The best items of a township's level for these words, of its list where it has published one.

    At most three statements.
    """
    listed = ways_of_unit(unit_code)
    found = search_items(query, limit=_MOST_SEARCHED)
    here = (hit for hit in found if hit.levels & LEVELS_HERE and (listed is None or hit.code in listed))
    return tuple(here)[:_MOST_FOUND]


def list_visit(*, actor: Actor, visit_id: UUID | None) -> tuple[TakenCase, ...]:
    """What was taken in at one visit, in the order of the numbers; one statement."""
    require(actor, "cases.take_in")
    if visit_id is None:
        return ()
    rows = cases_of(actor, actor.county_code).filter(visit_id=visit_id)
    rows = rows.select_related("version").order_by("received_at", "case_no")
    return tuple(taken_case(each) for each in rows[:_MOST_IN_A_VISIT])


def taken_case(case: Case) -> TakenCase:
    """A row, its version joined, as a value."""
    return TakenCase(
        id=case.pk,
        number=case.case_no,
        applicant_name=mask_name(case.applicant_name),
        item_name=case.version.neutral_name,
        state_label=state_label(CaseState(case.state), Family(case.family)),
    )


def _villages(actor: Actor) -> tuple[VillageChoice, ...]:
    rows = Region.objects.filter(
        scope_filter(actor, code_field="code"), level=Level.VILLAGE.value, valid_to=None
    ).order_by("pinyin", "code")
    return tuple(
        VillageChoice(code=row.code, name=row.short_name, letter=row.pinyin[:1].upper()) for row in rows
    )


def _colleagues(actor: Actor, today: dt.date) -> tuple[Colleague, ...]:
    rows = Post.objects.select_related("account").filter(
        valid_on(today), region__code=actor.scope_code, account__is_active=True
    )
    order = list(Party)
    found = sorted(rows, key=lambda post: (order.index(Party(post.role)), post.valid_from, post.pk))
    return tuple(
        Colleague(post_id=post.pk, name=post.account.name, role_label=PARTY_LABELS[Party(post.role)])
        for post in found
    )


def _chosen(facts: VersionFacts | None, actor: Actor) -> ChosenItem | None:
    if facts is None or not LEVELS_HERE & {level.value for level in facts.levels}:
        return None
    offer = find_offer_by_code(facts.item_code, actor.scope_code)
    if actor.scope_code in offer.listed and offer.line_at(Level.TOWNSHIP) is None:
        return None
    limit = offer.terms(facts.terms()).promised or facts.statutory
    waived = waived_under(offer)
    return ChosenItem(
        code=facts.item_code,
        name=facts.short_name,
        family=facts.family,
        family_label=facts.family.label,
        is_instant=facts.family is Family.INSTANT,
        limit_words=spoken_limit(limit) if limit else "",
        sensitive=facts.sensitive,
        materials=tuple(each for each in facts.materials if each.name not in waived),
    )
