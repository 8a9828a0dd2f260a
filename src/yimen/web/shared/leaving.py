"""What a session says of itself, and its end."""

from contextlib import suppress
from typing import TypedDict

from yimen.rules.errors import RuleViolation
from yimen.usecases.people.leaving import log_out
from yimen.web.shared.actors import SESSION_ACCOUNT, SESSION_LOG_IN, SESSION_STAMP, leave
from yimen.web.shared.requests import PageRequest


class SessionParts(TypedDict):
    """Account, stamp and log-in of a session, whether or not they still hold."""

    account_id: str
    stamp: str
    log_in_id: str


def session_of(request: PageRequest) -> SessionParts | None:
    """The parts of the session, or None where nobody is logged in."""
    session = request.session
    if not all(session.get(name) for name in (SESSION_ACCOUNT, SESSION_STAMP, SESSION_LOG_IN)):
        return None
    return {
        "account_id": session[SESSION_ACCOUNT],
        "stamp": session[SESSION_STAMP],
        "log_in_id": session[SESSION_LOG_IN],
    }


def end_session(request: PageRequest) -> None:
    """Log out and forget all that the session held."""
    session = session_of(request)
    if session is not None:
        with suppress(RuleViolation):  # it was ended elsewhere: then it only has to be forgotten here
            log_out(actor=request.actor, now=request.now, **session)
    leave(request)
