"""How a city, a county or a township stands to its targets for showcase sites, and what is on the way."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from yimen.data.orgs.models import Region
from yimen.data.showcase.models import ShowcaseBatch, ShowcaseSite
from yimen.rules.access import Actor, require
from yimen.rules.orgs import Level, level_of, subtree_prefix
from yimen.rules.showcase import EXEMPT, SiteState, Target, center_target, station_target, sum_of_targets
from yimen.usecases.programme.units import unit_in_scope

_COUNTY, _TOWNSHIP, _WHOLE = 6, 9, 12
_MOST_SITES = 300


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """A target with what is on the way to it."""

    target: Target
    recommended: int
    designated: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ShowcaseRow:
    """A county of a city, or a township of a county: its center has no target of its own, its county has."""

    code: str
    name: str
    is_zone: bool
    centers: Standing
    stations: Standing


@dataclass(frozen=True, kw_only=True, slots=True)
class BatchView:
    """A batch with how many sites it still has; an empty `paper_no` was not published."""

    batch_id: UUID
    number: int
    title: str
    paper_no: str
    designated_on: date
    sites: int
    sample: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class SiteView:
    """A site with where it lies and where it is on its way."""

    site_id: UUID
    region_code: str
    name: str
    county_name: str
    township_name: str
    is_center: bool
    state: SiteState
    reason: str
    evidence: Mapping[str, object]
    recommended_at: datetime
    recommender: str
    batch: BatchView | None
    ended_at: datetime | None
    ender: str
    end_reason: str
    sample: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ShowcaseBoard:
    """`rows` below the unit; `sites` are the open ones, `is_cut` where there are more than are listed."""

    code: str
    name: str
    level: Level
    total: ShowcaseRow
    rows: tuple[ShowcaseRow, ...]
    sites: tuple[SiteView, ...]
    is_cut: bool
    batches: tuple[BatchView, ...]


def get_showcase_board(*, actor: Actor, unit_code: str = "") -> ShowcaseBoard:
    """The board of a city, county or township (the own one where none is named); six statements at any size.

    Refuses a unit outside the scope and one that is neither (`NotFound`).
    """
    require(actor, "showcase.read")
    region = unit_in_scope(actor, unit_code or actor.scope_code)
    rows = _rows_below(region)
    open_sites = site_rows(region.code).filter(ended_at=None)
    sites = [site_view(row) for row in open_sites[: _MOST_SITES + 1]]
    return ShowcaseBoard(
        code=region.code,
        name=region.short_name,
        level=level_of(region.code),
        total=_total(region, rows),
        rows=rows,
        sites=tuple(sites[:_MOST_SITES]),
        is_cut=len(sites) > _MOST_SITES,
        batches=list_batches(f"{region.code[:4]}00000000"),
    )


def list_batches(city_code: str) -> tuple[BatchView, ...]:
    """The batches of a city, the newest first, with the sites that they still have; one statement."""
    rows = ShowcaseBatch.objects.filter(county_code=city_code[:6], city_code=city_code)
    counted = rows.annotate(left=Count("sites", filter=Q(sites__ended_at=None))).order_by("-number")
    return tuple(_batch_view(row, sites=row.left) for row in counted)


def _batch_view(row: ShowcaseBatch, *, sites: int = 0) -> BatchView:
    return BatchView(
        batch_id=row.pk,
        number=row.number,
        title=row.title,
        paper_no=row.paper_no,
        designated_on=row.designated_on,
        sites=sites,
        sample=row.sample,
    )


def site_rows(unit_code: str) -> QuerySet[ShowcaseSite]:
    """The sites of a unit with what their views need, by code; one statement when it is read."""
    rows = ShowcaseSite.objects.filter(region_code__startswith=subtree_prefix(unit_code))
    return rows.select_related("point__region__parent__parent", "batch").order_by("region_code", "id")


def site_view(row: ShowcaseSite) -> SiteView:
    """A site of `site_rows` as pages read it."""
    region = row.point.region
    township = region if row.is_center else region.parent
    county = township.parent if township is not None else None
    return SiteView(
        site_id=row.pk,
        region_code=row.region_code,
        name=row.point.name,
        county_name=county.short_name if county else "",
        township_name=township.short_name if township else "",
        is_center=row.is_center,
        state=SiteState(row.state),
        reason=row.reason,
        evidence=row.evidence,
        recommended_at=row.recommended_at,
        recommender=row.recommender,
        batch=_batch_view(row.batch) if row.batch else None,
        ended_at=row.ended_at,
        ender=row.ender,
        end_reason=row.end_reason,
        sample=row.sample,
    )


def _rows_below(region: Region) -> tuple[ShowcaseRow, ...]:
    """Counties with all of their townships, or townships by themselves; four statements."""
    prefix = subtree_prefix(region.code)
    level = level_of(region.code)
    villages = _villages(prefix)
    open_sites = _open_counts(prefix)
    zones = set(
        Region.objects.filter(
            code__startswith=prefix[:4], level=Level.COUNTY.value, valid_to=None, functional_zone=True
        ).values_list("code", flat=True)
    )
    townships = list(
        Region.objects.filter(code__startswith=prefix, level=Level.TOWNSHIP.value, valid_to=None)
        .select_related("parent")
        .order_by("code")
    )
    if level is not Level.PREFECTURE:
        return tuple(_township_row(each, zones, villages, open_sites) for each in townships)
    counties: dict[str, list[Region]] = {}
    for each in townships:
        counties.setdefault(each.code[:_COUNTY].ljust(_WHOLE, "0"), []).append(each)
    return tuple(_county_row(code, held, zones, villages, open_sites) for code, held in counties.items())


def _villages(prefix: str) -> Counter[str]:
    codes = Region.objects.filter(code__startswith=prefix, level=Level.VILLAGE.value, valid_to=None)
    return Counter(code[:_TOWNSHIP] for code in codes.values_list("code", flat=True))


def _open_counts(prefix: str) -> Counter[tuple[str, bool, str]]:
    """How many open sites there are by township, kind and state."""
    rows = ShowcaseSite.objects.filter(region_code__startswith=prefix, ended_at=None)
    return Counter(
        (code[:_TOWNSHIP], is_center, state)
        for code, is_center, state in rows.values_list("region_code", "is_center", "state")
    )


def _standing(
    target: Target, open_sites: Counter[tuple[str, bool, str]], townships: Sequence[str], *, is_center: bool
) -> Standing:
    def count(state: SiteState) -> int:
        return sum(open_sites[code[:_TOWNSHIP], is_center, state.value] for code in townships)

    return Standing(
        target=target,
        recommended=count(SiteState.RECOMMENDED),
        designated=count(SiteState.DESIGNATED),
    )


def _township_row(
    region: Region,
    zones: set[str],
    villages: Counter[str],
    open_sites: Counter[tuple[str, bool, str]],
) -> ShowcaseRow:
    is_zone = region.code[:_COUNTY].ljust(_WHOLE, "0") in zones
    target = station_target(villages[region.code[:_TOWNSHIP]], is_zone=is_zone)
    return ShowcaseRow(
        code=region.code,
        name=region.short_name,
        is_zone=is_zone,
        centers=_standing(EXEMPT, open_sites, [region.code], is_center=True),
        stations=_standing(target, open_sites, [region.code], is_center=False),
    )


def _county_row(
    code: str,
    townships: Sequence[Region],
    zones: set[str],
    villages: Counter[str],
    open_sites: Counter[tuple[str, bool, str]],
) -> ShowcaseRow:
    is_zone = code in zones
    codes = [each.code for each in townships]
    asked = [station_target(villages[each[:_TOWNSHIP]], is_zone=is_zone) for each in codes]
    parent = townships[0].parent
    return ShowcaseRow(
        code=code,
        name=parent.short_name if parent else "",
        is_zone=is_zone,
        centers=_standing(center_target(len(codes), is_zone=is_zone), open_sites, codes, is_center=True),
        stations=_standing(sum_of_targets(asked), open_sites, codes, is_center=False),
    )


def _total(region: Region, rows: Sequence[ShowcaseRow]) -> ShowcaseRow:
    """All below together; a county's own target for centers is its own, not a sum."""
    is_zone = bool(rows) and all(row.is_zone for row in rows)
    level = level_of(region.code)
    centers = [row.centers for row in rows]
    if level is Level.PREFECTURE:
        target = sum_of_targets(each.target for each in centers)
    elif level is Level.COUNTY:
        target = center_target(len(rows), is_zone=is_zone)
    else:
        target = EXEMPT
    return ShowcaseRow(
        code=region.code,
        name=region.short_name,
        is_zone=is_zone,
        centers=Standing(
            target=target,
            recommended=sum(each.recommended for each in centers),
            designated=sum(each.designated for each in centers),
        ),
        stations=Standing(
            target=sum_of_targets(row.stations.target for row in rows),
            recommended=sum(row.stations.recommended for row in rows),
            designated=sum(row.stations.designated for row in rows),
        ),
    )
