"""What the page of a case shows of the oversight of its decision: one statement or two."""

import datetime as dt
from dataclasses import dataclass

from yimen.data.cases.models import Case
from yimen.data.cases.oversight import OversightReferral
from yimen.rules.calendar import WorkCalendar
from yimen.rules.case_clocks import left_in_words, light_of
from yimen.rules.deadlines import DueLight
from yimen.rules.oversight import (
    CHECK_RESULT_LABELS,
    OVERSIGHT_STATE_LABELS,
    CheckResult,
    OversightState,
    is_due,
)
from yimen.usecases.cases.queries.oversight import OversightEvent, read_oversight_events


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseOversight:
    """Where the oversight of a decision stands, and what happened: for the colleagues of the township."""

    organ_name: str
    state_label: str
    is_open: bool
    due_on: dt.date | None
    light: DueLight
    light_words: str
    checked_on: dt.date | None
    result_label: str
    problems: str
    handling: str
    events: tuple[OversightEvent, ...]


def read_case_oversight(case: Case, today: dt.date, calendar: WorkCalendar) -> CaseOversight | None:
    """The oversight of a decided case; None where nothing was handed over, asked only once it is decided."""
    if case.decided_at is None:
        return None
    rows = OversightReferral.objects.filter(county_code=case.county_code, case=case)
    row = rows.select_related("organ").first()
    if row is None:
        return None
    state = OversightState(row.state)
    due = row.due_on if is_due(state) else None
    return CaseOversight(
        organ_name=row.organ.name if row.organ is not None else "",
        state_label=OVERSIGHT_STATE_LABELS[state],
        is_open=is_due(state),
        due_on=due,
        light=light_of(due, today, calendar),
        light_words=left_in_words(due, today, calendar) if is_due(state) else OVERSIGHT_STATE_LABELS[state],
        checked_on=row.checked_on,
        result_label=CHECK_RESULT_LABELS[CheckResult(row.result)] if row.result else "",
        problems=row.problems,
        handling=row.handling,
        events=read_oversight_events(row),
    )
