"""What a resident has begun and handed in."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from yimen.data.orgs.models import ServicePoint
from yimen.rules.access import Actor, require
from yimen.rules.case_clocks import left_in_words, light_of
from yimen.rules.cases import CaseState
from yimen.rules.deadlines import DueLight
from yimen.rules.errors import N_
from yimen.usecases.cases.clocks import due_of
from yimen.usecases.cases.places import Center
from yimen.usecases.cases.queries.pages import BadPageKey, PageKey, read_key
from yimen.usecases.cases.queries.tracking import applicant_label, next_of
from yimen.usecases.cases.scope import own_cases, own_drafts
from yimen.usecases.orgs.calendars import current_calendar

_MOST_DRAFTS = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class DraftRow:
    """A draft in the list of one's own."""

    id: UUID
    item_code: str
    item_name: str
    saved_at: dt.datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnCaseRow:
    """A case in the list of one's own, under the item's neutral name."""

    id: UUID
    number: str
    item_name: str
    state: CaseState
    state_label: str
    light: DueLight
    light_words: str
    next_words: str
    is_yours: bool
    submitted_at: dt.datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnCases:
    """The drafts (first page only) and one page of cases, newest first."""

    drafts: tuple[DraftRow, ...]
    cases: tuple[OwnCaseRow, ...]
    next_key: str | None


def list_own_cases(*, actor: Actor, today: dt.date, after: str | None = None, limit: int = 20) -> OwnCases:
    """The resident's own drafts and cases: six statements, however many there are."""
    require(actor, "cases.read_own")
    calendar = current_calendar()
    rows = own_cases(actor).select_related("version__item", "organ")
    if after:
        key = read_key(after)
        try:
            at = dt.datetime.fromisoformat(key.time)
        except ValueError:
            raise BadPageKey(field="after") from None
        rows = rows.filter(Q(received_at__lt=at) | Q(received_at=at, id__lt=key.id))
    found = list(rows.order_by("-received_at", "-id")[: limit + 1])
    kept = found[:limit]
    centers = _centers({case.township_code for case in kept})
    cases = []
    for case in kept:
        due = due_of(case)
        step = next_of(case, centers.get(case.township_code, _NAMELESS))
        cases.append(
            OwnCaseRow(
                id=case.pk,
                number=case.case_no,
                item_name=case.version.neutral_name,
                state=CaseState(case.state),
                state_label=applicant_label(case),
                light=light_of(due, today, calendar),
                light_words=left_in_words(due, today, calendar) if due else "",
                next_words=step.what,
                is_yours=step.is_yours,
                submitted_at=case.received_at,
            )
        )
    last = PageKey(time=kept[-1].received_at.isoformat(), id=kept[-1].pk).text() if kept else None
    return OwnCases(
        drafts=() if after else _drafts(actor),
        cases=tuple(cases),
        next_key=last if len(found) > limit else None,
    )


_NAMELESS = Center(name=N_("乡镇行政综合服务中心"), address="", phone="", hours="")


def _centers(codes: set[str]) -> dict[str, Center]:
    points = ServicePoint.objects.filter(region__code__in=codes, region__valid_to=None)
    return {
        code: Center(name=name, address="", phone="", hours="")
        for code, name in points.values_list("region__code", "name")
    }


def _drafts(actor: Actor) -> tuple[DraftRow, ...]:
    rows = own_drafts(actor).select_related("version__item")
    return tuple(
        DraftRow(
            id=row.pk,
            item_code=row.version.item.code,
            item_name=row.version.neutral_name,
            saved_at=row.saved_at,
        )
        for row in rows.order_by("-saved_at", "-id")[:_MOST_DRAFTS]
    )
