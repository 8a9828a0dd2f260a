"""The cases behind a list of who is due: the last time that somebody had something done, or their age."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Substr

from yimen.data.cases.models import Case
from yimen.data.catalog.models import ItemVersion
from yimen.rules.access import Actor, Party
from yimen.rules.calendar import BEIJING, beijing_date
from yimen.rules.case_states import CaseState
from yimen.rules.due_lists import Due, again, at_age, born_before, done_before
from yimen.rules.people import check_citizen_id
from yimen.usecases.cases.neighbors import village_people
from yimen.usecases.cases.scope import on_duty
from yimen.usecases.catalog.versions import versions_offered

MOST = 300
_DONE = tuple(
    state.value for state in (CaseState.DELIVERED, CaseState.CLOSED, CaseState.FORWARDED, CaseState.GRANTED)
)
_FAILED = tuple(
    state.value
    for state in (
        CaseState.REFUSED,
        CaseState.DECLINED,
        CaseState.RETURNED,
        CaseState.VOIDED,
        CaseState.WITHDRAWN,
        CaseState.TERMINATED,
    )
)
_DONE_AT = Coalesce("closed_at", "delivered_at", "decided_at", "received_at")


@dataclass(frozen=True, kw_only=True, slots=True)
class DueRow:
    """Somebody who is due for an item; `case` is where they told who they are."""

    case: Case
    version: ItemVersion
    due: Due


def due_rows(actor: Actor, today: dt.date) -> list[DueRow]:
    """At most 300 people of each kind in the actor's villages, the earliest day first.

    Sensitive cases count only for who has a duty in them (design §5). One statement for the items
    and one for each item that recurs or begins at an age, whatever the number of people.
    """
    versions = versions_offered()
    asked = versions.filter(Q(recurs_months__isnull=False) | Q(due_age__isnull=False))
    rows: list[DueRow] = []
    for version in asked.order_by("item__code"):
        if version.recurs_months is not None:
            rows += _again(actor, version, version.recurs_months, today)
        if version.due_age is not None and not version.sensitive:
            rows += _at_age(actor, version, version.due_age, today)
    return sorted(rows, key=lambda row: (row.due.date, row.case.pk))


def _seen(actor: Actor) -> QuerySet[Case]:
    rows = village_people(actor)
    duty = Q(filed_by_id=actor.post_id) if actor.party is Party.VILLAGE_PROXY else on_duty(actor)
    return rows.filter(Q(sensitive=False) | duty)


def _again(actor: Actor, version: ItemVersion, months: int, today: dt.date) -> Iterable[DueRow]:
    done = _seen(actor).filter(version__item_id=version.item_id, state__in=_DONE).annotate(done_at=_DONE_AT)
    latest = done.order_by("applicant_id_no", "-done_at", "-id").distinct("applicant_id_no").values("pk")
    cutoff = dt.datetime.combine(done_before(today, months) + dt.timedelta(days=1), dt.time(), tzinfo=BEIJING)
    rows = Case.objects.filter(county_code=actor.county_code, pk__in=latest).annotate(done_at=_DONE_AT)
    # Whoever has a new one on the way is not reminded.
    running = Case.objects.filter(
        county_code=actor.county_code,
        applicant_id_no=OuterRef("applicant_id_no"),
        version__item_id=version.item_id,
        received_at__gt=OuterRef("received_at"),
    ).exclude(state__in=_FAILED)
    rows = rows.filter(~Exists(running), done_at__lt=cutoff).select_related("village")
    for case in rows.order_by("done_at", "id")[:MOST]:
        done_on = beijing_date(case.done_at)
        yield DueRow(case=case, version=version, due=again(done_on, months))


def _at_age(actor: Actor, version: ItemVersion, age: int, today: dt.date) -> Iterable[DueRow]:
    has_it = Case.objects.filter(
        county_code=actor.county_code,
        applicant_id_no=OuterRef("applicant_id_no"),
        version__item_id=version.item_id,
    ).exclude(state__in=_FAILED)
    people = village_people(actor).annotate(born=Substr("applicant_id_no", 7, 8))
    people = people.filter(~Exists(has_it), born__lte=f"{born_before(today, age):%Y%m%d}")
    newest = people.order_by("applicant_id_no", "-received_at", "-id").distinct("applicant_id_no")
    rows = Case.objects.filter(county_code=actor.county_code, pk__in=newest.values("pk"))
    rows = rows.annotate(born=Substr("applicant_id_no", 7, 8)).select_related("village")
    for case in rows.order_by("-born", "id")[:MOST]:
        born = check_citizen_id(case.applicant_id_no, today=today).birth_date
        yield DueRow(case=case, version=version, due=at_age(born, age))
