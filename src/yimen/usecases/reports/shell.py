"""The shell of every act on a report: the row locked, the act, a line of its history, the journal."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from yimen.data.reports.models import Report, ReportEvent
from yimen.rules.access import Actor, require
from yimen.rules.report_events import EventKind
from yimen.usecases.reports.frames import Frame, frame_of, lock_report, who_words
from yimen.usecases.shared.acting import Answer, Message, Outcome, perform
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import JSON, Record


@dataclass(frozen=True, kw_only=True, slots=True)
class Scene:
    """An act on a report: who, when, whose month, and the row, locked."""

    actor: Actor
    now: datetime
    frame: Frame
    report: Report


@dataclass(frozen=True, kw_only=True, slots=True)
class Done:
    """What an act did: the columns of the report that it set, its line of history, what the journal keeps."""

    kind: EventKind
    columns: tuple[str, ...] = ()
    text: str = ""
    facts: Mapping[str, JSON] = field(default_factory=dict)
    messages: tuple[Message, ...] = ()
    more_records: tuple[Record, ...] = ()


def act_on_report(
    *,
    action: str,
    actor: Actor,
    now: datetime,
    request_key: str | None,
    unit_code: str,
    month: date,
    body: Mapping[str, JSON],
    core: Callable[[Scene], Done],
) -> Answer:
    """Run an act on a unit's report of a month: `core` changes the locked row and says what it did.

    Refuses a unit out of scope, a month ahead, a year without a programme, and what `core` refuses. The
    answer holds the state after the act, the revision and the version.
    """
    require(actor, action)
    frame = frame_of(actor, unit_code, month, now=now)
    return perform(
        action=action,
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=frame.county_code,
        body={"unit_code": unit_code, "month": frame.month.isoformat(), **body},
        core=lambda: _apply(action, actor, now, frame, core),
    )


def _apply(action: str, actor: Actor, now: datetime, frame: Frame, core: Callable[[Scene], Done]) -> Outcome:
    report = lock_report(frame, now=now)
    done = core(Scene(actor=actor, now=now, frame=frame, report=report))
    report.revision += 1
    Report.objects.filter(county_code=report.county_code, pk=report.pk).update(
        revision=report.revision, **{name: getattr(report, name) for name in done.columns}
    )
    new_event(report, actor, now, done.kind, done.text).save(force_insert=True)
    return Outcome(
        answer={"state": report.state, "revision": report.revision, "version": report.version},
        record=report_record(report, action, done.facts),
        messages=done.messages,
        more_records=done.more_records,
    )


def new_event(report: Report, actor: Actor, now: datetime, kind: EventKind, text: str = "") -> ReportEvent:
    """A line of the history of a report, NOT yet saved."""
    return ReportEvent(
        id=new_id(now),
        county_code=report.county_code,
        report=report,
        kind=kind.value,
        at=now,
        account_id=actor.account_id,
        who=who_words(actor),
        version=report.version,
        text=text[:500],
    )


def report_record(report: Report, action: str, facts: Mapping[str, JSON]) -> Record:
    """The journal's entry of an act on a report."""
    return Record(
        county_code=report.county_code,
        subject_type="report",
        subject_id=report.pk,
        act=action,
        facts={
            "unit_code": report.unit_code,
            "month": report.month.isoformat(),
            "state": report.state,
            "version": report.version,
            **facts,
        },
    )
