"""The sheets that a village's proxy has to hang up or take down, under neutral names."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from yimen.data.cases.models import Case, CasePaper, CasePublicity, CaseStep
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.calendar import WorkCalendar
from yimen.rules.cases import Act, CaseState
from yimen.rules.documents import PaperKind
from yimen.rules.publicity import last_day_of
from yimen.usecases.cases.queries.pages import BadPageKey, PageKey, read_key
from yimen.usecases.cases.scope import cases_of
from yimen.usecases.orgs.calendars import current_calendar
from yimen.usecases.shared.scope import scope_filter

_ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class PostingView:
    """A sheet to hang or to take down: its number, not whose it is; `earliest` is when it may come down."""

    case_id: UUID
    sheet_no: str
    item_name: str
    village_name: str
    days: int
    place: str
    posted_on: dt.date | None
    earliest: dt.date | None
    removed_on: dt.date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class PostingsPage:
    """One page of the sheets of a village, and the key of the next."""

    rows: tuple[PostingView, ...]
    next_key: str | None


def list_postings(*, actor: Actor, after: str | None = None, limit: int = 30) -> PostingsPage:
    """The sheets of the proxy's village whose posting is under way, oldest case first.

    Three statements and the calendar's fingerprint. Names neither applicant nor item: a village's phone
    is shared (design §5). Refuses a key that is none.
    """
    require(actor, "cases.read_village")
    rows = _posted(actor)
    if after:
        key, at = _key(after)
        rows = rows.filter(Q(received_at__gt=at) | Q(received_at=at, id__gt=key.id))
    found = list(rows.order_by("received_at", "id")[: limit + 1])
    kept = found[:limit]
    more = (
        PageKey(time=kept[-1].received_at.isoformat(), id=kept[-1].pk).text() if len(found) > limit else None
    )
    return PostingsPage(rows=_views(actor, kept), next_key=more)


def get_posting(*, actor: Actor, case_id: UUID) -> PostingView:
    """One sheet of the proxy's village; `NotFound` for another's, and when no sheet is to be seen to."""
    require(actor, "cases.read_village")
    views = _views(actor, list(_posted(actor).filter(pk=case_id)))
    if not views:
        raise NotFound
    return views[0]


def _posted(actor: Actor) -> QuerySet[Case]:
    """The cases of the village with a sheet to be hung or taken down, made since the last sending back."""
    county = actor.county_code
    marks = (Act.ISSUE_PUBLICITY_SHEET.value, Act.SEND_BACK.value)
    steps = CaseStep.objects.filter(county_code=county, case=OuterRef("pk"), act__in=marks, undone_at=None)
    rounds = CasePublicity.objects.filter(county_code=county, case=OuterRef("pk"))
    rows = cases_of(actor, county).filter(
        scope_filter(actor, code_field="village__code"), state=CaseState.PUBLICIZING.value
    )
    rows = rows.annotate(
        mark=Subquery(steps.order_by("-order").values("act")[:1]),
        down_on=Subquery(rounds.order_by("-order").values("removed_on")[:1]),
    )
    return rows.filter(mark=Act.ISSUE_PUBLICITY_SHEET.value, down_on=None).select_related(
        "version", "village"
    )


def _views(actor: Actor, cases: list[Case]) -> tuple[PostingView, ...]:
    calendar, county = current_calendar(), actor.county_code
    rounds = CasePublicity.objects.filter(county_code=county, case__in=cases).order_by("order")
    row_of = {row.case_id: row for row in rounds}
    papers = CasePaper.objects.filter(
        county_code=county, case__in=cases, paper__kind=PaperKind.PUBLICITY_SHEET.value
    )
    numbers = dict(papers.order_by("paper__issued_at", "id").values_list("case_id", "paper__paper_no"))
    return tuple(
        _view(case, row_of[case.pk], numbers.get(case.pk, ""), calendar)
        for case in cases
        if case.pk in row_of
    )


def _view(case: Case, row: CasePublicity, sheet_no: str, calendar: WorkCalendar) -> PostingView:
    last = last_day_of(row.posted_on, row.days, calendar) if row.posted_on else None
    return PostingView(
        case_id=case.pk,
        sheet_no=sheet_no,
        item_name=case.version.neutral_name,
        village_name=case.village.short_name,
        days=row.days,
        place=row.place,
        posted_on=row.posted_on,
        earliest=last + _ONE_DAY if last else None,
        removed_on=row.removed_on,
    )


def _key(after: str) -> tuple[PageKey, dt.datetime]:
    key = read_key(after)
    try:
        return key, dt.datetime.fromisoformat(key.time)
    except ValueError:
        raise BadPageKey(field="after") from None
