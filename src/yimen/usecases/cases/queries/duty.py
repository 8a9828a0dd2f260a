"""The head's view of the work: what lies on which desk, what lies on nobody's, and where nothing moves.

The head hands out also what they may not read: rows show number, neutral name, state and light,
never an applicant.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from yimen.data.cases.due_dates import NEVER
from yimen.data.cases.models import Case, CaseStep
from yimen.data.people.models import Post
from yimen.rules.access import PARTY_LABELS, Actor, NotFound, Party, require
from yimen.rules.assignments import PILE_LABELS, SILENT_WORKDAYS, Pile, ours_to_move
from yimen.rules.calendar import WorkCalendar
from yimen.rules.case_clocks import left_in_words, light_of
from yimen.rules.case_flows import waits_for
from yimen.rules.case_queues import COUNT_LIMIT, count_words
from yimen.rules.cases import ENDS, CaseState, state_label
from yimen.rules.catalog import Family
from yimen.rules.deadlines import DueLight
from yimen.usecases.cases.clocks import due_of
from yimen.usecases.cases.queries.pages import BadPageKey, PageKey, read_key
from yimen.usecases.cases.scope import supervised_cases
from yimen.usecases.orgs.calendars import current_calendar
from yimen.usecases.people.at_work import posts_at_work, posts_named, works_on
from yimen.usecases.people.posts_held import valid_on

_BEIJING = ZoneInfo("Asia/Shanghai")
_OPEN = tuple(state.value for state in CaseState if state not in ENDS and waits_for(state))


@dataclass(frozen=True, kw_only=True, slots=True)
class PostLoad:
    """A post with what lies on its desk; `works` False: nobody holds it any more (无人办理)."""

    post_id: UUID
    name: str
    role: Party
    role_label: str
    region_name: str
    works: bool
    open_count: int
    late_count: int


@dataclass(frozen=True, kw_only=True, slots=True)
class DutyRow:
    """A case for handing out: no applicant, a sensitive item under its neutral name."""

    id: UUID
    number: str
    item_name: str
    state_label: str
    light: DueLight
    light_words: str
    due: dt.date | None
    assignee_name: str
    is_attended: bool
    roles: tuple[Party, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class PileCount:
    """A pile with its count, which stops at a hundred."""

    pile: Pile
    label: str
    count: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DutyPage:
    """The posts, the lists and one page of the list that is looked at."""

    pile: Pile
    label: str
    desk: UUID | None
    posts: tuple[PostLoad, ...]
    counts: tuple[PileCount, ...]
    rows: tuple[DutyRow, ...]
    next_key: str | None


def get_duty(
    *,
    actor: Actor,
    today: dt.date,
    pile: Pile,
    desk: UUID | None = None,
    after: str | None = None,
    limit: int = 30,
) -> DutyPage:
    """The work of a center by post and one page of a list, most urgent first.

    Refuses everyone but its head, and a desk that is none (`NotFound`). A fixed number of statements:
    calendar, posts, loads, posts that ended, counts, rows.
    """
    require(actor, "cases.assign")
    calendar = current_calendar()
    scoped = supervised_cases(actor, actor.county_code).filter(state__in=_OPEN)
    working = posts_at_work(actor.scope_code, today)
    posts = _loads(scoped, working, today)
    if pile is Pile.DESK and desk not in {each.post_id for each in posts}:
        raise NotFound(field="desk")
    page = _of_pile(scoped, pile, desk, today, calendar)
    found = list(_after(page, after).select_related("version", "assignee__account")[: limit + 1])
    kept = found[:limit]
    return DutyPage(
        pile=pile,
        label=PILE_LABELS[pile],
        desk=desk,
        posts=posts,
        counts=_counts(scoped, today, calendar),
        rows=tuple(_row(case, today, calendar) for case in kept),
        next_key=_key(kept[-1]).text() if len(found) > limit else None,
    )


def _loads(scoped: QuerySet[Case], working: Sequence[Post], today: dt.date) -> tuple[PostLoad, ...]:
    """Every post that works a desk here, and those that ended with something still on theirs."""
    counted = {
        row["assignee_id"]: (int(row["open_cases"]), int(row["late_cases"]))
        for row in scoped.exclude(assignee=None)
        .order_by()
        .values("assignee_id")
        .annotate(open_cases=Count("id"), late_cases=Count("id", filter=Q(due_on__lt=today)))
    }
    desks = {party for state in CaseState for party in waits_for(state)}
    here = [post for post in working if Party(post.role) in desks]
    others = posts_named(set(counted) - {post.pk for post in here})
    order = list(Party)
    loads = [load_of(post, today, counted.get(post.pk, (0, 0))) for post in (*here, *others)]
    return tuple(sorted(loads, key=lambda each: (each.works, order.index(each.role), str(each.post_id))))


def load_of(post: Post, today: dt.date, counted: tuple[int, int]) -> PostLoad:
    """The post with how many open and late cases it has."""
    role = Party(post.role)
    return PostLoad(
        post_id=post.pk,
        name=post.account.name,
        role=role,
        role_label=PARTY_LABELS[role],
        region_name=post.region.short_name,
        works=works_on(post, today),
        open_count=counted[0],
        late_count=counted[1],
    )


def _of_pile(
    scoped: QuerySet[Case], pile: Pile, desk: UUID | None, today: dt.date, calendar: WorkCalendar
) -> QuerySet[Case]:
    match pile:
        case Pile.UNASSIGNED:
            return scoped.filter(assignee=None)
        case Pile.UNATTENDED:
            attended = valid_on(today, prefix="assignee__") & Q(assignee__account__is_active=True)
            return scoped.exclude(assignee=None).filter(~attended)
        case Pile.OVERDUE:
            return scoped.filter(due_on__lt=today)
        case Pile.DESK:
            return scoped.filter(assignee_id=desk)
        case Pile.SILENT:
            moved = CaseStep.objects.filter(
                county_code=OuterRef("county_code"),
                case=OuterRef("pk"),
                at__gte=_silent_since(today, calendar),
            )
            return scoped.filter(state__in=[each.value for each in ours_to_move()]).exclude(Exists(moved))


def _silent_since(today: dt.date, calendar: WorkCalendar) -> dt.datetime:
    """The moment since which something must have happened: so many whole workdays ago."""
    day = today
    for _ in range(SILENT_WORKDAYS):
        day = calendar.previous_workday(day)
    return dt.datetime.combine(day, dt.time(), tzinfo=_BEIJING)


def _after(rows: QuerySet[Case], after: str | None) -> QuerySet[Case]:
    if after:
        key = read_key(after)
        try:
            day = dt.date.fromisoformat(key.time)
        except ValueError:
            raise BadPageKey(field="after") from None
        rows = rows.filter(Q(due_on__gt=day) | Q(due_on=day, id__gt=key.id), due_on__gte=day)
    return rows.order_by("due_on", "id")


def _key(case: Case) -> PageKey:
    return PageKey(time=(due_of(case) or NEVER).isoformat(), id=case.pk)


def _row(case: Case, today: dt.date, calendar: WorkCalendar) -> DutyRow:
    state, due = CaseState(case.state), due_of(case)
    parties = waits_for(state)
    return DutyRow(
        id=case.pk,
        number=case.case_no,
        item_name=case.version.neutral_name,
        state_label=state_label(state, Family(case.family)),
        light=light_of(due, today, calendar),
        light_words=left_in_words(due, today, calendar),
        due=due,
        assignee_name=case.assignee.account.name if case.assignee else "",
        is_attended=case.assignee is None or works_on(case.assignee, today),
        roles=tuple(party for party in Party if party in parties),
    )


def _counts(scoped: QuerySet[Case], today: dt.date, calendar: WorkCalendar) -> tuple[PileCount, ...]:
    found = []
    for pile in (Pile.UNASSIGNED, Pile.UNATTENDED, Pile.SILENT, Pile.OVERDUE):
        rows = _of_pile(scoped, pile, None, today, calendar).order_by()
        count = rows.values("pk")[:COUNT_LIMIT].count()
        found.append(PileCount(pile=pile, label=PILE_LABELS[pile], count=count_words(count)))
    return tuple(found)
