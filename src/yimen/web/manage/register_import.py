"""`/manage/lists/<id>/register/`: the register of delegations comes back, shown before it is kept."""

from typing import Any
from uuid import UUID

from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yimen.http.limits import true_size
from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.access import NotFound
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.list_sheets import ROW_FATE_LABELS, RowFate
from yimen.usecases.catalog.adjusting.reading import get_adjustment_title
from yimen.usecases.catalog.sheets.registers import (
    RegisterLine,
    RegisterPlan,
    draft_register,
    preview_register,
)
from yimen.web.manage.list_import import ACCEPT, NoFileChosen
from yimen.web.manage.list_import_rows import FATE_TAGS, finding_row
from yimen.web.shared.access import page
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest

_SALT = "yimen.register-import"
_SECONDS = 12 * 3600
_MOST_SHOWN = 200


class PreviewStale(RuleViolation):
    """What was shown is too old, or is not what this office was shown."""

    code = "catalog.register_preview_stale"
    template = N_("这次核对的结果已经过期，请把文件再传一次。")
    refusal = Refusal.CONFLICT


@page("catalog.draft_register")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: PageRequest, adjustment_id: UUID) -> HttpResponse:
    """A file is read and shown row by row; with `act=keep` what was shown is drafted (POST)."""
    if request.method != "POST":
        return _show(request, adjustment_id)
    try:
        if request.POST.get("act") == "keep":
            return _keep(request, adjustment_id)
        upload = request.FILES.get("file")
        if upload is None:
            raise NoFileChosen(field="file")
        plan = preview_register(actor=request.actor, content=upload.read(), true_size=true_size(upload))
    except NotFound:
        raise
    except RuleViolation as refusal:
        return _show(request, adjustment_id, refusal=refusal)
    return _show(request, adjustment_id, plan=plan)


def _keep(request: PageRequest, adjustment_id: UUID) -> HttpResponse:
    sealed = request.POST.get("rows", "")
    try:
        rows = signing.loads(sealed, salt=f"{_SALT}.{adjustment_id}", max_age=_SECONDS)
    except signing.BadSignature:
        raise PreviewStale(field="file") from None
    draft_register(
        actor=request.actor,
        now=request.now,
        adjustment_id=adjustment_id,
        rows=rows,
        request_key=key_for(request, sealed),
    )
    return redirect(f"{reverse('manage:adjustment', args=[adjustment_id])}?done=kept")


def _show(
    request: PageRequest,
    adjustment_id: UUID,
    *,
    plan: RegisterPlan | None = None,
    refusal: RuleViolation | None = None,
) -> HttpResponse:
    title = get_adjustment_title(actor=request.actor, adjustment_id=adjustment_id)
    sentence = sentence_of(refusal) if refusal else ""
    context: dict[str, Any] = {
        "title": title,
        "errors": [{"field": refusal.field or "file", "sentence": sentence}] if refusal else [],
        "field": {
            "kind": "file",
            "name": "file",
            "label": gettext("授权登记的表格"),
            "hint": gettext(".xlsx、.xls 或 .csv，表头照导出的样子，不超过 5000 行。"),
            "error": sentence,
            "optional": False,
            "camera": False,
            "several": False,
            "accept": ACCEPT,
        },
        "request_key": fresh_key(),
        "action": request.path,
        "back_url": reverse("manage:adjustment", args=[adjustment_id]),
        "plan": _plan(plan, adjustment_id) if plan else None,
    }
    return render(
        request, "manage/register_import.html", context, status=STATUS[refusal.refusal] if refusal else 200
    )


def _plan(plan: RegisterPlan, adjustment_id: UUID) -> dict[str, Any]:
    told = [line for line in plan.lines if line.findings or line.fate is not RowFate.UNCHANGED]
    told.sort(key=lambda line: line.fate is not RowFate.REFUSED)
    taken = plan.taken
    return {
        "counts": [
            {"label": gettext(ROW_FATE_LABELS[fate]), "value": str(plan.count(fate))}
            for fate in (RowFate.NEW, RowFate.ALTERED, RowFate.UNCHANGED, RowFate.REFUSED)
        ],
        "rows": [_row(line) for line in told[:_MOST_SHOWN]],
        "more": max(0, len(told) - _MOST_SHOWN),
        "refused": plan.count(RowFate.REFUSED),
        "taken": len(taken),
        "sealed": signing.dumps(list(taken), salt=f"{_SALT}.{adjustment_id}", compress=True) if taken else "",
    }


def _row(line: RegisterLine) -> dict[str, Any]:
    return {
        "row": line.row,
        "fate_label": gettext(ROW_FATE_LABELS[line.fate]),
        "tag": FATE_TAGS[line.fate],
        "item": line.item_name,
        "unit": line.unit_name,
        "findings": [finding_row(each) for each in line.findings],
    }


urlpatterns = [path("lists/<uuid:adjustment_id>/register/", register, name="register")]
