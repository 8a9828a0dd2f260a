"""Units that have not filed are reminded 5 and 1 working days before the day, once each."""

from collections.abc import Iterable
from datetime import date, datetime

from yimen.data.orgs.models import Region
from yimen.data.programme.models import UnitContact
from yimen.data.reports.models import Report, ReportEvent
from yimen.rules.access import Actor
from yimen.rules.calendar import beijing_date, spoken_date
from yimen.rules.errors import N_
from yimen.rules.report_events import EventKind
from yimen.rules.reports import (
    WRITABLE,
    ReportKind,
    first_of_month,
    month_before,
    month_words,
    reminder_for,
)
from yimen.usecases.orgs.calendars import current_calendar
from yimen.usecases.reports.frames import frame_for, new_report
from yimen.usecases.reports.shell import new_event, report_record
from yimen.usecases.shared.acting import Message, Outcome, perform
from yimen.usecases.shared.registry import action

_TEXT = N_("【催报】{month}的月报 {due} 前要{what}，还没有报。数已经由系统填好，核对后报出即可。")


@action("reports.remind")
def remind_to_report(*, actor: Actor, now: datetime, county_code: str, request_key: str | None = None) -> int:
    """Remind the county and its townships of last month's report where it is due soon; how many were told.

    Nobody is told the same twice, and a day that the job missed is made good on the next. The contact's
    mobile gets the message; a unit without one sees it on its page. A year without a programme asks nothing.
    """
    answer = perform(
        action="reports.remind",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=county_code,
        body={"county_code": county_code},
        core=lambda: _apply_reminders(actor, now, county_code),
    )
    return int(str(answer["reminded"]))


def _apply_reminders(actor: Actor, now: datetime, county_code: str) -> Outcome:
    # The lock on the county lets two jobs that open its reports at once wait for each other.
    Region.objects.select_for_update().filter(code=f"{county_code}000000", valid_to=None).first()
    today = beijing_date(now)
    month = month_before(first_of_month(today))
    due = _due(county_code, month, today, now)
    for report, before in due:
        report.reminded = [*report.reminded, before]
    Report.objects.bulk_create(
        [report for report, _ in due],
        update_conflicts=True,
        unique_fields=["county_code", "programme", "unit_code", "month"],
        update_fields=["reminded"],
    )
    ReportEvent.objects.bulk_create(
        new_event(report, actor, now, EventKind.REMINDED, N_("还有 {n} 个工作日").format(n=before))
        for report, before in due
    )
    records = [report_record(report, "reports.remind", {"before": before}) for report, before in due]
    return Outcome(
        answer={"reminded": len(due)},
        record=records[0] if records else None,
        more_records=tuple(records[1:]),
        messages=tuple(_messages([report for report, _ in due], county_code)),
    )


def _due(county_code: str, month: date, today: date, now: datetime) -> list[tuple[Report, int]]:
    """The reports that are not filed, each with the reminder that it gets today; they are locked."""
    units = list(Region.objects.filter(code__startswith=county_code, level__in=_LEVELS, valid_to=None))
    county = next((each for each in units if each.code == f"{county_code}000000"), None)
    frame = frame_for(county, month) if county is not None else None
    if frame is None:
        return []
    rows = Report.objects.select_for_update().filter(
        county_code=county_code, programme_id=frame.programme_id, month=month
    )
    there = {row.unit_code: row for row in rows.order_by("id")}
    calendar = current_calendar()
    found = []
    for unit in sorted(units, key=lambda each: each.code):
        own = frame if unit is county else frame_for(unit, month, like=frame)
        if own is None or own.days is None:
            continue
        report = there.get(unit.code) or new_report(own, now=now)
        if report.state not in _OPEN or report.first_filed_at is not None:
            continue
        before = reminder_for(calendar, own.days.due_on, today, report.reminded)
        if before is not None:
            report.due_on = own.days.due_on
            found.append((report, before))
    return found


_LEVELS = ("COUNTY", "TOWNSHIP")
_OPEN = frozenset(state.value for state in WRITABLE)


def _messages(reports: Iterable[Report], county_code: str) -> Iterable[Message]:
    told = list(reports)
    rows = UnitContact.objects.filter(
        county_code=county_code, unit_code__in=[each.unit_code for each in told]
    )
    phones = dict(rows.values_list("unit_code", "contact_mobile"))
    for report in told:
        if phones.get(report.unit_code):
            what = N_("报市") if report.kind == ReportKind.SUBMISSION.value else N_("报县备案")
            yield Message(
                topic="reports.remind",
                subject_type="report",
                subject_id=report.pk,
                phone=phones[report.unit_code],
                text=_TEXT.format(month=month_words(report.month), due=spoken_date(report.due_on), what=what),
            )
