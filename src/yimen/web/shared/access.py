"""Every page declares the grant that opens it; a meta test asks each URL for it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, cast

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
                parked = park(asked) if asked.method == "POST" else False
                query = {"next": asked.path} | ({"ended": "1"} if asked.method == "POST" else {})
                query |= {"kept": "1"} if parked else {}
                return redirect(f"{reverse(login)}?{urlencode(query)}")
            require(asked.actor, action)
            return view(request, *args, **kwargs)

        declared.access = action  # type: ignore[attr-defined]
        return cast("DeclaredView", declared)

    return declare
