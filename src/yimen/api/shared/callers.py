"""Who calls, and by which grant: every operation of the API declares one, as every page does."""

from dataclasses import replace
from datetime import datetime
from typing import cast

from django.conf import settings
from django.http import HttpRequest
from ninja.security import HttpBearer

from yimen.rules.access import GRANTS, PUBLIC, Actor, require
from yimen.usecases.people.tokens import find_token_actor


class CallRequest(HttpRequest):
    """The request as operations see it: `auth` is the actor, `now` the time of the house."""

    auth: Actor
    now: datetime


class Post(HttpBearer):
    """An operation for programs that act in a post, opened by a grant; asked before the body is read.

    Without a grant the operation is one for all acts, and the act that is called asks for its own.
    """

    def __init__(self, grant: str | None = None) -> None:
        super().__init__()
        if grant is not None and grant not in GRANTS:
            raise KeyError(grant)
        self.grant = grant

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """The actor of the token; refuses (`NotAllowed`) one whose role the grant does not name."""
        found = find_token_actor(secret=token, now=cast("CallRequest", request).now)
        if found is None:
            return None
        if self.grant is not None:
            require(found, self.grant)
        # What is done in a demo is a sample, whoever does it.
        return replace(found, sample=found.sample or settings.ENV.demo)


class Anyone:
    """An operation for everybody: a token is neither needed nor looked at."""

    def __init__(self, grant: str) -> None:
        require(PUBLIC, grant)
        self.grant = grant

    def __call__(self, request: HttpRequest) -> Actor:  # noqa: ARG002 - ninja's signature
        """The public."""
        return PUBLIC
