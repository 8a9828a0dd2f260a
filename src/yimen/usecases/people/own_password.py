"""Staff set their own password: in place of one that was given to them, or of their own old one."""

from datetime import datetime

from django.contrib.auth.hashers import check_password, make_password

from yimen.data.people.models import Account
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.calendar import beijing_date
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.people import WeakPassword
from yimen.usecases.journal.folding import INSTANCE_COUNTY
from yimen.usecases.people.attempts import Way, confirm, reserve
from yimen.usecases.people.entering import raise_refused
from yimen.usecases.people.entries import (
    Entered,
    HalfIn,
    HalfInOver,
    half_in_account,
    is_enrolled,
    lead_on,
    way_on,
)
from yimen.usecases.people.log_ins import Device, end_sessions
from yimen.usecases.people.marks import mark, session_stamp
from yimen.usecases.people.password_rules import require_good_password
from yimen.usecases.people.posts_held import posts_held
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action


class WrongOldPassword(RuleViolation):
    """Whoever sits at the desk does not know the password of its owner."""

    code = "people.wrong_old_password"
    template = N_("原来的密码不对。连续输错 5 次要等 15 分钟。")


class SamplePassword(RuleViolation):
    """The password of the sample people is printed on the demo's pages."""

    code = "people.sample_password"
    template = N_("演示账号的密码是公开的，不能改：改了别人就进不来了。")
    refusal = Refusal.CONFLICT


@action("people.replace_given_password")
def replace_given_password(
    *,
    actor: Actor,
    now: datetime,
    half_in: HalfIn,
    password: str,
    address: str,
    browser: str = "",
    replaces: str | None = None,
    samples_may_enter: bool = False,
    request_key: str | None = None,
) -> Entered | HalfIn:
    """Set one's own password in place of the given one, and lead on; journals it on the account.

    Refuses a weak password and the given one itself (`WeakPassword`), and a mark that no longer holds or
    whose second factor was not shown yet (`HalfInOver`).
    """
    require(actor, "people.replace_given_password")
    account = Account.objects.filter(pk=half_in.account_id, is_resident=False).first()
    if account is None:
        raise HalfInOver
    digest = _digest_of(password, account)
    device = Device(address=address, browser=browser, replaces=replaces)
    answer = perform(
        action="people.replace_given_password",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=INSTANCE_COUNTY,
        body={"account_id": half_in.account_id, "password": mark("password", password)},
        core=lambda: _apply_replacement(half_in, digest, now, device, samples_may_enter=samples_may_enter),
    )
    return way_on(answer)


def _apply_replacement(
    half_in: HalfIn, digest: str, now: datetime, device: Device, *, samples_may_enter: bool
) -> Outcome:
    account = half_in_account(half_in, now, samples_may_enter=samples_may_enter, lock=True)
    if not account.password_given or (is_enrolled(account) and not half_in.proven):
        raise HalfInOver
    _write(account, digest, now)
    return lead_on(
        account=account,
        posts=posts_held(account.pk, beijing_date(now)),
        proven=half_in.proven,
        act="people.replace_given_password",
        facts={},
        now=now,
        since=half_in.since,
        device=device,
    )


@action("people.change_own_password")
def change_own_password(
    *,
    actor: Actor,
    now: datetime,
    log_in_id: str,
    old: str,
    password: str,
    address: str,
    request_key: str | None = None,
) -> str:
    """Replace one's own password; all other sessions end. The stamp with which this one goes on.

    Journals it on the account. Refuses a wrong old password (`WrongOldPassword`), which is counted and
    locked like one at the log-in (`TooManyAttempts`), a weak new one (`WeakPassword`), and sample people
    (`SamplePassword`).
    """
    require(actor, "people.change_own_password")
    if actor.account_id is None:
        raise NotFound
    account = Account.objects.get(pk=actor.account_id)
    if account.sample:
        raise SamplePassword
    reservation = reserve(now=now, way=Way.PASSWORD, value=account.login_name or "", address=address)
    if not check_password(old, account.password):
        raise_refused(reservation, WrongOldPassword(field="old"))
    confirm(reservation)
    digest, proven = _digest_of(password, account), account.password
    answer = perform(
        action="people.change_own_password",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=INSTANCE_COUNTY,
        body={"account_id": str(account.pk), "password": mark("password", password)},
        core=lambda: _apply_change(account, proven, digest, now, log_in_id),
    )
    return str(answer["stamp"])


def _apply_change(known: Account, proven: str, digest: str, now: datetime, log_in_id: str) -> Outcome:
    """The old password must still be the one that was shown: of two changes at once one is too late."""
    account = Account.objects.select_for_update().get(pk=known.pk)
    if account.password != proven:
        raise WrongOldPassword(field="old")
    _write(account, digest, now, keep=log_in_id)
    record = Record(
        county_code=INSTANCE_COUNTY,
        subject_type="account",
        subject_id=account.pk,
        act="people.change_own_password",
    )
    return Outcome(answer={"stamp": session_stamp(account)}, record=record)


def _digest_of(password: str, account: Account) -> str:
    """The digest of a good password; slow on purpose, so outside the transaction."""
    require_good_password(password, account, field="password")
    if check_password(password, account.password):
        raise WeakPassword(field="password", why=N_("和原来的一样"))
    return make_password(password)


def _write(account: Account, digest: str, now: datetime, *, keep: str | None = None) -> None:
    account.password, account.password_given = digest, False
    account.save(update_fields=["password", "password_given"])
    end_sessions(account, now, keep=keep)
