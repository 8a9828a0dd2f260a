"""The quality board: how whole the lists of a county are, place by place, and the lines behind."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Exists, OuterRef, QuerySet, Subquery

from yimen.data.catalog.models import Delegation, ItemVersion, ListEdition, Material
from yimen.data.orgs.models import Region, ServicePoint
from yimen.rules.access import Actor, NotFound, covers, require, scope_prefix
from yimen.rules.adjustments import Standing
from yimen.rules.catalog import Family
from yimen.rules.delegations import WAY_LABELS, Way
from yimen.rules.hanging import HangingState
from yimen.rules.items import ApplyWay
from yimen.rules.list_quality import (
    ACTS_ON,
    ActsOn,
    ItemState,
    ListGap,
    PlaceState,
    QualityFigures,
    QualityShow,
    add_figures,
    count_lines,
    gaps_of,
    shows,
)
from yimen.rules.orgs import Level
from yimen.usecases.catalog.hanging import hanging_states
from yimen.usecases.catalog.lines import IN_FORCE


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceRow:
    """One township or village; `figures` None: it publishes no list (未公布), which is not nought."""

    unit_code: str
    name: str
    number: int | None
    published_at: datetime | None
    figures: QualityFigures | None
    hanging: HangingState
    lacks_address: bool
    lacks_phone: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class GapRow:
    """A gap over all places that are shown, who sees to it, and the items that have it, by code and name."""

    gap: ListGap
    acts: ActsOn
    lines: int
    items: tuple[str, ...]
    places: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class QualityBoard:
    """A county with its townships, or a township with itself and its villages.

    `unlisted` are the names of the places that publish no list.
    """

    name: str
    is_county: bool
    rows: tuple[PlaceRow, ...]
    total: QualityFigures
    gaps: tuple[GapRow, ...]
    unlisted: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class QualityLine:
    """One line of a list with what it lacks."""

    item_code: str
    name: str
    way_label: str
    is_online: bool
    asks_points: bool
    has_points: bool
    gaps: tuple[ListGap, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class QualityLines:
    """The chosen lines of one place, by code; `next_key` is the code after which the next page begins."""

    unit_code: str
    name: str
    show: QualityShow
    rows: tuple[QualityLine, ...]
    next_key: str


def get_quality_board(*, actor: Actor, unit_code: str = "") -> QualityBoard:
    """The board of the actor's county, or of one township: eight statements, whatever the rows.

    A head of center sees their own township and its villages. Refuses a place out of scope (`NotFound`).
    """
    require(actor, "catalog.read_quality")
    code = unit_code or actor.scope_code
    region = _region(actor, code)
    is_county = region.level == Level.COUNTY.value
    regions = list(_regions(region, is_county=is_county))
    codes = [each.code for each in regions]
    places = _places(codes)
    held = _items_by_unit(codes)
    states, names = _states({item for items in held.values() for item in items})
    lines = {each: [states[i] for i in held.get(each, ()) if i in states] for each in codes}
    walls = hanging_states(codes)
    rows = tuple(
        _row(each, places[each.code], lines[each.code], walls.get(each.code, HangingState.NO_LIST))
        for each in regions
    )
    return QualityBoard(
        name=region.name,
        is_county=is_county,
        rows=rows,
        total=add_figures(row.figures for row in rows),
        gaps=_gaps(rows, places, held, states, names),
        unlisted=tuple(row.name for row in rows if row.figures is None),
    )


def list_quality_lines(
    *, actor: Actor, unit_code: str, show: QualityShow, after: str = "", limit: int = 100
) -> QualityLines:
    """The chosen lines of one place with what each lacks; at most five statements.

    Refuses a place out of scope, and what is neither township nor village (`NotFound`).
    """
    require(actor, "catalog.read_quality")
    region = _region(actor, unit_code)
    if region.level not in {Level.TOWNSHIP.value, Level.VILLAGE.value}:
        raise NotFound(field="unit_code")
    place = _places([region.code])[region.code]
    held = Delegation.objects.filter(IN_FORCE, unit_code=region.code)
    ways = dict(held.values_list("item_id", "way"))
    found: list[QualityLine] = []
    for version in _versions(ways):
        state = _state(version)
        if version.item.code > after and shows(state, place, show):
            found.append(_line(version, state, place, Way(ways[version.item_id])))
    kept = found[:limit]
    return QualityLines(
        unit_code=region.code,
        name=region.name,
        show=show,
        rows=tuple(kept),
        next_key=kept[-1].item_code if len(found) > limit else "",
    )


def _region(actor: Actor, code: str) -> Region:
    row = Region.objects.filter(code=code, valid_to=None).first() if code else None
    if row is None or not covers(actor, row.code) or len(scope_prefix(row.code)) < len("130921"):
        raise NotFound(field="unit_code")
    return row


def _regions(region: Region, *, is_county: bool) -> QuerySet[Region]:
    """The townships of a county; of a township itself, first, and its villages."""
    rows = Region.objects.filter(code__startswith=scope_prefix(region.code), valid_to=None)
    if is_county:
        rows = rows.filter(level=Level.TOWNSHIP.value)
    listed = ListEdition.objects.filter(unit_code=OuterRef("code"), superseded_at=None)
    return rows.annotate(
        number=Subquery(listed.values("number")[:1]), listed_at=Subquery(listed.values("published_at")[:1])
    ).order_by("code")


def _places(codes: Sequence[str]) -> dict[str, PlaceState]:
    """What is known of each place: whether it publishes a list, its address and telephone. Two statements.

    A place counts as listed when an edition of its list is in force.
    """
    points = ServicePoint.objects.filter(region__code__in=codes, region__valid_to=None)
    known = points.values_list("region__code", "address", "phone")
    told = {code: (address, phone) for code, address, phone in known}
    listed = set(
        ListEdition.objects.filter(unit_code__in=codes, superseded_at=None).values_list(
            "unit_code", flat=True
        )
    )
    return {
        code: PlaceState(
            is_listed=code in listed,
            has_address=bool(told.get(code, ("", ""))[0]),
            has_phone=bool(told.get(code, ("", ""))[1]),
        )
        for code in codes
    }


def _items_by_unit(codes: Sequence[str]) -> dict[str, list[UUID]]:
    """The items on the list of each place: one statement, one row a place."""
    rows = Delegation.objects.filter(IN_FORCE, unit_code__in=codes)
    return dict(rows.order_by().values_list("unit_code").annotate(items=ArrayAgg("item_id")))


def _states(item_ids: Iterable[UUID]) -> tuple[dict[UUID, ItemState], dict[UUID, str]]:
    """What the version in force of each item tells, and its code and name: one statement."""
    states: dict[UUID, ItemState] = {}
    names: dict[UUID, str] = {}
    for version in _versions(item_ids):
        states[version.item_id] = _state(version)
        names[version.item_id] = f"{version.item.code} {version.short_name}"
    return states, names


def _versions(item_ids: Iterable[UUID]) -> QuerySet[ItemVersion]:
    """The versions in force that are offered, with whether they have materials: one statement."""
    rows = ItemVersion.objects.filter(superseded_at=None, standing=Standing.ACTIVE.value)
    rows = rows.filter(item__in=list(item_ids)).select_related("item")
    materials = Material.objects.filter(version=OuterRef("pk"))
    return rows.annotate(has_materials=Exists(materials)).order_by("item__code")


def _state(version: Any) -> ItemState:
    """`version` with the mark that `_versions` adds; of the details, what is blank is left out."""
    told: Mapping[str, Any] = version.details
    ways = {str(each.get("way", "")) for each in told.get("channels", ()) if isinstance(each, Mapping)}
    online = {ApplyWay.PREFILING.value, ApplyWay.LINK.value}
    return ItemState(
        family=Family(version.family),
        has_basis=bool(version.basis),
        has_limit=bool(version.statutory_unit or version.promised_unit),
        has_materials=bool(version.has_materials),
        has_conditions=bool(told.get("conditions")),
        has_points=bool(told.get("public_points")),
        has_address=bool(told.get("where")),
        has_phone=bool(told.get("consult_phone")),
        is_online=bool(online & (ways | {version.apply_way})),
    )


def _row(region: Any, place: PlaceState, lines: Sequence[ItemState], hanging: HangingState) -> PlaceRow:
    return PlaceRow(
        unit_code=region.code,
        name=region.short_name,
        number=region.number,
        published_at=region.listed_at,
        figures=count_lines(lines, place),
        hanging=hanging,
        lacks_address=not place.has_address,
        lacks_phone=not place.has_phone,
    )


def _line(version: ItemVersion, state: ItemState, place: PlaceState, way: Way) -> QualityLine:
    return QualityLine(
        item_code=version.item.code,
        name=version.short_name,
        way_label=WAY_LABELS[way],
        is_online=state.is_online,
        asks_points=state.asks_points,
        has_points=state.has_points,
        gaps=gaps_of(state, place),
    )


def _gaps(
    rows: Sequence[PlaceRow],
    places: Mapping[str, PlaceState],
    held: Mapping[str, Sequence[UUID]],
    states: Mapping[UUID, ItemState],
    names: Mapping[UUID, str],
) -> tuple[GapRow, ...]:
    """Each gap with how many lines have it, which items, in which places; those of the county first."""
    lines: Counter[ListGap] = Counter()
    items: dict[ListGap, set[str]] = {gap: set() for gap in ListGap}
    at: dict[ListGap, dict[str, None]] = {gap: {} for gap in ListGap}
    for row in rows:
        if row.figures is None:
            continue
        for item in held.get(row.unit_code, ()):
            for gap in gaps_of(states[item], places[row.unit_code]) if item in states else ():
                lines[gap] += 1
                items[gap].add(names[item])
                at[gap][row.name] = None
    return tuple(
        GapRow(
            gap=gap,
            acts=ACTS_ON[gap],
            lines=lines[gap],
            items=tuple(sorted(items[gap])),
            places=tuple(at[gap]),
        )
        for gap in ListGap
        if lines[gap]
    )
