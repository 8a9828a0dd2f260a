"""`/desk/cases/<id>/copy-sheet/`: what is typed into a department's own system, field by field."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.access import NotFound
from yimen.rules.cases import Act
from yimen.rules.errors import RuleViolation
from yimen.usecases.cases.actions import open_copy_sheet
from yimen.usecases.cases.queries import get_copy_sheet
from yimen.usecases.cases.sheets import CopySheet
from yimen.web.shared.access import page
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest


@page("cases.open_copy_sheet")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def copy_sheet(request: PageRequest, case_id: UUID) -> HttpResponse:
    """The sheet masked; a POST with a reason shows it in the clear, on this answer only."""
    if request.method != "POST":
        return _show(request, _masked(request, case_id))
    reason = request.POST.get("reason", "")
    try:
        sheet = open_copy_sheet(
            actor=request.actor,
            now=request.now,
            case_id=case_id,
            reason=reason,
            request_key=key_for(request, "copy_sheet", reason),
        )
    except NotFound:
        raise
    except RuleViolation as refusal:
        status = STATUS[refusal.refusal]
        return _show(request, _masked(request, case_id), error=sentence_of(refusal), status=status)
    return _show(request, sheet)


def _masked(request: PageRequest, case_id: UUID) -> CopySheet:
    return get_copy_sheet(actor=request.actor, case_id=case_id, today=request.now.date())


def _show(request: PageRequest, sheet: CopySheet, *, error: str = "", status: int = 200) -> HttpResponse:
    case_url = reverse("desk:case", args=[sheet.case_id])
    context: dict[str, Any] = {
        "number": sheet.case_no,
        "item_name": sheet.item_name,
        "system": sheet.system,
        "external_no": sheet.number,
        "is_open": sheet.is_open,
        "lines": [
            {
                "label": gettext(line.label),
                "value": line.value,
                "can_copy": bool(line.value) and (sheet.is_open or not line.is_personal),
            }
            for line in sheet.lines
        ],
        "materials": [
            {"name": each.name, "words": gettext(each.verdict_label), "files": each.files}
            for each in sheet.materials
        ],
        "error": error,
        "reason": request.POST.get("reason", ""),
        "case_url": case_url,
        "progress_url": f"{case_url}?doing={Act.RECORD_PROGRESS.value}",
        "printed_at": request.now,
        "request_key": fresh_key(),
    }
    return render(request, "desk/copy_sheet.html", context, status=status)


urlpatterns = [path("cases/<uuid:case_id>/copy-sheet/", copy_sheet, name="copy_sheet")]
