"""Records what the department's own system says of a forwarded case on the way."""

from datetime import datetime

from yimen.data.cases.models import Case
from yimen.rules.access import Actor
from yimen.rules.calendar import beijing_date
from yimen.rules.cases import Act
from yimen.rules.forwarding import read_ask_day
from yimen.rules.text import clean_line
from yimen.usecases.cases.acting import CaseDone, Done, act_on_case
from yimen.usecases.cases.actions.pass_on import NUMBER_LENGTH
from yimen.usecases.cases.scope import CaseKey
from yimen.usecases.shared.registry import action

STATE_LENGTH = 200


@action("cases.record_progress")
def record_progress(
    *,
    actor: Actor,
    now: datetime,
    case_id: CaseKey,
    external_state: str,
    external_no: str = "",
    ask_on: str = "",
    request_key: str | None = None,
) -> CaseDone:
    """Keep the department's number and the state that it tells; the case stays with the department.

    An empty number or day stays as it was. The department has spoken: the case leaves the list of
    the silent ones, until the day to ask has passed again. Refuses an empty state, and a day to ask
    that is past. Tells nobody: the tracker shows it.
    """

    def core(case: Case) -> Done:
        case.external_state = clean_line(external_state, field="external_state", max_length=STATE_LENGTH)
        number = clean_line(external_no, field="external_no", max_length=NUMBER_LENGTH, required=False)
        case.external_no = number or case.external_no
        if ask_on.strip():
            case.step_due = read_ask_day(ask_on, today=beijing_date(now), published=None)
        case.reminded_at = None
        return Done(
            changed=("external_state", "external_no", "step_due", "reminded_at"),
            opinion=case.external_state,
            facts={
                "external_no": case.external_no,
                "ask_on": case.step_due.isoformat() if case.step_due else None,
            },
            personal={"external_state": case.external_state},
        )

    return act_on_case(
        act=Act.RECORD_PROGRESS,
        actor=actor,
        now=now,
        case_id=case_id,
        request_key=request_key,
        body={"external_state": external_state, "external_no": external_no, "ask_on": ask_on},
        core=core,
    )
