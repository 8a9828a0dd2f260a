"""Tokens: a program acts in a post of the house, by a key that is shown once and kept as a digest."""

import re
import secrets
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

from yimen.data.people.models import ApiToken, Post
from yimen.rules.access import PARTY_LABELS, Actor, NotFound, Party, require
from yimen.rules.calendar import beijing_date
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.text import clean_line
from yimen.usecases.journal.folding import INSTANCE_COUNTY
from yimen.usecases.people.marks import mark
from yimen.usecases.people.posts_held import valid_on
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.compiled import CompiledQuery
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action

_PREFIX = "yimen_"
# What an actor is made of; a token is looked up at every call.
_ACTOR_COLUMNS = (
    "id",
    "expires_on",
    "last_used_on",
    "post_id",
    "post__role",
    "post__account_id",
    "post__account__name",
    "post__account__sample",
    "post__organ_id",
    "post__organ__name",
    "post__region__code",
)
_DIGEST = "{digest}"
_LOOKS_RIGHT = re.compile(r"yimen_[A-Za-z0-9_-]{43}")


class CannotAddToken(RuleViolation):
    """This post cannot have this token."""

    code = "people.cannot_add_token"
    template = N_("不能发放接口密钥：{why}。")


class TokenEnded(RuleViolation):
    """A token ends once."""

    code = "people.token_ended"
    template = N_("这个接口密钥已经停用了。")
    refusal = Refusal.CONFLICT


@dataclass(frozen=True, kw_only=True, slots=True)
class TokenAdded:
    """The new token; `secret` is told here and never again."""

    token_id: str
    secret: str = field(repr=False, compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class TokenView:
    """A token as the operator sees it."""

    token_id: str
    name: str
    login_name: str
    role_label: str
    organ_name: str
    region_code: str
    created_at: datetime
    expires_on: date | None
    ended_at: datetime | None
    last_used_on: date | None


@action("people.add_token")
def add_token(
    *,
    actor: Actor,
    now: datetime,
    post_id: UUID | str,
    name: str,
    expires_on: date | None = None,
    request_key: str | None = None,
) -> TokenAdded:
    """Give a program a key to a post; `expires_on` is the first day on which it no longer opens.

    What is done with it is done by the post, and the journal names the token beside it. It ends with
    the post, with the account, on its day, or by `end_token`. Refuses an unknown post (`NotFound`), a
    post that holds no longer, a name that a live token of the post has, and a day that has come
    already (`CannotAddToken`). A repeated request
    key tells the id again and no secret.
    """
    require(actor, "people.add_token")
    today = beijing_date(now)
    label = clean_line(name, field="name", max_length=60)
    if expires_on is not None and expires_on <= today:
        raise CannotAddToken(field="expires_on", why=N_("到期日要在今天之后"))
    secret = _PREFIX + secrets.token_urlsafe(32)
    row = ApiToken(id=new_id(now), name=label, digest=_digest(secret), created_at=now, expires_on=expires_on)
    answer = perform(
        action="people.add_token",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=INSTANCE_COUNTY,
        body={"post_id": str(post_id), "name": label, "expires_on": str(expires_on or "")},
        core=lambda: _apply_addition(row, UUID(str(post_id)), today),
    )
    told = str(answer["token_id"])
    return TokenAdded(token_id=told, secret=secret if told == str(row.pk) else "")


def _apply_addition(row: ApiToken, post_id: UUID, today: date) -> Outcome:
    post = Post.objects.select_for_update().filter(pk=post_id).first()
    if post is None:
        raise NotFound(field="post_id")
    if not Post.objects.filter(valid_on(today), pk=post_id, account__is_active=True).exists():
        raise CannotAddToken(field="post_id", why=N_("这个岗位今天没有人任职"))
    if ApiToken.objects.filter(post=post, name=row.name, ended_at=None).exists():
        raise CannotAddToken(field="name", why=N_("这个岗位已经有一个同名的，先停用或换个名字"))
    row.post = post
    row.save(force_insert=True)
    return Outcome(answer={"token_id": str(row.pk)}, record=_record("people.add_token", row))


@action("people.end_token")
def end_token(*, actor: Actor, now: datetime, token_id: UUID | str, request_key: str | None = None) -> None:
    """End a token at once. Refuses an unknown one (`NotFound`) and one that has ended (`TokenEnded`)."""
    require(actor, "people.end_token")
    perform(
        action="people.end_token",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=INSTANCE_COUNTY,
        body={"token_id": str(token_id)},
        core=lambda: _apply_end(UUID(str(token_id)), now),
    )


def _apply_end(token_id: UUID, now: datetime) -> Outcome:
    row = ApiToken.objects.select_for_update().select_related("post").filter(pk=token_id).first()
    if row is None:
        raise NotFound(field="token_id")
    if row.ended_at is not None:
        raise TokenEnded(field="token_id")
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    return Outcome(answer={"token_id": str(row.pk)}, record=_record("people.end_token", row))


def _record(act: str, row: ApiToken) -> Record:
    return Record(
        county_code=INSTANCE_COUNTY,
        subject_type="account",
        subject_id=row.post.account_id,
        act=act,
        facts={
            "token_id": str(row.pk),
            "post_id": str(row.post_id),
            "name": row.name,
            "expires_on": str(row.expires_on or ""),
        },
    )


def find_token_actor(*, secret: str, now: datetime) -> Actor | None:
    """The actor of a token that opens now, else None; one statement, once a day one more.

    What does not look like a token is not asked for. The digest is keyed, so its look-up tells
    nothing about the secret.
    """
    if not _LOOKS_RIGHT.fullmatch(secret):
        return None
    today = beijing_date(now)
    row = _live_token(today).first(digest=_digest(secret))
    if row is None:
        return None
    token_id, expires_on, last_used_on, *of_post = row
    if expires_on is not None and expires_on <= today:
        return None
    if last_used_on != today:
        ApiToken.objects.filter(pk=token_id).update(last_used_on=today)
    post_id, role, account_id, name, sample, organ_id, organ_name, region_code = of_post
    return Actor(
        party=Party(role),
        name=name,
        account_id=account_id,
        post_id=post_id,
        organ_id=organ_id,
        organ_name=organ_name,
        scope_code=region_code,
        county_code=region_code[:6],
        sample=sample,
        token_id=token_id,
    )


@lru_cache(maxsize=4)
def _live_token(today: date) -> CompiledQuery:
    rows = ApiToken.objects.filter(
        valid_on(today, prefix="post__"), digest=_DIGEST, ended_at=None, post__account__is_active=True
    )
    return CompiledQuery(rows.values_list(*_ACTOR_COLUMNS), blanks={"digest": _DIGEST})


def list_tokens(*, actor: Actor) -> tuple[TokenView, ...]:
    """Every token, the newest first, ended ones too; for the operator's command."""
    require(actor, "people.add_token")
    rows = ApiToken.objects.select_related("post__account", "post__organ", "post__region")
    return tuple(_view(row) for row in rows.order_by("-created_at", "-id"))


def _view(row: ApiToken) -> TokenView:
    return TokenView(
        token_id=str(row.pk),
        name=row.name,
        login_name=row.post.account.login_name or "",
        role_label=PARTY_LABELS[Party(row.post.role)],
        organ_name=row.post.organ.name,
        region_code=row.post.region.code,
        created_at=row.created_at,
        expires_on=row.expires_on,
        ended_at=row.ended_at,
        last_used_on=row.last_used_on,
    )


def _digest(secret: str) -> str:
    return mark("token", secret)
