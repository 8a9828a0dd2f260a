"""Passes a case on to the department whose own system decides it."""

from collections.abc import Mapping
from datetime import datetime

from yimen.data.cases.models import Case
from yimen.rules.access import Actor
from yimen.rules.calendar import beijing_date
from yimen.rules.cases import Act
from yimen.rules.deadlines import due
from yimen.rules.forwarding import read_ask_day
from yimen.rules.text import clean_line
from yimen.usecases.cases.acting import CaseDone, Done, act_on_case
from yimen.usecases.cases.clocks import limits_of_case
from yimen.usecases.cases.messages import tell_passed_on
from yimen.usecases.cases.scope import CaseKey
from yimen.usecases.cases.verdicts import keep_verdicts
from yimen.usecases.orgs.calendars import current_calendar
from yimen.usecases.shared.registry import action

SYSTEM_LENGTH = 80
NUMBER_LENGTH = 80


@action("cases.pass_on")
def pass_on(
    *,
    actor: Actor,
    now: datetime,
    case_id: CaseKey,
    verdicts: Mapping[str, str],
    external_system: str = "",
    external_no: str = "",
    ask_on: str = "",
    request_key: str | None = None,
) -> CaseDone:
    """RECEIVED → PASSED_ON: the department's system is named, its number may still be unknown.

    `external_system` empty is the one that the item names; `ask_on` (ISO date) empty is the day on
    which the item's published limit ends, counted from today. Starts no clock of ours and leaves
    no decision. Tells the applicant who has it now. Refuses materials that are missing or fail,
    no system, and no day to ask where nothing is published (`AskDayMissing`).
    """
    given = {str(material_id): verdict for material_id, verdict in verdicts.items()}

    def core(case: Case) -> Done:
        rows = keep_verdicts(case, given)
        named = external_system or case.version.external_system
        case.external_system = clean_line(named, field="external_system", max_length=SYSTEM_LENGTH)
        case.external_no = clean_line(
            external_no, field="external_no", max_length=NUMBER_LENGTH, required=False
        )
        statutory, promised = limits_of_case(case)
        today = beijing_date(now)
        published = due(accepted_on=today, limit=promised or statutory, calendar=current_calendar())
        case.step_due = read_ask_day(ask_on, today=today, published=published.date)
        case.passed_on_at = now
        return Done(
            changed=("external_system", "external_no", "passed_on_at", "step_due"),
            opinion=case.external_system,
            facts={
                "external_system": case.external_system,
                "external_no": case.external_no,
                "ask_on": case.step_due.isoformat(),
                "verdicts": {str(row.material_id): row.verdict for row in rows},
            },
            messages=(tell_passed_on(case, case.version.item.department),),
        )

    return act_on_case(
        act=Act.PASS_ON,
        actor=actor,
        now=now,
        case_id=case_id,
        request_key=request_key,
        body={
            "external_system": external_system,
            "external_no": external_no,
            "ask_on": ask_on,
            "verdicts": dict(given),
        },
        core=core,
    )
