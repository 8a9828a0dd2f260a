"""`/supervise/brief.pdf`, `.docx`: one page for a leader."""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yimen.usecases.documents.files import OpenedFile
from yimen.usecases.supervision.briefs import BriefFile, make_brief_docx, make_brief_pdf
from yimen.web.shared.access import page
from yimen.web.shared.downloads import send_file
from yimen.web.shared.requests import PageRequest

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@page("supervision.read")
@never_cache
@require_safe
def brief_pdf(request: PageRequest) -> HttpResponseBase:
    """The page of a unit and month as PDF, to be looked at or printed."""
    made = make_brief_pdf(
        actor=request.actor,
        now=request.now,
        public_url=settings.ENV.public_url,
        sample=settings.ENV.demo,
        **_asked(request),
    )
    return _send(made, "application/pdf", inline=True)


@page("supervision.read")
@never_cache
@require_safe
def brief_docx(request: PageRequest) -> HttpResponseBase:
    """The same for Word and WPS."""
    made = make_brief_docx(actor=request.actor, now=request.now, sample=settings.ENV.demo, **_asked(request))
    return _send(made, _DOCX, inline=False)


def _asked(request: HttpRequest) -> dict[str, str]:
    return {"unit_code": request.GET.get("unit", ""), "month": request.GET.get("month", "")}


def _send(made: BriefFile, media_type: str, *, inline: bool) -> HttpResponseBase:
    file = OpenedFile(name=made.name, media_type=media_type, content=made.content, sha256="")
    return send_file(file, inline=inline)


urlpatterns = [
    path("brief.pdf", brief_pdf, name="brief_pdf"),
    path("brief.docx", brief_docx, name="brief_docx"),
]
