"""One dossier as people read it: what is known, how it stands to the standards, photos, changes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yimen.data.orgs.models import ServicePoint
from yimen.data.places.models import (
    DossierChange,
    PlaceDossier,
    PlacePhoto,
    StandardExplanation,
    StandardVerdict,
)
from yimen.rules.access import Actor, NotFound, covers, require
from yimen.rules.orgs import parse_region_code
from yimen.rules.place_entries import words_of
from yimen.rules.place_facts import (
    FACTS_BY_KEY,
    POINT_KEYS,
    ChangeHow,
    Fact,
    FactGroup,
    KnownFact,
    Value,
    facts_of,
    is_outdated,
    load_facts,
)
from yimen.rules.place_photos import SHOWS, PhotoSubject, metres_between
from yimen.rules.standards import TERMS, Answer, Ground, Standard, Strength, Verdict, judge
from yimen.usecases.orgs.queries import Place, get_place
from yimen.usecases.places.judging import ground_of, institutions_in_force
from yimen.usecases.shared.rows import only_row

_MOST_CHANGES = 20
_MOST_FORMER = 110
_MOST_OF_ONE = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class FactLine:
    """A fact as shown: no words for 未采集; `is_outdated` where it tells of premises that were left."""

    fact: Fact
    value: Value | None
    words: str
    at: datetime | None
    is_outdated: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class FormerVerdict:
    """How the place stood to a standard for a while."""

    verdict: Verdict
    reason: str
    since: datetime
    until: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class StandardLine:
    """How the place stands to a standard, and how it stood before; `since` None where nobody has looked.

    `answer` is the county's to the explanation, None where there is none.
    """

    standard: Standard
    task: int
    strength: Strength
    source: str
    verdict: Verdict
    reason: str
    since: datetime | None
    explanation: str
    explanation_id: UUID | None
    answer: Answer | None
    answer_reason: str
    photos: int
    before: tuple[FormerVerdict, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class PhotoView:
    """A photo that stands; `twin_name` is the place where the same picture was used before.

    `away_metres` is how far from the recorded position of the place it was taken, None where that is not
    known.
    """

    photo_id: UUID
    subject: PhotoSubject
    taken_at: datetime | None
    latitude: float | None
    longitude: float | None
    away_metres: float | None
    added_at: datetime
    author: str
    likeness: str
    twin_name: str
    twin_at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeView:
    """A line of the history: of each fact what it was and became, in words."""

    at: datetime
    who: str
    how: ChangeHow
    changes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class DossierView:
    """All of it; `revision` 0 where nobody has recorded anything."""

    place: Place
    code: str
    name: str
    is_center: bool
    revision: int
    groups: tuple[tuple[FactGroup, tuple[FactLine, ...]], ...]
    standards: tuple[StandardLine, ...]
    photos: tuple[PhotoView, ...]
    changes: tuple[ChangeView, ...]
    institutions: Mapping[str, int]
    changed_at: datetime | None
    confirmed_at: datetime | None
    confirmer: str
    is_confirmed: bool
    sample: bool


def get_dossier(*, actor: Actor, point_code: str) -> DossierView:
    """The dossier of a center or station, also where it is still empty; a fixed number of statements.

    Refuses a place outside the actor's scope and one without a service point (`NotFound`).
    """
    require(actor, "places.read")
    code = parse_region_code(point_code).code
    if not covers(actor, code):
        raise NotFound(field="point_code")
    points = ServicePoint.objects.filter(county_code=code[:6], region__code=code, region__valid_to=None)
    point = only_row(points)
    if point is None:
        raise NotFound(field="point_code")
    rows = PlaceDossier.objects.select_related("point", "confirmed_by")
    dossier = only_row(rows.filter(county_code=code[:6], point=point))
    institutions = institutions_in_force(code[:6])
    known = load_facts(dossier.facts) if dossier else {}
    photos = _photos(point, _position(known))
    said = list(StandardExplanation.objects.filter(dossier=dossier, ended_at=None)) if dossier else []
    is_center = point.kind == "CENTER"
    ground = (
        ground_of(dossier, said, institutions)
        if dossier
        else Ground(is_center=is_center, name=point.name, institutions=institutions)
    )
    return DossierView(
        place=get_place(code),
        code=code,
        name=point.name,
        is_center=is_center,
        revision=dossier.revision if dossier else 0,
        groups=_groups(point, dossier, is_center=is_center),
        standards=_standards(point, ground, said, photos),
        photos=photos,
        changes=_changes(dossier),
        institutions=institutions,
        changed_at=dossier.changed_at if dossier else None,
        confirmed_at=dossier.confirmed_at if dossier else None,
        confirmer=dossier.confirmed_by.name if dossier and dossier.confirmed_by else "",
        is_confirmed=dossier is not None and dossier.confirmed_revision == dossier.revision,
        sample=(dossier.sample if dossier else False) or point.sample,
    )


def _groups(
    point: ServicePoint, dossier: PlaceDossier | None, *, is_center: bool
) -> tuple[tuple[FactGroup, tuple[FactLine, ...]], ...]:
    known = load_facts(dossier.facts) if dossier else {}
    moved_at = dossier.moved_at if dossier else None
    return tuple(
        (
            group,
            tuple(_line(fact, point, known, moved_at) for fact in facts_of(group, is_center=is_center)),
        )
        for group in FactGroup
    )


def _line(
    fact: Fact, point: ServicePoint, known: Mapping[str, KnownFact], moved_at: datetime | None
) -> FactLine:
    if fact.key in POINT_KEYS:
        value: Value | None = getattr(point, fact.key)
        return FactLine(fact=fact, value=value, words=words_of(fact, value), at=None, is_outdated=False)
    held = known.get(fact.key)
    if held is None:
        return FactLine(fact=fact, value=None, words="", at=None, is_outdated=False)
    return FactLine(
        fact=fact,
        value=held.value,
        words=words_of(fact, held.value),
        at=held.at,
        is_outdated=is_outdated(fact.key, held, moved_at),
    )


def _standards(
    point: ServicePoint,
    ground: Ground,
    said: Sequence[StandardExplanation],
    photos: Sequence[PhotoView],
) -> tuple[StandardLine, ...]:
    """The kept verdicts; of what is unknown the reason is what is still to be looked at."""
    rows = StandardVerdict.objects.filter(county_code=point.county_code, point=point, until=None)
    kept = {row.standard: row for row in rows}
    explained = {each.standard: each for each in said}
    shown: defaultdict[str, int] = defaultdict(int)
    for photo in photos:
        for name in SHOWS.get(photo.subject, ()):
            shown[name] += not photo.likeness
    before = _former(point)
    lines = []
    for standard, terms in TERMS.items():
        row, words = kept.get(standard.value), explained.get(standard.value)
        lines.append(
            StandardLine(
                standard=standard,
                task=terms.task,
                strength=terms.strength,
                source=terms.source,
                verdict=Verdict(row.verdict) if row else Verdict.UNKNOWN,
                reason=row.reason if row else judge(standard, ground).reason,
                since=row.since if row else None,
                explanation=words.text if words else "",
                explanation_id=words.pk if words else None,
                answer=Answer(words.answer) if words else None,
                answer_reason=words.answer_reason if words else "",
                photos=shown[standard.value],
                before=before.get(standard.value, ()),
            )
        )
    return tuple(lines)


def _former(point: ServicePoint) -> dict[str, tuple[FormerVerdict, ...]]:
    """The newest ended verdicts by standard, the last first."""
    rows = StandardVerdict.objects.filter(county_code=point.county_code, point=point, until__isnull=False)
    found: defaultdict[str, list[FormerVerdict]] = defaultdict(list)
    for row in rows.order_by("-until", "-since")[:_MOST_FORMER]:
        if row.until is not None and len(found[row.standard]) < _MOST_OF_ONE:
            ended = FormerVerdict(
                verdict=Verdict(row.verdict), reason=row.reason, since=row.since, until=row.until
            )
            found[row.standard].append(ended)
    return {standard: tuple(each) for standard, each in found.items()}


def _position(known: Mapping[str, KnownFact]) -> tuple[float, float] | None:
    if "latitude" not in known or "longitude" not in known:
        return None
    return float(str(known["latitude"].value)), float(str(known["longitude"].value))


def _away(photo: PlacePhoto, position: tuple[float, float] | None) -> float | None:
    if position is None or photo.latitude is None or photo.longitude is None:
        return None
    return metres_between(position, (photo.latitude, photo.longitude))


def _photos(point: ServicePoint, position: tuple[float, float] | None) -> tuple[PhotoView, ...]:
    rows = PlacePhoto.objects.select_related("author", "twin__point").filter(
        county_code=point.county_code, point=point, removed_at=None
    )
    return tuple(
        PhotoView(
            photo_id=row.pk,
            subject=PhotoSubject(row.subject),
            taken_at=row.taken_at,
            latitude=row.latitude,
            longitude=row.longitude,
            away_metres=_away(row, position),
            added_at=row.added_at,
            author=row.author.name if row.author else "",
            likeness=row.likeness,
            twin_name=row.twin.point.name if row.twin else "",
            twin_at=row.twin.added_at if row.twin else None,
        )
        for row in rows.order_by("-added_at", "id")
    )


def _changes(dossier: PlaceDossier | None) -> tuple[ChangeView, ...]:
    """The newest lines of the history; everything older stays in the table."""
    if dossier is None:
        return ()
    rows = DossierChange.objects.filter(county_code=dossier.county_code, dossier=dossier)
    return tuple(
        ChangeView(
            at=row.at,
            who=row.who,
            how=ChangeHow(row.how),
            changes=tuple(
                (
                    FACTS_BY_KEY[key].label,
                    words_of(FACTS_BY_KEY[key], before),
                    words_of(FACTS_BY_KEY[key], after),
                )
                for key, (before, after) in row.changes.items()
                if key in FACTS_BY_KEY
            ),
        )
        for row in rows.order_by("-at", "-id")[:_MOST_CHANGES]
    )
