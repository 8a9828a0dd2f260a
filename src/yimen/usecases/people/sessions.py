"""Whose session it is, and sessions as far as they can be cleared away.

The first is asked before every page: its statements are compiled once, the one of a post once a day.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils.crypto import constant_time_compare

from yimen.data.people.models import Account, Post
from yimen.rules.access import Actor, Party
from yimen.rules.calendar import beijing_date
from yimen.usecases.people.marks import stamp_of
from yimen.usecases.people.posts_held import valid_on
from yimen.usecases.shared.compiled import CompiledQuery

_ACCOUNT, _POST, _LOG_IN = UUID(int=1), UUID(int=2), UUID(int=3)
_BLANKS = {"account_id": _ACCOUNT, "log_in_id": _LOG_IN}
# Of the account: what its stamp is made of, then what its actor is made of.
_STAMPED = ("pk", "password", "phone", "session_round")
_RESIDENT = (*_STAMPED, "log_ins__seen_at", "name", "sample")
_STAFF = (
    *(f"account__{column}" for column in _RESIDENT),
    "pk",
    "role",
    "organ_id",
    "organ__name",
    "region__code",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundSession:
    """Whose session it is, and in which quarter of an hour it was last known to be used."""

    actor: Actor
    seen_at: datetime


def find_session(
    *, account_id: str, post_id: str | None, stamp: str, log_in_id: str, now: datetime
) -> FoundSession | None:
    """The session if it still holds, else None; one statement.

    It holds while the account is active, the log-in has not been ended, the stamp is the account's own
    (a changed password or second factor changes it), and, for staff, the chosen post is valid today in
    Beijing.
    """
    if post_id is None:
        row = _of_a_resident().first(account_id=account_id, log_in_id=log_in_id)
    else:
        of_a_post = _of_a_post(beijing_date(now))
        row = of_a_post.first(account_id=account_id, log_in_id=log_in_id, post_id=post_id)
    if row is None:
        return None
    found_id, password, phone, session_round, seen_at, name, sample, *post = row
    if not constant_time_compare(stamp, stamp_of(found_id, password, phone, session_round)):
        return None
    actor = Actor(party=Party.RESIDENT, name=name, account_id=found_id, sample=sample)
    if post:
        actor = _in_post(actor, *post)
    return FoundSession(actor=actor, seen_at=seen_at)


def _in_post(
    person: Actor, post_id: UUID, role: str, organ_id: UUID, organ_name: str, region_code: str
) -> Actor:
    return replace(
        person,
        party=Party(role),
        post_id=post_id,
        organ_id=organ_id,
        organ_name=organ_name,
        scope_code=region_code,
        county_code=region_code[:6],
    )


@lru_cache(maxsize=1)
def _of_a_resident() -> CompiledQuery:
    rows = Account.objects.filter(
        pk=_ACCOUNT, is_resident=True, is_active=True, log_ins__pk=_LOG_IN, log_ins__ended_at=None
    )
    return CompiledQuery(rows.values_list(*_RESIDENT), blanks=_BLANKS)


@lru_cache(maxsize=4)
def _of_a_post(today: date) -> CompiledQuery:
    rows = Post.objects.filter(
        valid_on(today),
        pk=_POST,
        account_id=_ACCOUNT,
        account__is_active=True,
        account__log_ins__pk=_LOG_IN,
        account__log_ins__ended_at=None,
    )
    return CompiledQuery(rows.values_list(*_STAFF), blanks=_BLANKS | {"post_id": _POST})


def sessions_before(before: datetime) -> QuerySet[Session]:
    """The sessions that ended before this moment."""
    return Session.objects.filter(expire_date__lt=before)
