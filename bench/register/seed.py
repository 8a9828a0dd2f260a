"""Run as a program: the world of the fault runs, tokens for its three people, six cases as patterns."""

import json

from bench.faults.seed import build

from yimen.rules.access import system_actor

_ACTOR = system_actor("bench")


def main() -> None:
    """Print what the clients need as one line of JSON."""
    import django

    django.setup()
    from django.utils import timezone

    from yimen.data.people.models import Post
    from yimen.usecases.people.tokens import add_token

    told = build()
    tokens = {
        post.role: add_token(actor=_ACTOR, now=timezone.localtime(), post_id=post.pk, name="register").secret
        for post in Post.objects.all()
    }
    print(json.dumps({**told, "tokens": tokens}))


if __name__ == "__main__":
    main()
