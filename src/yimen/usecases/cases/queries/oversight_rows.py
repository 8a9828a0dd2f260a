"""Decisions with where their oversight stands, as rows of a list; counts stop at a hundred."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from yimen.data.cases.oversight import OversightReferral, OversightStep
from yimen.rules.access import Actor, Party
from yimen.rules.calendar import WorkCalendar, beijing_date
from yimen.rules.case_clocks import left_in_words, light_of
from yimen.rules.case_queues import COUNT_LIMIT, count_words
from yimen.rules.deadlines import DueLight
from yimen.rules.oversight import (
    CHECK_RESULT_LABELS,
    OLDEST_FIRST,
    OVERSIGHT_PILE_LABELS,
    OVERSIGHT_STATE_LABELS,
    PILE_STATES,
    CheckResult,
    OversightAct,
    OversightPile,
    OversightState,
    is_due,
)
from yimen.rules.text import mask_name
from yimen.usecases.cases.queries.pages import BadPageKey, PageKey, read_key


@dataclass(frozen=True, kw_only=True, slots=True)
class OversightRow:
    """One decision in a list: masked, its item under the neutral name.

    `case_id` is None and `applicant_name` empty for a watcher of a sensitive case. `sent_back` is what
    the last department said that was not the right one.
    """

    id: UUID
    case_id: UUID | None
    number: str
    item_name: str
    applicant_name: str
    township_name: str
    village_name: str
    organ_name: str
    state: OversightState
    state_label: str
    decided_on: dt.date
    handed_over_on: dt.date | None
    due_on: dt.date | None
    light: DueLight
    light_words: str
    result_label: str
    checked_on: dt.date | None
    sent_back: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OversightPileCount:
    """A pile with its count, which stops at a hundred; of what is over there is no count."""

    pile: OversightPile
    label: str
    count: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OversightPage:
    """One page of a pile, the counts of all of them, and the key of the next page."""

    pile: OversightPile
    label: str
    rows: tuple[OversightRow, ...]
    counts: tuple[OversightPileCount, ...]
    next_key: str


def of_pile(
    rows: QuerySet[OversightReferral], pile: OversightPile, today: dt.date
) -> QuerySet[OversightReferral]:
    """Only the decisions that lie in the pile today."""
    if pile is OversightPile.ALL:
        return rows
    rows = rows.filter(state__in=sorted(each.value for each in PILE_STATES[pile]))
    return rows.filter(due_on__lt=today) if pile is OversightPile.LATE else rows


def page_of(
    scoped: QuerySet[OversightReferral],
    counted: QuerySet[OversightReferral],
    actor: Actor,
    *,
    pile: OversightPile,
    piles: Sequence[OversightPile],
    today: dt.date,
    calendar: WorkCalendar,
    after: str | None,
    limit: int,
) -> OversightPage:
    """One page of a pile of `scoped` with the counts of `counted`: two statements."""
    rows = _in_order(of_pile(scoped, pile, today), oldest_first=pile in OLDEST_FIRST, after=after)
    found = list(_with_all(rows, actor.county_code)[: limit + 1])
    kept = found[:limit]
    last = PageKey(time=kept[-1].decided_at.isoformat(), id=kept[-1].pk).text() if kept else ""
    return OversightPage(
        pile=pile,
        label=OVERSIGHT_PILE_LABELS[pile],
        rows=tuple(_row(each, actor, today, calendar) for each in kept),
        counts=_counts(counted, piles, today),
        next_key=last if len(found) > limit else "",
    )


def _in_order(
    rows: QuerySet[OversightReferral], *, oldest_first: bool, after: str | None
) -> QuerySet[OversightReferral]:
    if after:
        key = read_key(after)
        try:
            at = dt.datetime.fromisoformat(key.time).astimezone(dt.UTC)
        except (ValueError, OverflowError):
            raise BadPageKey(field="after") from None
        way = "gt" if oldest_first else "lt"
        rows = rows.filter(Q(**{f"decided_at__{way}": at}) | Q(**{"decided_at": at, f"id__{way}": key.id}))
    return rows.order_by("decided_at", "id") if oldest_first else rows.order_by("-decided_at", "-id")


def _with_all(rows: QuerySet[OversightReferral], county_code: str) -> QuerySet[OversightReferral]:
    sent_back = OversightStep.objects.filter(
        county_code=county_code, referral=OuterRef("pk"), act=OversightAct.SENT_BACK.value
    ).order_by("-at", "-id")
    return rows.select_related("case__version", "case__village__parent", "organ").annotate(
        sent_back_by=Subquery(sent_back.annotate(name=F("organ__name")).values("name")[:1]),
        sent_back_why=Subquery(sent_back.values("text")[:1]),
    )


def _row(row: Any, actor: Actor, today: dt.date, calendar: WorkCalendar) -> OversightRow:
    """`row` is a referral with what `_with_all` adds."""
    case, state = row.case, OversightState(row.state)
    is_known = actor.party is Party.OVERSEER or not case.sensitive
    due = row.due_on if is_due(state) else None
    township = case.village.parent
    return OversightRow(
        id=row.pk,
        case_id=case.pk if is_known else None,
        number=case.case_no,
        item_name=case.version.neutral_name,
        applicant_name=mask_name(case.applicant_name) if is_known else "",
        township_name=township.short_name if township is not None else "",
        village_name=case.village.short_name if is_known else "",
        organ_name=row.organ.name if row.organ is not None else "",
        state=state,
        state_label=OVERSIGHT_STATE_LABELS[state],
        decided_on=beijing_date(row.decided_at),
        handed_over_on=beijing_date(row.handed_over_at) if row.handed_over_at else None,
        due_on=due,
        light=light_of(due, today, calendar),
        light_words=left_in_words(due, today, calendar) if is_due(state) else OVERSIGHT_STATE_LABELS[state],
        result_label=CHECK_RESULT_LABELS[CheckResult(row.result)] if row.result else "",
        checked_on=row.checked_on,
        sent_back=f"{row.sent_back_by}：{row.sent_back_why}" if row.sent_back_why and not row.organ else "",
    )


def _counts(
    rows: QuerySet[OversightReferral], piles: Sequence[OversightPile], today: dt.date
) -> tuple[OversightPileCount, ...]:
    """The counts of the piles in which somebody must act, in one statement."""
    counted = [pile for pile in piles if pile in OLDEST_FIRST]
    parts: list[str] = []
    values: list[Any] = []
    for pile in counted:
        few = of_pile(rows, pile, today).order_by().values("pk")[:COUNT_LIMIT]
        sql, more = few.query.sql_with_params()
        parts.append(f"(SELECT count(*) FROM ({sql}) AS counted)")  # noqa: S608 - Django wrote it, values apart
        values.extend(more)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", values)
        numbers = cursor.fetchone()
    words = {pile: count_words(int(number)) for pile, number in zip(counted, numbers, strict=True)}
    return tuple(
        OversightPileCount(pile=pile, label=OVERSIGHT_PILE_LABELS[pile], count=words.get(pile, ""))
        for pile in piles
    )
