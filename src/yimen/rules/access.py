"""Who acts and who may: actors, the grant table asked, and scope as a subtree of the region tree."""

from dataclasses import dataclass
from uuid import UUID

from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.grants import ACTION_LABELS, GRANTS, NOUN_LABELS, GrantGroup, GrantRow, grant_groups
from yimen.rules.parties import PARTY_LABELS, POST_ROLES, SECOND_FACTOR_ROLES, Party

__all__ = [
    "ACTION_LABELS",
    "GRANTS",
    "NOUN_LABELS",
    "PARTY_LABELS",
    "POST_ROLES",
    "PUBLIC",
    "SECOND_FACTOR_ROLES",
    "Actor",
    "GrantGroup",
    "GrantRow",
    "NotAllowed",
    "NotFound",
    "Party",
    "covers",
    "grant_groups",
    "may",
    "require",
    "scope_prefix",
    "system_actor",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class Actor:
    """Who acts, in one post at a time; a value, made by `usecases.people` and handed down.

    `scope_code` is the 12-digit region whose subtree the post covers; residents and the public
    have none: they reach only what is theirs. `token_id` says that a program acts in the post.
    """

    party: Party
    name: str
    account_id: UUID | None = None
    post_id: UUID | None = None
    organ_id: UUID | None = None
    organ_name: str = ""
    scope_code: str = ""
    county_code: str = ""
    sample: bool = False
    token_id: UUID | None = None

    @property
    def is_staff(self) -> bool:
        """Whether this actor acts in a post."""
        return self.party in POST_ROLES

    @property
    def role_label(self) -> str:
        """The Chinese word for the party, untranslated."""
        return PARTY_LABELS[self.party]


PUBLIC = Actor(party=Party.ANYONE, name=N_("访客"))


def system_actor(name: str) -> Actor:
    """The named actor as which a job or a command acts."""
    return Actor(party=Party.SYSTEM, name=name)


class NotAllowed(RuleViolation):
    """The actor's party is not granted this action."""

    code = "access.not_allowed"
    template = N_("您的岗位({role})不能做这一步。需要时请联系中心主任调整岗位。")
    refusal = Refusal.FORBIDDEN


class NotFound(RuleViolation):
    """The thing is not there, or it is out of the actor's scope: the answer is the same."""

    code = "access.not_found"
    template = N_("没有找到。它可能不存在，或者不在您的辖区和职责范围内。")
    refusal = Refusal.NOT_FOUND


def may(actor: Actor, action: str) -> bool:
    """Whether the grant table lets this actor's party call the action."""
    granted = GRANTS[action]
    return actor.party in granted or Party.ANYONE in granted


def require(actor: Actor, action: str) -> None:
    """Refuse with `NotAllowed` unless the grant table lets the actor call the action."""
    if not may(actor, action):
        raise NotAllowed(role=actor.role_label)


def scope_prefix(scope_code: str) -> str:
    """The significant digits of a 12-digit code: what every code of its subtree begins with."""
    for length in (2, 4, 6, 9):
        if set(scope_code[length:]) <= {"0"}:
            return scope_code[:length]
    return scope_code


def covers(actor: Actor, region_code: str) -> bool:
    """Whether a region lies in the subtree of the actor's post."""
    return bool(actor.scope_code) and region_code.startswith(scope_prefix(actor.scope_code))
