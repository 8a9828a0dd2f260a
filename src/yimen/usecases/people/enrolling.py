"""A second factor is offered, shown as a QR code, and confirmed by the first code of the app."""

from dataclasses import dataclass, field
from datetime import datetime

from yimen.data.people.models import Account, SecondFactor
from yimen.gateways.qr import qr_svg
from yimen.rules.access import Actor, require
from yimen.rules.calendar import beijing_date
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.second_factors import key_address, recovery_words, secret_words, tidy_second_code
from yimen.usecases.journal.folding import INSTANCE_COUNTY
from yimen.usecases.people.entries import Entered, HalfIn, half_in_account, lead_on, way_on
from yimen.usecases.people.log_ins import Device, end_sessions
from yimen.usecases.people.marks import stamp_holds
from yimen.usecases.people.posts_held import posts_held
from yimen.usecases.people.secrets_kept import (
    keep_recovery_codes,
    make_recovery_codes,
    secret_of,
    use_app_code,
)
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.registry import action


class WrongFirstCode(RuleViolation):
    """The code does not come from the secret that is shown."""

    code = "people.wrong_first_code"
    template = N_(
        "这 6 位数字对不上。请确认手机时间是自动设置的，等换了新的数字再输；"
        "还不行就删掉验证器里的“一门”，重新扫码。"
    )


class NothingToConfirm(RuleViolation):
    """No secret waits: it was confirmed already, or taken away."""

    code = "people.nothing_to_confirm"
    template = N_("没有等着绑定的验证器，可能刚才已经绑定了。请刷新页面看看。")
    refusal = Refusal.CONFLICT


@dataclass(frozen=True, kw_only=True, slots=True)
class Enrolment:
    """A secret that is offered: for the camera, and in groups of four for those who type it."""

    login_name: str
    qr_svg: str
    secret_words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Enrolled:
    """The way on, and the recovery codes in words: they are told once, a repeat gets none."""

    way: Entered | HalfIn
    recovery_codes: tuple[str, ...] = field(compare=False)


def find_enrolment(*, account_id: str, stamp: str) -> Enrolment | None:
    """The secret that waits to be confirmed by the account of a stamp that holds; None without one."""
    factor = _offered(account_id)
    if factor is None or not stamp_holds(factor.account, stamp):
        return None
    login_name, secret = factor.account.login_name or "", secret_of(factor)
    return Enrolment(
        login_name=login_name,
        qr_svg=qr_svg(key_address(secret, login_name)),
        secret_words=secret_words(secret),
    )


@action("people.confirm_second_factor")
def confirm_second_factor(
    *,
    actor: Actor,
    now: datetime,
    half_in: HalfIn,
    code: str,
    address: str,
    browser: str = "",
    replaces: str | None = None,
    samples_may_enter: bool = False,
    request_key: str | None = None,
) -> Enrolled:
    """Bind the offered secret to the account by its first code, and lead on; journals it on the account.

    All sessions that began without a second factor end. The ten recovery codes are made here and told
    once; only their digests are kept. Refuses a code that does not fit (`WrongFirstCode`), a mark that no
    longer holds (`HalfInOver`), and an account that has confirmed one meanwhile (`NothingToConfirm`).
    """
    require(actor, "people.confirm_second_factor")
    device = Device(address=address, browser=browser, replaces=replaces)
    told: list[str] = []

    def core() -> Outcome:
        account = half_in_account(half_in, now, samples_may_enter=samples_may_enter, lock=True)
        typed = tidy_second_code(code)
        told.extend(apply_confirmation(account, typed, now))
        return lead_on(
            account=account,
            posts=posts_held(account.pk, beijing_date(now)),
            proven=True,
            act="people.confirm_second_factor",
            facts={},
            now=now,
            since=half_in.since,
            device=device,
        )

    answer = perform(
        action="people.confirm_second_factor",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=INSTANCE_COUNTY,
        body={"account_id": half_in.account_id},
        core=core,
    )
    return Enrolled(way=way_on(answer), recovery_codes=tuple(told))


def apply_confirmation(
    account: Account, code: str, now: datetime, *, keep: str | None = None
) -> tuple[str, ...]:
    """Confirm the offered secret of an account whose row is locked; it gets its next session round.

    The recovery codes, in words; refuses as `confirm_second_factor` does.
    """
    rows = SecondFactor.objects.select_for_update(of=("self",)).select_related("account")
    factor = rows.filter(account=account, confirmed_at=None).first()
    if factor is None:
        raise NothingToConfirm
    if not use_app_code(factor, code, now):
        raise WrongFirstCode(field="code")
    SecondFactor.objects.filter(pk=factor.pk).update(confirmed_at=now)
    codes = make_recovery_codes()
    keep_recovery_codes(account, codes, now)
    end_sessions(account, now, keep=keep)
    return tuple(recovery_words(each) for each in codes)


def _offered(account_id: str) -> SecondFactor | None:
    rows = SecondFactor.objects.select_related("account").filter(confirmed_at=None)
    return rows.filter(account_id=account_id, account__is_active=True).first()
