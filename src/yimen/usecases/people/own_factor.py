"""Staff bind an app of their own accord, unbind it, and ask for new recovery codes, while logged in."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from yimen.data.people.models import Account
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.calendar import beijing_date
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.second_factors import Proof, recovery_words, tidy_second_code
from yimen.usecases.journal.folding import INSTANCE_COUNTY
from yimen.usecases.people.attempts import confirm
from yimen.usecases.people.enrolling import apply_confirmation
from yimen.usecases.people.entering import raise_refused
from yimen.usecases.people.entries import is_enrolled, needs_second_factor
from yimen.usecases.people.marks import mark, session_stamp
from yimen.usecases.people.posts_held import posts_held
from yimen.usecases.people.proving import WrongSecondFactor, locked_factor, reserve_second_step
from yimen.usecases.people.resetting import NoSecondFactor, remove_factor
from yimen.usecases.people.secrets_kept import (
    keep_recovery_codes,
    make_recovery_codes,
    offer_secret,
    use_code,
)
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action


class AlreadyBound(RuleViolation):
    """The account has a confirmed second factor."""

    code = "people.already_bound"
    template = N_("您已经绑定了验证器。换手机请先解除，再重新绑定；岗位规定必须绑定的，请找管理员解除。")
    refusal = Refusal.CONFLICT


class MustStayBound(RuleViolation):
    """The account holds a post that asks for a second factor."""

    code = "people.must_stay_bound"
    template = N_("您的岗位规定登录要用验证器，不能自己解除。换手机请找本单位管理员。")
    refusal = Refusal.FORBIDDEN


@dataclass(frozen=True, kw_only=True, slots=True)
class Bound:
    """The stamp with which this session goes on, and the recovery codes: told once, a repeat gets none."""

    stamp: str
    recovery_codes: tuple[str, ...] = field(compare=False)


@action("people.begin_second_factor")
def begin_second_factor(*, actor: Actor, now: datetime, request_key: str | None = None) -> None:
    """Offer a fresh secret to the actor's account; it asks nobody for anything until it is confirmed.

    Refuses an account that has a confirmed one (`AlreadyBound`).
    """
    require(actor, "people.begin_second_factor")
    perform(
        action="people.begin_second_factor",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=INSTANCE_COUNTY,
        body={},
        core=lambda: _apply_begin(actor, now),
    )


def _apply_begin(actor: Actor, now: datetime) -> Outcome:
    account = _locked(actor)
    if is_enrolled(account):
        raise AlreadyBound
    offer_secret(account, now)
    return Outcome(answer={}, record=_record("people.begin_second_factor", account))


@action("people.turn_on_second_factor")
def turn_on_second_factor(
    *, actor: Actor, now: datetime, log_in_id: str, code: str, request_key: str | None = None
) -> Bound:
    """Bind the offered secret by the app's first code; all other sessions of the account end.

    Refuses as `confirm_second_factor` does: `WrongFirstCode`, `NothingToConfirm`.
    """
    require(actor, "people.turn_on_second_factor")
    told: list[str] = []

    def core() -> Outcome:
        account = _locked(actor)
        told.extend(apply_confirmation(account, tidy_second_code(code), now, keep=log_in_id))
        record = _record("people.turn_on_second_factor", account)
        return Outcome(answer={"stamp": session_stamp(account)}, record=record)

    answer = perform(
        action="people.turn_on_second_factor",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=INSTANCE_COUNTY,
        body={},
        core=core,
    )
    return Bound(stamp=str(answer["stamp"]), recovery_codes=tuple(told))


@action("people.turn_off_second_factor")
def turn_off_second_factor(
    *,
    actor: Actor,
    now: datetime,
    log_in_id: str,
    code: str,
    address: str,
    request_key: str | None = None,
) -> str:
    """Unbind the app that the actor bound of their own accord; the stamp with which this session goes on.

    All other sessions end. Refuses a wrong or used code (`WrongSecondFactor`, counted as at the log-in),
    whoever must have one (`MustStayBound`) and whoever has none (`NoSecondFactor`).
    """
    require(actor, "people.turn_off_second_factor")
    if needs_second_factor(posts_held(_account_id(actor), beijing_date(now))):
        raise MustStayBound(field="code")

    def core(account: Account) -> None:
        remove_factor(account, now, keep=log_in_id)

    return _with_code("people.turn_off_second_factor", actor, now, code, address, request_key, core)


@action("people.renew_recovery_codes")
def renew_recovery_codes(
    *, actor: Actor, now: datetime, code: str, address: str, request_key: str | None = None
) -> Bound:
    """Make ten new recovery codes, told once; those before them open nothing any more.

    Refuses a wrong or used code (`WrongSecondFactor`, counted as at the log-in) and whoever has no second
    factor (`NoSecondFactor`).
    """
    require(actor, "people.renew_recovery_codes")
    told: list[str] = []

    def core(account: Account) -> None:
        codes = make_recovery_codes()
        keep_recovery_codes(account, codes, now)
        told.extend(recovery_words(each) for each in codes)

    stamp = _with_code("people.renew_recovery_codes", actor, now, code, address, request_key, core)
    return Bound(stamp=stamp, recovery_codes=tuple(told))


def _with_code(
    act: str,
    actor: Actor,
    now: datetime,
    code: str,
    address: str,
    request_key: str | None,
    core: Callable[[Account], None],
) -> str:
    """Do what a fresh code of the actor's own app, or a recovery code, allows; the stamp afterwards."""
    account = Account.objects.get(pk=_account_id(actor))
    if not is_enrolled(account):
        raise NoSecondFactor(field="code")
    typed = tidy_second_code(code)
    reservation = reserve_second_step(account, now, address)
    answer = perform(
        action=act,
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=INSTANCE_COUNTY,
        body={"code": mark("second-factor", f"{account.pk}:{typed}")},
        core=lambda: _apply_with_code(act, actor, now, typed, core),
    )
    if answer["stamp"] is None:
        raise_refused(reservation, WrongSecondFactor(field="code"))
    confirm(reservation)
    return str(answer["stamp"])


def _apply_with_code(
    act: str, actor: Actor, now: datetime, code: str, core: Callable[[Account], None]
) -> Outcome:
    account = _locked(actor)
    factor = locked_factor(account.pk)
    if factor is None:
        raise NoSecondFactor(field="code")
    proof = use_code(factor, code, now)
    if proof is None:
        return Outcome(answer={"stamp": None}, record=None)
    core(account)
    return Outcome(answer={"stamp": session_stamp(account)}, record=_record(act, account, proof))


def _account_id(actor: Actor) -> UUID:
    if actor.account_id is None:
        raise NotFound
    return actor.account_id


def _locked(actor: Actor) -> Account:
    return Account.objects.select_for_update().get(pk=_account_id(actor))


def _record(act: str, account: Account, proof: Proof | None = None) -> Record:
    return Record(
        county_code=INSTANCE_COUNTY,
        subject_type="account",
        subject_id=account.pk,
        act=act,
        facts={} if proof is None else {"proof": proof.value},
    )
