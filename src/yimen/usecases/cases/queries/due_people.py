"""Who of a village, or of the villages of a township, is due; masked."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from yimen.rules.access import Actor, require
from yimen.rules.due_lists import DueKind
from yimen.rules.text import mask_name, mask_phone
from yimen.usecases.cases.due_rows import MOST, due_rows


@dataclass(frozen=True, kw_only=True, slots=True)
class DuePerson:
    """Somebody to be visited or called; the item under its neutral name."""

    case_id: UUID
    item_code: str
    item_name: str
    name: str
    phone: str
    village_name: str
    kind: DueKind
    due: dt.date
    why: str
    is_over: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class DuePeople:
    """The earliest day first; `is_cut` when there may be more than are listed."""

    rows: tuple[DuePerson, ...]
    is_cut: bool


def list_due(*, actor: Actor, today: dt.date) -> DuePeople:
    """Whoever is due within two months or already is; known from cases of these villages only."""
    require(actor, "cases.read_due")
    found = due_rows(actor, today)
    rows = tuple(
        DuePerson(
            case_id=row.case.pk,
            item_code=row.version.item.code,
            item_name=row.version.neutral_name,
            name=mask_name(row.case.applicant_name),
            phone=mask_phone(row.case.applicant_phone),
            village_name=row.case.village.short_name,
            kind=row.due.kind,
            due=row.due.date,
            why=row.due.why,
            is_over=row.due.date <= today,
        )
        for row in found[:MOST]
    )
    return DuePeople(rows=rows, is_cut=len(found) >= MOST)
