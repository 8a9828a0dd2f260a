"""A form whose cookie is gone: what was typed comes back, to be sent again with one press."""

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from yimen.http.problems import is_api_call, problem
from yimen.http.request_id import current_request_id

_log = logging.getLogger("yimen.web")
_MAX_CHARACTERS = 60_000
_TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field
_SECRETS = ("password", "token", "otp", "recovery")


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The answer to a form without the token that our pages carry.

    Where the browser itself says that the form stood on a page of ours (a cookie was cleared, or the page
    lay open too long), the page holds the typed fields and a fresh token: nothing is done until it is sent
    again. Whatever comes from elsewhere is told no and gets none of its words shown. Files, passwords and
    codes are never carried over.
    """
    _log.warning("csrf refused: %s", reason)
    if is_api_call(request):
        return problem(403, "request.not_ours", gettext("这个请求不是从本系统的页面发来的。"))
    fields = _fields(request) if _is_from_here(request) else None
    context = {
        "fields": fields,
        "action": request.get_full_path(),
        "lost_files": bool(request.FILES),
        "request_id": current_request_id(),
    }
    return render(request, "errors/stale_form.html", context, status=403)


def _is_from_here(request: HttpRequest) -> bool:
    """Whether the browser vouches that a page of this very site sent the form; no other site can say so."""
    if request.headers.get("Sec-Fetch-Site", "") == "same-origin":
        return True
    origin = request.headers.get("Origin", "")
    return origin.partition("://")[2] == request.get_host()


def _fields(request: HttpRequest) -> list[tuple[str, str]] | None:
    """The typed fields in their order; None where a secret was among them, or more than a form holds."""
    names = [name for name in request.POST if name != _TOKEN]
    if any(name == "code" or secret in name for name in names for secret in _SECRETS):
        return None
    fields = [(name, value) for name in names for value in request.POST.getlist(name)]
    return fields if sum(len(value) for _, value in fields) <= _MAX_CHARACTERS else None
