"""Prints the list of home visits: names and telephones in the clear, for a reason that is written down."""

import datetime as dt
from dataclasses import dataclass

from yimen.rules.access import Actor, require
from yimen.rules.calendar import beijing_date
from yimen.rules.text import clean_line
from yimen.usecases.cases.due_rows import MOST, DueRow, due_rows
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.ids import fixed_id
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action


@dataclass(frozen=True, kw_only=True, slots=True)
class VisitLine:
    """One visit; the item under its neutral name, as the sheet lies on tables."""

    name: str
    phone: str
    village_name: str
    item_name: str
    due: dt.date
    why: str


@action("cases.print_due_list")
def print_due_list(
    *, actor: Actor, now: dt.datetime, reason: str, request_key: str | None = None
) -> tuple[VisitLine, ...]:
    """The list of `list_due` with whole names and telephones; the journal keeps who, why and how many.

    The values are read after the act is durable and kept nowhere. Refuses a missing reason.
    """
    require(actor, "cases.print_due_list")
    why = clean_line(reason, field="reason", max_length=100)
    today = beijing_date(now)

    def core() -> Outcome:
        count = len(due_rows(actor, today)[:MOST])
        record = Record(
            county_code=actor.county_code,
            subject_type="village",
            subject_id=fixed_id(f"village:{actor.scope_code}"),
            act="cases.print_due_list",
            facts={"scope_code": actor.scope_code, "people": count, "reason": why},
        )
        return Outcome(answer={"people": count}, record=record)

    perform(
        action="cases.print_due_list",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={"reason": why},
        core=core,
    )
    return tuple(_line(row) for row in due_rows(actor, today)[:MOST])


def _line(row: DueRow) -> VisitLine:
    return VisitLine(
        name=row.case.applicant_name,
        phone=row.case.applicant_phone,
        village_name=row.case.village.short_name,
        item_name=row.version.neutral_name,
        due=row.due.date,
        why=row.due.why,
    )
