"""Centers and stations: made and named by rule for each township and village, filled by dossiers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from yimen.data.orgs.models import Region, ServicePoint
from yimen.gateways.pinyin import pinyin
from yimen.rules.errors import N_, RuleViolation
from yimen.rules.orgs import STYLE_2020, Level, NamingStyle, center_name, station_name
from yimen.rules.text import clean_line
from yimen.usecases.shared.acting import Outcome
from yimen.usecases.shared.ids import fixed_id, new_id
from yimen.usecases.shared.recording import Record

_BATCH = 2000


class PointKind(StrEnum):
    """A township's service center, or a village's service station."""

    CENTER = "CENTER"
    STATION = "STATION"


POINT_KIND_LABELS: dict[PointKind, str] = {
    PointKind.CENTER: N_("行政综合服务中心"),
    PointKind.STATION: N_("综合服务站"),
}


class UnknownPoint(RuleViolation):
    """A dossier of a region that has no service point."""

    code = "orgs.unknown_point"
    template = N_("代码 {code} 没有对应的中心或服务站，请先导入行政区划。")


@dataclass(frozen=True, kw_only=True, slots=True)
class Dossier:
    """What is known of a service point; None is 未采集 and leaves the stored value as it is."""

    region_code: str
    address: str | None = None
    phone: str | None = None
    hours: str | None = None


def point_name(region: Region, style: NamingStyle = STYLE_2020) -> str:
    """The name of the region's service point by the city's naming."""
    if region.level == Level.TOWNSHIP.value:
        return center_name(region.name, style)
    return station_name(region.code, region.name, style)


def ensure_points(regions: Iterable[Region], *, now: datetime) -> None:
    """Give each township and village its service point, and each point the name that the rule gives."""
    wanted = [r for r in regions if r.level in {Level.TOWNSHIP.value, Level.VILLAGE.value}]
    stored = {point.region_id: point for point in ServicePoint.objects.filter(region__valid_to=None)}
    fresh: list[ServicePoint] = []
    renamed: list[ServicePoint] = []
    for region in wanted:
        name = point_name(region)
        point = stored.get(region.pk)
        if point is None:
            fresh.append(_new_point(region, name, now))
        elif point.name != name:
            point.name, point.pinyin = name, pinyin(name)
            renamed.append(point)
    ServicePoint.objects.bulk_create(fresh, batch_size=_BATCH)
    ServicePoint.objects.bulk_update(renamed, ["name", "pinyin"], batch_size=500)


def _new_point(region: Region, name: str, now: datetime) -> ServicePoint:
    is_center = region.level == Level.TOWNSHIP.value
    return ServicePoint(
        id=new_id(now),
        county_code=region.code[:6],
        region=region,
        kind=(PointKind.CENTER if is_center else PointKind.STATION).value,
        name=name,
        pinyin=pinyin(name),
    )


def apply_dossiers(dossiers: Sequence[Dossier], *, county_code: str, sample: bool) -> Outcome:
    """Fill address, phone and hours of service points of one county; unchanged ones are left alone."""
    by_code = {dossier.region_code: dossier for dossier in dossiers}
    points = ServicePoint.objects.select_related("region").select_for_update(of=("self",))
    rows = points.filter(county_code=county_code, region__code__in=by_code, region__valid_to=None).order_by(
        "id"
    )
    stored = {point.region.code: point for point in rows}
    for code in by_code:
        if code not in stored:
            raise UnknownPoint(field="region_code", code=code)
    changed = [p for code, p in stored.items() if _fill(p, by_code[code], sample=sample)]
    ServicePoint.objects.bulk_update(changed, ["address", "phone", "hours", "sample"], batch_size=500)
    answer = {"updated": len(changed), "unchanged": len(stored) - len(changed)}
    if not changed:
        return Outcome(answer=dict(answer), record=None)
    record = Record(
        county_code=county_code,
        subject_type="service_points",
        subject_id=fixed_id(f"service-points:{county_code}"),
        act="orgs.record_dossiers",
        facts={"region_codes": [*sorted(p.region.code for p in changed)], "sample": sample},
    )
    return Outcome(answer=dict(answer), record=record)


def _fill(point: ServicePoint, dossier: Dossier, *, sample: bool) -> bool:
    """Put what the dossier knows into the row; whether anything changed."""
    before = (point.address, point.phone, point.hours, point.sample)
    if dossier.address is not None:
        point.address = clean_line(dossier.address, field="address", max_length=200)
    if dossier.phone is not None:
        point.phone = clean_line(dossier.phone, field="phone", max_length=40)
    if dossier.hours is not None:
        point.hours = clean_line(dossier.hours, field="hours", max_length=120)
    point.sample = sample
    return before != (point.address, point.phone, point.hours, point.sample)
