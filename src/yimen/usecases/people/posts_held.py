"""The posts that hold on a day."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from yimen.data.people.models import Post


def valid_on(today: date, *, prefix: str = "") -> Q:
    """The condition of a post that holds on this day: from its first day up to, not including, its last."""
    begun = Q(**{f"{prefix}valid_from__lte": today})
    open_ended = Q(**{f"{prefix}valid_to": None}) | Q(**{f"{prefix}valid_to__gt": today})
    return begun & open_ended


def posts_held(account_id: UUID | str, today: date) -> list[Post]:
    """The posts of one account that hold today, with organ and region, the lowest place first."""
    posts = Post.objects.select_related("organ", "region").filter(valid_on(today), account_id=account_id)
    return sorted(posts, key=lambda post: (post.region.code, post.role, post.valid_from), reverse=True)
