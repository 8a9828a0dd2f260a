"""Questions of the operator: whose account is this, and which posts has it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from yimen.data.people.models import Account, Post
from yimen.rules.access import PARTY_LABELS, Actor, NotFound, Party, require
from yimen.usecases.people.marks import tidy_login_name


@dataclass(frozen=True, kw_only=True, slots=True)
class HeldPost:
    """One post of an account; `valid_to` is the first day on which it no longer holds."""

    post_id: UUID
    role: Party
    role_label: str
    organ_name: str
    region_code: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class StaffAccount:
    """An account of staff with all its posts, newest first."""

    account_id: UUID
    login_name: str
    name: str
    posts: tuple[HeldPost, ...]


def get_staff_account(*, actor: Actor, login_name: str) -> StaffAccount:
    """The account behind a login name, for those who appoint; two statements. Refuses an unknown one."""
    require(actor, "people.appoint")
    account = Account.objects.filter(login_name=tidy_login_name(login_name), is_resident=False).first()
    if account is None:
        raise NotFound(field="login_name")
    posts = Post.objects.select_related("organ", "region").filter(account=account)
    return StaffAccount(
        account_id=account.pk,
        login_name=account.login_name or "",
        name=account.name,
        posts=tuple(_held(post) for post in posts.order_by("-valid_from", "id")),
    )


def _held(post: Post) -> HeldPost:
    return HeldPost(
        post_id=post.pk,
        role=Party(post.role),
        role_label=PARTY_LABELS[Party(post.role)],
        organ_name=post.organ.name,
        region_code=post.region.code,
        valid_from=post.valid_from,
        valid_to=post.valid_to,
    )
