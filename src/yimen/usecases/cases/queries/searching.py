"""Finds a case again within one's scope, by what somebody at the counter can say; every answer is masked."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q
from django.db.models.functions import Right
from django.db.models.lookups import Exact

from yimen.data.cases.models import Case
from yimen.rules.access import Actor, require
from yimen.rules.case_search import (
    PHONE_END_DIGITS,
    SEARCH_KIND_LABELS,
    SERIAL_DIGITS,
    Asked,
    SearchKind,
    read_search,
)
from yimen.usecases.cases.queries.pages import BadPageKey, PageKey, read_key
from yimen.usecases.cases.queries.worklist import QueueCount, WorklistRow, lists_for, queue_counts, row_of
from yimen.usecases.cases.scope import cases_of
from yimen.usecases.orgs.calendars import current_calendar


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundRow:
    """A case with the words by what it was found."""

    row: WorklistRow
    found_by: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SearchPage:
    """One page of what was found, newest first; `only_id` is the one case of a whole number."""

    rows: tuple[FoundRow, ...]
    counts: tuple[QueueCount, ...]
    next_key: str | None
    only_id: UUID | None


def search_cases(
    *, actor: Actor, today: dt.date, words: str, after: str | None = None, limit: int = 30
) -> SearchPage:
    """The cases in the actor's scope that fit the words, over or not.

    Names by their beginning, telephones whole or by their last four digits, identity numbers whole,
    case numbers whole or by their serial. Sensitive cases only with a duty in them; rows are masked as
    in every list, so nothing is revealed and nothing journaled. Three statements. Refuses words that
    mean nothing (`SearchUnclear`) and a key that is none.
    """
    require(actor, "cases.read")
    asked = read_search(words, today=today)
    calendar = current_calendar()
    scoped = cases_of(actor, actor.county_code)
    rows = scoped.filter(_condition(asked)).select_related("version", "village", "assignee__account")
    if after:
        rows = rows.filter(_beyond(after))
    found = list(rows.order_by("-received_at", "-id")[: limit + 1])
    kept = found[:limit]
    last = kept[-1] if len(found) > limit else None
    whole = asked[0].kind is SearchKind.CASE_NO
    return SearchPage(
        rows=tuple(
            FoundRow(row=row_of(case, today, calendar), found_by=_reasons(case, asked)) for case in kept
        ),
        counts=queue_counts(scoped, lists_for(actor, None), today, calendar),
        next_key=PageKey(time=last.received_at.isoformat(), id=last.pk).text() if last else None,
        only_id=kept[0].pk if whole and kept else None,
    )


def _condition(asked: Sequence[Asked]) -> Q:
    condition = Q()
    for each in asked:
        condition |= _one(each)
    return condition


def _one(asked: Asked) -> Q:
    match asked.kind:
        case SearchKind.CASE_NO:
            return Q(case_no=asked.value)
        case SearchKind.SERIAL:
            return Q(Exact(Right(F("case_no"), SERIAL_DIGITS), asked.value))
        case SearchKind.NAME:
            return Q(applicant_name__startswith=asked.value)
        case SearchKind.PHONE:
            return Q(applicant_phone=asked.value)
        case SearchKind.PHONE_END:
            return Q(Exact(Right(F("applicant_phone"), PHONE_END_DIGITS), asked.value))
        case SearchKind.ID_NO:
            return Q(applicant_id_no=asked.value)


def _reasons(case: Case, asked: Sequence[Asked]) -> tuple[str, ...]:
    """By which of the meanings this case was found."""
    fits: dict[SearchKind, Callable[[str], bool]] = {
        SearchKind.CASE_NO: case.case_no.__eq__,
        SearchKind.SERIAL: case.case_no.endswith,
        SearchKind.NAME: case.applicant_name.startswith,
        SearchKind.PHONE: case.applicant_phone.__eq__,
        SearchKind.PHONE_END: case.applicant_phone.endswith,
        SearchKind.ID_NO: case.applicant_id_no.__eq__,
    }
    return tuple(SEARCH_KIND_LABELS[each.kind] for each in asked if fits[each.kind](each.value))


def _beyond(after: str) -> Q:
    key = read_key(after)
    try:
        at = dt.datetime.fromisoformat(key.time)
    except ValueError:
        raise BadPageKey(field="after") from None
    return Q(received_at__lt=at) | Q(received_at=at, id__lt=key.id)
