"""From which address a request comes, for limits; what a stranger may write is not believed."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address of the connection; behind a proxy named in YIMEN_TRUSTED_PROXIES the one it reports.

    Of `X-Forwarded-For` only the part that trusted proxies added counts, read from the right: all
    that stands further left the client may have written itself.
    """
    trusted = set(settings.ENV.trusted_proxies)
    here = str(request.META.get("REMOTE_ADDR", ""))
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    while here in trusted and hops:
        reported = hops.pop()
        if not _is_address(reported):
            break
        here = reported
    return here


def _is_address(value: str) -> bool:
    try:
        ip_address(value)
    except ValueError:
        return False
    return True
