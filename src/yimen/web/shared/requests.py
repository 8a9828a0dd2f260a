"""The request as pages see it: with the actor and the time already known."""

from datetime import datetime

from django.http import HttpRequest

from yimen.rules.access import Actor


class PageRequest(HttpRequest):
    """Set by `ActorMiddleware`; views take `actor` and `now` from here and from nowhere else."""

    actor: Actor
    now: datetime
