"""Every page declares the grant that opens it; a meta test asks each URL for it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, cast
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from yimen.rules.access import GRANTS, PUBLIC, Party, may, require
from yimen.web.shared.parking import park
from yimen.web.shared.requests import PageRequest

View = Callable[..., HttpResponseBase]
ANYONE = "ANYONE"


class DeclaredView(Protocol):
    """A view that says what opens it."""

    access: str

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Serve."""
        ...


def open_page(view: View) -> DeclaredView:
    """A page for everyone, in a session or not."""

    @wraps(view)
    def declared(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    declared.access = ANYONE  # type: ignore[attr-defined]
    return cast("DeclaredView", declared)


def _what_was_wanted(request: PageRequest) -> dict[str, str]:
    """Where to go on after logging in, and whether a form ended with the session and was kept."""
    if request.method != "POST":
        return {"next": request.get_full_path()}
    back = _page_of_form(request)
    kept = {"kept": "1"} if park(request, back) else {}
    return {"next": back, "ended": "1"} | kept


def _page_of_form(request: PageRequest) -> str:
    """The page on which a form stood: some forms are posted to an address that shows no page."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    return came_from.path if came_from.netloc == request.get_host() else request.path


def page(action: str) -> Callable[[View], DeclaredView]:
    """A page that the grant of `action` opens; others are led to log in, or told who may.

    A form that comes after the session ended is parked: its fields wait, for the same account
    only, until it has logged in again.
    """
    granted = GRANTS[action]
    login = "portal:login" if granted & {Party.RESIDENT} else "desk:login"

    def declare(view: View) -> DeclaredView:
        @wraps(view)
        def declared(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            asked = cast("PageRequest", request)
            if asked.actor is PUBLIC and not may(PUBLIC, action):
                return redirect(f"{reverse(login)}?{urlencode(_what_was_wanted(asked))}")
            require(asked.actor, action)
            return view(request, *args, **kwargs)

        declared.access = action  # type: ignore[attr-defined]
        return cast("DeclaredView", declared)

    return declare
