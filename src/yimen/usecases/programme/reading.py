"""The programme as a unit reads it: its tasks and dates, one task whole, a part with its history."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from yimen.data.orgs.models import Region
from yimen.data.programme.models import (
    Programme,
    ProgrammeChange,
    ProgrammeTask,
    ProgrammeVersion,
    Subtask,
    UnitContact,
)
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.orgs import Level
from yimen.rules.programme import due_for_unit, standing_on, subtask_concerns
from yimen.usecases.programme.members import members_of
from yimen.usecases.programme.units import city_of_unit, names_of, unit_in_scope
from yimen.usecases.programme.views import (
    BoardView,
    HeadView,
    SubtaskChange,
    SubtaskView,
    TaskPage,
    TaskView,
)
from yimen.usecases.shared.rows import only_row

_MOST_CHANGES = 20


def get_board(*, actor: Actor, unit_code: str, today: date, year: int | None = None) -> BoardView:
    """The tasks of a unit's programme in force, those of the newest year unless another is named.

    A fixed number of statements. Refuses a unit outside the scope (`NotFound`).
    """
    require(actor, "programme.read")
    unit = unit_in_scope(actor, unit_code)
    city_code = city_of_unit(unit.code)
    found = city_versions(city_code)
    years = tuple(dict.fromkeys(row.programme.year for row in found if row.published_at))
    chosen = year if year in years else next(iter(years), None)
    version = next((row for row in found if row.published_at and row.programme.year == chosen), None)
    told, due = _contacts_counted(unit)
    names = names_of({city_code, f"{unit.code[:6]}000000"})
    above = [city_code, f"{unit.code[:6]}000000"]
    return BoardView(
        unit_code=unit.code,
        unit_name=unit.short_name,
        level=Level(unit.level),
        city_name=names.get(city_code, ""),
        years=years,
        head=head_of(version) if version else None,
        tasks=tasks_of(version, unit, today) if version else (),
        members=members_of(version.programme, above) if version else (),
        has_draft=Level(unit.level) is Level.PREFECTURE and any(not row.published_at for row in found),
        contacts_told=told,
        contacts_due=due,
    )


def city_versions(city_code: str) -> list[ProgrammeVersion]:
    """What holds and what waits of a city's programmes, the newest year first."""
    rows = ProgrammeVersion.objects.select_related("programme").filter(
        county_code=city_code[:6], programme__city_code=city_code, superseded_at=None
    )
    return list(rows.order_by("-programme__year", "-number"))


def _contacts_counted(unit: Region) -> tuple[int, int]:
    """How many units one level below have named a contact, of how many."""
    below = {"PREFECTURE": ("COUNTY", 4), "COUNTY": ("TOWNSHIP", 6)}.get(unit.level)
    if below is None:
        return 0, 0
    level, digits = below
    units = Region.objects.filter(level=level, valid_to=None, code__startswith=unit.code[:digits])
    codes = list(units.values_list("code", flat=True))
    told = UnitContact.objects.filter(county_code__in={code[:6] for code in codes}, unit_code__in=codes)
    return told.count(), len(codes)


def head_of(version: ProgrammeVersion) -> HeadView:
    """What a version says of itself: title, number, its papers and days."""
    return HeadView(
        version_id=version.pk,
        year=version.programme.year,
        number=version.number,
        title=version.title,
        paper_no=version.paper_no,
        issuer=version.issuer,
        issued_on=version.issued_on,
        report_day=version.report_day,
        contacts_by=version.contacts_by,
        source=version.source,
        loaded_at=version.loaded_at,
        published_at=version.published_at,
    )


def tasks_of(
    version: ProgrammeVersion, unit: Region, today: date, *, number: int | None = None
) -> tuple[TaskView, ...]:
    """The tasks of a version as a unit sees them on a day, all or one; its own parts and dates with them."""
    rows = ProgrammeTask.objects.select_related("lead").prefetch_related("bodies")
    rows = rows.filter(county_code=version.county_code, version=version)
    if number is not None:
        rows = rows.filter(number=number)
    tasks = list(rows.order_by("due_on", "number"))
    parts = _subtasks_of(version.programme, unit, {row.number: row.due_on for row in tasks}, today)
    return tuple(_task(row, unit, parts.get(row.number, []), today) for row in tasks)


def _task(row: ProgrammeTask, unit: Region, parts: list[SubtaskView], today: date) -> TaskView:
    bodies = tuple(sorted(body.body_code for body in row.bodies.all()))
    is_city = unit.level == Level.PREFECTURE.value
    own_due_on = row.due_on if is_city else min(row.due_on, _own_due(row.due_on, unit, parts))
    return TaskView(
        number=row.number,
        section=row.section,
        title=row.title,
        requirement=row.requirement,
        lead=row.lead.name,
        bodies_text=row.bodies_text,
        bodies=bodies,
        due_on=row.due_on,
        standing=standing_on(today, row.due_on),
        acceptance=tuple(row.acceptance),
        is_ours=is_city or f"{unit.code[:6]}000000" in bodies,
        own_due_on=own_due_on,
        own_standing=standing_on(today, own_due_on),
        subtasks=tuple(parts),
        counties_added=len({each.county_code for each in parts}) if is_city else 0,
    )


def _own_due(due_on: date, unit: Region, parts: list[SubtaskView]) -> date:
    """Parts for some townships only leave the county itself the city's date: the others have no other."""
    is_whole = unit.level == Level.TOWNSHIP.value or any(not each.townships for each in parts)
    return due_for_unit(due_on, (each.due_on for each in parts)) if is_whole else due_on


def _subtasks_of(
    programme: Programme, unit: Region, dues: Mapping[int, date], today: date
) -> dict[int, list[SubtaskView]]:
    """The parts in force by task: the county's, those of a township, or of all counties of the city."""
    rows = Subtask.objects.filter(programme=programme, ended_at=None, task_number__in=list(dues))
    if unit.level != Level.PREFECTURE.value:
        rows = rows.filter(county_code=unit.code[:6])
    else:
        rows = rows.filter(county_code__startswith=unit.code[:4])
    found = [
        row
        for row in rows.order_by("due_on", "created_at", "id")
        if unit.level != Level.TOWNSHIP.value or subtask_concerns(row.townships, unit.code)
    ]
    names = names_of({code for row in found for code in (*row.townships, f"{row.county_code}000000")})
    by_task: defaultdict[int, list[SubtaskView]] = defaultdict(list)
    for row in found:
        by_task[row.task_number].append(_subtask(row, names, dues.get(row.task_number), today))
    return by_task


def _subtask(
    row: Subtask,
    names: Mapping[str, str],
    city_due_on: date | None,
    today: date,
    changes: tuple[SubtaskChange, ...] = (),
) -> SubtaskView:
    return SubtaskView(
        subtask_id=row.pk,
        county_code=row.county_code,
        county_name=names.get(f"{row.county_code}000000", row.county_code),
        number=row.task_number,
        title=row.title,
        text=row.text,
        due_on=row.due_on,
        standing=standing_on(today, row.due_on),
        section=row.section,
        person=row.person,
        townships=tuple((code, names.get(code, code)) for code in row.townships),
        revision=row.revision,
        ended_at=row.ended_at,
        end_reason=row.end_reason,
        city_due_on=city_due_on,
        is_late=city_due_on is None or row.due_on > city_due_on,
        sample=row.sample,
        changes=changes,
    )


def get_task(*, actor: Actor, unit_code: str, year: int, number: int, today: date) -> TaskPage:
    """One task of the programme in force as a unit sees it; a fixed number of statements.

    Refuses a unit outside the scope and a task that is not there (`NotFound`).
    """
    require(actor, "programme.read")
    unit = unit_in_scope(actor, unit_code)
    version = _in_force(unit.code, year)
    tasks = tasks_of(version, unit, today, number=number)
    if not tasks:
        raise NotFound(field="number")
    (task,) = tasks
    names = names_of(task.bodies)
    below = Region.objects.filter(
        level=Level.TOWNSHIP.value, valid_to=None, code__startswith=unit.code[:6]
    ).order_by("pinyin", "code")
    townships = below.values_list("code", "short_name") if unit.level == Level.COUNTY.value else ()
    return TaskPage(
        unit_code=unit.code,
        unit_name=unit.short_name,
        level=Level(unit.level),
        head=head_of(version),
        task=task,
        body_names=tuple(names.get(code, code) for code in task.bodies),
        townships=tuple((str(code), str(name)) for code, name in townships),
    )


def _in_force(unit_code: str, year: int) -> ProgrammeVersion:
    found = city_versions(city_of_unit(unit_code))
    version = next((row for row in found if row.published_at and row.programme.year == year), None)
    if version is None:
        raise NotFound(field="year")
    return version


def get_subtask(*, actor: Actor, subtask_id: UUID, today: date) -> SubtaskView:
    """A part of the own county with its history; refuses another county's (`NotFound`)."""
    require(actor, "programme.change_subtask")
    rows = Subtask.objects.select_related("programme").filter(county_code=actor.county_code, pk=subtask_id)
    row = only_row(rows)
    if row is None:
        raise NotFound(field="subtask_id")
    tasks = ProgrammeTask.objects.filter(
        county_code=row.programme.county_code,
        version__programme=row.programme,
        version__published_at__isnull=False,
        version__superseded_at=None,
        number=row.task_number,
    )
    task = only_row(tasks)
    lines = ProgrammeChange.objects.filter(county_code=row.county_code, subject_id=row.pk)
    changes = tuple(
        SubtaskChange(
            at=line.at,
            who=line.who,
            changes=tuple((key, before, after) for key, (before, after) in line.changes.items()),
        )
        for line in lines.order_by("-at", "-id")[:_MOST_CHANGES]
    )
    names = names_of({*row.townships, *_named(changes), f"{row.county_code}000000"})
    return _subtask(row, names, task.due_on if task else None, today, _worded(changes, names))


def _named(changes: Iterable[SubtaskChange]) -> set[str]:
    """The townships that a history names."""
    lists = (value for each in changes for key, *both in each.changes if key == "townships" for value in both)
    return {str(code) for value in lists if isinstance(value, list) for code in value}


def _worded(changes: Iterable[SubtaskChange], names: Mapping[str, str]) -> tuple[SubtaskChange, ...]:
    def said(value: object) -> object:
        return "、".join(names.get(str(v), str(v)) for v in value) if isinstance(value, list) else value or ""

    return tuple(
        SubtaskChange(
            at=each.at,
            who=each.who,
            changes=tuple((key, said(before), said(after)) for key, before, after in each.changes),
        )
        for each in changes
    )
