"""What changes places and days: the imports, the dossiers of service points, departments."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from yimen.gateways.digests import sm3_hex
from yimen.rules.access import Actor
from yimen.rules.calendar import CalendarDay, beijing_date
from yimen.rules.orgs import DivisionRow, Finding
from yimen.usecases.journal.folding import INSTANCE_COUNTY
from yimen.usecases.orgs.calendars import apply_calendar
from yimen.usecases.orgs.divisions import Tell, apply_divisions
from yimen.usecases.orgs.findings import read_findings
from yimen.usecases.orgs.organs import apply_department
from yimen.usecases.orgs.service_points import Dossier, apply_dossiers
from yimen.usecases.shared.acting import Answer, perform
from yimen.usecases.shared.recording import JSON
from yimen.usecases.shared.registry import action


def digest_rows(rows: Sequence[object]) -> str:
    """One digest over many rows: what stands for a whole file in the body of a request."""
    return sm3_hex(json.dumps([repr(row) for row in rows], ensure_ascii=False).encode())


def whole_number(answer: Answer, name: str) -> int:
    """A count from the answer of an action."""
    value = answer[name]
    if not isinstance(value, int):
        raise TypeError(name)
    return value


@dataclass(frozen=True, kw_only=True, slots=True)
class DivisionsImported:
    """What an import of divisions did; `missing` stand in the system but not in the file.

    Of many findings of one kind, and of many missing places, the first are listed and all counted.
    """

    regions_by_level: Mapping[str, int]
    created: int
    updated: int
    ended: int
    unchanged: int
    refused: int
    repeated: int
    missing: tuple[str, ...]
    missing_count: int
    findings: tuple[Finding, ...]
    unlisted: Mapping[str, int]


@action("orgs.import_divisions")
def import_divisions(
    *,
    actor: Actor,
    now: datetime,
    rows: Iterable[DivisionRow],
    partial: bool,
    valid_from: date | None = None,
    tell: Tell = lambda _stage, _done: None,
    request_key: str | None = None,
) -> DivisionsImported:
    """Take in regions with their organs and service points; idempotent.

    `valid_from` is the day from which the list holds (today in Beijing if not given). Refuses
    (`RowsRefused`) a file with an error in any row unless `partial` leaves these rows out. A
    region that the file lacks is named and stays; one whose code changed ends on `valid_from` and
    names its successor. Tells nobody. The rows may come one by one; only with a request key, whose
    digest needs all of them, they are held together. `tell` hears how far it is.
    """
    since = valid_from or beijing_date(now)
    digest = ""
    if request_key:
        rows = tuple(rows)
        digest = digest_rows(rows)
    answer = perform(
        action="orgs.import_divisions",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=INSTANCE_COUNTY,
        body={"rows": digest, "partial": partial, "valid_from": since.isoformat()},
        core=lambda: apply_divisions(
            rows, county_code=INSTANCE_COUNTY, partial=partial, valid_from=since, now=now, tell=tell
        ),
    )
    unlisted = answer.get("unlisted")
    levels, missing = answer["regions_by_level"], answer["missing"]
    return DivisionsImported(
        regions_by_level={k: int(str(v)) for k, v in levels.items()} if isinstance(levels, dict) else {},
        created=whole_number(answer, "created"),
        updated=whole_number(answer, "updated"),
        ended=whole_number(answer, "ended"),
        unchanged=whole_number(answer, "unchanged"),
        refused=whole_number(answer, "refused"),
        repeated=int(str(answer.get("repeated", 0))),
        missing=tuple(str(each) for each in missing) if isinstance(missing, list) else (),
        missing_count=int(str(answer.get("missing_count", len(missing) if isinstance(missing, list) else 0))),
        findings=read_findings(answer["findings"]),
        unlisted={k: int(str(v)) for k, v in unlisted.items()} if isinstance(unlisted, dict) else {},
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class CalendarImported:
    """How many days of a notice were new, changed, or known already."""

    created: int
    updated: int
    unchanged: int


@action("orgs.import_calendar")
def import_calendar(
    *,
    actor: Actor,
    now: datetime,
    days: Sequence[CalendarDay],
    source: str,
    request_key: str | None = None,
) -> CalendarImported:
    """Take in holidays and make-up workdays; known days are changed, none is removed; idempotent."""
    answer = perform(
        action="orgs.import_calendar",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=INSTANCE_COUNTY,
        body={"days": digest_rows(days), "source": source},
        core=lambda: apply_calendar(county_code=INSTANCE_COUNTY, days=days, source=source),
    )
    return CalendarImported(
        created=whole_number(answer, "created"),
        updated=whole_number(answer, "updated"),
        unchanged=whole_number(answer, "unchanged"),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class DossiersRecorded:
    """How many dossiers of service points changed."""

    updated: int
    unchanged: int


@action("orgs.record_dossiers")
def record_dossiers(
    *,
    actor: Actor,
    now: datetime,
    county_code: str,
    dossiers: Sequence[Dossier],
    sample: bool = False,
    request_key: str | None = None,
) -> DossiersRecorded:
    """Fill address, phone and hours of service points of one county; None leaves a value alone.

    Refuses (`UnknownPoint`) a region of that county that has no service point. `sample` marks the
    rows as made up for a demonstration.
    """
    body: dict[str, JSON] = {"dossiers": [asdict(each) for each in dossiers], "sample": sample}
    answer = perform(
        action="orgs.record_dossiers",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=county_code,
        body=body,
        core=lambda: apply_dossiers(dossiers, county_code=county_code, sample=sample),
    )
    return DossiersRecorded(
        updated=whole_number(answer, "updated"), unchanged=whole_number(answer, "unchanged")
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class DepartmentOpened:
    """The department's organ, and whether it is new."""

    organ_id: UUID
    created: bool


@action("orgs.open_department")
def open_department(
    *,
    actor: Actor,
    now: datetime,
    region_code: str,
    department: str,
    name: str,
    paper_mark: str,
    sample: bool = False,
    request_key: str | None = None,
) -> DepartmentOpened:
    """Open a department of a county or city, such as one that entrusts a township (行政许可法 24).

    A department that is there already stays as it is. Refuses any other place (`NotFound`).
    """
    body: dict[str, JSON] = {
        "region_code": region_code,
        "department": department,
        "name": name,
        "paper_mark": paper_mark,
        "sample": sample,
    }
    answer = perform(
        action="orgs.open_department",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=region_code[:6],
        body=body,
        core=lambda: apply_department(
            now=now,
            region_code=region_code,
            department=department,
            name=name,
            paper_mark=paper_mark,
            sample=sample,
        ),
    )
    return DepartmentOpened(organ_id=UUID(str(answer["organ_id"])), created=bool(answer["created"]))
