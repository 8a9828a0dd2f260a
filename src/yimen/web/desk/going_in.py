"""Where a passed step of a log-in leads the browser."""

from typing import TypedDict

from django.http import HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from yimen.http.addresses import client_address
from yimen.rules.second_factors import EntryStep
from yimen.usecases.people.entries import Entered, HalfIn
from yimen.web.shared.actors import SESSION_LOG_IN, enter, enter_half
from yimen.web.shared.first_pages import first_page
from yimen.web.shared.requests import PageRequest
from yimen.web.shared.way_back import way_back

_PAGES = {
    EntryStep.CODE: "desk:second_step",
    EntryStep.ENROL: "desk:enrol",
    EntryStep.NEW_PASSWORD: "desk:new_password",
}


class Whence(TypedDict):
    """What every way in is told of the browser."""

    address: str
    browser: str
    replaces: str | None


def browser_of(request: PageRequest) -> Whence:
    """From where somebody comes, and the log-in that this browser held before."""
    return {
        "address": client_address(request),
        "browser": request.headers.get("User-Agent", ""),
        "replaces": request.session.get(SESSION_LOG_IN),
    }


def go_on(request: PageRequest, found: Entered | HalfIn) -> HttpResponse:
    """Keep what was reached in the session and lead to the next step, or in."""
    if isinstance(found, HalfIn):
        enter_half(request, found)
    else:
        enter(request, found)
    rotate_token(request)
    return redirect(onward(request, found))


def onward(request: PageRequest, found: Entered | HalfIn) -> str:
    """The next page: of the step, of the posts to choose from, or where the log-in was to lead."""
    if isinstance(found, HalfIn):
        return _with_next(request, _PAGES[found.step])
    if found.party is None:
        return _with_next(request, "desk:choose_post")
    return way_back(request, first_page(found.party))


def step_page(step: EntryStep) -> str:
    """The name of the page of a step."""
    return _PAGES[step]


def _with_next(request: PageRequest, name: str) -> str:
    wanted = way_back(request, "")
    return reverse(name) + (f"?{urlencode({'next': wanted})}" if wanted else "")
