"""Places that could be recommended, one site whole, what waits for the city, and what everybody may see."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from yimen.data.orgs.models import Region
from yimen.data.showcase.models import ShowcaseSite
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.orgs import BadRegionCode, Level, level_of, parse_region_code
from yimen.rules.showcase import SiteState
from yimen.rules.standards import Verdict
from yimen.usecases.places.board import PointRow, get_standards_board
from yimen.usecases.programme.units import unit_in_scope
from yimen.usecases.shared.rows import only_row
from yimen.usecases.shared.scope import in_scope
from yimen.usecases.showcase.board import BatchView, SiteView, list_batches, site_rows, site_view
from yimen.usecases.showcase.recommending import standing_of

_MOST_WAITING = 500
_MOST_PUBLIC = 3000


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """A place of a township with its marks; `state` None where it is not on the way."""

    place: PointRow
    state: SiteState | None
    site_id: UUID | None


@dataclass(frozen=True, kw_only=True, slots=True)
class CandidateList:
    """The center and the stations of a township."""

    code: str
    name: str
    rows: tuple[Candidate, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SitePage:
    """A site whole: how it stood when it was recommended and stands now, and what came of it before."""

    site: SiteView
    now: Mapping[str, object]
    before: tuple[SiteView, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicSite:
    """A designated place as everybody may see it."""

    region_code: str
    name: str
    township_name: str
    is_center: bool
    batch_number: int
    designated_on: date
    sample: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicCounty:
    """The designated places of a county, centers first."""

    code: str
    name: str
    sites: tuple[PublicSite, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicShowcase:
    """What a city has designated; `batches` are the papers that were entered here."""

    city_name: str
    counties: tuple[PublicCounty, ...]
    batches: tuple[BatchView, ...]


def list_candidates(*, actor: Actor, unit_code: str) -> CandidateList:
    """The places of a township with their verdicts, each with where it is on the way; some eleven statements.

    Refuses a unit outside the scope and one that is no township (`NotFound`).
    """
    require(actor, "showcase.read")
    region = unit_in_scope(actor, unit_code)
    if level_of(region.code) is not Level.TOWNSHIP:
        raise NotFound(field="unit_code")
    points = get_standards_board(actor=actor, unit_code=region.code).points
    held = {row.region_code: row for row in site_rows(region.code).filter(ended_at=None)}
    return CandidateList(
        code=region.code,
        name=region.short_name,
        rows=tuple(
            Candidate(
                place=point,
                state=SiteState(held[point.code].state) if point.code in held else None,
                site_id=held[point.code].pk if point.code in held else None,
            )
            for point in points
        ),
    )


def get_candidate(*, actor: Actor, point_code: str) -> Candidate:
    """One place of `list_candidates`; refuses one that is not there (`NotFound`)."""
    require(actor, "showcase.read")
    try:
        code = parse_region_code(point_code).code
    except BadRegionCode:
        raise NotFound(field="point_code") from None
    if level_of(code) not in {Level.TOWNSHIP, Level.VILLAGE}:
        raise NotFound(field="point_code")
    township = f"{code[:9]}000"
    found = list_candidates(actor=actor, unit_code=township)
    for each in found.rows:
        if each.place.code == code:
            return each
    raise NotFound(field="point_code")


def get_site(*, actor: Actor, site_id: UUID) -> SitePage:
    """A site with how it stands now and what became of earlier recommendations of the same place.

    Refuses one outside the scope (`NotFound`).
    """
    require(actor, "showcase.read")
    rows = ShowcaseSite.objects.select_related("point__region__parent__parent", "batch").filter(pk=site_id)
    row = only_row(in_scope(rows, actor, code_field="region_code"))
    if row is None:
        raise NotFound(field="site_id")
    before = site_rows(row.region_code).filter(county_code=row.county_code, point=row.point)
    return SitePage(
        site=site_view(row),
        now=standing_of(row.point),
        before=tuple(site_view(each) for each in before.exclude(pk=row.pk).order_by("-recommended_at")[:20]),
    )


def list_waiting(*, actor: Actor) -> tuple[SiteView, ...]:
    """What the counties of the city recommend and nobody has decided, by code; one statement."""
    require(actor, "showcase.designate")
    rows = site_rows(actor.scope_code).filter(ended_at=None, state=SiteState.RECOMMENDED.value)
    return tuple(site_view(row) for row in rows[:_MOST_WAITING])


def next_number(city_code: str) -> int:
    """The number after the last batch that was entered; 1 where none was."""
    return max((each.number for each in list_batches(city_code)), default=0) + 1


def marks_of(evidence: Mapping[str, object]) -> Counter[Verdict]:
    """How many standards of a kept standing have which verdict; those without one nobody looked at."""
    verdicts = evidence.get("verdicts")
    return Counter(Verdict(each) for each in verdicts.values()) if isinstance(verdicts, dict) else Counter()


def list_public_sites(city_code: str) -> PublicShowcase:
    """The designated places of a city by county; three statements. Refuses an unknown city (`NotFound`)."""
    city = only_row(
        Region.objects.filter(code=city_code, level=Level.PREFECTURE.value, valid_to=None).only("short_name")
    )
    if city is None:
        raise NotFound(field="city_code")
    rows = site_rows(city_code).filter(ended_at=None, state=SiteState.DESIGNATED.value)
    counties: dict[tuple[str, str], list[SiteView]] = {}
    for row in rows[:_MOST_PUBLIC]:
        found = site_view(row)
        counties.setdefault((found.region_code[:6], found.county_name), []).append(found)
    return PublicShowcase(
        city_name=city.short_name,
        counties=tuple(
            PublicCounty(
                code=code.ljust(12, "0"),
                name=name,
                sites=tuple(_public(each) for each in sorted(sites, key=_centers_first)),
            )
            for (code, name), sites in counties.items()
        ),
        batches=list_batches(city_code),
    )


def _centers_first(site: SiteView) -> tuple[bool, str]:
    return not site.is_center, site.region_code


def _public(site: SiteView) -> PublicSite:
    if site.batch is None:
        raise RuntimeError("a designated site without its batch")
    return PublicSite(
        region_code=site.region_code,
        name=site.name,
        township_name=site.township_name,
        is_center=site.is_center,
        batch_number=site.batch.number,
        designated_on=site.batch.designated_on,
        sample=site.sample,
    )
