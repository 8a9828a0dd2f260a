"""Questions about places: counties, townships, villages, and where one goes to get something done."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from yimen.data.orgs.models import Region, ServicePoint
from yimen.rules.access import NotFound
from yimen.rules.orgs import Level, ancestors, level_of, parse_region_code, subtree_prefix

_LEVELS = list(Level)  # from the province down


@dataclass(frozen=True, kw_only=True, slots=True)
class RegionView:
    """A region that is valid today."""

    code: str
    name: str
    short_name: str
    level: Level
    kind: str
    functional_zone: bool
    irregular: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ServicePointView:
    """A center or station; None is 未采集."""

    region_code: str
    kind: str
    name: str
    address: str | None
    phone: str | None
    hours: str | None
    sample: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A region in words, with the center of its township and the station of its village.

    A name is empty, and a point None, for the levels below the region that was asked for.
    """

    code: str
    county_name: str
    township_name: str
    village_name: str
    center: ServicePointView | None
    station: ServicePointView | None

    @property
    def full_name(self) -> str:
        """The names from the county down: 沧县旧州镇东关村."""
        return self.county_name + self.township_name + self.village_name


def list_counties() -> tuple[RegionView, ...]:
    """All county-level units, by code, functional zones among them."""
    return _views(_of_level(Level.COUNTY))


def list_first_choice(*, most: int = 60) -> tuple[RegionView, ...]:
    """Where a choice of place begins: all counties, or the provinces where there are more than `most`."""
    counties = _of_level(Level.COUNTY)
    few = _views(counties[: most + 1])
    return few if len(few) <= most else _views(_of_level(Level.PROVINCE))


def list_children(code: str) -> tuple[RegionView, ...]:
    """The units directly below a region (12 digits), by code; none for an unknown one."""
    if not code.isascii() or not code.isdigit():
        return ()
    return _views(Region.objects.filter(parent__code=code, valid_to=None).order_by("code"))


def list_townships(county_code: str) -> tuple[RegionView, ...]:
    """The townships of a county (6 or 12 digits), by pinyin; none for an unknown county."""
    return _list_below(county_code[:6], Level.TOWNSHIP)


def list_villages(township_code: str) -> tuple[RegionView, ...]:
    """The villages of a township (9 or 12 digits), by pinyin; none for an unknown township."""
    return _list_below(township_code[:9], Level.VILLAGE)


def list_regions_under(under: str) -> tuple[RegionView, ...]:
    """The regions one level below a region, by code; with an empty code the provinces; two statements.

    Refuses what is no code (`BadRegionCode`) and a region that does not exist today (`NotFound`).
    """
    if not under:
        return _views(Region.objects.filter(level=Level.PROVINCE.value, valid_to=None).order_by("code"))
    region = parse_region_code(under, field="under")
    if find_region(region.code) is None:
        raise NotFound(field="under")
    below = _LEVELS[_LEVELS.index(region.level) + 1 :][:1]
    rows = Region.objects.filter(level__in=[level.value for level in below], valid_to=None)
    return _views(rows.filter(code__startswith=subtree_prefix(region.code)).order_by("code"))


def find_region(code: str) -> RegionView | None:
    """The region that has this code today, or None."""
    found = _views(Region.objects.filter(code=code, valid_to=None))
    return found[0] if found else None


def get_place(region_code: str) -> Place:
    """The names and service points of a county, township or village; refuses an unknown code (`NotFound`)."""
    code = parse_region_code(region_code).code
    chain = {level_of(each): each for each in (*ancestors(code), code)}
    rows = Region.objects.select_related("service_point").filter(code__in=chain.values(), valid_to=None)
    regions = {Level(row.level): row for row in rows}
    if level_of(code) not in regions:
        raise NotFound(field="region_code")
    names = {level: regions[level].short_name for level in regions}
    return Place(
        code=code,
        county_name=names.get(Level.COUNTY, ""),
        township_name=names.get(Level.TOWNSHIP, ""),
        village_name=names.get(Level.VILLAGE, ""),
        center=_point_of(regions.get(Level.TOWNSHIP)),
        station=_point_of(regions.get(Level.VILLAGE)),
    )


def count_regions() -> dict[str, int]:
    """How many regions are valid today, by level."""
    rows = Region.objects.filter(valid_to=None).values_list("level").annotate(Count("id")).order_by()
    counted = dict(rows)
    return {level.value: counted.get(level.value, 0) for level in Level}


def count_service_points() -> dict[str, int]:
    """How many service points of valid regions there are, by kind."""
    rows = ServicePoint.objects.filter(region__valid_to=None).values_list("kind")
    return dict(rows.annotate(Count("id")).order_by())


def _of_level(level: Level) -> QuerySet[Region]:
    return Region.objects.filter(level=level.value, valid_to=None).order_by("code")


def _list_below(prefix: str, level: Level) -> tuple[RegionView, ...]:
    if not prefix.isascii() or not prefix.isdigit():
        return ()
    rows = Region.objects.filter(level=level.value, code__startswith=prefix, valid_to=None)
    return _views(rows.order_by("pinyin", "code"))


def _views(rows: QuerySet[Region]) -> tuple[RegionView, ...]:
    return tuple(
        RegionView(
            code=row.code,
            name=row.name,
            short_name=row.short_name,
            level=Level(row.level),
            kind=row.kind,
            functional_zone=row.functional_zone,
            irregular=row.irregular,
        )
        for row in rows
    )


def _point_of(region: Region | None) -> ServicePointView | None:
    point = getattr(region, "service_point", None)
    if region is None or not isinstance(point, ServicePoint):
        return None
    return ServicePointView(
        region_code=region.code,
        kind=point.kind,
        name=point.name,
        address=point.address,
        phone=point.phone,
        hours=point.hours,
        sample=point.sample,
    )
