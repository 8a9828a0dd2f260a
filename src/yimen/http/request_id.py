"""Gives each request an id that stands in its log lines and on its error pages."""

import logging
import re
import secrets
from collections.abc import Callable
from contextvars import ContextVar
from time import monotonic

from django.http import HttpRequest, HttpResponse

_current: ContextVar[str] = ContextVar("request_id", default="")
_USABLE = re.compile(r"[A-Za-z0-9-]{8,64}")
_log = logging.getLogger("yimen.web")


def current_request_id() -> str:
    """The id of the request that this thread serves, or an empty text."""
    return _current.get()


class RequestIdMiddleware:
    """Sets the id, logs method, route, status and time (no query text, no personal data)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve the request under its id."""
        given = request.headers.get("X-Request-ID", "")
        token = _current.set(given if _USABLE.fullmatch(given) else secrets.token_hex(8))
        started = monotonic()
        try:
            response = self._get_response(request)
            match = request.resolver_match
            route = match.view_name if match else "-"
            spent = round((monotonic() - started) * 1000)
            _log.info("%s %s %s %dms", request.method, route, response.status_code, spent)
            response.headers["X-Request-ID"] = current_request_id()
            return response
        finally:
            _current.reset(token)
