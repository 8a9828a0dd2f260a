"""The register as it is read: tasks, their evidence, what people wrote, what is struck off."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from yimen.data.programme.models import UnitContact
from yimen.data.reports.models import RegisterLine, TaskClosing
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.calendar import beijing_date
from yimen.rules.indicators import INDICATORS, Figure, Sort
from yimen.rules.orgs import Level
from yimen.rules.programme import end_of_month
from yimen.rules.report_register import (
    ENCOURAGED,
    RegisterState,
    RegisterTerms,
    carried,
    progress_of,
    state_of,
)
from yimen.rules.reports import month_before
from yimen.usecases.indicators.figures import figures_of
from yimen.usecases.programme.reading import tasks_of
from yimen.usecases.programme.views import TaskView
from yimen.usecases.reports.frames import Frame, frame_of
from yimen.usecases.shared.rows import only_row


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """A criterion that is counted: its name, its figure, the key under which it opens."""

    key: str
    name: str
    figure: Figure


@dataclass(frozen=True, kw_only=True, slots=True)
class RegisterRow:
    """One task of a unit in a month. Without `is_written` the words are proposals from last month.

    `percent` None is 未采集 or, without evidence, not counted at all.
    """

    number: int
    title: str
    requirement: str
    due_on: date
    state: RegisterState
    percent: int | None
    evidence: tuple[Evidence, ...]
    words: RegisterTerms
    is_written: bool
    revision: int
    who: str
    changed_at: datetime | None
    closed_on: date | None
    closing_reason: str
    sample: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class RegisterView:
    """The register of a unit for a month."""

    unit_code: str
    unit_name: str
    level: Level
    month: date
    programme_title: str
    rows: tuple[RegisterRow, ...]
    is_own: bool


def rates_of_task(number: int) -> tuple[str, ...]:
    """The rates that tell of a task."""
    return tuple(key for key, each in INDICATORS.items() if each.task == number and each.sort is Sort.RATE)


def get_register(*, actor: Actor, unit_code: str, month: date, now: datetime) -> RegisterView:
    """The register of a unit in scope for a month: every task that is its own; a fixed number of statements.

    Refuses what `frame_of` refuses.
    """
    require(actor, "reports.read")
    frame = frame_of(actor, unit_code, month, now=now)
    return RegisterView(
        unit_code=frame.unit.code,
        unit_name=frame.unit.short_name,
        level=Level(frame.unit.level),
        month=frame.month,
        programme_title=frame.version.title,
        rows=register_rows(frame, now=now),
        is_own=actor.scope_code == frame.unit.code and frame.kind is not None,
    )


def register_rows(frame: Frame, *, now: datetime) -> tuple[RegisterRow, ...]:
    """The lines of the frame's unit and month, one a task."""
    as_of = min(beijing_date(now), end_of_month(frame.month.year, frame.month.month))
    tasks = [each for each in tasks_of(frame.version, frame.unit, as_of) if each.is_ours]
    keys = {task.number: rates_of_task(task.number) for task in tasks}
    asked = sorted({key for each in keys.values() for key in each})
    figures = figures_of([frame.unit.code], asked, [frame.month], now=now)
    written = _lines(frame, frame.month)
    before = _lines(frame, month_before(frame.month))
    closed = _closings(frame)
    person = _contact_name(frame)
    rows = []
    for task in sorted(tasks, key=lambda each: each.number):
        evidence = tuple(
            Evidence(key=key, name=INDICATORS[key].name, figure=figures[frame.unit.code, key, frame.month])
            for key in keys[task.number]
        )
        line = written.get(task.number)
        source = line or before.get(task.number)
        words = _terms(line) if line else _proposed(task, before.get(task.number), person)
        closing = closed.get(task.number)
        held = closing if closing is not None and closing.closed_on <= as_of else None
        percent = progress_of(each.figure for each in evidence if each.key not in ENCOURAGED)
        rows.append(
            RegisterRow(
                number=task.number,
                title=task.title,
                requirement=task.requirement,
                due_on=task.own_due_on,
                state=state_of(
                    percent=percent,
                    words=words.progress,
                    closed_on=held.closed_on if held else None,
                    due_on=task.own_due_on,
                    today=as_of,
                ),
                percent=percent,
                evidence=evidence,
                words=words,
                is_written=line is not None,
                revision=line.revision if line else 0,
                who=line.who if line else "",
                changed_at=line.changed_at if line else None,
                closed_on=held.closed_on if held else None,
                closing_reason=held.reason if held else "",
                sample=source.sample if source else False,
            )
        )
    return tuple(rows)


def _lines(frame: Frame, month: date) -> Mapping[int, RegisterLine]:
    rows = RegisterLine.objects.filter(
        county_code=frame.county_code,
        programme_id=frame.programme_id,
        unit_code=frame.unit.code,
        month=month,
    )
    return {row.task_number: row for row in rows}


def _closings(frame: Frame) -> Mapping[int, TaskClosing]:
    rows = TaskClosing.objects.filter(
        county_code=frame.county_code,
        programme_id=frame.programme_id,
        unit_code=frame.unit.code,
        reopened_at=None,
    )
    return {row.task_number: row for row in rows}


def _contact_name(frame: Frame) -> str:
    rows = UnitContact.objects.filter(county_code=frame.county_code, unit_code=frame.unit.code)
    row = only_row(rows)
    return row.contact_name if row else ""


def _terms(line: RegisterLine) -> RegisterTerms:
    return RegisterTerms(
        plan=line.plan,
        progress=line.progress,
        problem=line.problem,
        next_step=line.next_step,
        person=line.person,
    )


def _proposed(task: TaskView, before: RegisterLine | None, contact: str) -> RegisterTerms:
    """What nobody types again: last month's words, the county's part, who answers for it."""
    last = carried(_terms(before)) if before else RegisterTerms()
    part = task.subtasks[-1] if task.subtasks else None
    named = next((each.person for each in reversed(task.subtasks) if each.person), "")
    return RegisterTerms(
        plan=last.plan or (part.title if part else ""),
        problem=last.problem,
        person=last.person or named or contact,
    )


def task_of(frame: Frame, number: int, *, today: date) -> TaskView:
    """A task that is the unit's; refuses another (`NotFound`)."""
    found = [each for each in tasks_of(frame.version, frame.unit, today, number=number) if each.is_ours]
    if not found:
        raise NotFound(field="number")
    return found[0]


def percent_of_task(frame: Frame, number: int, *, now: datetime) -> int | None:
    """The percent of a task by its evidence at the end of the frame's month."""
    keys = tuple(key for key in rates_of_task(number) if key not in ENCOURAGED)
    figures = figures_of([frame.unit.code], keys, [frame.month], now=now) if keys else {}
    return progress_of(figures[frame.unit.code, key, frame.month] for key in keys)
