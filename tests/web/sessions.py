"""Puts a member of the world into a test client's session, as a log-in would."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.utils import timezone

from yimen.data.people.models import Account, LogIn
from yimen.rules.access import Actor
from yimen.rules.second_factors import EntryStep
from yimen.usecases.people.marks import session_stamp
from yimen.web.shared.actors import (
    SESSION_ACCOUNT,
    SESSION_HALF_IN,
    SESSION_LOG_IN,
    SESSION_POST,
    SESSION_STAMP,
)


def as_actor(actor: Actor) -> Client:
    """A client in whose session this actor is."""
    account = Account.objects.get(pk=actor.account_id)
    return _with_session(
        {
            SESSION_ACCOUNT: str(actor.account_id),
            SESSION_POST: str(actor.post_id) if actor.post_id else None,
            SESSION_STAMP: session_stamp(account),
            SESSION_LOG_IN: str(open_log_in(account, timezone.now()).pk),
        }
    )


def _with_session(kept: dict[str, Any]) -> Client:
    """A client with a session that keeps this: two statements, where `client.session` needs ten."""
    store = SessionStore()
    store.update(kept)
    row = store.create_model_instance(kept)
    row.save(force_insert=True)
    client = Client(raise_request_exception=True)
    client.cookies[settings.SESSION_COOKIE_NAME] = row.session_key
    return client


def open_log_in(account: Account, now: datetime, *, browser: str = "Chrome") -> LogIn:
    """A log-in of the account that nobody has ended, seen so late that no request need note it again."""
    told = {"browser": browser, "system": "Windows", "network": "192.0.2.*"}
    seen_at = now + timedelta(hours=1)
    return LogIn.objects.create(id=uuid4(), account=account, began_at=now, seen_at=seen_at, **told)


def as_half_in(actor: Actor, step: EntryStep, *, proven: bool = False) -> Client:
    """A client in whose session this member of staff has given the password and still must do a step."""
    account = Account.objects.get(pk=actor.account_id)
    half_in = {
        "account": str(account.pk),
        "stamp": session_stamp(account),
        "since": timezone.now().timestamp(),
        "step": step.value,
        "proven": proven,
    }
    return _with_session({SESSION_HALF_IN: half_in})
