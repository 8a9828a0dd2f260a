"""Handing in what was missing, and taking an application back: both from the phone, in one go."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yimen.http.limits import true_size
from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.access import NotFound
from yimen.rules.cases import OutOfTurn
from yimen.rules.errors import RuleViolation
from yimen.rules.uploads import UPLOAD_LIMITS
from yimen.usecases.cases.actions import supplement, withdraw
from yimen.usecases.cases.evidence import Upload
from yimen.usecases.cases.queries import CorrectionView, get_own_correction, get_own_withdrawal
from yimen.web.shared.access import page
from yimen.web.shared.parking import form_owner
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest

_FILE = "file-"
_MEGABYTE = 1024 * 1024


@page("cases.supplement")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: PageRequest, number: str) -> HttpResponse:
    """All that the notice asks for on one page; nothing is taken until every material is there."""
    here = reverse("portal:own_case", args=[number])
    try:
        found = get_own_correction(actor=request.actor, case_no=number)
        if request.method != "POST":
            return _show(request, found)
        return _hand_in(request, found)
    except OutOfTurn:
        return redirect(here)  # handed in before, here or at the counter: the page says how it stands


def _hand_in(request: PageRequest, found: CorrectionView) -> HttpResponse:
    uploads = {each.id: _uploads(request, each.id) for each in found.materials}
    marks = [f"{key}={file.name}:{file.digest}" for key, files in uploads.items() for file in files]
    try:
        supplement(
            actor=request.actor,
            now=request.now,
            case_id=found.case_id,
            files={str(key): files for key, files in uploads.items() if files},
            request_key=key_for(request, "correct", found.number, *marks),
        )
    except (NotFound, OutOfTurn):
        raise
    except RuleViolation as refusal:
        return _show(request, found, refusal=refusal)
    return redirect(f"{reverse('portal:own_case', args=[found.number])}?corrected=1")


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
        "number": found.number,
        "item_name": gettext(found.item_name),
        "told_on": found.told_on,
        "notice_url": reverse("portal:paper", args=[found.notice_id]) if found.notice_id else "",
        "notice_no": found.notice_no,
        "center": found.center,
        "case_url": reverse("portal:own_case", args=[found.number]),
        "request_key": fresh_key(),
        "form_owner": form_owner(request.actor),
        "errors": [{"field": n if n in fields else "", "sentence": s} for n, s in wrong.items()],
        "materials": [
            {
                "id": each.id,
                "field": f"{_FILE}{each.id}",
                "name": each.name,
                "why": each.why,
                "standard": each.standard,
                "error": wrong.get(f"{_FILE}{each.id}", ""),
            }
            for each in found.materials
        ],
        "limit_words": gettext("照片或 PDF，可以选几张，每个不超过 {most} MB").format(
            most=UPLOAD_LIMITS.max_bytes // _MEGABYTE
        ),
    }
    status = STATUS[refusal.refusal] if refusal else 200
    return render(request, "portal/correct.html", context, status=status)


@page("cases.withdraw")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: PageRequest, number: str) -> HttpResponse:
    """Ask once what withdrawing means; posted, withdraw."""
    here = reverse("portal:own_case", args=[number])
    try:
        found = get_own_withdrawal(actor=request.actor, case_no=number)
        if request.method == "POST":
            key = key_for(request, "withdraw", number)
            withdraw(
                actor=request.actor,
                now=request.now,
                case_id=found.case_id,
                confirmed=True,
                request_key=key,
            )
            return redirect(f"{here}?withdrawn=1")
    except OutOfTurn:
        return redirect(here)  # decided or withdrawn meanwhile: the page says how it stands
    context = {
        "number": found.number,
        "item_name": gettext(found.item_name),
        "case_url": here,
        "request_key": fresh_key(),
        "form_owner": form_owner(request.actor),
    }
    return render(request, "portal/withdraw.html", context)
