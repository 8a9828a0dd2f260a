"""UUIDv7 from one function: time-ordered ids that PostgreSQL 15–17 and Python 3.11 cannot make."""

import secrets
from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5


def new_id(now: datetime) -> UUID:
    """A fresh UUIDv7 (RFC 9562): 48 bits of milliseconds of `now`, then 74 random bits."""
    milliseconds = int(now.timestamp() * 1000) & ((1 << 48) - 1)
    value = milliseconds << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    return UUID(int=value)


def fixed_id(name: str) -> UUID:
    """The same id for the same name, for subjects that are known by name: a table, the public."""
    return uuid5(NAMESPACE_URL, f"urn:yimen:{name}")
