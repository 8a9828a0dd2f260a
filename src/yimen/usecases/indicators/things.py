"""What is told of a line of a list, a case, a paper, a notice, a rating that a figure counts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Manager

from yimen.data.cases.models import Case, CaseNotice, CasePaper
from yimen.data.catalog.models import Delegation, ItemVersion
from yimen.data.feedback.models import Rating
from yimen.rules.access import Actor
from yimen.rules.calendar import beijing_date
from yimen.rules.case_states import CaseState, state_label
from yimen.rules.catalog import Family
from yimen.rules.delegations import Way
from yimen.rules.documents import PAPER_LABELS, PaperKind
from yimen.rules.errors import N_
from yimen.rules.feedback import STAR_LABELS, Stars
from yimen.usecases.cases.scope import cases_of

Things = Sequence[tuple[str, UUID]]
_CITY_DIGITS = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """Number, neutral name and state; never whose it is. `case_id` only where the reader may open it."""

    title: str = ""
    note: str = ""
    on: date | None = None
    number: str = ""
    case_id: UUID | None = None


def tell(actor: Actor, opens: str, things: Things) -> Mapping[UUID, Told]:
    """What may be told of each thing, by its id; three statements at most. `opens` is the indicator's."""
    if not things:
        return {}
    if opens == "items":
        return _items(things)
    kept, day = _KINDS[opens]
    rows = kept.filter(pk__in=[each for _, each in things])
    # a unit may have come from another county, hardly from another city
    rows = rows.filter(county_code__startswith=things[0][0][:_CITY_DIGITS])
    is_case = opens == "cases"
    found = list(rows.select_related("version" if is_case else "case__version", *_MORE.get(opens, ())))
    cases = {row.pk: row if is_case else row.case for row in found}
    readable = _readable(actor, list(cases.values()))
    return {
        row.pk: Told(
            title=cases[row.pk].version.neutral_name,
            note=_NOTES[opens](row),
            on=beijing_date(day(row)),
            number=cases[row.pk].case_no,
            case_id=cases[row.pk].pk if cases[row.pk].pk in readable else None,
        )
        for row in found
    }


def _items(things: Things) -> Mapping[UUID, Told]:
    rows = Delegation.objects.filter(
        county_code__startswith=things[0][0][:_CITY_DIGITS], pk__in=[each for _, each in things]
    )
    found = list(rows)
    versions = ItemVersion.objects.filter(item__in={row.item_id for row in found}, superseded_at=None)
    names = dict(versions.values_list("item_id", "short_name"))
    return {
        row.pk: Told(
            title=names.get(row.item_id, ""),
            note=Way(row.way).label,
            on=beijing_date(row.published_at) if row.published_at else None,
        )
        for row in found
    }


def _readable(actor: Actor, cases: Sequence[Case]) -> frozenset[UUID]:
    """Those of the cases that the reader's own scope opens."""
    mine = cases_of(actor, actor.county_code).filter(pk__in=[case.pk for case in cases])
    return frozenset(mine.values_list("pk", flat=True))


_KINDS: Mapping[str, tuple[Manager[Any], Callable[[Any], datetime]]] = {
    "cases": (Case.objects, lambda row: row.received_at),
    "papers": (CasePaper.objects, lambda row: row.paper.issued_at),
    "notices": (CaseNotice.objects, lambda row: row.issued_at),
    "ratings": (Rating.objects, lambda row: row.rated_at),
}
_MORE: Mapping[str, tuple[str, ...]] = {"papers": ("paper",)}
_NOTES: Mapping[str, Callable[[Any], str]] = {
    "cases": lambda row: state_label(CaseState(row.state), Family(row.family)),
    "papers": lambda row: PAPER_LABELS[PaperKind(row.paper.kind)],
    "notices": lambda row: N_("第 {order} 次告知").format(order=row.order),
    "ratings": lambda row: STAR_LABELS[Stars(row.stars)],
}
