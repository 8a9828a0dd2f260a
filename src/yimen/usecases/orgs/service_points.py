"""Centers and stations, made with the import of their township or village: filled by dossiers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from yimen.data.orgs.models import ServicePoint
from yimen.rules.errors import N_, RuleViolation
from yimen.rules.text import clean_line
from yimen.usecases.shared.acting import Outcome
from yimen.usecases.shared.ids import fixed_id
from yimen.usecases.shared.recording import Record


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


def write_point(point: ServicePoint, values: Mapping[str, str | None]) -> None:
    """Put address, phone or hours into a locked point (None for 未采集) and save them."""
    if not values:
        return
    for name, value in values.items():
        setattr(point, name, value)
    point.save(update_fields=list(values))


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
