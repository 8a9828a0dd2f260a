"""`/track/`: where a case is, for whoever has its number and check code, without logging in."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yimen.http.addresses import client_address
from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.access import Party
from yimen.rules.errors import RuleViolation
from yimen.usecases.cases.actions import claim
from yimen.usecases.cases.queries import track_from
from yimen.web.portal.case_context import Reader, case_context
from yimen.web.shared.access import page
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest

_LONGEST_SHOWN = 60


@page("cases.track")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def track(request: PageRequest) -> HttpResponse:
    """The form; posted, the case. Number and code stay out of the address, and so out of every log."""
    number = request.POST.get("number", request.GET.get("number", ""))
    code = request.POST.get("check_code", "")
    typed = {"number": _shown(number), "check_code": _shown(code)}
    if request.method != "POST":
        return render(request, "portal/track.html", typed)
    try:
        found = track_from(
            actor=request.actor,
            now=request.now,
            case_no=number,
            check_code=code,
            address=client_address(request),
        )
    except RuleViolation as refusal:
        return _refused(request, typed, refusal)
    context: dict[str, object] = {**typed, "case": case_context(found, Reader.CODE_HOLDER)}
    if found.is_claimable:
        context |= _claiming(request)
    return render(request, "portal/track.html", context)


def _claiming(request: PageRequest) -> dict[str, str]:
    """A logged-in resident may take the case into their account; others are led to log in first."""
    if request.actor.party is Party.RESIDENT:
        return {"claim_url": reverse("portal:claim"), "request_key": fresh_key()}
    query = urlencode({"next": reverse("portal:track")})
    return {"claim_login_url": f"{reverse('portal:login')}?{query}"}


@page("cases.claim")
@require_http_methods(["GET", "HEAD", "POST"])
def claim_case(request: PageRequest) -> HttpResponse:
    """Take the case with this number and check code into one's own account, then show it there."""
    if request.method != "POST":
        return redirect("portal:track")
    number, code = request.POST.get("number", ""), request.POST.get("check_code", "")
    try:
        done = claim(
            actor=request.actor,
            now=request.now,
            case_no=number,
            check_code=code,
            address=client_address(request),
            request_key=key_for(request, "claim", number, code),
        )
    except RuleViolation as refusal:
        return _refused(request, {"number": _shown(number), "check_code": _shown(code)}, refusal)
    return redirect("portal:own_case", done.case_no)


def _refused(request: PageRequest, typed: dict[str, str], refusal: RuleViolation) -> HttpResponse:
    field, sentence = refusal.field or "", sentence_of(refusal)
    context: dict[str, object] = {**typed, "errors": [{"field": field, "sentence": sentence}]}
    if field:
        context[f"{field}_error"] = sentence
    return render(request, "portal/track.html", context, status=STATUS[refusal.refusal])


def _shown(typed: str) -> str:
    return typed[:_LONGEST_SHOWN].replace("\x00", "")
