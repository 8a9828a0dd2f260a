"""Villages, the organ of their township, and the center where people go."""

from dataclasses import dataclass

from yimen.data.cases.models import Case
from yimen.data.orgs.models import Organ, Region, ServicePoint
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.orgs import Level
from yimen.usecases.orgs.organs import OrganKind
from yimen.usecases.shared.rows import only_row


class VillageUnknown(RuleViolation):
    """No village was chosen, or its code is none of a village in force."""

    code = "cases.village_unknown"
    template = N_("请选择您所在的村或社区。")


class TownshipWithoutOrgan(RuleViolation):
    """The township has no organ that could act."""

    code = "cases.township_without_organ"
    template = N_("{township}还没有登记承办机关，暂时不能网上提交。请到窗口办理，并请县政务办先登记机关。")
    refusal = Refusal.CONFLICT


@dataclass(frozen=True, kw_only=True, slots=True)
class Center:
    """The township's center as papers and pages name it; blank is not collected."""

    name: str
    address: str
    phone: str
    hours: str


def find_village(code: str) -> Region:
    """The village in force under this code; refuses every other code."""
    rows = Region.objects.select_related("parent").filter(code=code, level=Level.VILLAGE.value, valid_to=None)
    village = only_row(rows)
    if village is None:
        raise VillageUnknown(field="village_code")
    return village


def township_code_of(village: Region) -> str:
    """The 12-digit code of the township: the first nine digits of the village's."""
    return village.code[:9].ljust(12, "0")


def find_township_organ(village: Region) -> Organ:
    """The government or subdistrict office of the village's township, its center beside it.

    Refuses a place without one.
    """
    code = township_code_of(village)
    rows = Organ.objects.select_related("region__service_point").filter(
        county_code=code[:6], region__code=code, region__valid_to=None, kind=OrganKind.GOVERNMENT.value
    )
    organ = only_row(rows)
    if organ is None:
        raise TownshipWithoutOrgan(
            field="village_code", township=village.parent.name if village.parent else code
        )
    return organ


def find_center(township_code: str) -> Center:
    """The center of a township; where none is registered, a plain word for it."""
    points = ServicePoint.objects.filter(
        county_code=township_code[:6], region__code=township_code, region__valid_to=None
    )
    return _center(points.first())


def center_of(case: Case) -> Center:
    """The center of the case's township; no statement for a case that was locked or just made."""
    region = case.organ.region
    if region.code != case.township_code or region.valid_to is not None:
        return find_center(case.township_code)
    return _center(getattr(region, "service_point", None))


def _center(point: ServicePoint | None) -> Center:
    if point is None:
        return Center(name=N_("乡镇行政综合服务中心"), address="", phone="", hours="")
    return Center(
        name=point.name, address=point.address or "", phone=point.phone or "", hours=point.hours or ""
    )


def find_station(village: Region) -> str:
    """The name of a village's station; where none is registered, made by the rule (domain.md §1.4)."""
    point = ServicePoint.objects.filter(
        county_code=village.code[:6], region__code=village.code, region__valid_to=None
    ).first()
    return point.name if point is not None else N_("{village}综合服务站").format(village=village.short_name)
