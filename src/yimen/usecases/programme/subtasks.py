"""A county's own parts of the city's tasks: added, changed and ended, never later than the city's date."""

from datetime import date, datetime
from uuid import UUID

from yimen.data.orgs.models import Region
from yimen.data.programme.models import Programme, ProgrammeTask, Subtask
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.orgs import Level
from yimen.rules.programme import ChangedMeanwhile, SubtaskTerms, changes_between, check_subtask
from yimen.rules.text import clean_line
from yimen.usecases.programme.units import (
    change_line,
    city_of_unit,
    lock_programme,
    programme_record,
    version_in_force,
)
from yimen.usecases.shared.acting import Answer, Outcome, perform
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import JSON, Record
from yimen.usecases.shared.registry import action
from yimen.usecases.shared.rows import only_row, write_back

_REASON_LENGTH = 200


class SubtaskThere(RuleViolation):
    """The county has a part of this name in the task already."""

    code = "programme.subtask_there"
    template = N_("本县在这项任务下已经有“{title}”。")
    refusal = Refusal.CONFLICT


class SubtaskEnded(RuleViolation):
    """A part that was ended already."""

    code = "programme.subtask_ended"
    template = N_("这项分任务已经撤销了。")
    refusal = Refusal.CONFLICT


class TaskOfOthers(RuleViolation):
    """The county is not among those responsible."""

    code = "programme.task_of_others"
    template = N_("本县不是任务{number}的责任单位，不用分解。")


@action("programme.add_subtask")
def add_subtask(
    *,
    actor: Actor,
    now: datetime,
    year: int,
    number: int,
    terms: SubtaskTerms,
    request_key: str | None = None,
) -> UUID:
    """The county adds a part to the city's task `number` of the programme in force.

    Refuses a task that does not exist (`NotFound`) or is not the county's (`TaskOfOthers`), a second part of
    the same name (`SubtaskThere`), and what `check_subtask` refuses: above all a date after the city's.
    """
    require(actor, "programme.add_subtask")
    answer = perform(
        action="programme.add_subtask",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={"year": year, "number": number, **plain_terms(terms)},
        core=lambda: _apply_addition(actor, now, year, number, terms),
    )
    return UUID(str(answer["subtask_id"]))


def _apply_addition(actor: Actor, now: datetime, year: int, number: int, terms: SubtaskTerms) -> Outcome:
    programme = lock_programme(city_of_unit(actor.scope_code), year)
    checked = _checked(programme, number, terms, actor.scope_code)
    _refuse_twin(programme, actor.county_code, number, checked.title)
    row = new_subtask(programme, number, checked, county_code=actor.county_code, now=now)
    row.save(force_insert=True)
    plain = plain_terms(checked)
    fresh: dict[str, list[object]] = {key: [None, value] for key, value in plain.items() if value}
    change_line(row, actor, now, fresh).save(force_insert=True)
    return Outcome(
        answer={"subtask_id": str(row.pk)},
        record=_record(row, "programme.add_subtask", {"number": number, **plain_terms(checked)}),
    )


def new_subtask(
    programme: Programme,
    number: int,
    terms: SubtaskTerms,
    *,
    county_code: str,
    now: datetime,
    sample: bool = False,
) -> Subtask:
    """A part as checked terms say it, NOT yet saved."""
    return Subtask(
        id=new_id(now),
        county_code=county_code,
        programme=programme,
        task_number=number,
        created_at=now,
        sample=sample,
        title=terms.title,
        text=terms.text,
        due_on=_known(terms.due_on),
        section=terms.section,
        person=terms.person,
        townships=list(terms.townships),
    )


def _known(day: date | None) -> date:
    """What `check_subtask` has made sure of."""
    if day is None:
        raise RuntimeError("a part of a task without its day")
    return day


def plain_terms(terms: SubtaskTerms) -> Answer:
    """The terms as plain values, by the names of their columns."""
    townships: list[JSON] = list(terms.townships)
    return {
        "title": terms.title,
        "text": terms.text,
        "due_on": str(terms.due_on or ""),
        "section": terms.section,
        "person": terms.person,
        "townships": townships,
    }


def _checked(programme: Programme, number: int, terms: SubtaskTerms, county: str) -> SubtaskTerms:
    version = version_in_force(programme)
    tasks = ProgrammeTask.objects.filter(county_code=programme.county_code, version=version, number=number)
    task = only_row(tasks) if version is not None else None
    if version is None or task is None:
        raise NotFound(field="number")
    if not task.bodies.filter(county_code=programme.county_code, body_code=county).exists():
        raise TaskOfOthers(number=number)
    townships = Region.objects.filter(
        code__startswith=county[:6], level=Level.TOWNSHIP.value, valid_to=None
    ).values_list("code", flat=True)
    return check_subtask(
        terms,
        number=number,
        task_due_on=task.due_on,
        issued_on=version.issued_on,
        county_townships=townships,
    )


def _refuse_twin(programme: Programme, county_code: str, number: int, title: str) -> None:
    same = Subtask.objects.filter(
        county_code=county_code, programme=programme, task_number=number, title=title, ended_at=None
    )
    if same.exists():
        raise SubtaskThere(field="title", title=title)


@action("programme.change_subtask")
def change_subtask(
    *,
    actor: Actor,
    now: datetime,
    subtask_id: UUID,
    terms: SubtaskTerms,
    revision: int,
    request_key: str | None = None,
) -> int:
    """Change a part of the own county; what it was stays in its history. The new revision.

    `revision` is what the form showed. Refuses another county's (`NotFound`), an ended one, one that somebody
    changed meanwhile (`ChangedMeanwhile`), what changes nothing, and what `add_subtask` refuses.
    """
    require(actor, "programme.change_subtask")
    answer = perform(
        action="programme.change_subtask",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={"subtask_id": str(subtask_id), "revision": revision, **plain_terms(terms)},
        core=lambda: _apply_change(actor, now, subtask_id, terms, revision),
    )
    return int(str(answer["revision"]))


def _apply_change(
    actor: Actor, now: datetime, subtask_id: UUID, terms: SubtaskTerms, revision: int
) -> Outcome:
    programme, row = _locked(actor, subtask_id)
    if row.revision != revision:
        raise ChangedMeanwhile
    checked = _checked(programme, row.task_number, terms, actor.scope_code)
    if checked.title != row.title:
        _refuse_twin(programme, row.county_code, row.task_number, checked.title)
    changes = changes_between(plain_row(row), plain_terms(checked))
    row.title, row.text, row.due_on = checked.title, checked.text, _known(checked.due_on)
    row.section, row.person, row.townships = checked.section, checked.person, list(checked.townships)
    row.revision += 1
    columns = ["title", "text", "due_on", "section", "person", "townships", "revision"]
    write_back(row, columns, county_code=row.county_code)
    change_line(row, actor, now, changes).save(force_insert=True)
    facts: Answer = {"number": row.task_number, "revision": row.revision, "keys": list(changes)}
    return Outcome(answer={"revision": row.revision}, record=_record(row, "programme.change_subtask", facts))


def plain_row(row: Subtask) -> Answer:
    """A kept part as plain values, to be compared with what a form says."""
    return plain_terms(
        SubtaskTerms(
            title=row.title,
            due_on=row.due_on,
            text=row.text,
            section=row.section,
            person=row.person,
            townships=tuple(row.townships),
        )
    )


def _locked(actor: Actor, subtask_id: UUID) -> tuple[Programme, Subtask]:
    """The part with its programme, both locked, the programme first; refuses another county's."""
    rows = Subtask.objects.filter(county_code=actor.county_code, pk=subtask_id)
    found = only_row(rows.select_related("programme"))
    if found is None:
        raise NotFound(field="subtask_id")
    programme = lock_programme(found.programme.city_code, found.programme.year)
    row = rows.select_for_update().get()
    if row.ended_at is not None:
        raise SubtaskEnded
    return programme, row


@action("programme.end_subtask")
def end_subtask(
    *, actor: Actor, now: datetime, subtask_id: UUID, reason: str, request_key: str | None = None
) -> UUID:
    """A part is no longer asked for; it stays with why. Refuses another county's, an ended one, no reason."""
    require(actor, "programme.end_subtask")
    why = clean_line(reason, field="reason", max_length=_REASON_LENGTH)
    perform(
        action="programme.end_subtask",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={"subtask_id": str(subtask_id), "reason": why},
        core=lambda: _apply_end(actor, now, subtask_id, why),
    )
    return subtask_id


def _apply_end(actor: Actor, now: datetime, subtask_id: UUID, why: str) -> Outcome:
    _, row = _locked(actor, subtask_id)
    row.ended_at, row.end_reason = now, why
    write_back(row, ["ended_at", "end_reason"], county_code=row.county_code)
    change_line(row, actor, now, {"end_reason": ["", why]}).save(force_insert=True)
    facts: Answer = {"number": row.task_number, "reason": why}
    return Outcome(answer={"ended": True}, record=_record(row, "programme.end_subtask", facts))


def _record(row: Subtask, act: str, facts: Answer) -> Record:
    return programme_record(
        county_code=row.county_code, kind="subtask", subject_id=row.pk, act=act, facts=facts
    )
