"""The register of a unit (附件7): its lines written month by month, tasks struck off and taken up again."""

from datetime import date, datetime
from uuid import UUID

from yimen.data.reports.models import RegisterLine, TaskClosing
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.calendar import beijing_date
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.programme import ChangedMeanwhile, NothingToChange
from yimen.rules.report_register import RegisterTerms, check_closing, check_line
from yimen.rules.reports import REASON_LENGTH
from yimen.rules.text import clean_line
from yimen.usecases.programme.units import lock_programme, programme_record
from yimen.usecases.reports.frames import Frame, frame_of, require_own, who_words
from yimen.usecases.reports.register_reading import percent_of_task, task_of
from yimen.usecases.shared.acting import Answer, Outcome, perform
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import JSON, Record
from yimen.usecases.shared.registry import action
from yimen.usecases.shared.rows import only_row

_COLUMNS = ("plan", "progress", "problem", "next_step", "person")


class TaskClosedAlready(RuleViolation):
    """A task that was struck off before."""

    code = "reports.task_closed_already"
    template = N_("这项任务 {closed} 已经销号了。")
    refusal = Refusal.CONFLICT


class TaskNotClosed(RuleViolation):
    """A task that is still in hand."""

    code = "reports.task_not_closed"
    template = N_("这项任务没有销号，不用恢复。")
    refusal = Refusal.CONFLICT


class ClosedAhead(RuleViolation):
    """A day of striking off that has not come, or was before the programme."""

    code = "reports.closed_ahead"
    template = N_("销号日期要在方案印发以后，不能晚于今天。")


@action("reports.write_line")
def write_line(
    *,
    actor: Actor,
    now: datetime,
    unit_code: str,
    month: date,
    number: int,
    terms: RegisterTerms,
    revision: int,
    request_key: str | None = None,
) -> int:
    """Write the unit's own line of a task for a month; the new revision, 1 for the first.

    Percent and state are never written, they follow from evidence. Refuses another unit's, a task that is not
    the unit's, a line that changed meanwhile and no change.
    """
    checked = check_line(terms)
    frame = _own_frame(actor, "reports.write_line", unit_code, month, now)
    answer = perform(
        action="reports.write_line",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=frame.county_code,
        body={"unit_code": unit_code, "month": str(frame.month), "number": number, **_plain(checked)},
        core=lambda: _apply_line(actor, now, frame, number, checked, revision),
    )
    return int(str(answer["revision"]))


def _own_frame(actor: Actor, act: str, unit_code: str, month: date, now: datetime) -> Frame:
    require(actor, act)
    frame = frame_of(actor, unit_code, month, now=now)
    require_own(actor, frame)
    if frame.kind is None:
        raise NotFound(field="unit_code")
    return frame


def _plain(terms: RegisterTerms) -> dict[str, JSON]:
    return {name: getattr(terms, name) for name in _COLUMNS}


def _apply_line(
    actor: Actor, now: datetime, frame: Frame, number: int, terms: RegisterTerms, revision: int
) -> Outcome:
    # The lock on the programme lets two who write a first line at once wait for each other.
    lock_programme(frame.version.programme.city_code, frame.version.programme.year)
    task_of(frame, number, today=beijing_date(now))
    row = only_row(
        RegisterLine.objects.filter(
            county_code=frame.county_code,
            programme_id=frame.programme_id,
            task_number=number,
            unit_code=frame.unit.code,
            month=frame.month,
        )
    )
    if (row.revision if row else 0) != revision:
        raise ChangedMeanwhile
    before = {name: getattr(row, name) if row else "" for name in _COLUMNS}
    changed = [name for name in _COLUMNS if before[name] != getattr(terms, name)]
    if not changed:
        raise NothingToChange
    row = row or new_line(frame, number, now=now)
    for name in _COLUMNS:
        setattr(row, name, getattr(terms, name))
    row.revision, row.changed_at, row.who, row.sample = revision + 1, now, who_words(actor), False
    RegisterLine.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["county_code", "programme", "task_number", "unit_code", "month"],
        update_fields=[*_COLUMNS, "revision", "changed_at", "who", "sample"],
    )
    facts: Answer = {"number": number, "revision": row.revision, "keys": list(changed)}
    return Outcome(
        answer={"revision": row.revision}, record=_record(frame, row.pk, "reports.write_line", facts)
    )


def new_line(frame: Frame, number: int, *, now: datetime) -> RegisterLine:
    """An empty line of the frame's unit and month, NOT yet saved."""
    return RegisterLine(
        id=new_id(now),
        county_code=frame.county_code,
        programme_id=frame.programme_id,
        task_number=number,
        unit_code=frame.unit.code,
        month=frame.month,
        revision=0,
        changed_at=now,
    )


def _record(frame: Frame, subject_id: UUID, act: str, facts: Answer) -> Record:
    return programme_record(
        county_code=frame.county_code,
        kind="register",
        subject_id=subject_id,
        act=act,
        facts={"unit_code": frame.unit.code, "month": frame.month.isoformat(), **facts},
    )


@action("reports.close_task")
def close_task(
    *,
    actor: Actor,
    now: datetime,
    unit_code: str,
    month: date,
    number: int,
    closed_on: date | None,
    reason: str = "",
    request_key: str | None = None,
) -> date:
    """Strike a task off the unit's own register (销号) as of a day; that day.

    Where the evidence of the month is not whole, a reason is asked, and kept beside the percent of then.
    Refuses a day ahead or before the programme, a task struck off before, and another unit's.
    """
    frame = _own_frame(actor, "reports.close_task", unit_code, month, now)
    answer = perform(
        action="reports.close_task",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=frame.county_code,
        body={"unit_code": unit_code, "number": number, "closed_on": str(closed_on), "reason": reason},
        core=lambda: _apply_closing(actor, now, frame, number, closed_on, reason),
    )
    return date.fromisoformat(str(answer["closed_on"]))


def _apply_closing(
    actor: Actor, now: datetime, frame: Frame, number: int, closed_on: date | None, reason: str
) -> Outcome:
    lock_programme(frame.version.programme.city_code, frame.version.programme.year)
    task_of(frame, number, today=beijing_date(now))
    there = _closing(frame, number)
    if there is not None:
        raise TaskClosedAlready(closed=there.closed_on)
    if closed_on is None or not frame.version.issued_on <= closed_on <= beijing_date(now):
        raise ClosedAhead(field="closed_on")
    percent = percent_of_task(frame, number, now=now)
    why = check_closing(percent, reason)
    row = TaskClosing(
        id=new_id(now),
        county_code=frame.county_code,
        programme_id=frame.programme_id,
        task_number=number,
        unit_code=frame.unit.code,
        closed_on=closed_on,
        percent=percent,
        reason=why,
        who=who_words(actor),
        at=now,
    )
    row.save(force_insert=True)
    facts: Answer = {"number": number, "closed_on": closed_on.isoformat(), "percent": percent, "reason": why}
    return Outcome(
        answer={"closed_on": closed_on.isoformat()},
        record=_record(frame, row.pk, "reports.close_task", facts),
    )


def _closing(frame: Frame, number: int) -> TaskClosing | None:
    rows = TaskClosing.objects.filter(
        county_code=frame.county_code,
        programme_id=frame.programme_id,
        unit_code=frame.unit.code,
        task_number=number,
        reopened_at=None,
    )
    return only_row(rows)


@action("reports.reopen_task")
def reopen_task(
    *,
    actor: Actor,
    now: datetime,
    unit_code: str,
    month: date,
    number: int,
    reason: str,
    request_key: str | None = None,
) -> UUID:
    """Take a task up again that was struck off, with why; the row of the striking off stays. Its id.

    Refuses one that is not struck off, another unit's, and no reason.
    """
    why = clean_line(reason, field="reason", max_length=REASON_LENGTH)
    frame = _own_frame(actor, "reports.reopen_task", unit_code, month, now)
    answer = perform(
        action="reports.reopen_task",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=frame.county_code,
        body={"unit_code": unit_code, "number": number, "reason": why},
        core=lambda: _apply_reopening(now, frame, number, why),
    )
    return UUID(str(answer["closing_id"]))


def _apply_reopening(now: datetime, frame: Frame, number: int, why: str) -> Outcome:
    lock_programme(frame.version.programme.city_code, frame.version.programme.year)
    row = _closing(frame, number)
    if row is None:
        raise TaskNotClosed
    row.reopened_at, row.reopen_reason = now, why
    TaskClosing.objects.filter(county_code=frame.county_code, pk=row.pk).update(
        reopened_at=now, reopen_reason=why
    )
    return Outcome(
        answer={"closing_id": str(row.pk)},
        record=_record(frame, row.pk, "reports.reopen_task", {"number": number, "reason": why}),
    )
