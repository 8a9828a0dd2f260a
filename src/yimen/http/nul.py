"""The sign that no keyboard types and no database stores: left out of forms, and no part of an address."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict

NUL = "\0"
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class NulMiddleware:
    """Takes NUL out of what was typed before any view reads it; an address with one is not found.

    A text with NUL cannot reach PostgreSQL, so it could neither be stored nor match anything; it comes from
    broken programs and from those who look for holes.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve the request."""
        if NUL in request.path:
            raise Http404
        asked: Any = request  # both may be replaced, whatever their stubs say
        if "%00" in request.META.get("QUERY_STRING", ""):
            asked.GET = _without(request.GET)
        if request.method == "POST" and request.content_type in _FORMS and _has(request.POST):
            asked.POST = _without(request.POST)
        return self._get_response(request)


def _has(form: QueryDict) -> bool:
    return any(NUL in name or any(NUL in value for value in values) for name, values in form.lists())


def _without(form: QueryDict) -> QueryDict:
    clean = QueryDict(mutable=True, encoding=form.encoding)
    for name, values in form.lists():
        clean.setlist(name.replace(NUL, ""), [value.replace(NUL, "") for value in values])
    clean._mutable = False  # noqa: SLF001 - as Django itself hands forms out
    return clean
