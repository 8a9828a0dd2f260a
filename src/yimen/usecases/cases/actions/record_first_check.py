"""Records the first check of what a decision permitted."""

from datetime import date, datetime
from uuid import UUID

from yimen.data.cases.oversight import OversightReferral
from yimen.data.documents.models import StoredFile
from yimen.rules.access import Actor, require
from yimen.rules.calendar import beijing_date
from yimen.rules.case_forms import EvidenceKind
from yimen.rules.errors import N_
from yimen.rules.oversight import (
    CHECK_RESULT_LABELS,
    FirstCheck,
    OversightAct,
    OversightState,
    check_first_check,
    check_state,
)
from yimen.usecases.cases.evidence import Upload, keep, store
from yimen.usecases.cases.oversight import lock_referrals, record_of, write_step
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action
from yimen.usecases.shared.rows import write_back

_ACT = N_("登记首次检查")
_COLUMNS = (
    "state",
    "checked_on",
    "check_recorded_at",
    "checkers",
    "result",
    "problems",
    "handling",
    "due_on",
)


@action("cases.record_first_check")
def record_first_check(
    *,
    actor: Actor,
    now: datetime,
    referral_id: UUID,
    checked_on: date | None,
    checker: str,
    second_checker: str = "",
    result: str,
    problems: str = "",
    handling: str = "",
    photo: Upload | None = None,
    request_key: str | None = None,
) -> None:
    """ACKNOWLEDGED → CHECKED: the day, who checked, what was found and how it was dealt with.

    What was found and how it was dealt with is recorded and signed by the inspectors (行政许可法 61).
    Refuses what `check_first_check` refuses, and a decision that nobody confirmed or that was checked
    already (`OversightMovedOn`); another department's is not found. A photo is kept with the case.
    """
    require(actor, "cases.record_first_check")
    stored = None if photo is None else store(photo, actor, now=now, county_code=actor.county_code)

    def core() -> Outcome:
        (row,) = lock_referrals(actor, [referral_id])
        check_state(OversightState(row.state), OversightState.ACKNOWLEDGED, _ACT, number=row.case.case_no)
        check = check_first_check(
            checked_on=checked_on,
            checkers=(checker, second_checker),
            result=result,
            problems=problems,
            handling=handling,
            decided_on=beijing_date(row.decided_at),
            today=beijing_date(now),
        )
        _write(row, check, actor, now, stored)
        return Outcome(answer={}, record=_record(row, check, actor, stored))

    perform(
        action="cases.record_first_check",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={
            "referral_id": str(referral_id),
            "checked_on": checked_on.isoformat() if checked_on else None,
            "told": [checker, second_checker, result, problems, handling],
            "photo": photo.digest if photo else None,
        },
        core=core,
    )


def _record(row: OversightReferral, check: FirstCheck, actor: Actor, stored: StoredFile | None) -> Record:
    return record_of(
        row,
        "cases.record_first_check",
        organ=actor.organ_name,
        checked_on=check.checked_on.isoformat(),
        checkers=list(check.checkers),
        result=check.result.value,
        photo_sha256=stored.sha256 if stored else None,
    )


def _write(
    row: OversightReferral, check: FirstCheck, actor: Actor, now: datetime, stored: StoredFile | None
) -> None:
    row.state, row.due_on = OversightState.CHECKED.value, None
    row.checked_on, row.check_recorded_at = check.checked_on, now
    row.checkers, row.result = list(check.checkers), check.result.value
    row.problems, row.handling = check.problems, check.handling
    write_back(row, _COLUMNS, county_code=row.county_code)
    if stored is not None:
        keep(row.case, EvidenceKind.OVERSIGHT_PHOTO, stored, actor, now=now)
    words = CHECK_RESULT_LABELS[check.result]
    write_step(row, OversightAct.CHECKED, actor, now, text=words, organ_id=row.organ_id)
