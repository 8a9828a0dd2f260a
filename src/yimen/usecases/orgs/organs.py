"""The organs in whose name papers go out: made by rule for each place; departments opened by hand."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from yimen.data.orgs.models import Organ, Region
from yimen.rules.access import NotFound
from yimen.rules.errors import N_
from yimen.rules.orgs import Level
from yimen.rules.text import clean_line
from yimen.usecases.orgs.organ_plans import OrganPlan, plan_organ
from yimen.usecases.shared.acting import Outcome
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import JSON, Record


class OrganKind(StrEnum):
    """What an organ is: the government of a place (also a subdistrict office), or a department."""

    GOVERNMENT = "GOVERNMENT"
    DEPARTMENT = "DEPARTMENT"


ORGAN_KIND_LABELS: dict[OrganKind, str] = {
    OrganKind.GOVERNMENT: N_("人民政府(办事处)"),
    OrganKind.DEPARTMENT: N_("部门"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class OrganView:
    """An organ as pages and commands may know it."""

    organ_id: UUID
    county_code: str
    region_code: str
    kind: str
    name: str
    paper_mark: str
    department: str
    reconsideration_organ: str
    court: str
    sample: bool


def find_organ(*, region_code: str, department: str = "") -> OrganView | None:
    """The government of the region, or its department of this name; None when there is none."""
    kind = OrganKind.DEPARTMENT if department else OrganKind.GOVERNMENT
    rows = Organ.objects.select_related("region").filter(
        region__code=region_code, region__valid_to=None, kind=kind.value, department=department
    )
    row = rows.first()
    return None if row is None else _view(row)


def _view(row: Organ) -> OrganView:
    return OrganView(
        organ_id=row.pk,
        county_code=row.county_code,
        region_code=row.region.code,
        kind=row.kind,
        name=row.name,
        paper_mark=row.paper_mark,
        department=row.department,
        reconsideration_organ=row.reconsideration_organ,
        court=row.court,
        sample=row.sample,
    )


def ensure_organs(regions: Iterable[Region], *, names: Mapping[str, str], now: datetime) -> None:
    """Give each of these cities, counties and townships the organ that the rule gives it.

    A stored organ takes the name and remedies of the rule again. Departments, and remedies that a
    person registered with their source, stay as they are.
    """
    regions = list(regions)
    rows = Organ.objects.filter(region__in=regions, kind=OrganKind.GOVERNMENT.value, department="")
    stored = {organ.region_id: organ for organ in rows}
    fresh: list[Organ] = []
    changed: list[Organ] = []
    for region in regions:
        plan = plan_organ(region.code, names)
        if plan is None:
            continue
        facts = asdict(plan)
        known = stored.get(region.pk)
        if known is not None and known.remedies_source:
            facts |= {"reconsideration_organ": known.reconsideration_organ, "court": known.court}
        if known is None:
            fresh.append(_new_organ(region, facts, now))
        elif any(getattr(known, name) != value for name, value in facts.items()):
            for name, value in facts.items():
                setattr(known, name, value)
            changed.append(known)
    Organ.objects.bulk_create(fresh, batch_size=2000)
    Organ.objects.bulk_update(changed, [each.name for each in fields(OrganPlan)], batch_size=500)


def _new_organ(region: Region, facts: Mapping[str, str], now: datetime) -> Organ:
    return Organ(
        id=new_id(now),
        county_code=region.code[:6],
        region=region,
        kind=OrganKind.GOVERNMENT.value,
        **facts,
    )


def apply_department(
    *, now: datetime, region_code: str, department: str, name: str, paper_mark: str, sample: bool
) -> Outcome:
    """Open the department of a county or city, or leave it as it is; refuses another place (`NotFound`).

    Complaints about a department go to the government that it belongs to (行政复议法 24), and to
    the county's basic court; which court hears a city's department depends on its seat: blank.
    """
    levels = (Level.COUNTY.value, Level.PREFECTURE.value)
    region = Region.objects.filter(code=region_code, valid_to=None, level__in=levels).first()
    if region is None:
        raise NotFound(field="region_code")
    government = Organ.objects.filter(region=region, kind=OrganKind.GOVERNMENT.value).first()
    seat = government.name if government is not None and not region.functional_zone else ""
    fresh = Organ(
        id=new_id(now),
        county_code=region_code[:6],
        region=region,
        kind=OrganKind.DEPARTMENT.value,
        name=clean_line(name, field="name", max_length=80),
        paper_mark=clean_line(paper_mark, field="paper_mark", max_length=40),
        department=clean_line(department, field="department", max_length=40),
        reconsideration_organ=seat,
        court=seat.removesuffix("人民政府") + "人民法院" if seat and region.level == Level.COUNTY else "",
        sample=sample,
    )
    Organ.objects.bulk_create([fresh], ignore_conflicts=True)
    row = Organ.objects.get(region=region, kind=fresh.kind, department=fresh.department)
    answer: dict[str, JSON] = {"organ_id": str(row.pk), "created": row.pk == fresh.pk}
    if row.pk != fresh.pk:
        return Outcome(answer=answer, record=None)
    record = Record(
        county_code=row.county_code,
        subject_type="organ",
        subject_id=row.pk,
        act="orgs.open_department",
        facts={"name": row.name, "department": row.department, "sample": sample},
    )
    return Outcome(answer=answer, record=record)
