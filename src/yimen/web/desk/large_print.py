"""A receipt or a one-time notice in large type, to be printed for whoever does not read small print."""

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yimen.usecases.cases.queries import get_large_print
from yimen.web.shared.access import page
from yimen.web.shared.requests import PageRequest


@page("cases.read")
@never_cache
@require_safe
def large_print(request: PageRequest, case_id: UUID, paper_id: UUID) -> HttpResponse:
    """The sheet; on the screen with a button that prints it."""
    sheet = get_large_print(
        actor=request.actor, case_id=case_id, paper_id=paper_id, public_url=settings.ENV.public_url
    )
    context = {"sheet": sheet, "back_url": reverse("desk:case", args=[case_id])}
    return render(request, "desk/large_print.html", context)


urlpatterns = [
    path("cases/<uuid:case_id>/papers/<uuid:paper_id>/large/", large_print, name="large_print"),
]
