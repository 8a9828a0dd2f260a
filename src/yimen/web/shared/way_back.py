"""Where a form leads afterwards: only to a page of our own."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

_LONGEST = 500


def way_back(request: HttpRequest, fallback: str) -> str:
    """The form's or the query's `next` if it is a path of this site, else `fallback` (a path)."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    is_path = asked.startswith("/") and len(asked) <= _LONGEST
    if is_path and url_has_allowed_host_and_scheme(asked, allowed_hosts=None):
        return asked
    return fallback
