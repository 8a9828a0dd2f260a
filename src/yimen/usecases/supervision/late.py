"""What is late today in a unit: reports past their day, tasks past the city's date and not struck off."""

from collections import defaultdict
from collections.abc import Sequence
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
class LateTask:
    """A task of the programme that is late."""

    number: int
    title: str


@dataclass(frozen=True, kw_only=True, slots=True)
class LateTaskUnit:
    """A unit with its late tasks, by number; `due` is how many are past the city's date there in all."""

    code: str
    name: str
    tasks: tuple[LateTask, ...]
    due: int

    @property
    def count(self) -> int:
        """How many are late."""
        return len(self.tasks)

    @property
    def is_all(self) -> bool:
        """Whether nothing that is past its date was struck off."""
        return self.count == self.due


@dataclass(frozen=True, kw_only=True, slots=True)
class LateTasks:
    """Tasks of the running year past the city's date and not struck off (销号), by unit, the most first.

    `month` is the running one: its register tells how the tasks stand today.
    """

    month: date
    total: int
    units: tuple[LateTaskUnit, ...]


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
    rows = [
        LateTaskUnit(
            code=each.code,
            name=each.short_name,
            tasks=tuple(task for task in due[each.code[:6]] if task.number not in closed[each.code]),
            due=len(due[each.code[:6]]),
        )
        for each in units
    ]
    found = sorted((each for each in rows if each.tasks), key=lambda each: (-each.count, each.code))
    return LateTasks(month=this_month(now), total=sum(each.count for each in found), units=tuple(found))


def _past_due(
    version: ProgrammeVersion, units: Sequence[Region], *, today: date
) -> defaultdict[str, list[LateTask]]:
    """The tasks past the city's date by the six digits of the county that is responsible for them."""
    rows = TaskBody.objects.filter(
        county_code=version.county_code,
        task__version=version,
        task__due_on__lt=today,
        body_code__in={f"{each.code[:6]}000000" for each in units},
    ).order_by("task__number")
    by_county: defaultdict[str, list[LateTask]] = defaultdict(list)
    for body, number, title in rows.values_list("body_code", "task__number", "task__title"):
        by_county[body[:6]].append(LateTask(number=number, title=title))
    return by_county


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
