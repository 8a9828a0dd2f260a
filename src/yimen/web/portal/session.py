"""Residents come in by telephone and one-time code, leave, and choose large text."""

from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from yimen.rules.access import PUBLIC
from yimen.rules.errors import RuleViolation
from yimen.rules.people import BadPhone, TooManyAttempts, check_mobile
from yimen.rules.text import mask_phone
from yimen.usecases.people.codes import CODE_MINUTES, log_in_with_code, send_code
from yimen.web.shared.access import open_page
from yimen.web.shared.actors import enter, leave
from yimen.web.shared.addresses import client_address
from yimen.web.shared.ended import ended_notices
from yimen.web.shared.frame import LARGE_TEXT_COOKIE
from yimen.web.shared.refusals import STATUS, sentence_of
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest
from yimen.web.shared.way_back import way_back

_A_YEAR = 365 * 24 * 3600
_WAIT_SECONDS = 60


@open_page
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """Ask for the phone, send the code, take the code; each step is one plain form."""
    asked = cast("PageRequest", request)
    if asked.method != "POST":
        return _show(asked, stage="PHONE")
    if "code" in asked.POST and "resend" not in asked.POST:
        return _take_code(asked)
    return _send(asked)


def _send(request: PageRequest) -> HttpResponse:
    phone = request.POST.get("phone", "")
    try:
        send_code(
            actor=PUBLIC,
            now=request.now,
            phone=phone,
            address=client_address(request),
            request_key=key_for(request, "send", phone),
        )
    except TooManyAttempts as refusal:
        # Whoever closed the page in haste still has a code that holds, and must be able to enter it.
        return _show(request, stage="CODE", refusal=refusal, field="code")
    except RuleViolation as refusal:
        return _show(request, stage="PHONE", refusal=refusal, field="phone")
    return _show(request, stage="CODE", just_sent=True)


def _take_code(request: PageRequest) -> HttpResponse:
    phone, code = request.POST.get("phone", ""), request.POST.get("code", "")
    try:
        found = log_in_with_code(
            actor=PUBLIC,
            now=request.now,
            phone=phone,
            code=code,
            address=client_address(request),
            samples_may_enter=settings.ENV.demo,
            request_key=key_for(request, "enter", phone, code),
        )
    except BadPhone as refusal:
        return _show(request, stage="PHONE", refusal=refusal, field="phone")
    except RuleViolation as refusal:
        return _show(request, stage="CODE", refusal=refusal, field="code")
    enter(request, account_id=found.account_id, post_id=found.post_id, stamp=found.stamp)
    rotate_token(request)
    return redirect(way_back(request, reverse("portal:mine")))


def _show(
    request: PageRequest,
    *,
    stage: str,
    refusal: RuleViolation | None = None,
    field: str = "",
    just_sent: bool = False,
) -> HttpResponse:
    phone = request.POST.get("phone", request.GET.get("phone", ""))[:30]
    context: dict[str, Any] = {
        "stage": stage,
        "phone": phone,
        "next": way_back(request, ""),
        "request_key": fresh_key(),
        "just_sent": just_sent,
        "wait_seconds": _WAIT_SECONDS if just_sent else 0,
        "demo_url": reverse("demo:messages") if settings.ENV.demo else "",
        "said": ended_notices(request),
        "errors": [],
    }
    if stage == "CODE":
        context |= {"phone_masked": mask_phone(check_mobile(phone)), "code_minutes": CODE_MINUTES}
    if refusal is not None:
        sentence = sentence_of(refusal)
        context |= {"errors": [{"field": field, "sentence": sentence}], f"{field}_error": sentence}
    status = 200 if refusal is None else STATUS[refusal.refusal]
    return render(request, "portal/login.html", context, status=status)


@open_page
@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """End the session and go home."""
    leave(cast("PageRequest", request))
    return redirect("portal:home")


@open_page
@require_POST
def large_text(request: HttpRequest) -> HttpResponse:
    """Turn large text on or off for this browser, and return to the page one came from."""
    response = redirect(way_back(request, reverse("portal:home")))
    on = request.POST.get("on") == "1"
    response.set_cookie(
        LARGE_TEXT_COOKIE,
        "1" if on else "0",
        max_age=_A_YEAR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


urlpatterns = [
    path("login/", login, name="login"),
    path("logout/", logout, name="logout"),
    path("large-text/", large_text, name="large_text"),
]
