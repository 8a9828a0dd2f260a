"""A proxy hands in what a one-time notice asked for, for a case that they filed: all of it at once."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yimen.http.limits import true_size
from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.access import NotFound
from yimen.rules.cases import OutOfTurn
from yimen.rules.errors import RuleViolation
from yimen.usecases.cases.actions import supplement as hand_in
from yimen.usecases.cases.evidence import Upload
from yimen.usecases.cases.queries import CorrectionView, get_proxy_correction
from yimen.web.shared.access import page
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest

_FILE = "file-"


@page("cases.read_village")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def supplement(request: PageRequest, case_id: UUID) -> HttpResponse:
    """What the notice asks for, with a picture for each; a case that waits for nothing leads to its page."""
    here = reverse("desk:village_case", args=[case_id])
    try:
        found = get_proxy_correction(actor=request.actor, case_id=case_id)
        return _take(request, found) if request.method == "POST" else _show(request, found)
    except OutOfTurn:
        return redirect(here)


def _take(request: PageRequest, found: CorrectionView) -> HttpResponse:
    files = {str(each.id): _uploads(request, each.id) for each in found.materials}
    try:
        hand_in(
            actor=request.actor,
            now=request.now,
            case_id=found.case_id,
            files={key: uploads for key, uploads in files.items() if uploads},
            request_key=key_for(request, "supplement", found.number),
        )
    except (NotFound, OutOfTurn):
        raise
    except RuleViolation as refusal:
        return _show(request, found, refusal=refusal)
    return redirect("desk:village_case", case_id=found.case_id)


def _uploads(request: PageRequest, material_id: UUID) -> tuple[Upload, ...]:
    return tuple(
        Upload(name=file.name or "", content=file.read(), true_size=true_size(file))
        for file in request.FILES.getlist(f"{_FILE}{material_id}")
    )


def _show(
    request: PageRequest, found: CorrectionView, *, refusal: RuleViolation | None = None
) -> HttpResponse:
    wrong = {refusal.field or "": sentence_of(refusal)} if refusal else {}
    fields = {f"{_FILE}{each.id}" for each in found.materials}
    context: dict[str, Any] = {
        "found": found,
        "item_name": gettext(found.item_name),
        "case_url": reverse("desk:village_case", args=[found.case_id]),
        "notice_url": reverse("desk:village_paper", args=[found.case_id, found.notice_id])
        if found.notice_id
        else "",
        "request_key": request.POST.get("request_key", "") or fresh_key(),
        "errors": [{"field": n if n in fields else "", "sentence": s} for n, s in wrong.items()],
        "materials": [
            {
                "name": each.name,
                "why": each.why,
                "standard": each.standard,
                "field": f"{_FILE}{each.id}",
                "error": wrong.get(f"{_FILE}{each.id}", ""),
            }
            for each in found.materials
        ],
    }
    status = STATUS[refusal.refusal] if refusal else 200
    return render(request, "desk/village/supplement.html", context, status=status)


urlpatterns = [path("village/cases/<uuid:case_id>/supplement/", supplement, name="village_supplement")]
