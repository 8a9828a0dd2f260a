"""What is late today in a unit: reports past their day, tasks past the city's date and not struck off."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from yimen.data.orgs.models import Region
from yimen.data.programme.models import ProgrammeVersion, TaskBody
from yimen.data.reports.models import TaskClosing
from yimen.rules.calendar import beijing_date
from yimen.rules.indicators import this_month
from yimen.usecases.reports.frames import Frame, current_month, find_reports, frame_for, version_of_month


@dataclass(frozen=True, kw_only=True, slots=True)
class LateUnit:
    """A unit with how much of something is late there."""

    code: str
    name: str
    count: int


@dataclass(frozen=True, kw_only=True, slots=True)
class LateReports:
    """Whose report of a month is missing after its day; nobody's while `due_on` has not passed."""

    month: date
    due_on: date
    asked: int
    missing: tuple[LateUnit, ...]
    is_past: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class LateTasks:
    """Tasks of the running year past the city's date and not struck off (销号), by unit, the most first."""

    year: int
    total: int
    units: tuple[LateUnit, ...]


def late_work(units: Sequence[Region], *, now: datetime) -> tuple[LateReports | None, LateTasks | None]:
    """Reports and tasks; each None without units or a programme of its year.

    All units are of one level, townships of one county. Five statements at any size, one more in January.
    """
    if not units:
        return None, None
    frame = frame_for(units[0], current_month(now))
    month = this_month(now)
    if frame is not None and frame.month.year == month.year:
        version: ProgrammeVersion | None = frame.version
    else:
        version = version_of_month(units[0].code, month)
    return _late_reports(units, frame, now=now), _late_tasks(units, version, now=now)


def _late_reports(units: Sequence[Region], frame: Frame | None, *, now: datetime) -> LateReports | None:
    """Of the month whose report is due now or was due last."""
    if frame is None or frame.days is None:
        return None
    reports = find_reports(frame, [each.code for each in units])
    is_past = beijing_date(now) > frame.days.due_on
    missing = [
        each for each in units if each.code not in reports or reports[each.code].first_filed_at is None
    ]
    return LateReports(
        month=frame.month,
        due_on=frame.days.due_on,
        asked=len(units),
        missing=tuple(LateUnit(code=each.code, name=each.short_name, count=1) for each in missing)
        if is_past
        else (),
        is_past=is_past,
    )


def _late_tasks(
    units: Sequence[Region], version: ProgrammeVersion | None, *, now: datetime
) -> LateTasks | None:
    """By the city's dates; a county's own earlier ones count in its register."""
    if version is None:
        return None
    due = _past_due(version, units, today=beijing_date(now))
    closed = _closed(version, units)
    late = {code: sum(number not in closed[code] for number in numbers) for code, numbers in due.items()}
    names: Mapping[str, str] = {each.code: each.short_name for each in units}
    rows = [LateUnit(code=code, name=names[code], count=count) for code, count in Counter(late).most_common()]
    found = tuple(each for each in rows if each.count)
    return LateTasks(year=version.issued_on.year, total=sum(each.count for each in found), units=found)


def _past_due(version: ProgrammeVersion, units: Sequence[Region], *, today: date) -> dict[str, set[int]]:
    """The numbers of tasks past the city's date by unit: those whose county is responsible for them."""
    counties = {f"{each.code[:6]}000000" for each in units}
    rows = TaskBody.objects.filter(
        county_code=version.county_code,
        task__version=version,
        task__due_on__lt=today,
        body_code__in=counties,
    )
    by_county: dict[str, set[int]] = {code: set() for code in counties}
    for body, number in rows.values_list("body_code", "task__number"):
        by_county[body].add(number)
    return {each.code: by_county[f"{each.code[:6]}000000"] for each in units}


def _closed(version: ProgrammeVersion, units: Sequence[Region]) -> dict[str, set[int]]:
    codes = [each.code for each in units]
    found: dict[str, set[int]] = {code: set() for code in codes}
    rows = TaskClosing.objects.filter(
        county_code__in={code[:6] for code in codes},
        programme_id=version.programme_id,
        unit_code__in=codes,
        reopened_at=None,
    )
    for code, number in rows.values_list("unit_code", "task_number"):
        found[code].add(number)
    return found
