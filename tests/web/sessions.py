"""Puts a member of the world into a test client's session, as a log-in would."""

from datetime import datetime, timedelta
from uuid import uuid4

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
    client = Client(raise_request_exception=True)
    account = Account.objects.get(pk=actor.account_id)
    session = client.session
    session[SESSION_ACCOUNT] = str(actor.account_id)
    session[SESSION_POST] = str(actor.post_id) if actor.post_id else None
    session[SESSION_STAMP] = session_stamp(account)
    session[SESSION_LOG_IN] = str(open_log_in(account, timezone.now()).pk)
    session.save()
    return client


def open_log_in(account: Account, now: datetime, *, browser: str = "Chrome") -> LogIn:
    """A log-in of the account that nobody has ended, seen so late that no request need note it again."""
    told = {"browser": browser, "system": "Windows", "network": "192.0.2.*"}
    seen_at = now + timedelta(hours=1)
    return LogIn.objects.create(id=uuid4(), account=account, began_at=now, seen_at=seen_at, **told)


def as_half_in(actor: Actor, step: EntryStep, *, proven: bool = False) -> Client:
    """A client in whose session this member of staff has given the password and still must do a step."""
    client = Client(raise_request_exception=True)
    account = Account.objects.get(pk=actor.account_id)
    session = client.session
    session[SESSION_HALF_IN] = {
        "account": str(account.pk),
        "stamp": session_stamp(account),
        "since": timezone.now().timestamp(),
        "step": step.value,
        "proven": proven,
    }
    session.save()
    return client
