"""What accepting has in common, whether a clerk does it or the law: clocks, notice of acceptance, message."""

from collections.abc import Mapping
from datetime import datetime

from yimen.data.cases.models import Case
from yimen.rules.access import Actor
from yimen.rules.calendar import spoken_date
from yimen.usecases.cases.acting import Done
from yimen.usecases.cases.clocks import start_clocks
from yimen.usecases.cases.messages import tell_accepted
from yimen.usecases.cases.papers import order_acceptance
from yimen.usecases.orgs.calendars import current_calendar
from yimen.usecases.shared.recording import JSON
from yimen.usecases.shared.writing import fresh

_COLUMNS = ("accepted_on", "statutory_due", "promised_due", "step_due", "due_provisional")


def begin_handling(case: Case, actor: Actor, now: datetime, facts: Mapping[str, JSON]) -> Done:
    """Start both clocks and the review's, and say so on paper and by message.

    After the five silent workdays the day of acceptance is the day of receipt, and the facts say
    `deemed` (行政许可法 32 (1) 4). Refuses an organ in whose name nothing can be accepted.
    """
    deemed, run = start_clocks(case, now, current_calendar())
    due = case.promised_due or case.statutory_due
    dates: dict[str, JSON] = {
        "deemed": deemed,
        "accepted_on": case.accepted_on.isoformat() if case.accepted_on else None,
        "statutory_due": case.statutory_due.isoformat() if case.statutory_due else None,
        "promised_due": case.promised_due.isoformat() if case.promised_due else None,
        "provisional": case.due_provisional,
    }
    return Done(
        changed=_COLUMNS,
        facts=dates | dict(facts),
        paper=order_acceptance(case, actor, deemed=deemed),
        messages=(tell_accepted(case, spoken_date(due) if due else ""),),
        writes=fresh(run),
    )
