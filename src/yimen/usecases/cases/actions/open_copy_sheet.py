"""Opens the copy sheet of a forwarded case: all personal values at once, for one reason, journalled once."""

from datetime import datetime

from yimen.rules.access import Actor, require
from yimen.rules.calendar import beijing_date
from yimen.rules.text import clean_line
from yimen.usecases.cases.scope import CaseKey
from yimen.usecases.cases.sheets import CopySheet, find_forwarded, make_sheet
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action


@action("cases.open_copy_sheet")
def open_copy_sheet(
    *, actor: Actor, now: datetime, case_id: CaseKey, reason: str, request_key: str | None = None
) -> CopySheet:
    """Answer the sheet in the clear and journal who opened it and why: one entry for the whole sheet.

    Refuses a missing reason, and a case of another family or out of scope. No value is journalled or
    kept with the answered request: the sheet is read after the act is durable.
    """
    require(actor, "cases.open_copy_sheet")
    why = clean_line(reason, field="reason", max_length=100)

    def core() -> Outcome:
        case = find_forwarded(actor, case_id)
        record = Record(
            county_code=case.county_code,
            subject_type="case",
            subject_id=case.pk,
            act="cases.open_copy_sheet",
            facts={"case_no": case.case_no, "field": "COPY_SHEET", "reason": why},
        )
        return Outcome(answer={"case_id": str(case.pk)}, record=record)

    perform(
        action="cases.open_copy_sheet",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={"case_id": str(case_id), "reason": why},
        core=core,
    )
    return make_sheet(find_forwarded(actor, case_id), beijing_date(now), is_open=True)
