"""Appoints staff to posts and ends posts."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from yimen.data.orgs.models import Organ, Region
from yimen.data.people.models import Account, Post
from yimen.rules.access import POST_ROLES, Actor, NotFound, Party, require, scope_prefix
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.usecases.journal.folding import INSTANCE_COUNTY
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action

_NO_OVERLAP = "people_post_no_overlap"


class CannotAppoint(RuleViolation):
    """This account cannot have this post for this time."""

    code = "people.cannot_appoint"
    template = N_("不能任命：{why}。")
    refusal = Refusal.CONFLICT


class CannotEndPost(RuleViolation):
    """A post ends once, after it began."""

    code = "people.cannot_end_post"
    template = N_("不能结束这个岗位：{why}。")
    refusal = Refusal.CONFLICT


@dataclass(frozen=True, kw_only=True, slots=True)
class Appointed:
    """The new post."""

    post_id: str


@action("people.appoint")
def appoint(
    *,
    actor: Actor,
    now: datetime,
    account_id: UUID | str,
    organ_id: UUID | str,
    region_code: str,
    role: Party,
    valid_from: date,
    valid_to: date | None = None,
    request_key: str | None = None,
) -> Appointed:
    """Give staff a post: a role at an organ, over a region and all below it, from a day up to another.

    `valid_to` is the first day on which it no longer holds. Refuses (`CannotAppoint`) what is no
    role of a post, a resident or a closed account, a region that the organ does not cover, an end
    before the beginning, and a time in which the account holds the same post already: that last
    one the database itself refuses, whoever asks at the same moment.
    """
    require(actor, "people.appoint")
    if role not in POST_ROLES:
        raise CannotAppoint(field="role", why=N_("这个身份不是岗位"))
    if valid_to is not None and valid_to <= valid_from:
        raise CannotAppoint(field="valid_to", why=N_("结束日期要在开始日期之后"))
    answer = perform(
        action="people.appoint",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=INSTANCE_COUNTY,
        body={
            "account_id": str(account_id),
            "organ_id": str(organ_id),
            "region_code": region_code,
            "role": role.value,
            "valid_from": valid_from.isoformat(),
            "valid_to": None if valid_to is None else valid_to.isoformat(),
        },
        core=lambda: _apply_appointment(
            now, UUID(str(account_id)), UUID(str(organ_id)), region_code, role, valid_from, valid_to
        ),
    )
    return Appointed(post_id=str(answer["post_id"]))


def _apply_appointment(
    now: datetime,
    account_id: UUID,
    organ_id: UUID,
    region_code: str,
    role: Party,
    valid_from: date,
    valid_to: date | None,
) -> Outcome:
    account = Account.objects.select_for_update().filter(pk=account_id).first()
    organ = Organ.objects.select_related("region").filter(pk=organ_id).first()
    region = Region.objects.filter(code=region_code, valid_to=None).first()
    if account is None or organ is None or region is None:
        raise NotFound
    if account.is_resident or not account.is_active:
        raise CannotAppoint(field="account_id", why=N_("只有启用的工作人员账号可以任命岗位"))
    if not region.code.startswith(scope_prefix(organ.region.code)):
        raise CannotAppoint(field="region_code", why=N_("这个区划不归这个机构管"))
    post = Post(
        id=new_id(now),
        account=account,
        organ=organ,
        region=region,
        role=role.value,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    _insert(post)
    return Outcome(answer={"post_id": str(post.pk)}, record=_record("people.appoint", post))


def _insert(post: Post) -> None:
    try:
        with transaction.atomic():
            post.save(force_insert=True)
    except IntegrityError as error:
        if _NO_OVERLAP not in str(error):
            raise
        why = N_("这个人在这段时间里已经有同一个岗位，先结束原来的再任命")
        raise CannotAppoint(field="valid_from", why=why) from None


@action("people.end_post")
def end_post(
    *,
    actor: Actor,
    now: datetime,
    post_id: UUID | str,
    valid_to: date,
    request_key: str | None = None,
) -> None:
    """End a post: `valid_to` is the first day on which it no longer holds, and its sessions end then.

    Refuses (`CannotEndPost`) an end on or before the first day, and a post that has already
    been given an earlier or the same end.
    """
    require(actor, "people.end_post")
    perform(
        action="people.end_post",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=INSTANCE_COUNTY,
        body={"post_id": str(post_id), "valid_to": valid_to.isoformat()},
        core=lambda: _apply_end(UUID(str(post_id)), valid_to),
    )


def _apply_end(post_id: UUID, valid_to: date) -> Outcome:
    post = Post.objects.select_for_update().filter(pk=post_id).first()
    if post is None:
        raise NotFound(field="post_id")
    if valid_to <= post.valid_from:
        raise CannotEndPost(field="valid_to", why=N_("结束日期要在开始日期之后"))
    if post.valid_to is not None and post.valid_to <= valid_to:
        raise CannotEndPost(field="valid_to", why=N_("它已经更早结束，或定好了同一天结束"))
    post.valid_to = valid_to
    post.save(update_fields=["valid_to"])
    return Outcome(answer={"post_id": str(post.pk)}, record=_record("people.end_post", post))


def _record(act: str, post: Post) -> Record:
    return Record(
        county_code=INSTANCE_COUNTY,
        subject_type="account",
        subject_id=post.account_id,
        act=act,
        facts={
            "post_id": str(post.pk),
            "organ_id": str(post.organ_id),
            "region_id": str(post.region_id),
            "role": post.role,
            "valid_from": post.valid_from.isoformat(),
            "valid_to": None if post.valid_to is None else post.valid_to.isoformat(),
        },
    )
