"""The key that a form carries, which makes a double click harmless."""

import hashlib
import secrets

from django.http import HttpRequest


def fresh_key() -> str:
    """A new random key for a form that is about to be shown."""
    return secrets.token_hex(16)


def key_for(request: HttpRequest, *parts: str) -> str | None:
    """The form's key bound to what was typed, or None without a key.

    Somebody who goes back, mends a slip and sends the same page again asks something new; the same
    thing sent twice is one request.
    """
    key = request.POST.get("request_key", "")
    if not key:
        return None
    return hashlib.sha256("\x1f".join((key, *parts)).encode()).hexdigest()
