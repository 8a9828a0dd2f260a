"""`/manage/report-templates/`: a county's own form of the monthly table, mapped and handed back filled."""

import hashlib
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from yimen.http.limits import true_size
from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.access import NotFound
from yimen.rules.errors import RuleViolation
from yimen.rules.report_templates import NoRoomForUnits
from yimen.rules.reports import month_words
from yimen.usecases.reports.frames import current_month
from yimen.usecases.reports.template_files import (
    MonthAfterForm,
    TemplateView,
    fill_template,
    get_template,
    list_templates,
    target_options,
)
from yimen.usecases.reports.templates import keep_template, map_template, withdraw_template
from yimen.web.manage.list_import import NoFileChosen
from yimen.web.manage.report_acts import number_of
from yimen.web.manage.report_files import month_or_404, send_out
from yimen.web.manage.reports import read_month
from yimen.web.shared.access import page
from yimen.web.shared.parking import form_owner
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest

_ACCEPT = ".xlsx"


@page("reports.keep_template")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def templates(request: PageRequest) -> HttpResponse:
    """The county's forms; one more is uploaded (POST)."""
    if request.method != "POST":
        return _show_all(request)
    try:
        upload = request.FILES.get("file")
        if upload is None:
            raise NoFileChosen(field="file")
        content = upload.read()
        template_id = keep_template(
            actor=request.actor,
            now=request.now,
            name=upload.name or "",
            content=content,
            true_size=true_size(upload),
            request_key=key_for(request, upload.name or "", hashlib.sha256(content).hexdigest()),
        )
    except NotFound:
        raise
    except RuleViolation as refusal:
        return _show_all(request, refusal=refusal)
    return redirect(_page(template_id, _month_of(request)))


def _month_of(request: PageRequest) -> date:
    return read_month(request.GET.get("month", "")) or current_month(request.now)


def _page(template_id: UUID, month: date) -> str:
    return f"{reverse('manage:report_template', args=[template_id])}?month={month:%Y-%m}"


def _show_all(request: PageRequest, *, refusal: RuleViolation | None = None) -> HttpResponse:
    month, rows = _month_of(request), list_templates(actor=request.actor)
    context = {
        "rows": [_row(each, month) for each in rows if each.ended_at is None],
        "ended": [_row(each, month) for each in rows if each.ended_at is not None],
        "is_ended": request.GET.get("done") == "ended",
        "month_words": month_words(month),
        "back_url": f"{reverse('manage:reports')}?month={month:%Y-%m}",
        "accept": _ACCEPT,
        "file_error": sentence_of(refusal) if refusal else "",
        "request_key": fresh_key(),
        "form_owner": form_owner(request.actor),
    }
    status = STATUS[refusal.refusal] if refusal else 200
    return render(request, "manage/report_templates.html", context, status=status)


def _row(view: TemplateView, month: date) -> dict[str, Any]:
    return {
        "view": view,
        "url": _page(view.template_id, month),
        "file_url": reverse("manage:report_template_file", args=[view.template_id, f"{month:%Y-%m}"]),
    }


@page("reports.map_template")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def template(request: PageRequest, template_id: UUID) -> HttpResponse:
    """One form: which of its columns holds what (POST changes it, or withdraws the form)."""
    if request.method != "POST":
        return _show(request, template_id)
    is_end = request.POST.get("act") == "WITHDRAW"
    try:
        (_withdraw if is_end else _map)(request, template_id)
    except NotFound:
        raise
    except RuleViolation as refusal:
        return _show(request, template_id, refusal=refusal)
    if is_end:
        return redirect(f"{reverse('manage:report_templates')}?month={_month_of(request):%Y-%m}&done=ended")
    return redirect(f"{_page(template_id, _month_of(request))}&done=mapped")


def _withdraw(request: PageRequest, template_id: UUID) -> None:
    withdraw_template(
        actor=request.actor,
        now=request.now,
        template_id=template_id,
        request_key=key_for(request, "withdraw"),
    )


def _map(request: PageRequest, template_id: UUID) -> None:
    mapping = {
        name.removeprefix("to-"): value for name, value in request.POST.items() if name.startswith("to-")
    }
    map_template(
        actor=request.actor,
        now=request.now,
        template_id=template_id,
        mapping={each: str(key) for each, key in mapping.items()},
        revision=number_of(request.POST.get("revision", "")) or 0,
        request_key=key_for(request, *(f"{each}={key}" for each, key in sorted(mapping.items()))),
    )


def _show(
    request: PageRequest,
    template_id: UUID,
    *,
    month: date | None = None,
    refusal: RuleViolation | None = None,
) -> HttpResponse:
    found = get_template(actor=request.actor, template_id=template_id)
    month, typed = month or _month_of(request), request.method == "POST" and refusal is not None
    options = [{"value": key, "label": gettext(words)} for key, words in target_options()]
    chosen = {
        letters: request.POST.get(f"to-{letters}", "") if typed else found.mapping.get(letters, "")
        for letters in found.headings
    }
    context = {
        **_row(found, month),
        "columns": [
            {
                "letters": letters,
                "words": words,
                "value": chosen[letters],
                "error": sentence_of(refusal) if refusal and refusal.field == letters else "",
            }
            for letters, words in found.headings.items()
        ],
        "options": options,
        "month_words": month_words(month),
        "back_url": f"{reverse('manage:report_templates')}?month={month:%Y-%m}",
        "errors": [{"field": refusal.field or "", "sentence": sentence_of(refusal)}] if refusal else [],
        "is_saved": request.GET.get("done") == "mapped",
        "request_key": fresh_key(),
        "form_owner": form_owner(request.actor),
    }
    status = STATUS[refusal.refusal] if refusal else 200
    return render(request, "manage/report_template.html", context, status=status)


@page("reports.keep_template")
@never_cache
@require_safe
def template_file(request: PageRequest, template_id: UUID, month: str) -> HttpResponseBase:
    """The form filled with a month; where it has no room, its page says what is missing."""
    first = month_or_404(month)
    try:
        found = fill_template(actor=request.actor, now=request.now, template_id=template_id, month=first)
    except (NoRoomForUnits, MonthAfterForm) as refusal:
        return _show(request, template_id, month=first, refusal=refusal)
    return send_out(found)


urlpatterns = [
    path("report-templates/", templates, name="report_templates"),
    path("report-templates/<uuid:template_id>/", template, name="report_template"),
    path("report-templates/<uuid:template_id>/<str:month>.xlsx", template_file, name="report_template_file"),
]
