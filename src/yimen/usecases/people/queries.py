"""Who is behind a session, who holds which post, who may do what."""

from datetime import datetime

from yimen.rules.access import Actor


def find_session_actor(*, account_id: str, post_id: str | None, stamp: str, now: datetime) -> Actor | None:
    """The actor of a session that still holds, else None."""
    raise LookupError(account_id)
