"""The programme in frozen values, as pages read it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from yimen.rules.orgs import Level
from yimen.rules.programme import DueStanding
from yimen.usecases.programme.members import MemberView


@dataclass(frozen=True, kw_only=True, slots=True)
class HeadView:
    """A version in words; an empty `paper_no` was not published."""

    version_id: UUID
    year: int
    number: int
    title: str
    paper_no: str
    issuer: str
    issued_on: date
    report_day: int
    contacts_by: date | None
    source: str
    loaded_at: datetime
    published_at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class SubtaskChange:
    """A line of the history of a part: (column, before, after) as plain values."""

    at: datetime
    who: str
    changes: tuple[tuple[str, object, object], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SubtaskView:
    """A county's part of a task; no `townships` means all. `is_late`: the city's date is earlier by now."""

    subtask_id: UUID
    county_code: str
    county_name: str
    number: int
    title: str
    text: str
    due_on: date
    standing: DueStanding
    section: str
    person: str
    townships: tuple[tuple[str, str], ...]
    revision: int
    ended_at: datetime | None
    end_reason: str
    city_due_on: date | None
    is_late: bool
    sample: bool
    changes: tuple[SubtaskChange, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class TaskView:
    """A task as a unit sees it: `own_due_on` is until when the unit itself must be done.

    `subtasks` are the unit's county's; for the city `counties_added` counts the counties that have some.
    """

    number: int
    section: str
    title: str
    requirement: str
    lead: str
    bodies_text: str
    bodies: tuple[str, ...]
    due_on: date
    standing: DueStanding
    acceptance: tuple[str, ...]
    is_ours: bool
    own_due_on: date
    own_standing: DueStanding
    subtasks: tuple[SubtaskView, ...]
    counties_added: int


@dataclass(frozen=True, kw_only=True, slots=True)
class BoardView:
    """The programme of a unit; `head` None where the city has published none for the year."""

    unit_code: str
    unit_name: str
    level: Level
    city_name: str
    years: tuple[int, ...]
    head: HeadView | None
    tasks: tuple[TaskView, ...]
    members: tuple[MemberView, ...]
    has_draft: bool
    contacts_told: int
    contacts_due: int


@dataclass(frozen=True, kw_only=True, slots=True)
class TaskPage:
    """One task with all that the unit may know of it: for the city the parts of all counties."""

    unit_code: str
    unit_name: str
    level: Level
    head: HeadView
    task: TaskView
    body_names: tuple[str, ...]
    townships: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class DraftView:
    """What waits to be published: its tasks, the dates that change, and parts later than the new dates."""

    head: HeadView
    tasks: tuple[TaskView, ...]
    group: tuple[tuple[str, str, str], ...]
    changed: tuple[tuple[int, str, date | None, date | None], ...]
    late: tuple[SubtaskView, ...]
