"""A programme of a city for a year: its tasks with lead, bodies, month and acceptance, and what it may say.

The scheme of 沧州市 of 2020 is one; another city's, another year's is loaded from a file of the same shape.
Source: 方案 (2020-04-24) 二 and 三, its annexes 4, 7 and 8.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.regions import Level, level_of
from yimen.rules.text import clean_line, clean_text

TITLE_LENGTH, TEXT_LENGTH, NAME_LENGTH, LINE_LENGTH = 80, 1000, 40, 200


class GroupRole(StrEnum):
    """A part in a leading group."""

    LEADER = "LEADER"
    DEPUTY = "DEPUTY"
    MEMBER = "MEMBER"


GROUP_ROLE_LABELS: dict[GroupRole, str] = {
    GroupRole.LEADER: N_("组长"),
    GroupRole.DEPUTY: N_("副组长"),
    GroupRole.MEMBER: N_("成员"),
}


class DueStanding(StrEnum):
    """How a day stands to the date of a task; it says nothing of whether the task is done."""

    COMING = "COMING"
    THIS_MONTH = "THIS_MONTH"
    PAST = "PAST"


DUE_STANDING_LABELS: dict[DueStanding, str] = {
    DueStanding.COMING: N_("还没到期"),
    DueStanding.THIS_MONTH: N_("本月到期"),
    DueStanding.PAST: N_("时限已过"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class ProgrammeHead:
    """Whose programme it is, for which year, by which paper; an empty `paper_no` was not published.

    `report_day` is the day of the month by which counties report, `contacts_by` the day by which they name
    their contacts.
    """

    city_code: str
    year: int
    title: str
    issuer: str
    issued_on: date
    report_day: int
    paper_no: str = ""
    contacts_by: date | None = None
    source: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupSeat:
    """A seat in the leading group: a part and an office; the name is often not published."""

    role: GroupRole
    office: str
    name: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class TaskContent:
    """One task. `bodies` are 12-digit codes of county-level units, `bodies_text` how the file words them."""

    number: int
    section: str
    title: str
    requirement: str
    lead: str
    bodies_text: str
    bodies: tuple[str, ...]
    due_on: date
    acceptance: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ProgrammeContent:
    """A whole programme, fit to be kept."""

    head: ProgrammeHead
    tasks: tuple[TaskContent, ...]
    group: tuple[GroupSeat, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Body:
    """A county-level unit that can be named as responsible."""

    code: str
    names: frozenset[str]
    is_zone: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownUnits:
    """What a city has: its county-level units, and the organs that can lead."""

    bodies: tuple[Body, ...] = ()
    leads: frozenset[str] = frozenset()


def end_of_month(year: int, month: int) -> date:
    """The last day of a month: "5月底前" ends with it."""
    return date(year, month, monthrange(year, month)[1])


def standing_on(day: date, due_on: date) -> DueStanding:
    """How a day stands to a date; the date itself is still in time."""
    if day > due_on:
        return DueStanding.PAST
    same_month = (day.year, day.month) == (due_on.year, due_on.month)
    return DueStanding.THIS_MONTH if same_month else DueStanding.COMING


class SubtaskAfterTask(RuleViolation):
    """A county's part of a task that would end after the city's date."""

    code = "programme.subtask_after_task"
    template = N_("县里的时限只能比市里的早：任务{number}到 {due} 为止，不能定到 {asked}。")


class SubtaskBeforeProgramme(RuleViolation):
    """A county's part of a task that would end before the programme was issued."""

    code = "programme.subtask_before_programme"
    template = N_("方案 {issued} 才印发，时限不能定在它以前。")


class DayMissing(RuleViolation):
    """No day, or one that is not in the calendar."""

    code = "programme.day_missing"
    template = N_("请填时限，例如 2020-05-20。")


class NotATownshipHere(RuleViolation):
    """A unit that is no township of this county."""

    code = "programme.not_a_township_here"
    template = N_("选的单位里有不属于本县的乡镇，请刷新后重选。")


@dataclass(frozen=True, kw_only=True, slots=True)
class SubtaskTerms:
    """A county's part of a task as its form says it; no `townships` means all of the county's.

    `section` and `person` are who answers for it ("责任明确到人"); they may be named later.
    """

    title: str
    due_on: date | None
    text: str = ""
    section: str = ""
    person: str = ""
    townships: tuple[str, ...] = ()


def check_subtask(
    terms: SubtaskTerms, *, number: int, task_due_on: date, issued_on: date, county_townships: Iterable[str]
) -> SubtaskTerms:
    """The same, cleaned; refuses a date after the city's or before the programme, and a unit from elsewhere.

    All townships of the county one by one are the same as none: whoever comes later belongs to them.
    """
    title = clean_line(terms.title, field="title", max_length=TITLE_LENGTH)
    if terms.due_on is None:
        raise DayMissing(field="due_on")
    if terms.due_on > task_due_on:
        raise SubtaskAfterTask(field="due_on", number=number, due=task_due_on, asked=terms.due_on)
    if terms.due_on < issued_on:
        raise SubtaskBeforeProgramme(field="due_on", issued=issued_on)
    here, asked = set(county_townships), set(terms.townships)
    if not asked <= here:
        raise NotATownshipHere(field="townships")
    return SubtaskTerms(
        title=title,
        due_on=terms.due_on,
        text=clean_text(terms.text, field="text", max_length=TEXT_LENGTH, required=False),
        section=clean_line(terms.section, field="section", max_length=NAME_LENGTH, required=False),
        person=clean_line(terms.person, field="person", max_length=NAME_LENGTH, required=False),
        townships=() if asked == here else tuple(sorted(asked)),
    )


def subtask_concerns(townships: Sequence[str], unit_code: str) -> bool:
    """Whether a county's part of a task is a township's to do; the county itself has all of them."""
    return not townships or level_of(unit_code) is not Level.TOWNSHIP or unit_code in townships


def due_for_unit(task_due_on: date, subtask_dues: Iterable[date]) -> date:
    """Until when a unit must be done with a task: the latest of its county's parts, else the city's date.

    Parts follow one another, and the task is done with the last of them; none is later than the city's date.
    """
    return max(subtask_dues, default=task_due_on)


class UnknownRole(RuleViolation):
    """No part in a group, or one that does not exist."""

    code = "programme.role_unknown"
    template = N_("请选在领导小组里的职责。")


def check_member(*, role: str, office: str, name: str) -> GroupSeat:
    """A seat as its form says it, cleaned; the name may be empty where it is not published."""
    if role not in GroupRole.__members__:
        raise UnknownRole(field="role")
    return GroupSeat(
        role=GroupRole[role],
        office=clean_line(office, field="office", max_length=TITLE_LENGTH),
        name=clean_line(name, field="name", max_length=NAME_LENGTH, required=False),
    )


class NothingToChange(RuleViolation):
    """A form that says what is already so."""

    code = "programme.nothing_to_change"
    template = N_("没有改动，不用保存。")


class ChangedMeanwhile(RuleViolation):
    """Somebody else changed the same row since the form was opened."""

    code = "programme.changed_meanwhile"
    template = N_("别人刚刚改过这一条。请看过现在的内容，再改一次。")
    refusal = Refusal.CONFLICT


def changes_between(before: Mapping[str, object], after: Mapping[str, object]) -> dict[str, list[object]]:
    """Of each value that differs, what it was and what it becomes; refuses none at all."""
    changes = {key: [before.get(key), value] for key, value in after.items() if before.get(key) != value}
    if not changes:
        raise NothingToChange
    return changes
