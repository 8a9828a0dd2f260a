"""The cases of a post as one list for programs, narrowed only by what an index knows."""

import datetime as dt
from dataclasses import dataclass

from yimen.rules.access import Actor, require
from yimen.rules.case_queues import ENDED_QUEUES, QUEUE_STATES, WAY_QUEUES, Queue
from yimen.rules.cases import ENDS, CaseState
from yimen.usecases.cases.queries.filters import WorklistFilter, narrow
from yimen.usecases.cases.queries.worklist import EVERYTHING, WorklistRow, in_order, key_of, of_queue, row_of
from yimen.usecases.cases.scope import cases_of
from yimen.usecases.orgs.calendars import current_calendar

_OPEN = sorted({state.value for queue in WAY_QUEUES for state in QUEUE_STATES[queue]})


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseList:
    """One page of cases and the key of the next."""

    rows: tuple[WorklistRow, ...]
    next_key: str | None


def list_cases(
    *,
    actor: Actor,
    today: dt.date,
    queue: Queue | None = None,
    state: CaseState | None = None,
    chosen: WorklistFilter = EVERYTHING,
    after: str | None = None,
    limit: int = 30,
) -> CaseList:
    """The cases in the actor's scope, of a worklist, of a state, or all that are open; two statements.

    Most urgent first, what is over by its newest end. Sensitive cases only with a duty in them; every
    row is masked as in a worklist. Refuses a key that is none (`BadPageKey`).
    """
    require(actor, "cases.read")
    calendar = current_calendar()
    rows = narrow(cases_of(actor, actor.county_code), chosen, actor, today, calendar)
    ended = False
    if queue is not None:
        rows, ended = of_queue(rows, queue, today, calendar), queue in ENDED_QUEUES
    if state is not None:
        rows, ended = rows.filter(state=state.value), ended or state in ENDS
    if queue is None and state is None:
        rows = rows.filter(state__in=_OPEN)
    ordered = in_order(rows, ended=ended, after=after)
    found = list(ordered.select_related("version", "village", "assignee__account")[: limit + 1])
    kept = found[:limit]
    return CaseList(
        rows=tuple(row_of(case, today, calendar) for case in kept),
        next_key=key_of(kept[-1], ended=ended).text() if len(found) > limit else None,
    )
