"""Who works at a place: the posts that hold today, and those that a case may still name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from yimen.data.people.models import Post
from yimen.gateways.pinyin import pinyin
from yimen.rules.access import PARTY_LABELS, Party, scope_prefix
from yimen.usecases.people.posts_held import valid_on


def posts_at_work(scope_code: str, today: date) -> list[Post]:
    """The posts in a subtree of regions that somebody holds today, with account and region."""
    posts = Post.objects.select_related("account", "region").filter(
        valid_on(today), region__code__startswith=scope_prefix(scope_code), account__is_active=True
    )
    return list(posts.order_by("region__code", "role", "valid_from", "id"))


def posts_named(post_ids: Iterable[UUID]) -> list[Post]:
    """These posts, whether they still hold or not."""
    return list(Post.objects.select_related("account", "region").filter(pk__in=list(post_ids)))


# Who stands on the board in a hall (去向牌); who keeps the seal is nobody's business there.
_ON_THE_BOARD = (Party.CENTER_HEAD, Party.CLERK, Party.REVIEWER, Party.APPROVER, Party.VILLAGE_PROXY)


@dataclass(frozen=True, kw_only=True, slots=True)
class StaffShown:
    """Somebody who works at a place, as the board in its hall names them: name and what they do there."""

    name: str
    role_labels: tuple[str, ...]


def list_public_staff(region_code: str, today: date) -> tuple[StaffShown, ...]:
    """Who works at just this township or village today, the head first, then by the sound of the name.

    Whether somebody is in at this moment is not recorded anywhere, so nothing says it. One statement.
    """
    roles = [each.value for each in _ON_THE_BOARD]
    posts = Post.objects.select_related("account").filter(
        valid_on(today), region__code=region_code, account__is_active=True, role__in=roles
    )
    held: dict[UUID, list[Post]] = {}
    for post in posts.order_by("id"):
        held.setdefault(post.account_id, []).append(post)
    found = [sorted(each, key=lambda post: roles.index(post.role)) for each in held.values()]
    found.sort(key=lambda each: (roles.index(each[0].role), pinyin(each[0].account.name), each[0].pk))
    return tuple(
        StaffShown(
            name=each[0].account.name,
            role_labels=tuple(dict.fromkeys(PARTY_LABELS[Party(post.role)] for post in each)),
        )
        for each in found
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class PostName:
    """A post as other systems name it: by whose it is, and by its role where somebody has several."""

    login_name: str
    role: str = ""

    def __str__(self) -> str:
        """The name as it goes into the body of a request."""
        return f"{self.login_name}/{self.role}"


PostKey = UUID | PostName


def _post_named(key: PostKey) -> Q:
    if isinstance(key, UUID):
        return Q(pk=key)
    named = Q(account__login_name=key.login_name)
    return named & Q(role=key.role) if key.role else named


def find_post_at_work(post_id: PostKey, scope_code: str, today: date) -> Post | None:
    """The post, if it lies in the subtree and somebody holds it today; of several of one name the first."""
    posts = Post.objects.select_related("account", "region").filter(
        valid_on(today),
        _post_named(post_id),
        region__code__startswith=scope_prefix(scope_code),
        account__is_active=True,
    )
    return posts.order_by("valid_from", "id").first()


def works_on(post: Post, today: date) -> bool:
    """Whether somebody holds the post on this day; its account is at hand."""
    begun = post.valid_from <= today
    return begun and (post.valid_to is None or post.valid_to > today) and post.account.is_active
