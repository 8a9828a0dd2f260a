"""The matrix service points x standards: a city by counties, a county by townships, a township by places.

Where no verdict is kept nobody has looked: unknown is the number of places less those that are known.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Left

from yimen.data.orgs.models import Region, ServicePoint
from yimen.data.places.models import PlaceDossier, PlacePhoto, StandardVerdict
from yimen.rules.access import Actor, NotFound, covers, require
from yimen.rules.orgs import Level, level_of, parse_region_code, subtree_prefix
from yimen.rules.place_photos import same_everywhere
from yimen.rules.standards import Standard, Verdict
from yimen.usecases.places.waiting import WaitingExplanation, waiting_explanations

_BELOW = {Level.PREFECTURE: 6, Level.COUNTY: 9}
_CODE_DIGITS = 12
_PAGE = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class Tally:
    """How many places stand how to one standard; `places` counts all, known or not."""

    places: int
    met: int = 0
    explained: int = 0
    not_met: int = 0
    lapsed: int = 0

    @property
    def unknown(self) -> int:
        """Places of which nobody knows: never taken for a no."""
        return self.places - self.met - self.explained - self.not_met - self.lapsed

    @property
    def fulfilled(self) -> int:
        """Met, or explained where the threshold is soft."""
        return self.met + self.explained


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitRow:
    """A county or township with its tallies in the order of the standards."""

    code: str
    name: str
    places: int
    recorded: int
    confirmed: int
    flagged: int
    tallies: tuple[Tally, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """One cell: how one place stands to one standard, and why."""

    standard: Standard
    verdict: Verdict
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PointRow:
    """A center or station with its marks in the order of the standards; `above` is its township or county."""

    code: str
    name: str
    above: str
    is_center: bool
    recorded_at: datetime | None
    is_confirmed: bool
    photos: int
    flagged: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class StandardsBoard:
    """`units` for a city or county, `points` for a township; `total` over all places of the unit.

    `same_area` is an area that most stations of a township share, and how many: only pointed out. `waiting`
    are the explanations of a county or township that the county has not answered.
    """

    code: str
    name: str
    level: Level
    total: UnitRow
    units: tuple[UnitRow, ...]
    points: tuple[PointRow, ...]
    same_area: tuple[float, int] | None = None
    waiting: tuple[WaitingExplanation, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class PointPage:
    """Places of one verdict of one standard by code, and how all places of the unit stand to it (`tally`).

    `next_key` is None on the last page.
    """

    name: str
    tally: Tally
    rows: tuple[PointRow, ...]
    next_key: str | None


def get_standards_board(*, actor: Actor, unit_code: str = "") -> StandardsBoard:
    """The board of a unit (the actor's own where none is named); at most ten statements at any size.

    Refuses a place outside the scope, and what is neither city, county nor township (`NotFound`).
    """
    require(actor, "places.read")
    code, level = _unit(actor, unit_code)
    region = Region.objects.filter(code=code, valid_to=None).first()
    if region is None:
        raise NotFound(field="unit_code")
    if level not in _BELOW:
        points = _point_rows(_points(code).order_by("region__code"))
        total = _sum_of_points(code, region.short_name, points)
        return StandardsBoard(
            code=code,
            name=region.short_name,
            level=level,
            total=total,
            units=(),
            points=points,
            same_area=_same_area(code),
            waiting=waiting_explanations(code),
        )
    units = _unit_rows(code, _BELOW[level])
    total = _sum_of_units(code, region.short_name, units)
    return StandardsBoard(
        code=code,
        name=region.short_name,
        level=level,
        total=total,
        units=units,
        points=(),
        waiting=waiting_explanations(code) if level is Level.COUNTY else (),
    )


def list_points_by_verdict(
    *, actor: Actor, unit_code: str, standard: Standard, verdict: Verdict, after: str = ""
) -> PointPage:
    """The places of a unit that stand so to a standard: what a figure of the board counts; paged by code.

    Refuses like the board.
    """
    require(actor, "places.read")
    code, _ = _unit(actor, unit_code)
    region = Region.objects.filter(code=code, valid_to=None).first()
    if region is None:
        raise NotFound(field="unit_code")
    current = StandardVerdict.objects.filter(until=None, standard=standard.value)
    current = current.filter(region_code__startswith=subtree_prefix(code))
    points = _points(code)
    tally = _tally(points.count(), standard, current.filter(point__region__valid_to=None))
    if verdict is Verdict.UNKNOWN:
        points = points.exclude(pk__in=current.values("point"))
    else:
        points = points.filter(pk__in=current.filter(verdict=verdict.value).values("point"))
    if after:
        points = points.filter(region__code__gt=after)
    rows = _point_rows(points.order_by("region__code")[: _PAGE + 1])
    page = rows[:_PAGE]
    return PointPage(
        name=region.short_name,
        tally=tally,
        rows=page,
        next_key=page[-1].code if len(rows) > _PAGE else None,
    )


def list_all_points(*, actor: Actor, unit_code: str = "") -> tuple[str, tuple[PointRow, ...]]:
    """Name of the unit and every place of it, for the file to take away; five statements at any size."""
    require(actor, "places.read")
    code, _ = _unit(actor, unit_code)
    region = Region.objects.filter(code=code, valid_to=None).first()
    if region is None:
        raise NotFound(field="unit_code")
    return region.short_name, _point_rows(_points(code).order_by("region__code"))


def _unit(actor: Actor, unit_code: str) -> tuple[str, Level]:
    """Code and level of the unit; a village is shown with its township where the actor covers that."""
    code = parse_region_code(unit_code or actor.scope_code).code
    if not covers(actor, code):
        raise NotFound(field="unit_code")
    level = level_of(code)
    if level is Level.PROVINCE:
        raise NotFound(field="unit_code")
    return code, level


def _same_area(code: str) -> tuple[float, int] | None:
    rows = PlaceDossier.objects.filter(
        region_code__startswith=subtree_prefix(code), is_center=False, point__region__valid_to=None
    )
    return same_everywhere(rows.filter(facts__has_key="area").values_list("facts__area__v", flat=True))


def _points(code: str) -> QuerySet[ServicePoint]:
    rows = ServicePoint.objects.filter(region__valid_to=None)
    return rows.filter(region__code__startswith=subtree_prefix(code)).select_related("region__parent")


def _point_rows(points: QuerySet[ServicePoint]) -> tuple[PointRow, ...]:
    """The places with dossier, verdicts and photos; three more statements."""
    found = list(points)
    ids = [point.pk for point in found]
    dossiers = {row.point_id: row for row in PlaceDossier.objects.filter(point__in=ids).defer("facts")}
    verdicts: defaultdict[object, dict[str, StandardVerdict]] = defaultdict(dict)
    for row in StandardVerdict.objects.filter(point__in=ids, until=None):
        verdicts[row.point_id][row.standard] = row
    photos = PlacePhoto.objects.filter(point__in=ids, removed_at=None).values_list("point").order_by()
    counted = {
        point: (count, flagged)
        for point, count, flagged in photos.annotate(
            all=Count("id"), flagged=Count("id", filter=~Q(likeness=""))
        )
    }
    return tuple(
        _point_row(point, dossiers.get(point.pk), verdicts[point.pk], counted.get(point.pk, (0, 0)))
        for point in found
    )


def _point_row(
    point: ServicePoint,
    dossier: PlaceDossier | None,
    verdicts: Mapping[str, StandardVerdict],
    photos: tuple[int, int],
) -> PointRow:
    return PointRow(
        code=point.region.code,
        name=point.name,
        above=point.region.parent.short_name if point.region.parent else "",
        is_center=point.kind == "CENTER",
        recorded_at=dossier.changed_at if dossier else None,
        is_confirmed=dossier is not None and dossier.confirmed_revision == dossier.revision,
        photos=photos[0],
        flagged=photos[1],
        marks=tuple(_mark(standard, verdicts.get(standard.value)) for standard in Standard),
    )


def _mark(standard: Standard, row: StandardVerdict | None) -> Mark:
    if row is None:
        return Mark(standard=standard, verdict=Verdict.UNKNOWN, reason="")
    return Mark(standard=standard, verdict=Verdict(row.verdict), reason=row.reason)


def _unit_rows(code: str, digits: int) -> tuple[UnitRow, ...]:
    """The units directly below, by code; five statements."""
    prefix = subtree_prefix(code)
    places: Counter[str] = Counter()
    grouped = ServicePoint.objects.filter(region__valid_to=None, region__code__startswith=prefix)
    for unit, count in grouped.values_list(Left("region__code", digits)).annotate(Count("id")).order_by():
        places[unit] = count
    dossiers = PlaceDossier.objects.filter(region_code__startswith=prefix, point__region__valid_to=None)
    recorded = {
        unit: (count, confirmed)
        for unit, count, confirmed in dossiers.values_list(Left("region_code", digits))
        .annotate(all=Count("id"), confirmed=Count("id", filter=Q(confirmed_revision=F("revision"))))
        .order_by()
    }
    flags = PlacePhoto.objects.filter(
        region_code__startswith=prefix, point__region__valid_to=None, removed_at=None
    ).exclude(likeness="")
    flagged = dict(flags.values_list(Left("region_code", digits)).annotate(Count("id")).order_by())
    known = _known(prefix, digits)
    regions = Region.objects.filter(
        code__in=[unit.ljust(_CODE_DIGITS, "0") for unit in places], valid_to=None
    )
    return tuple(
        UnitRow(
            code=region.code,
            name=region.short_name,
            places=places[region.code[:digits]],
            recorded=recorded.get(region.code[:digits], (0, 0))[0],
            confirmed=recorded.get(region.code[:digits], (0, 0))[1],
            flagged=flagged.get(region.code[:digits], 0),
            tallies=_tallies(places[region.code[:digits]], known[region.code[:digits]]),
        )
        for region in regions.order_by("code")
    )


def _known(prefix: str, digits: int) -> defaultdict[str, Counter[tuple[str, str]]]:
    """How many current verdicts of places of today there are by unit, standard, verdict; one statement.

    What is known of a place that has ended stays known, and counts no more.
    """
    rows = StandardVerdict.objects.filter(
        region_code__startswith=prefix, until=None, point__region__valid_to=None
    )
    counted: defaultdict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    grouped = rows.values_list(Left("region_code", digits), "standard", "verdict")
    for unit, standard, verdict, count in grouped.annotate(Count("id")).order_by():
        counted[unit][standard, verdict] = count
    return counted


def _tally(places: int, standard: Standard, current: QuerySet[StandardVerdict]) -> Tally:
    counted = current.values_list("verdict").annotate(Count("id")).order_by()
    known = {(standard.value, verdict): count for verdict, count in counted}
    return _tallies(places, known)[list(Standard).index(standard)]


def _tallies(places: int, known: Mapping[tuple[str, str], int]) -> tuple[Tally, ...]:
    return tuple(
        Tally(
            places=places,
            met=known.get((standard.value, Verdict.MET.value), 0),
            explained=known.get((standard.value, Verdict.EXPLAINED.value), 0),
            not_met=known.get((standard.value, Verdict.NOT_MET.value), 0),
            lapsed=known.get((standard.value, Verdict.LAPSED.value), 0),
        )
        for standard in Standard
    )


def _sum_of_units(code: str, name: str, units: Sequence[UnitRow]) -> UnitRow:
    return UnitRow(
        code=code,
        name=name,
        places=sum(unit.places for unit in units),
        recorded=sum(unit.recorded for unit in units),
        confirmed=sum(unit.confirmed for unit in units),
        flagged=sum(unit.flagged for unit in units),
        tallies=tuple(_sum([unit.tallies[at] for unit in units]) for at in range(len(Standard))),
    )


def _sum(tallies: Sequence[Tally]) -> Tally:
    return Tally(
        places=sum(each.places for each in tallies),
        met=sum(each.met for each in tallies),
        explained=sum(each.explained for each in tallies),
        not_met=sum(each.not_met for each in tallies),
        lapsed=sum(each.lapsed for each in tallies),
    )


def _sum_of_points(code: str, name: str, points: Sequence[PointRow]) -> UnitRow:
    known = Counter((mark.standard.value, mark.verdict.value) for point in points for mark in point.marks)
    return UnitRow(
        code=code,
        name=name,
        places=len(points),
        recorded=sum(point.recorded_at is not None for point in points),
        confirmed=sum(point.is_confirmed for point in points),
        flagged=sum(point.flagged for point in points),
        tallies=_tallies(len(points), known),
    )
