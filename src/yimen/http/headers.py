"""Headers that every answer carries, page or API: what a browser may not do with it, and may not keep."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

# A form's camera button needs none of these: the browser's own chooser takes the picture.
_NOTHING = ("camera", "microphone", "geolocation", "payment", "usb", "serial", "bluetooth", "display-capture")
PERMISSIONS = ", ".join(f"{name}=()" for name in _NOTHING)
HSTS = "Strict-Transport-Security"


class HeadersMiddleware:
    """Adds what Django does not: permissions, use by this site only, HSTS behind a proxy, no kept copies."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve the request; a view's own header stays."""
        response = self._get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        # The proxy in front speaks https, not we: Django's own switch would never see it.
        if settings.HSTS_SECONDS:
            response.headers.setdefault(HSTS, f"max-age={settings.HSTS_SECONDS}")
        if _is_personal(request) and "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "private, no-store"
        return response


def _is_personal(request: HttpRequest) -> bool:
    """Whether somebody is logged in, or a secret stands in the request."""
    actor = getattr(request, "actor", None)
    return actor is not None and getattr(actor, "account_id", None) is not None
