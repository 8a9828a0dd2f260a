"""Tokens of the demo, one a role: the sample posts of 沧县旧州镇 and of the offices above it."""

from collections.abc import Mapping
from datetime import datetime

from yimen.cli.demo.people import TOWNSHIP
from yimen.rules.access import POST_ROLES, Actor, Party, covers, scope_prefix, system_actor
from yimen.rules.calendar import beijing_date
from yimen.rules.errors import N_
from yimen.usecases.people.queries import list_sample_actors
from yimen.usecases.people.tokens import add_token, end_token, list_tokens

_ACTOR = system_actor("yimen demo")
_NAME = N_("演示")


def renew_demo_tokens(now: datetime) -> Mapping[Party, tuple[Actor, str]]:
    """A fresh token for one sample post of each role; those given before end at once.

    The secrets are returned and kept nowhere. The caller sees to it that this is a demo.
    """
    for token in list_tokens(actor=_ACTOR):
        if token.name == _NAME and token.ended_at is None:
            end_token(actor=_ACTOR, now=now, token_id=token.token_id)
    posts = _posts_by_role(list_sample_actors(beijing_date(now)))
    return {
        role: (held, add_token(actor=_ACTOR, now=now, post_id=held.post_id, name=_NAME).secret)
        for role, held in posts.items()
        if held.post_id is not None
    }


def _posts_by_role(actors: tuple[Actor, ...]) -> Mapping[Party, Actor]:
    """The first post of each role whose region covers 旧州镇 or lies in it, in the order of the roles."""
    near = [
        actor
        for actor in actors
        if actor.is_staff and (covers(actor, TOWNSHIP) or actor.scope_code.startswith(scope_prefix(TOWNSHIP)))
    ]
    found: dict[Party, Actor] = {}
    for role in Party:
        held = next((actor for actor in near if actor.party is role), None)
        if role in POST_ROLES and held is not None:
            found[role] = held
    return found
