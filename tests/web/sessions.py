"""Puts a member of the world into a test client's session, as a log-in would."""

from django.test import Client

from yimen.data.people.models import Account
from yimen.rules.access import Actor
from yimen.usecases.people.marks import session_stamp
from yimen.web.shared.actors import SESSION_ACCOUNT, SESSION_POST, SESSION_STAMP


def as_actor(actor: Actor) -> Client:
    """A client in whose session this actor is."""
    client = Client(raise_request_exception=True)
    account = Account.objects.get(pk=actor.account_id)
    session = client.session
    session[SESSION_ACCOUNT] = str(actor.account_id)
    session[SESSION_POST] = str(actor.post_id) if actor.post_id else None
    session[SESSION_STAMP] = session_stamp(account)
    session.save()
    return client
