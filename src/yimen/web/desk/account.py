"""One's own account: password, second factor, and where one is logged in."""

from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yimen.http.addresses import client_address
from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.errors import RuleViolation
from yimen.usecases.people.demo_codes import demo_code
from yimen.usecases.people.enrolling import find_enrolment
from yimen.usecases.people.leaving import end_log_in, end_other_log_ins
from yimen.usecases.people.own_account import get_own_account
from yimen.usecases.people.own_factor import (
    begin_second_factor,
    renew_recovery_codes,
    turn_off_second_factor,
    turn_on_second_factor,
)
from yimen.usecases.people.own_password import change_own_password
from yimen.web.shared.access import page
from yimen.web.shared.actors import SESSION_LOG_IN, SESSION_STAMP, go_on_with
from yimen.web.shared.log_in_rows import done_notices, log_in_list
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest


@page("people.read_account")
@never_cache
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Show how the account is protected and where it is logged in."""
    return _show(cast("PageRequest", request))


@page("people.change_own_password")
@never_cache
@require_POST
def change_password(request: HttpRequest) -> HttpResponse:
    """Replace the password, asked for the old one; all other sessions end."""
    asked = cast("PageRequest", request)
    old, password = asked.POST.get("old", ""), asked.POST.get("password", "")
    if password != asked.POST.get("again", ""):
        return _show(asked, errors={"password": gettext("两次输入的密码不一样。")}, status=400)
    try:
        stamp = change_own_password(
            actor=asked.actor,
            now=asked.now,
            log_in_id=_current(asked),
            old=old,
            password=password,
            address=client_address(asked),
            request_key=key_for(asked, "password", old, password),
        )
    except RuleViolation as refusal:
        return _refused(asked, refusal, fallback="old")
    return _on(asked, stamp, "password")


@page("people.end_log_in")
@require_POST
def end_one(request: HttpRequest) -> HttpResponse:
    """Log out one of the other places."""
    asked = cast("PageRequest", request)
    end_log_in(actor=asked.actor, now=asked.now, log_in_id=asked.POST.get("log_in_id", ""))
    return redirect(_back("ended"))


@page("people.end_other_log_ins")
@never_cache
@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """Log out everywhere else."""
    asked = cast("PageRequest", request)
    try:
        end_other_log_ins(actor=asked.actor, now=asked.now, current=_current(asked))
    except RuleViolation as refusal:
        return _refused(asked, refusal, fallback="log_ins")
    return redirect(_back("others"))


@page("people.begin_second_factor")
@never_cache
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Offer a secret, and show it next."""
    asked = cast("PageRequest", request)
    try:
        begin_second_factor(actor=asked.actor, now=asked.now)
    except RuleViolation as refusal:
        return _refused(asked, refusal, fallback="code")
    return redirect("desk:bind")


@page("people.turn_on_second_factor")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def bind(request: HttpRequest) -> HttpResponse:
    """Show the offered secret as a QR code, take the app's first code, show the recovery codes once."""
    asked = cast("PageRequest", request)
    if asked.method != "POST":
        return _show_secret(asked)
    try:
        done = turn_on_second_factor(
            actor=asked.actor,
            now=asked.now,
            log_in_id=_current(asked),
            code=asked.POST.get("code", ""),
            request_key=key_for(asked, "bind"),
        )
    except RuleViolation as refusal:
        return _show_secret(asked, refusal)
    return _show_codes(asked, done.stamp, done.recovery_codes, "bound")


@page("people.turn_off_second_factor")
@never_cache
@require_POST
def unbind(request: HttpRequest) -> HttpResponse:
    """Unbind the app, asked for a code of it."""
    asked = cast("PageRequest", request)
    code = asked.POST.get("code", "")
    try:
        stamp = turn_off_second_factor(
            actor=asked.actor,
            now=asked.now,
            log_in_id=_current(asked),
            code=code,
            address=client_address(asked),
            request_key=key_for(asked, "unbind", code),
        )
    except RuleViolation as refusal:
        return _refused(asked, refusal, fallback="code")
    return _on(asked, stamp, "unbound")


@page("people.renew_recovery_codes")
@never_cache
@require_POST
def new_codes(request: HttpRequest) -> HttpResponse:
    """Make new recovery codes, asked for a code of the app, and show them once."""
    asked = cast("PageRequest", request)
    code = asked.POST.get("code", "")
    try:
        done = renew_recovery_codes(
            actor=asked.actor,
            now=asked.now,
            code=code,
            address=client_address(asked),
            request_key=key_for(asked, "codes", code),
        )
    except RuleViolation as refusal:
        return _refused(asked, refusal, fallback="code")
    return _show_codes(asked, done.stamp, done.recovery_codes, "")


def _show(request: PageRequest, *, errors: dict[str, str] | None = None, status: int = 200) -> HttpResponse:
    own = get_own_account(actor=request.actor, now=request.now, current=_current(request))
    context: dict[str, Any] = {
        "own": own,
        "log_ins": log_in_list(own.log_ins, end="desk:end_log_in", end_others="desk:end_other_log_ins"),
        "notices": done_notices(request.GET.get("done", "")),
        "errors": errors or {},
        "request_key": fresh_key(),
        "in_demo": settings.ENV.demo and own.is_bound,
        "demo_code": _demo_code(request) if own.is_bound else "",
    }
    return render(request, "desk/account.html", context, status=status)


def _show_secret(request: PageRequest, refusal: RuleViolation | None = None) -> HttpResponse:
    offered = find_enrolment(account_id=str(request.actor.account_id), stamp=request.session[SESSION_STAMP])
    if offered is None:
        return redirect("desk:account")
    context = {
        "enrolment": offered,
        "act": reverse("desk:bind"),
        "next": "",
        "request_key": fresh_key(),
        "code_error": "" if refusal is None else sentence_of(refusal),
        "in_demo": settings.ENV.demo,
        "demo_code": _demo_code(request),
    }
    status = 200 if refusal is None else STATUS[refusal.refusal]
    return render(request, "desk/enrol.html", context, status=status)


def _show_codes(request: PageRequest, stamp: str, codes: tuple[str, ...], done: str) -> HttpResponse:
    go_on_with(request, stamp)
    return render(request, "desk/recovery_codes.html", {"codes": codes, "onward": _back(done)})


def _demo_code(request: PageRequest) -> str:
    if not settings.ENV.demo:
        return ""
    account_id, stamp = str(request.actor.account_id), request.session[SESSION_STAMP]
    return demo_code(account_id=account_id, stamp=stamp, now=request.now)


def _refused(request: PageRequest, refusal: RuleViolation, *, fallback: str) -> HttpResponse:
    errors = {refusal.field or fallback: sentence_of(refusal)}
    return _show(request, errors=errors, status=STATUS[refusal.refusal])


def _on(request: PageRequest, stamp: str, done: str) -> HttpResponse:
    go_on_with(request, stamp)
    return redirect(_back(done))


def _back(done: str) -> str:
    return reverse("desk:account") + (f"?done={done}" if done else "")


def _current(request: PageRequest) -> str:
    return str(request.session[SESSION_LOG_IN])


urlpatterns = [
    path("account/", account, name="account"),
    path("account/password/", change_password, name="change_password"),
    path("account/log-ins/end/", end_one, name="end_log_in"),
    path("account/log-ins/end-others/", end_others, name="end_other_log_ins"),
    path("account/second-factor/", bind, name="bind"),
    path("account/second-factor/begin/", begin, name="begin_second_factor"),
    path("account/second-factor/end/", unbind, name="unbind"),
    path("account/recovery-codes/", new_codes, name="new_recovery_codes"),
]
