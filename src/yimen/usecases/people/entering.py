"""Staff get in by login name and password, and choose the post in which they act."""

from datetime import datetime
from typing import NoReturn

from django.contrib.auth.hashers import check_password, make_password

from yimen.data.people.models import Account, Post
from yimen.rules.access import SECOND_FACTOR_ROLES, Actor, NotFound, Party, require
from yimen.rules.calendar import beijing_date
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.people import require_allowed
from yimen.usecases.journal.folding import INSTANCE_COUNTY
from yimen.usecases.people.attempts import Reservation, Way, confirm, reserve
from yimen.usecases.people.entries import Entered, HalfIn, entered, is_enrolled, lead_on, way_on
from yimen.usecases.people.log_ins import Device, open_log_ins
from yimen.usecases.people.marks import session_stamp, stamp_holds, tidy_login_name
from yimen.usecases.people.posts_held import posts_held
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.recording import Record
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


class SecondFactorNeeded(RuleViolation):
    """A post that decides, seals or administers is not taken up without a second factor."""

    code = "people.second_factor_needed"
    template = N_("这个岗位要先绑定验证器。请退出后重新登录，登录时会引导您绑定。")
    refusal = Refusal.FORBIDDEN


@action("people.log_in")
def log_in(
    *,
    actor: Actor,
    now: datetime,
    login_name: str,
    password: str,
    address: str,
    browser: str = "",
    replaces: str | None = None,
    samples_may_enter: bool = False,
    request_key: str | None = None,
) -> Entered | HalfIn:
    """Let staff in by password, or half in where more is asked; journals it on the account.

    Half in is whoever has a second factor, must have one, or still has the password that somebody
    else set (`rules/second_factors.py: next_step`). Refuses, with the same sentence, a wrong name, a
    wrong password and a closed account (`CannotLogIn`), a locked-out name or address
    (`TooManyAttempts`), and an account without a post today (`NoPostToday`). Each refused try stays
    counted. The slow work on the password happens outside every transaction, and as much of it for
    a name that does not exist. `replaces` is the log-in that the same browser held before.
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
    answer = perform(
        action="people.log_in",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=INSTANCE_COUNTY,
        body={"account_id": str(account.pk)},
        core=lambda: lead_on(
            account=account,
            posts=posts,
            proven=False,
            act="people.log_in",
            facts={"way": Way.PASSWORD.value},
            now=now,
            since=now,
            device=Device(address=address, browser=browser, replaces=replaces),
        ),
    )
    return way_on(answer)


def raise_refused(reservation: Reservation, refusal: RuleViolation) -> NoReturn:
    """Raise the refusal, or how long to wait when this very try has locked the door."""
    require_allowed(reservation.after)
    raise refusal


def _proven(name: str, password: str) -> Account | None:
    """The account of this name if the password is its own; takes as long when there is none."""
    account = Account.objects.filter(login_name=name, is_resident=False).first() if name else None
    if account is None:
        make_password(password)
        return None
    is_right = check_password(password, account.password)
    return account if is_right and account.is_active else None


@action("people.choose_post")
def choose_post(
    *,
    actor: Actor,
    now: datetime,
    account_id: str,
    stamp: str,
    log_in_id: str,
    post_id: str,
    address: str,
    request_key: str | None = None,
) -> Entered:
    """Go on in one of the posts that the session's account holds today; journals it on the account.

    Refuses with `NotFound` a stamp or a log-in that no longer holds, a closed account, and any other
    post; with `SecondFactorNeeded` a post that asks for one while the account has none. Confirming a
    second factor ends all sessions that began without it, so whoever has one has shown it.
    """
    require(actor, "people.choose_post")
    account = Account.objects.filter(pk=account_id, is_resident=False, is_active=True).first()
    if account is None or not stamp_holds(account, stamp):
        raise NotFound
    if not open_log_ins(account.pk).filter(pk=log_in_id).exists():
        raise NotFound
    post = next((p for p in posts_held(account.pk, beijing_date(now)) if str(p.pk) == post_id), None)
    if post is None:
        raise NotFound(field="post_id")
    if Party(post.role) in SECOND_FACTOR_ROLES and not is_enrolled(account):
        raise SecondFactorNeeded(field="post_id")
    answer = perform(
        action="people.choose_post",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=INSTANCE_COUNTY,
        body={"account_id": account_id, "post_id": post_id},
        core=lambda: _apply_choice(account, post, log_in_id, address),
    )
    return entered(answer)


def _apply_choice(account: Account, post: Post, log_in_id: str, address: str) -> Outcome:
    return Outcome(
        answer={
            "account_id": str(account.pk),
            "post_id": str(post.pk),
            "stamp": session_stamp(account),
            "party": post.role,
            "log_in_id": log_in_id,
        },
        record=Record(
            county_code=INSTANCE_COUNTY,
            subject_type="account",
            subject_id=account.pk,
            act="people.choose_post",
            facts={"post_id": str(post.pk)},
            personal={"address": address},
        ),
    )
