"""What browsers are told about cookies and transport, by whether the place is reached over https."""

from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, kw_only=True, slots=True)
class Transport:
    """Cookies and headers that depend on https alone.

    Under https a cookie is `Secure` and its name begins with `__Host-`: then a browser takes it from this
    very host only, and neither a neighbour on a subdomain nor a plain connection can plant one.
    """

    secure: bool
    session_cookie: str
    csrf_cookie: str
    trusted_origins: tuple[str, ...]
    hsts_seconds: int


def transport_of(public_url: str) -> Transport:
    """How it is for a place at this address (YIMEN_PUBLIC_URL)."""
    parts = urlsplit(public_url)
    secure = parts.scheme == "https"
    prefix = "__Host-" if secure else ""
    return Transport(
        secure=secure,
        session_cookie=f"{prefix}yimen_session",
        csrf_cookie=f"{prefix}yimen_csrf",
        trusted_origins=(f"https://{parts.netloc}",) if secure else (),
        hsts_seconds=365 * 24 * 3600 if secure else 0,
    )
