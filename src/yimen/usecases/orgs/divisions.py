"""Taking in a file of divisions: regions, their organs and service points, in one act."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from yimen.data.orgs.models import Region, ServicePoint
from yimen.gateways.pinyin import pinyin
from yimen.rules.orgs import (
    DivisionPlan,
    DivisionRow,
    Level,
    PlannedDivision,
    RegionKind,
    irregularities,
    level_of,
    parent_of,
    place_name,
    plan_divisions,
)
from yimen.usecases.orgs.findings import RowsRefused, count_errors, plain_findings
from yimen.usecases.orgs.organs import ensure_organs
from yimen.usecases.orgs.service_points import ensure_points
from yimen.usecases.orgs.successors import RegionName, find_missing, find_successors
from yimen.usecases.shared.acting import Outcome
from yimen.usecases.shared.ids import fixed_id, new_id
from yimen.usecases.shared.recording import JSON, Record

_DIVISIONS_LOCK = 7_262_012
_BATCH = 2000
_FACTS = ("name", "short_name", "pinyin", "kind", "functional_zone", "irregular")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Change:
    """What the file would make of the stored regions."""

    fresh: tuple[Region, ...]
    updated: tuple[Region, ...]
    ended: Mapping[str, str]
    missing: tuple[Region, ...]
    current: Mapping[str, Region]


def apply_divisions(
    rows: Sequence[DivisionRow], *, county_code: str, partial: bool, valid_from: date, now: datetime
) -> Outcome:
    """Write the regions of a file with their organs and service points; all or nothing.

    Refuses (`RowsRefused`) a file with an error in any row, unless `partial` leaves these rows
    out. A region missing in the file stays; one whose code was changed ends and names its
    successor. Nothing changed: nothing is written and nothing is journaled.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_DIVISIONS_LOCK])
    stored = {region.code: region for region in Region.objects.filter(valid_to=None)}
    plan = plan_divisions(rows, stored)
    if plan.has_errors and not partial:
        raise RowsRefused(plan.findings)
    change = _compare(plan, stored, valid_from=valid_from, now=now)
    if change.fresh or change.updated:
        _write(change, stored, valid_from=valid_from, now=now)
    answer = _answer(plan, change)
    if not change.fresh and not change.updated:
        return Outcome(answer=answer, record=None)
    record = Record(
        county_code=county_code,
        subject_type="divisions",
        subject_id=fixed_id("divisions"),
        act="orgs.import_divisions",
        facts={name: answer[name] for name in ("created", "updated", "ended", "unchanged", "refused")}
        | {"valid_from": valid_from.isoformat()},
    )
    return Outcome(answer=answer, record=record)


def _compare(plan: DivisionPlan, stored: Mapping[str, Region], *, valid_from: date, now: datetime) -> _Change:
    current = dict(stored)
    fresh: list[Region] = []
    updated: list[Region] = []
    for planned in plan.rows:
        facts = _facts(planned)
        known = stored.get(planned.code)
        if known is None:
            region = Region(
                id=new_id(now),
                code=planned.code,
                parent=current.get(planned.parent_code),
                level=planned.level.value,
                valid_from=valid_from,
                **facts,
            )
            current[planned.code] = region
            fresh.append(region)
        elif any(getattr(known, name) != value for name, value in facts.items()):
            for name, value in facts.items():
                setattr(known, name, value)
            updated.append(known)
    listed = {planned.code for planned in plan.rows}
    gone = find_missing({code: _name(region) for code, region in stored.items()}, listed)
    candidates = {code: _name(stored[code]) for code in gone if stored[code].valid_from < valid_from}
    ended = find_successors(candidates, {region.code: _name(region) for region in fresh})
    missing = tuple(stored[code] for code in gone if code not in ended)
    return _Change(fresh=tuple(fresh), updated=tuple(updated), ended=ended, missing=missing, current=current)


def _name(region: Region) -> RegionName:
    return RegionName(short_name=region.short_name, level=region.level)


def _facts(planned: PlannedDivision) -> dict[str, object]:
    short = place_name(planned.name, planned.code)
    odd = " ".join(each.code for each in irregularities(planned.name, planned.code))
    return {
        "name": planned.name,
        "short_name": short,
        "pinyin": pinyin(short)[:200],
        "kind": planned.kind.value,
        "functional_zone": planned.kind is RegionKind.FUNCTIONAL_ZONE,
        "irregular": odd[:60],
    }


def _write(change: _Change, stored: Mapping[str, Region], *, valid_from: date, now: datetime) -> None:
    Region.objects.bulk_create(change.fresh, batch_size=_BATCH)
    Region.objects.bulk_update(change.updated, list(_FACTS), batch_size=500)
    _end_regions(change, stored, valid_from)
    names = {code: region.name for code, region in change.current.items() if code not in change.ended}
    touched = {region.code for region in (*change.fresh, *change.updated)}
    counties = {code for code in touched if level_of(code) is Level.COUNTY}
    # A county's new name stands in the names of its townships' governments.
    renamed = {code for code in names if level_of(code) is Level.TOWNSHIP and parent_of(code) in counties}
    regions = [change.current[code] for code in sorted(touched | renamed)]
    ensure_organs(regions, names=names, now=now)
    ensure_points(regions, now=now)


def _end_regions(change: _Change, stored: Mapping[str, Region], valid_from: date) -> None:
    """End each region whose code changed; its service point, with all that is known of it, moves on."""
    if not change.ended:
        return
    ended = [stored[code] for code in change.ended]
    successors = {stored[old].pk: change.current[new] for old, new in change.ended.items()}
    for region in ended:
        region.valid_to, region.successor = valid_from, successors[region.pk]
    Region.objects.bulk_update(ended, ["valid_to", "successor"], batch_size=500)
    points = list(ServicePoint.objects.filter(region__in=ended))
    for point in points:
        point.region = successors[point.region_id]
        point.county_code = point.region.code[:6]
    ServicePoint.objects.bulk_update(points, ["region", "county_code"], batch_size=500)


def _answer(plan: DivisionPlan, change: _Change) -> dict[str, JSON]:
    levels: dict[str, JSON] = {}
    for planned in plan.rows:
        so_far = levels.get(planned.level.value, 0)
        levels[planned.level.value] = (so_far if isinstance(so_far, int) else 0) + 1
    return {
        "regions_by_level": levels,
        "created": len(change.fresh),
        "updated": len(change.updated),
        "ended": len(change.ended),
        "unchanged": len(plan.rows) - len(change.fresh) - len(change.updated),
        "refused": count_errors(plan.findings),
        "missing": [f"{region.code} {region.name}" for region in change.missing],
        "findings": plain_findings(plan.findings),
    }
