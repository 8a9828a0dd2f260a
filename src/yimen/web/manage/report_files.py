"""A month's report as files: the summary and the register out, the asked cells out and back in."""

import hashlib
from datetime import date

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from yimen.http.limits import true_size
from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.access import NotFound
from yimen.rules.errors import RuleViolation
from yimen.rules.reports import month_words
from yimen.usecases.catalog.sheets.reports import FileOut
from yimen.usecases.documents.files import OpenedFile
from yimen.usecases.reports.files import export_register, export_report
from yimen.usecases.reports.reading import get_report_page
from yimen.usecases.reports.workbooks import CellsRefused, answers_workbook, take_answers
from yimen.web.manage.list_import import ACCEPT, NoFileChosen
from yimen.web.manage.report_acts import number_of
from yimen.web.manage.report_rows import page_url
from yimen.web.manage.reports import read_month
from yimen.web.shared.access import page
from yimen.web.shared.downloads import send_file
from yimen.web.shared.parking import form_owner
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest


def month_or_404(text: str) -> date:
    """The month of an address; refuses what is none (`NotFound`)."""
    found = read_month(text)
    if found is None:
        raise NotFound(field="month")
    return found


def send_out(found: FileOut, *, inline: bool = False) -> HttpResponseBase:
    """A made file as an answer."""
    file = OpenedFile(name=found.name, media_type=found.media_type, content=found.content, sha256="")
    return send_file(file, inline=inline)


@page("reports.read")
@never_cache
@require_safe
def report_file(request: PageRequest, unit_code: str, month: str, kind: str) -> HttpResponseBase:
    """The summary as .xlsx, .docx or a PDF to sign."""
    first = month_or_404(month)
    found = export_report(actor=request.actor, now=request.now, unit_code=unit_code, month=first, kind=kind)
    return send_out(found, inline=kind == "pdf")


@page("reports.read")
@never_cache
@require_safe
def register_file(request: PageRequest, unit_code: str, month: str, kind: str) -> HttpResponseBase:
    """The register as .xlsx, .docx or a PDF to sign."""
    first = month_or_404(month)
    found = export_register(actor=request.actor, now=request.now, unit_code=unit_code, month=first, kind=kind)
    return send_out(found, inline=kind == "pdf")


@page("reports.read")
@never_cache
@require_safe
def answers_file(request: PageRequest, unit_code: str, month: str) -> HttpResponseBase:
    """The asked cells as a workbook."""
    first = month_or_404(month)
    return send_out(answers_workbook(actor=request.actor, now=request.now, unit_code=unit_code, month=first))


@page("reports.take_answers")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_answers(request: PageRequest, unit_code: str, month: str) -> HttpResponse:
    """The workbook to take along, and the form by which it comes back (POST)."""
    first = month_or_404(month)
    if request.method != "POST":
        return _show(request, unit_code, first)
    try:
        upload = request.FILES.get("file")
        if upload is None:
            raise NoFileChosen(field="file")
        content = upload.read()
        take_answers(
            actor=request.actor,
            now=request.now,
            unit_code=unit_code,
            month=first,
            content=content,
            true_size=true_size(upload),
            revision=number_of(request.POST.get("revision", "")) or 0,
            request_key=key_for(request, hashlib.sha256(content).hexdigest()),
        )
    except NotFound:
        raise
    except RuleViolation as refusal:
        return _show(request, unit_code, first, refusal=refusal)
    return redirect(f"{page_url(unit_code, first)}?done=ANSWER")


def _show(
    request: PageRequest, unit_code: str, month: date, *, refusal: RuleViolation | None = None
) -> HttpResponse:
    found = get_report_page(actor=request.actor, unit_code=unit_code, month=month, now=request.now)
    faults = refusal.faults if isinstance(refusal, CellsRefused) else ()
    context = {
        "page": found,
        "month_words": month_words(month),
        "back_url": page_url(unit_code, month),
        "file_url": reverse("manage:report_answers_file", args=[unit_code, f"{month:%Y-%m}"]),
        "accept": ACCEPT,
        "revision": found.own.revision if found.own else 0,
        "file_error": sentence_of(refusal) if refusal and not faults else "",
        "faults": [{"place": place, "sentence": sentence} for place, sentence in faults],
        "request_key": fresh_key(),
        "form_owner": form_owner(request.actor),
    }
    status = STATUS[refusal.refusal] if refusal else 200
    return render(request, "manage/report_answers.html", context, status=status)


_AT = "reports/<str:unit_code>/<str:month>"
urlpatterns = [
    path(f"{_AT}/answers/", report_answers, name="report_answers"),
    path(f"{_AT}/answers.xlsx", answers_file, name="report_answers_file"),
    path(f"{_AT}/summary.<str:kind>", report_file, name="report_file"),
    path(f"{_AT}/register.<str:kind>", register_file, name="report_register_file"),
]
