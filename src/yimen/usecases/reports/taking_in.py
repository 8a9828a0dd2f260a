"""What the level above does with a report: comments on it, sends it back, takes it in, lets one come late."""

from datetime import date, datetime
from uuid import UUID

from yimen.data.programme.models import UnitContact
from yimen.rules.access import Actor
from yimen.rules.calendar import beijing_date
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.report_events import EventKind
from yimen.rules.reports import (
    REASON_LENGTH,
    TEXT_LENGTH,
    ReportAct,
    ReportState,
    check_exception,
    month_words,
    move,
)
from yimen.rules.text import clean_line, clean_text
from yimen.usecases.reports.frames import above_of, require_above, require_own_or_above
from yimen.usecases.reports.shell import Done, Scene, act_on_report
from yimen.usecases.shared.acting import Message
from yimen.usecases.shared.registry import action
from yimen.usecases.shared.rows import only_row


class FiledAnew(RuleViolation):
    """The report was filed anew since the page was opened: what is taken in must be what was read."""

    code = "reports.filed_anew"
    template = N_("这份月报在您打开以后又变了。请看过现在的内容，再办一次。")
    refusal = Refusal.CONFLICT


@action("reports.comment")
def comment_on(
    *, actor: Actor, now: datetime, unit_code: str, month: date, text: str, request_key: str | None = None
) -> int:
    """Say something on a report to its unit, without changing its state; its revision.

    The unit itself and the level right above may; refuses others and an empty text.
    """
    words = clean_text(text, field="text", max_length=TEXT_LENGTH)
    done = act_on_report(
        action="reports.comment",
        actor=actor,
        now=now,
        request_key=request_key,
        unit_code=unit_code,
        month=month,
        body={"text": words},
        core=lambda scene: _apply_comment(scene, words),
    )
    return int(str(done["revision"]))


def _apply_comment(scene: Scene, words: str) -> Done:
    require_own_or_above(scene.actor, scene.frame)
    return Done(kind=EventKind.COMMENTED, text=words, facts={"length": len(words)})


@action("reports.send_back")
def send_back(
    *, actor: Actor, now: datetime, unit_code: str, month: date, text: str, request_key: str | None = None
) -> str:
    """Send a report back with what to mend; the new state. The unit's contact gets a message.

    Only the level right above; refuses one that was not filed or is frozen, and no word what to mend.
    """
    words = clean_text(text, field="text", max_length=TEXT_LENGTH)
    done = act_on_report(
        action="reports.send_back",
        actor=actor,
        now=now,
        request_key=request_key,
        unit_code=unit_code,
        month=month,
        body={"text": words},
        core=lambda scene: _apply_return(scene, words),
    )
    return str(done["state"])


def _apply_return(scene: Scene, words: str) -> Done:
    require_above(scene.actor, scene.frame)
    report = scene.report
    report.state = move(ReportState(report.state), ReportAct.SEND_BACK).value
    report.returns += 1
    told = N_("{month}的月报被退回：{words}").format(month=month_words(scene.frame.month), words=words)
    return Done(
        kind=EventKind.SENT_BACK,
        columns=("state", "returns"),
        text=words,
        facts={"text": words},
        messages=message_to_unit(report.unit_code, report.pk, "reports.sent_back", told),
    )


def message_to_unit(unit_code: str, report_id: UUID, topic: str, text: str) -> tuple[Message, ...]:
    """A text to the mobile of the unit's contact; none where it told none."""
    row = only_row(UnitContact.objects.filter(county_code=unit_code[:6], unit_code=unit_code))
    if row is None or not row.contact_mobile:
        return ()
    return (
        Message(
            topic=topic,
            subject_type="report",
            subject_id=report_id,
            phone=row.contact_mobile,
            text=text[:300],
        ),
    )


@action("reports.accept")
def accept_report(
    *,
    actor: Actor,
    now: datetime,
    unit_code: str,
    month: date,
    revision: int | None = None,
    request_key: str | None = None,
) -> str:
    """Take a filed report in; the new state. Only the level right above.

    Refuses one that was not filed, and one that changed since the page showed it as `revision`.
    """
    done = act_on_report(
        action="reports.accept",
        actor=actor,
        now=now,
        request_key=request_key,
        unit_code=unit_code,
        month=month,
        body={"revision": revision},
        core=lambda scene: _apply_acceptance(scene, revision),
    )
    return str(done["state"])


def _apply_acceptance(scene: Scene, revision: int | None) -> Done:
    require_above(scene.actor, scene.frame)
    after = move(ReportState(scene.report.state), ReportAct.ACCEPT)
    if revision is not None and revision != scene.report.revision:
        raise FiledAnew
    scene.report.state = after.value
    return Done(kind=EventKind.ACCEPTED, columns=("state",))


@action("reports.except")
def grant_exception(
    *,
    actor: Actor,
    now: datetime,
    unit_code: str,
    month: date,
    until: date | None,
    reason: str,
    request_key: str | None = None,
) -> int:
    """Let a unit file after the lock day, until a day at most ten days off; its revision.

    Only the level right above. The report stays late. Refuses before the lock, a day too far, and no reason.
    """
    why = clean_line(reason, field="reason", max_length=REASON_LENGTH)
    done = act_on_report(
        action="reports.except",
        actor=actor,
        now=now,
        request_key=request_key,
        unit_code=unit_code,
        month=month,
        body={"until": until.isoformat() if until else None, "reason": why},
        core=lambda scene: _apply_exception(scene, until, why),
    )
    return int(str(done["revision"]))


def _apply_exception(scene: Scene, until: date | None, why: str) -> Done:
    require_above(scene.actor, scene.frame)
    report, today = scene.report, beijing_date(scene.now)
    move(ReportState(report.state), ReportAct.FILE)
    day = check_exception(until, today=today, locks_on=report.locks_on)
    if report.exception_until == day and report.exception_reason == why:
        raise ExceptionThere(field="until", until=day)
    report.exception_until, report.exception_reason = day, why
    text = N_("到 {until} 为止：{why}").format(until=day, why=why)
    return Done(
        kind=EventKind.EXCEPTED,
        columns=("exception_until", "exception_reason"),
        text=text,
        facts={"until": day.isoformat(), "reason": why, "above": above_of(report.unit_code)},
    )


class ExceptionThere(RuleViolation):
    """The same exception a second time."""

    code = "reports.exception_there"
    template = N_("已经开了补报，到 {until} 为止。")
    refusal = Refusal.CONFLICT
