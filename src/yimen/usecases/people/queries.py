"""Who holds which post, who may do what."""

from dataclasses import dataclass
from datetime import date, datetime

from yimen.data.people.models import Account, Post
from yimen.gateways.installed import installed
from yimen.rules.access import PARTY_LABELS, Actor, GrantGroup, Party, grant_groups
from yimen.rules.calendar import beijing_date
from yimen.rules.text import mask_phone
from yimen.usecases.people.marks import stamp_holds
from yimen.usecases.people.posts_held import posts_held, valid_on


@dataclass(frozen=True, kw_only=True, slots=True)
class PostView:
    """A post in words."""

    post_id: str
    role: Party
    role_label: str
    organ_name: str
    region_name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DutyRow:
    """Somebody who works at a place today, as it is made public at the counter (首问负责)."""

    name: str
    role_label: str
    sample: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoMessage:
    """A message that the demo did not really send."""

    phone_masked: str
    text: str
    sent_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoAccount:
    """A sample account: staff have a login name, residents a telephone."""

    login_name: str
    phone: str
    name: str
    role_label: str
    place: str


def _resident(account: Account) -> Actor:
    return Actor(party=Party.RESIDENT, name=account.name, account_id=account.pk, sample=account.sample)


def staff_actor(post: Post) -> Actor:
    """The actor who works in a post; its account, organ and region are at hand."""
    return Actor(
        party=Party(post.role),
        name=post.account.name,
        account_id=post.account.pk,
        post_id=post.pk,
        organ_id=post.organ.pk,
        organ_name=post.organ.name,
        scope_code=post.region.code,
        county_code=post.region.code[:6],
        sample=post.account.sample,
    )


def list_session_posts(*, account_id: str, stamp: str, log_in_id: str, now: datetime) -> tuple[PostView, ...]:
    """The posts that the account of a session may choose today; nothing when the session no longer holds."""
    accounts = Account.objects.filter(pk=account_id, is_resident=False, is_active=True)
    account = accounts.filter(log_ins__pk=log_in_id, log_ins__ended_at=None).first()
    if account is None or not stamp_holds(account, stamp):
        return ()
    return list_posts_of(account_id, beijing_date(now))


def list_posts_of(account_id: str, today: date) -> tuple[PostView, ...]:
    """The posts that an account holds today, the lowest place first."""
    return tuple(_post_view(post) for post in posts_held(account_id, today))


def _post_view(post: Post) -> PostView:
    role = Party(post.role)
    return PostView(
        post_id=str(post.pk),
        role=role,
        role_label=PARTY_LABELS[role],
        organ_name=post.organ.name,
        region_name=post.region.short_name,
    )


def list_duty(township_code: str, today: date) -> tuple[DutyRow, ...]:
    """Who holds a post of the township itself today, by role; public, as at the counter."""
    posts = Post.objects.select_related("account").filter(
        valid_on(today), region__code=township_code, account__is_active=True
    )
    order = list(Party)
    found = sorted(posts, key=lambda post: (order.index(Party(post.role)), post.valid_from, post.pk))
    return tuple(
        DutyRow(name=post.account.name, role_label=PARTY_LABELS[Party(post.role)], sample=post.account.sample)
        for post in found
    )


def list_grants() -> tuple[GrantGroup, ...]:
    """The grant table by noun; it is data of the rules and asks no database."""
    return grant_groups()


def list_demo_messages(limit: int) -> tuple[DemoMessage, ...]:
    """The newest messages of a gateway that only pretends to send; a real one shows nothing."""
    return tuple(
        DemoMessage(phone_masked=mask_phone(sent.phone), text=sent.text, sent_at=sent.sent_at)
        for sent in installed().sms.recent(limit)
    )


def list_demo_accounts(today: date) -> tuple[DemoAccount, ...]:
    """Every sample account with its post today: staff by place, highest first, then residents."""
    posts = Post.objects.select_related("account", "region").filter(
        valid_on(today), account__sample=True, account__is_active=True
    )
    order = list(Party)
    held = sorted(posts, key=lambda p: (p.region.code, order.index(Party(p.role)), p.account.login_name))
    staff = [
        DemoAccount(
            login_name=post.account.login_name or "",
            phone="",
            name=post.account.name,
            role_label=PARTY_LABELS[Party(post.role)],
            place=post.region.short_name,
        )
        for post in held
    ]
    residents = Account.objects.filter(sample=True, is_resident=True, is_active=True).order_by("phone")
    return tuple(staff) + tuple(
        DemoAccount(
            login_name="",
            phone=account.phone or "",
            name=account.name,
            role_label=PARTY_LABELS[Party.RESIDENT],
            place="",
        )
        for account in residents
    )


def list_sample_actors(today: date) -> tuple[Actor, ...]:
    """Everyone of the sample world as an actor, one a post: as whom the demo's cases are worked on."""
    posts = Post.objects.select_related("account", "organ", "region").filter(
        valid_on(today), account__sample=True, account__is_active=True
    )
    residents = Account.objects.filter(sample=True, is_resident=True, is_active=True)
    return (
        *(staff_actor(post) for post in posts.order_by("region__code", "account__login_name")),
        *(_resident(account) for account in residents.order_by("phone")),
    )
