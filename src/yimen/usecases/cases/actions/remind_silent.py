"""Marks the forwarded cases whose department has been silent past the day on which we meant to ask."""

from datetime import datetime

from yimen.data.cases.models import Case
from yimen.rules.access import Actor
from yimen.rules.calendar import beijing_date
from yimen.rules.cases import CaseState
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action

MOST_AT_ONCE = 200


@action("cases.remind_silent")
def remind_silent(*, actor: Actor, now: datetime, county_code: str, request_key: str | None = None) -> int:
    """Put the silent cases of a county on the list 久未回复 (`reminded_at`); how many were new.

    Silent is a case that was passed on and whose day to ask is over; one that is on the list
    already is left as it is, so a repeated job changes nothing. At most 200 at once, the longest
    silent first; the next run takes the rest. One journal entry a case. Tells no resident.
    """
    answer = perform(
        action="cases.remind_silent",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=county_code,
        body={"county_code": county_code},
        core=lambda: _apply_reminders(county_code, now),
    )
    return int(str(answer["reminded"]))


def _apply_reminders(county_code: str, now: datetime) -> Outcome:
    rows = Case.objects.select_for_update(of=("self",)).filter(
        county_code=county_code,
        state=CaseState.PASSED_ON.value,
        step_due__lt=beijing_date(now),
        reminded_at=None,
    )
    silent = list(rows.order_by("step_due", "id")[:MOST_AT_ONCE])
    Case.objects.filter(county_code=county_code, pk__in=[case.pk for case in silent]).update(reminded_at=now)
    records = [_record(case) for case in silent]
    return Outcome(
        answer={"reminded": len(silent)},
        record=records[0] if records else None,
        more_records=tuple(records[1:]),
    )


def _record(case: Case) -> Record:
    return Record(
        county_code=case.county_code,
        subject_type="case",
        subject_id=case.pk,
        act="cases.remind_silent",
        facts={
            "case_no": case.case_no,
            "ask_on": case.step_due.isoformat() if case.step_due else None,
            "external_system": case.external_system,
        },
    )
