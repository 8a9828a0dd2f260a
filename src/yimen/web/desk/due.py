"""`/desk/due/`: who is due, masked; and the sheet for home visits, whole, for a reason."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.due_lists import DUE_KIND_LABELS
from yimen.rules.errors import RuleViolation
from yimen.usecases.cases.actions import print_due_list
from yimen.usecases.cases.queries import list_due
from yimen.web.shared.access import page
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest


@page("cases.read_due")
@never_cache
@require_safe
def due(request: PageRequest) -> HttpResponse:
    """The list, the earliest day first."""
    return _show(request)


@page("cases.print_due_list")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: PageRequest) -> HttpResponse:
    """The sheet on this answer only, after its reason went into the journal."""
    if request.method != "POST":
        return redirect("desk:due")
    reason = request.POST.get("reason", "")
    try:
        lines = print_due_list(
            actor=request.actor, now=request.now, reason=reason, request_key=key_for(request, "due", reason)
        )
    except RuleViolation as refusal:
        return _show(request, error=sentence_of(refusal), status=STATUS[refusal.refusal])
    context = {"lines": lines, "today": request.now.date(), "organ_name": request.actor.organ_name}
    return render(request, "desk/village/visits.html", context)


def _show(request: PageRequest, *, error: str = "", status: int = 200) -> HttpResponse:
    found = list_due(actor=request.actor, today=request.now.date())
    context: dict[str, Any] = {
        "rows": [
            {
                "name": row.name,
                "phone": row.phone,
                "village_name": row.village_name,
                "item_name": gettext(row.item_name),
                "kind_label": gettext(DUE_KIND_LABELS[row.kind]),
                "due": row.due,
                "why": row.why,
                "is_over": row.is_over,
            }
            for row in found.rows
        ],
        "is_cut": found.is_cut,
        "error": error,
        "request_key": fresh_key(),
    }
    return render(request, "desk/village/due.html", context, status=status)


urlpatterns = [path("due/", due, name="due"), path("due/sheet/", sheet, name="due_sheet")]
