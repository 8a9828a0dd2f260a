"""Officials come in by account and password, choose their post, and leave."""

from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from yimen.http.addresses import client_address
from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.access import PUBLIC
from yimen.rules.errors import RuleViolation
from yimen.usecases.people import queries as people
from yimen.usecases.people.accounts import DEMO_PASSWORD
from yimen.usecases.people.entering import SecondFactorNeeded, choose_post, log_in
from yimen.web.desk.going_in import browser_of, go_on
from yimen.web.shared.access import open_page
from yimen.web.shared.ended import ended_notices
from yimen.web.shared.leaving import end_session, session_of
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest
from yimen.web.shared.way_back import way_back


@open_page
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """Ask for account and password; more steps may follow, and somebody with several posts chooses one."""
    asked = cast("PageRequest", request)
    if asked.method != "POST":
        return _show_login(asked, account=asked.GET.get("account", ""))
    account, password = asked.POST.get("account", ""), asked.POST.get("password", "")
    try:
        found = log_in(
            actor=PUBLIC,
            now=asked.now,
            login_name=account,
            password=password,
            samples_may_enter=settings.ENV.demo,
            request_key=key_for(asked, account, password),
            **browser_of(asked),
        )
    except RuleViolation as refusal:
        return _show_login(asked, account=account, refusal=refusal)
    return go_on(asked, found)


def _show_login(request: PageRequest, *, account: str, refusal: RuleViolation | None = None) -> HttpResponse:
    context: dict[str, Any] = {
        "account": account[:40],
        "next": way_back(request, ""),
        "request_key": fresh_key(),
        "said": ended_notices(request),
        "demo_password": DEMO_PASSWORD if settings.ENV.demo else "",
        "refusal": "" if refusal is None else sentence_of(refusal),
    }
    status = 200 if refusal is None else STATUS[refusal.refusal]
    return render(request, "desk/login.html", context, status=status)


@open_page
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Let the account of the session choose among its posts of today, also to change over later."""
    asked = cast("PageRequest", request)
    session = session_of(asked)
    posts = () if session is None else people.list_session_posts(**session, now=asked.now)
    if session is None or not posts:
        return redirect("desk:login")
    refusal = None
    if asked.method == "POST":
        post_id = asked.POST.get("post_id", "")
        try:
            found = choose_post(
                actor=PUBLIC,
                now=asked.now,
                **session,
                post_id=post_id,
                address=client_address(asked),
                request_key=key_for(asked, session["account_id"], post_id),
            )
        except SecondFactorNeeded as needed:
            refusal = needed
        else:
            return go_on(asked, found)
    context = {
        "posts": posts,
        "current": str(asked.actor.post_id or ""),
        "next": way_back(asked, ""),
        "request_key": fresh_key(),
        "refusal": "" if refusal is None else sentence_of(refusal),
    }
    status = 200 if refusal is None else STATUS[refusal.refusal]
    return render(asked, "desk/choose_post.html", context, status=status)


@open_page
@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """End the session; the log-in page comes next, as on a shared computer it should."""
    end_session(cast("PageRequest", request))
    return redirect("desk:login")


urlpatterns = [
    path("login/", login, name="login"),
    path("logout/", logout, name="logout"),
    path("post/", choose, name="choose_post"),
]
