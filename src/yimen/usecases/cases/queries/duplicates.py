"""Open cases of one person: a warning for whoever is about to take in the same thing twice, never a bar."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from yimen.data.cases.models import Case
from yimen.rules.access import Actor, require
from yimen.rules.cases import ENDS, CaseState, state_label
from yimen.rules.catalog import Family
from yimen.usecases.cases.scope import cases_of

_OVER = tuple(each.value for each in ENDS)
_MOST = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenCase:
    """A case of the person that is not over, sensitive items under their neutral name."""

    id: UUID
    number: str
    item_code: str
    item_name: str
    state_label: str
    received_at: dt.datetime


def list_open_of_person(*, actor: Actor, id_no: str, item_code: str = "") -> tuple[OpenCase, ...]:
    """The open cases of this identity number in the actor's scope, newest first; of one item if named.

    One statement, at most twenty rows. Sensitive ones only with a duty in the case, as everywhere.
    """
    require(actor, "cases.look_up_person")
    if not id_no:
        return ()
    rows = cases_of(actor, actor.county_code).filter(applicant_id_no=id_no).exclude(state__in=_OVER)
    if item_code:
        rows = rows.filter(version__item__code=item_code)
    return tuple(open_case(each) for each in rows.select_related("version__item").order_by(*_NEWEST)[:_MOST])


_NEWEST = ("-received_at", "-id")


def open_case(case: Case) -> OpenCase:
    """A row, its version and item joined, as a value."""
    return OpenCase(
        id=case.pk,
        number=case.case_no,
        item_code=case.version.item.code,
        item_name=case.version.neutral_name,
        state_label=state_label(CaseState(case.state), Family(case.family)),
        received_at=case.received_at,
    )
