"""The steps between the right password and the desk: a code, a second factor to bind, a password."""

from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.access import PUBLIC
from yimen.rules.errors import RuleViolation
from yimen.rules.second_factors import EntryStep
from yimen.usecases.people.demo_codes import demo_code
from yimen.usecases.people.enrolling import confirm_second_factor, find_enrolment
from yimen.usecases.people.entries import Entered, HalfIn, HalfInOver
from yimen.usecases.people.own_password import replace_given_password
from yimen.usecases.people.proving import prove_second_factor
from yimen.web.desk.going_in import browser_of, go_on, onward, step_page
from yimen.web.shared.access import open_page
from yimen.web.shared.actors import enter, enter_half, half_in_of
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest
from yimen.web.shared.way_back import way_back


@open_page
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """Ask for six digits of the app, or for a recovery code."""
    asked = cast("PageRequest", request)
    half_in = half_in_of(asked)
    if half_in is None or half_in.step is not EntryStep.CODE:
        return _elsewhere(half_in)
    if asked.method != "POST":
        return _show_step(asked, half_in)
    code = asked.POST.get("code", "")
    try:
        found = prove_second_factor(
            actor=PUBLIC,
            now=asked.now,
            half_in=half_in,
            code=code,
            samples_may_enter=settings.ENV.demo,
            request_key=key_for(asked, half_in.account_id, code),
            **browser_of(asked),
        )
    except HalfInOver as refusal:
        return _begin_anew(asked, refusal)
    except RuleViolation as refusal:
        return _show_step(asked, half_in, refusal)
    return go_on(asked, found)


@open_page
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enrol(request: HttpRequest) -> HttpResponse:
    """Show the secret as a QR code, take the app's first code, show the recovery codes once."""
    asked = cast("PageRequest", request)
    half_in = half_in_of(asked)
    if half_in is None or half_in.step is not EntryStep.ENROL:
        return _elsewhere(half_in)
    if asked.method != "POST":
        return _show_enrolment(asked, half_in)
    try:
        done = confirm_second_factor(
            actor=PUBLIC,
            now=asked.now,
            half_in=half_in,
            code=asked.POST.get("code", ""),
            samples_may_enter=settings.ENV.demo,
            request_key=key_for(asked, half_in.account_id),
            **browser_of(asked),
        )
    except HalfInOver as refusal:
        return _begin_anew(asked, refusal)
    except RuleViolation as refusal:
        return _show_enrolment(asked, half_in, refusal)
    return _show_codes(asked, done.way, done.recovery_codes)


@open_page
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_password(request: HttpRequest) -> HttpResponse:
    """Ask for a password of one's own in place of the one that somebody else set."""
    asked = cast("PageRequest", request)
    half_in = half_in_of(asked)
    if half_in is None or half_in.step is not EntryStep.NEW_PASSWORD:
        return _elsewhere(half_in)
    if asked.method != "POST":
        return _show_new_password(asked, "")
    password = asked.POST.get("password", "")
    if password != asked.POST.get("again", ""):
        return _show_new_password(asked, gettext("两次输入的密码不一样。"), status=400)
    try:
        found = replace_given_password(
            actor=PUBLIC,
            now=asked.now,
            half_in=half_in,
            password=password,
            samples_may_enter=settings.ENV.demo,
            request_key=key_for(asked, half_in.account_id, password),
            **browser_of(asked),
        )
    except HalfInOver as refusal:
        return _begin_anew(asked, refusal)
    except RuleViolation as refusal:
        return _show_new_password(asked, sentence_of(refusal), status=STATUS[refusal.refusal])
    return go_on(asked, found)


def _show_new_password(request: PageRequest, error: str, *, status: int = 200) -> HttpResponse:
    context = {"next": way_back(request, ""), "request_key": fresh_key(), "password_error": error}
    return render(request, "desk/new_password.html", context, status=status)


def _show_step(request: PageRequest, half_in: HalfIn, refusal: RuleViolation | None = None) -> HttpResponse:
    return _show(request, "desk/second_step.html", half_in, {}, refusal)


def _show_enrolment(
    request: PageRequest, half_in: HalfIn, refusal: RuleViolation | None = None
) -> HttpResponse:
    offered = find_enrolment(account_id=half_in.account_id, stamp=half_in.stamp)
    if offered is None:
        return _begin_anew(request, HalfInOver())
    return _show(request, "desk/enrol.html", half_in, {"enrolment": offered, "act": request.path}, refusal)


def _show(
    request: PageRequest,
    template: str,
    half_in: HalfIn,
    context: dict[str, Any],
    refusal: RuleViolation | None,
) -> HttpResponse:
    shown = ""
    if settings.ENV.demo:
        shown = demo_code(account_id=half_in.account_id, stamp=half_in.stamp, now=request.now)
    context |= {
        "next": way_back(request, ""),
        "request_key": fresh_key(),
        "code_error": "" if refusal is None else sentence_of(refusal),
        "in_demo": settings.ENV.demo,
        "demo_code": shown,
    }
    status = 200 if refusal is None else STATUS[refusal.refusal]
    return render(request, template, context, status=status)


def _show_codes(request: PageRequest, way: Entered | HalfIn, codes: tuple[str, ...]) -> HttpResponse:
    """The codes are in this answer and nowhere else; going back shows them no more."""
    if isinstance(way, HalfIn):
        enter_half(request, way)
    else:
        enter(request, way)
    rotate_token(request)
    context = {"codes": codes, "onward": onward(request, way)}
    return render(request, "desk/recovery_codes.html", context)


def _elsewhere(half_in: HalfIn | None) -> HttpResponse:
    """To the step that is due, or to the log-in."""
    return redirect("desk:login" if half_in is None else step_page(half_in.step))


def _begin_anew(request: PageRequest, refusal: RuleViolation) -> HttpResponse:
    """Forget who was half in; the log-in page says why."""
    request.session.flush()
    context = {
        "account": "",
        "next": way_back(request, ""),
        "request_key": fresh_key(),
        "refusal": sentence_of(refusal),
    }
    return render(request, "desk/login.html", context, status=STATUS[refusal.refusal])


urlpatterns = [
    path("second-step/", second_step, name="second_step"),
    path("enrol/", enrol, name="enrol"),
    path("new-password/", new_password, name="new_password"),
]
