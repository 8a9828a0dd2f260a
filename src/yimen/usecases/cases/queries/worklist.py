"""The worklists of a township: rows by due date, counts that stop at 99+, pages by key."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from yimen.data.cases.due_dates import NEVER
from yimen.data.cases.models import Case
from yimen.rules.access import Actor, require
from yimen.rules.calendar import WorkCalendar
from yimen.rules.case_clocks import last_warned_day, left_in_words, light_of
from yimen.rules.case_forms import CHANNEL_LABELS, Channel
from yimen.rules.case_queues import (
    COUNT_LIMIT,
    ENDED_QUEUES,
    QUEUE_LABELS,
    QUEUE_STATES,
    Queue,
    count_words,
    queues_of,
)
from yimen.rules.cases import ENDS, CaseState, state_label
from yimen.rules.catalog import Family
from yimen.rules.deadlines import DueLight
from yimen.rules.errors import N_
from yimen.rules.text import mask_name
from yimen.usecases.cases.clocks import due_of, late_step_of
from yimen.usecases.cases.queries.filters import FilterOptions, WorklistFilter, narrow, read_options
from yimen.usecases.cases.queries.pages import BadPageKey, PageKey, read_key
from yimen.usecases.cases.scope import cases_of
from yimen.usecases.orgs.calendars import current_calendar


@dataclass(frozen=True, kw_only=True, slots=True)
class WorklistRow:
    """One case in a worklist; sensitive items under their neutral name, the applicant masked."""

    id: UUID
    number: str
    item_name: str
    applicant_name: str
    village_name: str
    way_label: str
    state: CaseState
    state_label: str
    light: DueLight
    light_words: str
    step_words: str
    due: dt.date | None
    provisional: bool
    received_at: dt.datetime
    assignee_name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class QueueCount:
    """A worklist with its count in words."""

    queue: Queue
    label: str
    count: str


@dataclass(frozen=True, kw_only=True, slots=True)
class WorklistPage:
    """One page of a worklist, the counts of all of them, and the key of the next page."""

    queue: Queue
    label: str
    rows: tuple[WorklistRow, ...]
    counts: tuple[QueueCount, ...]
    next_key: str | None
    chosen: WorklistFilter
    options: FilterOptions


EVERYTHING = WorklistFilter()


def list_worklist(
    *,
    actor: Actor,
    queue: Queue,
    today: dt.date,
    chosen: WorklistFilter = EVERYTHING,
    after: str | None = None,
    limit: int = 30,
) -> WorklistPage:
    """The rows of a worklist in the actor's scope, most urgent first (what is over: newest end first).

    `chosen` narrows the rows, never the counts, which are of the lists that the actor's role works on,
    and of the asked one. Five statements: the calendar's fingerprint, all counts, the rows, and what
    can be chosen (items, places). Refuses a key that is none.
    """
    require(actor, "cases.read")
    calendar = current_calendar()
    scoped = cases_of(actor, actor.county_code)
    narrowed = narrow(scoped, chosen, actor, today, calendar)
    rows = _page(narrowed, queue, today, calendar, after)[: limit + 1]
    found = list(rows.select_related("version", "village", "assignee__account"))
    kept = found[:limit]
    return WorklistPage(
        queue=queue,
        label=QUEUE_LABELS[queue],
        rows=tuple(row_of(case, today, calendar) for case in kept),
        counts=queue_counts(scoped, lists_for(actor, queue), today, calendar),
        next_key=key_of(kept[-1], ended=queue in ENDED_QUEUES).text() if len(found) > limit else None,
        chosen=chosen,
        options=read_options(scoped, actor),
    )


def lists_for(actor: Actor, asked: Queue | None) -> tuple[Queue, ...]:
    """The lists of the actor's rail, and the asked one."""
    own = queues_of(actor.party)
    return tuple(queue for queue in Queue if queue in own or queue is asked)


def of_queue(rows: QuerySet[Case], queue: Queue, today: dt.date, calendar: WorkCalendar) -> QuerySet[Case]:
    """Only the rows that lie in the worklist today."""
    rows = rows.filter(state__in=[each.value for each in QUEUE_STATES[queue]])
    if queue is Queue.OVERDUE:
        return rows.filter(due_on__lt=today)
    if queue is Queue.DUE_SOON:
        last = last_warned_day(today, calendar)
        return rows.filter(due_on__gte=today, due_on__lte=last)
    return rows.exclude(reminded_at=None) if queue is Queue.SILENT else rows


def _page(
    scoped: QuerySet[Case], queue: Queue, today: dt.date, calendar: WorkCalendar, after: str | None
) -> QuerySet[Case]:
    rows = of_queue(scoped, queue, today, calendar)
    return in_order(rows, ended=queue in ENDED_QUEUES, after=after)


def in_order(rows: QuerySet[Case], *, ended: bool, after: str | None) -> QuerySet[Case]:
    """Most urgent first, what is over by its newest end, beyond a key; refuses a key that is none."""
    key = read_key(after) if after else None
    try:
        if ended:
            if key is not None:
                at = dt.datetime.fromisoformat(key.time).astimezone(dt.UTC)
                rows = rows.filter(Q(closed_at__lt=at) | Q(closed_at=at, id__lt=key.id))
            return rows.order_by("-closed_at", "-id")
        if key is not None:
            day = dt.date.fromisoformat(key.time)
            rows = rows.filter(Q(due_on__gt=day) | Q(due_on=day, id__gt=key.id), due_on__gte=day)
    except (ValueError, OverflowError):
        raise BadPageKey(field="after") from None
    return rows.order_by("due_on", "id")


def key_of(case: Case, *, ended: bool) -> PageKey:
    """Where the page after this row goes on."""
    if ended and case.closed_at is not None:
        return PageKey(time=case.closed_at.isoformat(), id=case.pk)
    return PageKey(time=_due_of(case).isoformat(), id=case.pk)


def _due_of(case: Case) -> dt.date:
    return due_of(case) or NEVER


def _light_words(
    state: CaseState, label: str, due: dt.date | None, today: dt.date, calendar: WorkCalendar
) -> str:
    """How much is left; how it ended; or, past its day, that the department should be asked."""
    if state in ENDS or state is CaseState.DELIVERED:
        return label
    if state is CaseState.PASSED_ON and due is not None and due < today:
        return N_("该问部门了")
    return left_in_words(due, today, calendar)


def row_of(case: Case, today: dt.date, calendar: WorkCalendar) -> WorklistRow:
    """The case as a row of a list: neutral, masked, with its light."""
    state = CaseState(case.state)
    is_over = state in ENDS or state is CaseState.DELIVERED
    label = state_label(state, Family(case.family))
    due = None if is_over or _due_of(case) == NEVER else _due_of(case)
    return WorklistRow(
        id=case.pk,
        number=case.case_no,
        item_name=case.version.neutral_name,
        applicant_name=mask_name(case.applicant_name),
        village_name=case.village.short_name,
        way_label=CHANNEL_LABELS[Channel(case.channel)],
        state=state,
        state_label=label,
        light=light_of(due, today, calendar),
        light_words=_light_words(state, label, due, today, calendar),
        step_words=late_step_of(case, today, calendar),
        due=due,
        provisional=case.due_provisional,
        received_at=case.received_at,
        assignee_name=case.assignee.account.name if case.assignee else "",
    )


def queue_counts(
    scoped: QuerySet[Case], queues: tuple[Queue, ...], today: dt.date, calendar: WorkCalendar
) -> tuple[QueueCount, ...]:
    """All counts in one statement; each subquery stops at a hundred rows."""
    parts: list[str] = []
    params: list[Any] = []
    for queue in queues:
        rows = of_queue(scoped, queue, today, calendar).order_by().values("pk")[:COUNT_LIMIT]
        sql, values = rows.query.sql_with_params()
        parts.append(f"(SELECT count(*) FROM ({sql}) AS counted)")  # noqa: S608 - Django wrote it, values apart
        params.extend(values)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", params)
        counted = cursor.fetchone()
    return tuple(
        QueueCount(queue=queue, label=QUEUE_LABELS[queue], count=count_words(int(count)))
        for queue, count in zip(queues, counted, strict=True)
    )
