"""The worklists of a township, most urgent first, with a preview of the row under the cursor."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yimen.rules.access import Actor, Party
from yimen.rules.case_queues import QUEUE_LABELS, Queue
from yimen.rules.cases import ACT_LABELS
from yimen.rules.errors import RuleViolation
from yimen.usecases.cases.queries import CaseView, WorklistPage, get_case, list_worklist
from yimen.web.desk.case_context import clock_rows
from yimen.web.desk.forms import due_act
from yimen.web.shared.access import page
from yimen.web.shared.refusals import sentence_of
from yimen.web.shared.requests import PageRequest

_FIRST_QUEUE = {
    Party.CLERK: Queue.TO_RECEIVE,
    Party.REVIEWER: Queue.TO_REVIEW,
    Party.APPROVER: Queue.TO_DECIDE,
    Party.SEAL_KEEPER: Queue.TO_DELIVER,
}
_URGENCY = {Queue.DUE_SOON: "AMBER", Queue.OVERDUE: "RED"}
_LONGEST_SEARCH = 60


@page("cases.read")
@never_cache
@require_safe
def worklist(request: PageRequest) -> HttpResponse:
    """One list of the rail; `?q=` with a whole case number leads straight to the case."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:_LONGEST_SEARCH]
    notices: list[dict[str, str]] = []
    if words:
        try:
            case = get_case(actor=request.actor, today=request.now.date(), case_no=words)
            return redirect("desk:case", case_id=case.id)
        except RuleViolation as refusal:
            notices = [{"kind": "warn", "title": gettext("没有查到这件"), "text": sentence_of(refusal)}]
    queue = _queue(request)
    found = list_worklist(
        actor=request.actor, queue=queue, today=request.now.date(), after=request.GET.get("after")
    )
    context = _context(request, found) | {"notices": notices, "search_words": words}
    return render(request, "desk/worklist.html", context)


def _queue(request: PageRequest) -> Queue:
    asked = request.GET.get("queue", "")
    if asked in Queue.__members__:
        return Queue[asked]
    return _FIRST_QUEUE.get(request.actor.party, Queue.DUE_SOON)


def _context(request: PageRequest, found: WorklistPage) -> dict[str, Any]:
    here = _here(request, found)
    return {
        "list_name": gettext(found.label),
        "lists": [
            {
                "label": gettext(QUEUE_LABELS[each.queue]),
                "url": _url(each.queue),
                "count": each.count,
                "urgency": _URGENCY.get(each.queue, ""),
                "is_here": each.queue is found.queue,
            }
            for each in found.counts
        ],
        "filters": [],
        "rows": [_row(request, found, row, here) for row in found.rows],
        "preview": _preview(request.actor, request, here) if here else None,
        "previous_url": _url(found.queue) if request.GET.get("after") else "",
        "next_url": _url(found.queue, after=found.next_key) if found.next_key else "",
        "page_words": "",
    }


def _here(request: PageRequest, found: WorklistPage) -> UUID | None:
    ids = [row.id for row in found.rows]
    asked = request.GET.get("here", "")
    return next((each for each in ids if str(each) == asked), ids[0] if ids else None)


def _row(request: PageRequest, found: WorklistPage, row: Any, here: UUID | None) -> dict[str, Any]:
    after = request.GET.get("after")
    return {
        "number": row.number,
        "url": reverse("desk:case", args=[row.id]),
        "preview_url": _url(found.queue, here=str(row.id), after=after),
        "is_here": row.id == here,
        "item_name": row.item_name,
        "applicant_name": row.applicant_name,
        "village_name": row.village_name,
        "state_label": gettext(row.state_label),
        "light": row.light.value,
        "light_words": row.light_words,
        "due": row.due,
        "received_at": row.received_at,
        "assignee_name": row.assignee_name,
    }


def _preview(actor: Actor, request: PageRequest, case_id: UUID) -> dict[str, Any] | None:
    try:
        case = get_case(actor=actor, today=request.now.date(), case_id=case_id)
    except RuleViolation:
        return None  # a sensitive case without a duty in it: its row is all there is to see
    return {
        "number": case.number,
        "url": reverse("desk:case", args=[case.id]),
        "item_name": case.item_name,
        "applicant_name": case.applicant_name,
        "village_name": case.village_name,
        "way_label": gettext(case.way_label),
        "state_label": gettext(case.state_label),
        "light": case.light.value,
        "light_words": case.light_words,
        "received_at": case.received_at,
        "clocks": clock_rows(case),
        "materials_words": case.materials_words,
        "last_words": gettext(case.events[0].title) if case.events else "",
        "act_label": _act_label(case),
    }


def _act_label(case: CaseView) -> str:
    act = due_act(case)
    return gettext("去{act}").format(act=gettext(ACT_LABELS[act])) if act else ""


def _url(queue: Queue, **more: str | None) -> str:
    query = {"queue": queue.value} | {name: value for name, value in more.items() if value}
    return f"{reverse('desk:worklist')}?{urlencode(query)}"
