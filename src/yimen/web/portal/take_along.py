"""带去清单: the sheet of a guide, to print from the page or to download as PDF in large type."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from yimen.rules.calendar import beijing_date
from yimen.usecases.catalog.queries import Guide, get_guide
from yimen.usecases.catalog.take_along import TakeAlong, sheet_qr, take_along, typeset_take_along
from yimen.web.portal.guide_context import answers_in, answers_query, guide_url
from yimen.web.portal.village import chosen_place
from yimen.web.shared.access import page
from yimen.web.shared.requests import PageRequest


@page("catalog.read_guide")
@require_safe
def sheet(request: PageRequest, code: str) -> HttpResponse:
    """The sheet on the screen and on paper; refuses an unknown item."""
    found = _guide(request, code)
    sheet_now = _sheet(request, found)
    context = {
        "sheet": sheet_now,
        "qr": sheet_qr(sheet_now),
        "guide_url": reverse("portal:guide", args=[found.code]) + answers_query(found),
        "pdf_url": reverse("portal:take_along_pdf", args=[found.code]) + answers_query(found),
    }
    return render(request, "portal/take_along.html", context)


@page("catalog.read_guide")
@require_safe
def pdf(request: PageRequest, code: str) -> HttpResponse:
    """The same as PDF, one A4 page; refuses an unknown item."""
    found = _guide(request, code)
    laid_out = typeset_take_along(_sheet(request, found), today=beijing_date(request.now))
    response = HttpResponse(laid_out, content_type="application/pdf")
    name = gettext("带去清单 {item}.pdf").format(item=found.name)
    response.headers["Content-Disposition"] = content_disposition_header(False, name) or "inline"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _guide(request: PageRequest, code: str) -> Guide:
    place = chosen_place(request)
    return get_guide(
        code,
        township_code=place.code if place else None,
        today=beijing_date(request.now),
        answers=answers_in(request),
    )


def _sheet(request: PageRequest, found: Guide) -> TakeAlong:
    return take_along(
        found,
        url=guide_url(found, public_url=settings.ENV.public_url),
        today=beijing_date(request.now),
        sample=settings.ENV.demo,
    )
