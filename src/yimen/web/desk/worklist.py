"""The worklists of a township, most urgent first, with a preview of the row under the cursor.

What is searched may be a card or a telephone: it is posted, page by page, and stands in no address.
Only a whole number of a case may (`?q=`), which names nobody.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yimen.http.nul import without_nul
from yimen.http.refusals import sentence_of
from yimen.rules.access import Actor, Party
from yimen.rules.case_queues import QUEUE_LABELS, Queue
from yimen.rules.case_search import LONGEST_SEARCH, is_case_no
from yimen.rules.cases import ACT_LABELS
from yimen.rules.errors import RuleViolation
from yimen.usecases.cases.queries import (
    CaseView,
    SearchPage,
    WorklistPage,
    get_case,
    list_worklist,
    search_cases,
)
from yimen.usecases.cases.queries.worklist import QueueCount, WorklistRow
from yimen.web.desk.case_context import clock_rows
from yimen.web.desk.filters import chosen_in, filter_bar, kept_in_address
from yimen.web.desk.forms import due_act
from yimen.web.desk.hanging import hanging_reminder
from yimen.web.shared.access import page
from yimen.web.shared.requests import PageRequest

_FIRST_QUEUE = {
    Party.CLERK: Queue.TO_RECEIVE,
    Party.REVIEWER: Queue.TO_REVIEW,
    Party.APPROVER: Queue.TO_DECIDE,
    Party.SEAL_KEEPER: Queue.TO_DELIVER,
    Party.COUNTY_APPROVER: Queue.TO_CONFIRM,
}
_URGENCY = {Queue.DUE_SOON: "AMBER", Queue.OVERDUE: "RED"}


@page("cases.read")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def worklist(request: PageRequest) -> HttpResponse:
    """One list of the rail, narrowed by what stands in the address; a posted `q` finds cases again."""
    if request.method == "POST":
        words = _words(request.POST.get("q", ""))
        return _searched(request, words) if words else redirect("desk:worklist")
    number = _words(request.GET.get("q", ""))
    return _searched(request, number) if is_case_no(number) else _listed(request)


def _words(typed: str) -> str:
    return without_nul(typed).strip()[:LONGEST_SEARCH]


def _listed(
    request: PageRequest, notices: list[dict[str, str]] | None = None, words: str = ""
) -> HttpResponse:
    found = list_worklist(
        actor=request.actor,
        queue=_queue(request),
        today=request.now.date(),
        chosen=chosen_in(request),
        after=request.GET.get("after"),
    )
    context = _context(request, found) | {
        "notices": notices or hanging_reminder(request.actor),
        "search_words": words,
    }
    return render(request, "desk/worklist.html", context)


def _searched(request: PageRequest, words: str) -> HttpResponse:
    """What was found; a whole number leads straight to its case, words that mean nothing are told so."""
    try:
        found = search_cases(
            actor=request.actor, today=request.now.date(), words=words, after=request.POST.get("after")
        )
    except RuleViolation as refusal:
        told = {"kind": "warn", "title": gettext("没有查"), "text": sentence_of(refusal)}
        return _listed(request, [told], words)
    if found.only_id is not None:
        return redirect("desk:case", case_id=found.only_id)
    return render(request, "desk/worklist.html", _found_context(request, found, words))


def _queue(request: PageRequest) -> Queue:
    asked = request.GET.get("queue", "")
    if asked in Queue.__members__:
        return Queue[asked]
    return _FIRST_QUEUE.get(request.actor.party, Queue.DUE_SOON)


def _context(request: PageRequest, found: WorklistPage) -> dict[str, Any]:
    here = _here(request, [row.id for row in found.rows])
    kept = kept_in_address(found.chosen)
    narrowed = {name: value for name, value in kept.items() if name != "light"}
    return {
        "list_name": gettext(found.label),
        "lists": _lists(found.counts, found.queue, narrowed),
        **filter_bar(found),
        "rows": [
            _row(row, _url(found.queue, **kept, here=str(row.id), after=request.GET.get("after")), here)
            for row in found.rows
        ],
        "preview": _preview(request.actor, request, here) if here else None,
        "previous_url": _url(found.queue, **kept) if request.GET.get("after") else "",
        "next_url": _url(found.queue, **kept, after=found.next_key) if found.next_key else "",
        "page_words": "",
    }


def _found_context(request: PageRequest, found: SearchPage, words: str) -> dict[str, Any]:
    here = _here(request, [each.row.id for each in found.rows])
    notices = []
    if not found.rows:
        text = gettext("在您看得到的办件里没有。可以换一种说法：编号末几位、姓名、手机号后四位、身份证号。")
        notices = [{"kind": "warn", "title": gettext("没有查到“{words}”").format(words=words), "text": text}]
    return {
        "list_name": gettext("查到的办件"),
        "lists": _lists(found.counts, None, {}),
        "filters": [],
        "rows": [
            _row(each.row, "", here) | {"found_by": "、".join(gettext(label) for label in each.found_by)}
            for each in found.rows
        ],
        "preview": _preview(request.actor, request, here) if here else None,
        "again": {"words": words, "after": request.POST.get("after", ""), "next": found.next_key or ""},
        "is_filtered": True,
        "clear_url": reverse("desk:worklist"),
        "notices": notices,
        "search_words": words,
    }


def _lists(
    counts: Sequence[QueueCount], here: Queue | None, narrowed: dict[str, str]
) -> list[dict[str, Any]]:
    return [
        {
            "label": gettext(QUEUE_LABELS[each.queue]),
            "url": _url(each.queue, **narrowed),
            "count": each.count,
            "urgency": _URGENCY.get(each.queue, ""),
            "is_here": each.queue is here,
        }
        for each in counts
    ]


def _here(request: PageRequest, ids: Sequence[UUID]) -> UUID | None:
    asked = request.GET.get("here", "") or request.POST.get("here", "")
    return next((each for each in ids if str(each) == asked), ids[0] if ids else None)


def _row(row: WorklistRow, preview_url: str, here: UUID | None) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "number": row.number,
        "url": reverse("desk:case", args=[row.id]),
        "preview_url": preview_url,
        "is_here": row.id == here,
        "item_name": row.item_name,
        "applicant_name": row.applicant_name,
        "village_name": row.village_name,
        "state_label": gettext(row.state_label),
        "light": row.light.value,
        "light_words": row.light_words,
        "step_words": row.step_words,
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
