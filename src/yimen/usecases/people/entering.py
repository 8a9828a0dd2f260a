"""Staff get in by login name and password, and choose the post in which they act."""

from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn

from django.contrib.auth.hashers import check_password, make_password

from yimen.data.people.models import Account, Post
from yimen.rules.access import Actor, NotFound, Party, require
from yimen.rules.calendar import beijing_date
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.people import require_allowed
from yimen.usecases.journal.folding import INSTANCE_COUNTY
from yimen.usecases.people.attempts import Reservation, Way, confirm, reserve
from yimen.usecases.people.marks import session_stamp, stamp_holds, tidy_login_name
from yimen.usecases.people.posts_held import posts_held
from yimen.usecases.shared.acting import Answer, Outcome, perform
from yimen.usecases.shared.recording import JSON, Record
from yimen.usecases.shared.registry import action


class CannotLogIn(RuleViolation):
    """Unknown account, wrong password, closed account: one sentence for all, so that none is told apart."""

    code = "people.cannot_log_in"
    template = N_("账号或密码不对，请核对后再输。连续输错 5 次要等 15 分钟。")


class NoPostToday(RuleViolation):
    """The password was right, but there is no post in which to act."""

    code = "people.no_post_today"
    template = N_("您的账号今天没有有效的岗位，还不能办理业务。请联系中心主任或县政务办。")
    refusal = Refusal.FORBIDDEN


@dataclass(frozen=True, kw_only=True, slots=True)
class Entered:
    """What a session is made of. `post_id` None: a resident, or staff who must choose a post first."""

    account_id: str
    post_id: str | None
    stamp: str
    party: Party | None


@action("people.log_in")
def log_in(
    *,
    actor: Actor,
    now: datetime,
    login_name: str,
    password: str,
    address: str,
    samples_may_enter: bool = False,
    request_key: str | None = None,
) -> Entered:
    """Let staff in by password; journals it on the account.

    Refuses, with the same sentence, a wrong name, a wrong password and a closed account
    (`CannotLogIn`), a locked-out name or address (`TooManyAttempts`), and an account without a
    post today (`NoPostToday`). Each refused try stays counted. The slow work on the password
    happens outside every transaction, and as much of it for a name that does not exist.
    """
    require(actor, "people.log_in")
    name = tidy_login_name(login_name)
    reservation = reserve(now=now, way=Way.PASSWORD, value=name, address=address)
    account = _proven(name, password)
    if account is None or (account.sample and not samples_may_enter):
        raise_refused(reservation, CannotLogIn())
    confirm(reservation)
    posts = posts_held(account.pk, beijing_date(now))
    if not posts:
        raise NoPostToday
    post = posts[0] if len(posts) == 1 else None
    answer = perform(
        action="people.log_in",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=INSTANCE_COUNTY,
        body={"account_id": str(account.pk)},
        core=lambda: _apply_entry(account, post, "people.log_in", {"way": Way.PASSWORD.value}, address),
    )
    return entered(answer)


def raise_refused(reservation: Reservation, refusal: RuleViolation) -> NoReturn:
    """Raise the refusal, or how long to wait when this very try has locked the door."""
    require_allowed(reservation.after)
    raise refusal


def entered(answer: Answer) -> Entered:
    """The answer of an action as what a session is made of."""
    post_id, party = answer["post_id"], answer["party"]
    return Entered(
        account_id=str(answer["account_id"]),
        post_id=None if post_id is None else str(post_id),
        stamp=str(answer["stamp"]),
        party=None if party is None else Party(str(party)),
    )


def _proven(name: str, password: str) -> Account | None:
    """The account of this name if the password is its own; takes as long when there is none."""
    account = Account.objects.filter(login_name=name, is_resident=False).first() if name else None
    if account is None:
        make_password(password)
        return None
    is_right = check_password(password, account.password)
    return account if is_right and account.is_active else None


def _apply_entry(
    account: Account, post: Post | None, act: str, facts: dict[str, JSON], address: str
) -> Outcome:
    post_id = None if post is None else str(post.pk)
    return Outcome(
        answer={
            "account_id": str(account.pk),
            "post_id": post_id,
            "stamp": session_stamp(account),
            "party": None if post is None else post.role,
        },
        record=Record(
            county_code=INSTANCE_COUNTY,
            subject_type="account",
            subject_id=account.pk,
            act=act,
            facts={**facts, "post_id": post_id},
            personal={"address": address},
        ),
    )


@action("people.choose_post")
def choose_post(
    *,
    actor: Actor,
    now: datetime,
    account_id: str,
    stamp: str,
    post_id: str,
    address: str,
    request_key: str | None = None,
) -> Entered:
    """Go on in one of the posts that the session's account holds today; journals it on the account.

    Refuses with `NotFound` a stamp that no longer holds, a closed account, and any other post.
    """
    require(actor, "people.choose_post")
    account = Account.objects.filter(pk=account_id, is_resident=False, is_active=True).first()
    if account is None or not stamp_holds(account, stamp):
        raise NotFound
    post = next((p for p in posts_held(account.pk, beijing_date(now)) if str(p.pk) == post_id), None)
    if post is None:
        raise NotFound(field="post_id")
    answer = perform(
        action="people.choose_post",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=INSTANCE_COUNTY,
        body={"account_id": account_id, "post_id": post_id},
        core=lambda: _apply_entry(account, post, "people.choose_post", {}, address),
    )
    return entered(answer)
