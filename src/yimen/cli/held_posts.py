"""Posts as an operator names them on the command line: a login name, a role in small letters, a region."""

from datetime import date
from uuid import UUID

from yimen.rules.access import PARTY_LABELS, POST_ROLES, Actor, Party
from yimen.rules.errors import N_, RuleViolation

ROLES = {role.value.lower(): role for role in Party if role in POST_ROLES}
ROLES_IN_WORDS = "、".join(f"{key}（{PARTY_LABELS[role]}）" for key, role in ROLES.items())


class NoSuchPost(RuleViolation):
    """The account has no such post that still holds."""

    code = "staff.no_such_post"
    template = N_("{login} 现在没有这个岗位。用 yimen staff show {login} 看看有哪些。")


def find_held_post(*, actor: Actor, login: str, role: str, region: str, today: date) -> UUID:
    """The id of the post that the account holds today; refuses what it does not hold (`NoSuchPost`)."""
    from yimen.usecases.people.rolls import get_staff_account

    account = get_staff_account(actor=actor, login_name=login)
    for post in account.posts:
        holds = post.valid_from <= today and (post.valid_to is None or today < post.valid_to)
        if holds and (post.role, post.region_code) == (ROLES[role], region):
            return post.post_id
    raise NoSuchPost(field="role", login=login)
