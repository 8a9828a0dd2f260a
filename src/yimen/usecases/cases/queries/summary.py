"""One case by its number as programs ask for it: where it stands and until when, in three statements."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from yimen.rules.access import Actor, NotFound, require
from yimen.rules.case_clocks import binding_due, light_of, what_is_left
from yimen.rules.case_forms import CHANNEL_LABELS, IDENTITY_CHECK_LABELS, Channel, IdentityCheck
from yimen.rules.case_next import waiting_words
from yimen.rules.cases import CaseState, state_label
from yimen.rules.catalog import Family
from yimen.rules.deadlines import DueLight
from yimen.rules.text import mask_id_no, mask_name, mask_phone
from yimen.usecases.cases.scope import case_named, cases_of
from yimen.usecases.orgs.calendars import current_calendar
from yimen.usecases.shared.compiled import CompiledQuery

_NUMBER = "{case_no}"
_COLUMNS = (
    "case_no",
    "version__short_name",
    "family",
    "state",
    "applicant_name",
    "applicant_id_no",
    "applicant_phone",
    "request_text",
    "village__short_name",
    "organ__name",
    "channel",
    "identity_check",
    "assignee__account__name",
    "received_at",
    "accepted_on",
    "notice_due_at",
    "promised_due",
    "statutory_due",
    "step_due",
    "delivery_due",
    "due_provisional",
    "decision_text",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseSummary:
    """What a case's own row tells, in the words of its page; personal values are masked."""

    number: str
    item_name: str
    family: Family
    state: CaseState
    state_label: str
    waiting_words: str
    applicant_name: str
    id_masked: str
    phone_masked: str
    request: str
    village_name: str
    organ_name: str
    way_label: str
    identity_label: str
    assignee_name: str
    received_at: dt.datetime
    accepted_on: dt.date | None
    due: dt.date | None
    step_due: dt.date | None
    delivery_due: dt.date | None
    light: DueLight
    light_words: str
    provisional: bool
    decision_text: str


def find_case(*, actor: Actor, today: dt.date, case_no: str) -> CaseSummary:
    """The case of this number, if it lies in the actor's scope; else `NotFound`.

    The same values as `get_case` gives, without what hangs on the case: materials, papers, steps.
    """
    require(actor, "cases.read")
    row = _by_number(actor).first(case_no=case_no)
    if row is None:
        raise NotFound
    return _summary(dict(zip(_COLUMNS, row, strict=True)), today)


# By the whole actor: scope, post and department all stand in the conditions.
@lru_cache(maxsize=128)
def _by_number(actor: Actor) -> CompiledQuery:
    rows = cases_of(actor, actor.county_code).filter(case_named(_NUMBER))
    return CompiledQuery(rows.values_list(*_COLUMNS), blanks={"case_no": _NUMBER})


def _summary(row: Mapping[str, Any], today: dt.date) -> CaseSummary:
    state, family = CaseState(row["state"]), Family(row["family"])
    due = binding_due(
        state=state,
        notice_due_at=row["notice_due_at"],
        promised=row["promised_due"],
        statutory=row["statutory_due"],
        delivery=row["delivery_due"],
        step=row["step_due"],
    )
    calendar = current_calendar()
    checked = row["identity_check"]
    return CaseSummary(
        number=row["case_no"],
        item_name=row["version__short_name"],
        family=family,
        state=state,
        state_label=state_label(state, family),
        waiting_words=waiting_words(state, family),
        applicant_name=mask_name(row["applicant_name"]),
        id_masked=mask_id_no(row["applicant_id_no"]),
        phone_masked=mask_phone(row["applicant_phone"]),
        request=row["request_text"],
        village_name=row["village__short_name"],
        organ_name=row["organ__name"],
        way_label=CHANNEL_LABELS[Channel(row["channel"])],
        identity_label=IDENTITY_CHECK_LABELS[IdentityCheck(checked)] if checked else "",
        assignee_name=row["assignee__account__name"] or "",
        received_at=row["received_at"],
        accepted_on=row["accepted_on"],
        due=due,
        step_due=row["step_due"],
        delivery_due=row["delivery_due"],
        light=light_of(due, today, calendar),
        light_words=what_is_left(state, due, today, calendar),
        provisional=row["due_provisional"],
        decision_text=row["decision_text"],
    )
