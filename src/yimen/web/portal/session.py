"""Residents come in by telephone and one-time code, leave, and choose large text."""

from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from yimen.http.addresses import client_address
from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.access import PUBLIC
from yimen.rules.errors import RuleViolation
from yimen.rules.people import BadPhone, TooManyAttempts, check_mobile
from yimen.rules.text import mask_phone
from yimen.usecases.people.codes import CODE_MINUTES, log_in_with_code, send_code
from yimen.web.shared.access import open_page
from yimen.web.shared.actors import SESSION_LOG_IN, enter
from yimen.web.shared.ended import ended_notices
from yimen.web.shared.frame import LARGE_TEXT_COOKIE
from yimen.web.shared.leaving import end_session
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest
from yimen.web.shared.way_back import way_back

_A_YEAR = 365 * 24 * 3600
_WAIT_SECONDS = 60
_WAITING = "code_sent"


@open_page
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """Ask for the phone, send the code, take the code; each step is one plain form."""
    asked = cast("PageRequest", request)
    if asked.method != "POST":
        waiting = asked.session.get(_WAITING)
        if asked.GET.get("step") == "code" and waiting:
            return _show_code(asked, waiting["phone"])
        return _show_phone(asked, asked.GET.get("phone", ""))
    if "code" in asked.POST and "resend" not in asked.POST:
        return _take_code(asked)
    return _send(asked)


def _send(request: PageRequest) -> HttpResponse:
    """Whoever sent a code lands on a page of its own: going back and reloading sends nothing twice."""
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
        return _show_code(request, phone, refusal)
    except RuleViolation as refusal:
        return _show_phone(request, phone, refusal)
    request.session[_WAITING] = {
        "phone": check_mobile(phone),
        "sent_at": request.now.timestamp(),
        "next": way_back(request, ""),
    }
    return redirect(f"{reverse('portal:login')}?step=code")


def _take_code(request: PageRequest) -> HttpResponse:
    phone, code = request.POST.get("phone", ""), request.POST.get("code", "")
    try:
        found = log_in_with_code(
            actor=PUBLIC,
            now=request.now,
            phone=phone,
            code=code,
            address=client_address(request),
            browser=request.headers.get("User-Agent", ""),
            replaces=request.session.get(SESSION_LOG_IN),
            samples_may_enter=settings.ENV.demo,
            request_key=key_for(request, "enter", phone, code),
        )
    except BadPhone as refusal:
        return _show_phone(request, phone, refusal)
    except RuleViolation as refusal:
        return _show_code(request, phone, refusal)
    request.session.pop(_WAITING, None)
    enter(request, found)
    rotate_token(request)
    return redirect(way_back(request, reverse("portal:mine")))


def _show_phone(request: PageRequest, phone: str, refusal: RuleViolation | None = None) -> HttpResponse:
    context = {
        "stage": "PHONE",
        "next": way_back(request, ""),
        "phone": phone[:30],
        "said": ended_notices(request),
    }
    return _show(request, context, refusal, field="phone")


def _show_code(request: PageRequest, phone: str, refusal: RuleViolation | None = None) -> HttpResponse:
    mobile = check_mobile(phone)
    waiting = request.session.get(_WAITING) or {"phone": "", "sent_at": 0.0, "next": ""}
    passed = int(request.now.timestamp() - waiting["sent_at"])
    context = {
        "stage": "CODE",
        "next": way_back(request, waiting["next"]),
        "phone": mobile,
        "phone_masked": mask_phone(mobile),
        "code_minutes": CODE_MINUTES,
        "just_sent": waiting["phone"] == mobile and refusal is None,
        "wait_seconds": max(0, _WAIT_SECONDS - passed) if waiting["phone"] == mobile else 0,
    }
    return _show(request, context, refusal, field="code")


def _show(
    request: PageRequest, context: dict[str, Any], refusal: RuleViolation | None, *, field: str
) -> HttpResponse:
    context |= {
        "request_key": fresh_key(),
        "demo_url": reverse("demo:messages") if settings.ENV.demo else "",
    }
    if refusal is not None:
        sentence = sentence_of(refusal)
        context |= {"errors": [{"field": field, "sentence": sentence}], f"{field}_error": sentence}
    status = 200 if refusal is None else STATUS[refusal.refusal]
    return render(request, "portal/login.html", context, status=status)


@open_page
@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """End the session and go home."""
    end_session(cast("PageRequest", request))
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
