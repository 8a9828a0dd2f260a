"""Where a list goes on, as callers see it: a word to hand back, not to read."""

import binascii
from base64 import b64decode, urlsafe_b64encode


def cursor_of(key: str | None) -> str | None:
    """The cursor over the key of a page."""
    return None if key is None else urlsafe_b64encode(key.encode()).decode().rstrip("=")


def key_of(cursor: str) -> str | None:
    """The key under a cursor, None for the first page; what is no cursor becomes a key that is none."""
    if not cursor:
        return None
    try:
        padded = cursor.encode() + b"=" * (-len(cursor) % 4)
        return b64decode(padded, altchars=b"-_", validate=True).decode() or "~"
    except (binascii.Error, ValueError):
        return "~"
