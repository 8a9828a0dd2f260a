"""Officials come in by account and password, choose their post, and leave."""

from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from yimen.http.addresses import client_address
from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.access import GRANTS, PUBLIC, Party
from yimen.rules.errors import RuleViolation
from yimen.usecases.people import queries as people
from yimen.usecases.people.accounts import DEMO_PASSWORD
from yimen.usecases.people.entering import Entered, choose_post, log_in
from yimen.web.shared.access import open_page
from yimen.web.shared.actors import SESSION_ACCOUNT, SESSION_STAMP, enter, leave
from yimen.web.shared.ended import ended_notices
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest
from yimen.web.shared.way_back import way_back


@open_page
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """Ask for account and password; somebody with several posts chooses one next."""
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
            address=client_address(asked),
            samples_may_enter=settings.ENV.demo,
            request_key=key_for(asked, account, password),
        )
    except RuleViolation as refusal:
        return _show_login(asked, account=account, refusal=refusal)
    return _go_in(asked, found)


def _go_in(request: PageRequest, found: Entered) -> HttpResponse:
    enter(request, account_id=found.account_id, post_id=found.post_id, stamp=found.stamp)
    rotate_token(request)
    if found.party is None:
        onward = way_back(request, "")
        query = f"?{urlencode({'next': onward})}" if onward else ""
        return redirect(reverse("desk:choose_post") + query)
    return redirect(way_back(request, _first_page(found.party)))


def _first_page(party: Party) -> str:
    """The worklist for those who work on cases, the village's own page for its proxy.

    Others have no list yet and see who may do what.
    """
    if party in GRANTS["cases.read_village"]:
        return reverse("desk:village")
    return reverse("desk:worklist" if party in GRANTS["cases.read"] else "manage:grants")


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
    account_id, stamp = asked.session.get(SESSION_ACCOUNT, ""), asked.session.get(SESSION_STAMP, "")
    posts = people.list_session_posts(account_id=account_id, stamp=stamp, now=asked.now) if account_id else ()
    if not posts:
        return redirect("desk:login")
    if asked.method == "POST":
        post_id = asked.POST.get("post_id", "")
        found = choose_post(
            actor=PUBLIC,
            now=asked.now,
            account_id=account_id,
            stamp=stamp,
            post_id=post_id,
            address=client_address(asked),
            request_key=key_for(asked, account_id, post_id),
        )
        return _go_in(asked, found)
    context = {
        "posts": posts,
        "current": str(asked.actor.post_id or ""),
        "next": way_back(asked, ""),
        "request_key": fresh_key(),
    }
    return render(asked, "desk/choose_post.html", context)


@open_page
@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """End the session; the log-in page comes next, as on a shared computer it should."""
    leave(cast("PageRequest", request))
    return redirect("desk:login")


urlpatterns = [
    path("login/", login, name="login"),
    path("logout/", logout, name="logout"),
    path("post/", choose, name="choose_post"),
]
