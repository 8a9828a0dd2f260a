"""A list before it is taken in: each line with its fault or a warning; nothing is written."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from yimen.data.cases.models import Case
from yimen.rules.access import Actor, require
from yimen.rules.calendar import BEIJING
from yimen.rules.cases import ENDS, CaseState, state_label
from yimen.rules.catalog import Family
from yimen.rules.errors import N_, RuleViolation
from yimen.rules.intake_lists import LIST_FAMILIES, ListRow, NotByList, read_list
from yimen.usecases.cases.queries.intake import ChosenItem, VillageChoice, get_intake_desk
from yimen.usecases.cases.scope import cases_of

_OVER = tuple(each.value for each in ENDS)


@dataclass(frozen=True, kw_only=True, slots=True)
class PreviewRow:
    """A line as it was read: what keeps it out, or what to think of before it is taken in."""

    row: ListRow
    fault: RuleViolation | None
    warning: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ListDesk:
    """What the page of a list shows; no rows before anything was read."""

    villages: tuple[VillageChoice, ...]
    item: ChosenItem | None
    rows: tuple[PreviewRow, ...]


def get_list_desk(*, actor: Actor, today: dt.date, item_code: str = "", text: str = "") -> ListDesk:
    """The chosen item and the lines of a list; at most five statements.

    Warns of a case of the same person and item that is open or was received this year; refuses what
    `read_list` refuses, and an item whose cases are looked at one by one (`NotByList`).
    """
    require(actor, "cases.take_in_list")
    desk = get_intake_desk(actor=actor, today=today, item_code=item_code)
    item = desk.item
    if item is not None and item.family not in LIST_FAMILIES:
        raise NotByList(field="item", item=item.name)
    read = read_list(text, today=today) if item is not None and text.strip() else ()
    earlier = _earlier(actor, item, [each.row.id_no for each in read], today) if item and read else {}
    return ListDesk(
        villages=desk.villages,
        item=item,
        rows=tuple(
            PreviewRow(row=each.row, fault=each.fault, warning=earlier.get(each.row.id_no, ""))
            for each in read
        ),
    )


def _earlier(actor: Actor, item: ChosenItem, id_nos: Sequence[str], today: dt.date) -> dict[str, str]:
    """What was taken in before, by identity number: the newest case, in words."""
    year = dt.datetime(today.year, 1, 1, tzinfo=BEIJING)
    rows = cases_of(actor, actor.county_code).filter(
        Q(received_at__gte=year) | ~Q(state__in=_OVER),
        applicant_id_no__in=id_nos,
        version__item__code=item.code,
    )
    return {case.applicant_id_no: _words(case) for case in rows.order_by("received_at", "id")}


def _words(case: Case) -> str:
    label = state_label(CaseState(case.state), Family(case.family))
    return N_("已收过：{number}，{state}").format(number=case.case_no, state=label)
