"""Finds out who asks, once a request, and when."""

from collections.abc import Callable
from dataclasses import replace
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from yimen.http.problems import is_api_call
from yimen.rules.access import PUBLIC, Actor
from yimen.usecases.hosting.clock import house_time
from yimen.usecases.people import queries as people
from yimen.web.shared.requests import PageRequest

SESSION_ACCOUNT = "account"
SESSION_POST = "post"
SESSION_STAMP = "stamp"


class ActorMiddleware:
    """Puts the frozen actor and the time on the request; a session that no longer holds is the public.

    A program's call has no session: `yimen.api` finds its actor by the token, whatever cookies come along.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve the request as its actor."""
        asked = cast("PageRequest", request)
        asked.now = house_time(timezone.localtime())
        asked.actor = PUBLIC if is_api_call(request) else _actor_of(asked)
        return self._get_response(request)


def _actor_of(request: PageRequest) -> Actor:
    session = request.session
    if SESSION_ACCOUNT not in session:
        return PUBLIC
    found = people.find_session_actor(
        account_id=session[SESSION_ACCOUNT],
        post_id=session.get(SESSION_POST),
        stamp=session.get(SESSION_STAMP, ""),
        now=request.now,
    )
    if found is None:
        return PUBLIC
    # What is done in a demo is a sample, whoever does it: its papers say so.
    return replace(found, sample=found.sample or settings.ENV.demo)


def enter(request: PageRequest, *, account_id: str, post_id: str | None, stamp: str) -> None:
    """Begin a session for the account under a new session id; what was parked before stays."""
    request.session.cycle_key()
    request.session[SESSION_ACCOUNT] = account_id
    request.session[SESSION_POST] = post_id
    request.session[SESSION_STAMP] = stamp


def leave(request: PageRequest) -> None:
    """End the session and forget all that it held."""
    request.session.flush()
