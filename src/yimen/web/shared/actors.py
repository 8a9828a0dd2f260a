"""Finds out who asks, once a request, and when."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from yimen.http.problems import is_api_call
from yimen.rules.access import PUBLIC, Actor
from yimen.rules.browsers import quarter_hour
from yimen.rules.second_factors import EntryStep
from yimen.usecases.hosting.clock import house_time
from yimen.usecases.people.entries import Entered, HalfIn
from yimen.usecases.people.log_ins import note_seen
from yimen.usecases.people.sessions import find_session
from yimen.web.shared.requests import PageRequest

SESSION_ACCOUNT = "account"
SESSION_POST = "post"
SESSION_STAMP = "stamp"
SESSION_LOG_IN = "log_in"
SESSION_HALF_IN = "half_in"


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
    if SESSION_ACCOUNT not in session or SESSION_LOG_IN not in session:
        return PUBLIC
    log_in_id = session[SESSION_LOG_IN]
    found = find_session(
        account_id=session[SESSION_ACCOUNT],
        post_id=session.get(SESSION_POST),
        stamp=session.get(SESSION_STAMP, ""),
        log_in_id=log_in_id,
        now=request.now,
    )
    # What was begun as somebody of the samples while the demo ran opens nothing without it.
    if found is None or (found.actor.sample and not settings.ENV.demo):
        return PUBLIC
    if found.seen_at < quarter_hour(request.now):
        note_seen(log_in_id, request.now)
    # What is done in a demo is a sample, whoever does it: its papers say so.
    return replace(found.actor, sample=found.actor.sample or settings.ENV.demo)


def enter(request: PageRequest, found: Entered) -> None:
    """Begin a session under a new session id, or go on in another post; what was parked before stays."""
    request.session.cycle_key()
    request.session.pop(SESSION_HALF_IN, None)
    request.session[SESSION_ACCOUNT] = found.account_id
    request.session[SESSION_POST] = found.post_id
    request.session[SESSION_STAMP] = found.stamp
    request.session[SESSION_LOG_IN] = found.log_in_id


def go_on_with(request: PageRequest, stamp: str) -> None:
    """Go on in the same session under a new stamp and a new session id: all others of the account ended."""
    request.session.cycle_key()
    request.session[SESSION_STAMP] = stamp


def leave(request: PageRequest) -> None:
    """End the session and forget all that it held."""
    request.session.flush()


def enter_half(request: PageRequest, half_in: HalfIn) -> None:
    """Remember, under a new session id, who is half in; a session that was open here opens nothing more."""
    request.session.cycle_key()
    for name in (SESSION_ACCOUNT, SESSION_POST, SESSION_STAMP):
        request.session.pop(name, None)
    request.session[SESSION_HALF_IN] = {
        "account": half_in.account_id,
        "stamp": half_in.stamp,
        "since": half_in.since.timestamp(),
        "step": half_in.step.value,
        "proven": half_in.proven,
    }


def half_in_of(request: PageRequest) -> HalfIn | None:
    """Who is half in here, whether or not the mark still holds: the use cases judge that."""
    kept = request.session.get(SESSION_HALF_IN)
    if not kept:
        return None
    return HalfIn(
        account_id=kept["account"],
        stamp=kept["stamp"],
        since=datetime.fromtimestamp(kept["since"], tz=UTC),
        step=EntryStep(kept["step"]),
        proven=kept["proven"],
    )
