"""The sign that no keyboard types and no database stores: it becomes one that is merely unreadable."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict

NUL = "\0"
# Another control sign: PostgreSQL takes it, the rules of texts refuse it, and it matches nothing.
STAND_IN = "\x01"
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def without_nul(text: str) -> str:
    """A text without the sign and its stand-in, for what is only looked up or shown again."""
    return text.replace(NUL, "").replace(STAND_IN, "")


class NulMiddleware:
    """Puts another control sign for NUL in forms and queries, before any view reads them; in an address, 404.

    A text with NUL cannot reach PostgreSQL: looking for it would be a bug instead of finding nothing. So a
    field that is checked still says which sign is wrong, and a field that is looked up finds nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve the request."""
        if NUL in request.path:
            raise Http404
        asked: Any = request  # both may be replaced, whatever their stubs say
        if "%00" in request.META.get("QUERY_STRING", ""):
            asked.GET = _storable(request.GET)
        if request.method == "POST" and request.content_type in _FORMS and _has(request.POST):
            asked.POST = _storable(request.POST)
        return self._get_response(request)


def _has(form: QueryDict) -> bool:
    return any(NUL in name or any(NUL in value for value in values) for name, values in form.lists())


def _storable(form: QueryDict) -> QueryDict:
    clean = QueryDict(mutable=True, encoding=form.encoding)
    for name, values in form.lists():
        clean.setlist(name.replace(NUL, STAND_IN), [value.replace(NUL, STAND_IN) for value in values])
    clean._mutable = False  # noqa: SLF001 - as Django itself hands forms out
    return clean
