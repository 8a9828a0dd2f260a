"""The second step of a log-in: six digits of the app, or a recovery code."""

from datetime import datetime
from uuid import UUID

from yimen.data.people.models import Account, SecondFactor
from yimen.rules.access import Actor, require
from yimen.rules.calendar import beijing_date
from yimen.rules.errors import N_, RuleViolation
from yimen.rules.second_factors import tidy_second_code
from yimen.usecases.journal.folding import INSTANCE_COUNTY
from yimen.usecases.people.attempts import Reservation, Way, confirm, reserve
from yimen.usecases.people.entering import raise_refused
from yimen.usecases.people.entries import Entered, HalfIn, HalfInOver, half_in_account, lead_on, way_on
from yimen.usecases.people.log_ins import Device
from yimen.usecases.people.marks import mark
from yimen.usecases.people.posts_held import posts_held
from yimen.usecases.people.secrets_kept import use_code
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.registry import action


class WrongSecondFactor(RuleViolation):
    """A wrong, old or used code; which of them is not said."""

    code = "people.wrong_second_factor"
    template = N_(
        "验证码不对，或者已经用过。请等验证器里换了新的 6 位数字再输；手机不在身边，就输一个没用过的恢复码。"
    )


@action("people.prove_second_factor")
def prove_second_factor(
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
) -> Entered | HalfIn:
    """Let somebody who is half in wholly in by a code, and use the code up; journals it on the account.

    A code of the app counts once per time step, one step to either side of now; a recovery code counts
    once. Refuses with one sentence a wrong, old or used code (`WrongSecondFactor`), a locked-out account
    or address (`TooManyAttempts`), and a mark that no longer holds (`HalfInOver`). Each refused try stays
    counted, also under many at once: the factor's row stays locked until the end.
    """
    require(actor, "people.prove_second_factor")
    account = half_in_account(half_in, now, samples_may_enter=samples_may_enter)
    typed = tidy_second_code(code)
    device = Device(address=address, browser=browser, replaces=replaces)
    reservation = reserve_second_step(account, now, address)
    answer = perform(
        action="people.prove_second_factor",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=INSTANCE_COUNTY,
        body={"account_id": str(account.pk), "code": mark("second-factor", f"{account.pk}:{typed}")},
        core=lambda: _apply_proof(half_in, typed, now, device, samples_may_enter=samples_may_enter),
    )
    if answer["account_id"] is None:
        raise_refused(reservation, WrongSecondFactor(field="code"))
    confirm(reservation)
    return way_on(answer)


def reserve_second_step(account: Account, now: datetime, address: str) -> Reservation:
    """Count one try of a code for the account; refuses when there were too many."""
    return reserve(now=now, way=Way.SECOND_FACTOR, value=str(account.pk), address=address)


def locked_factor(account_id: UUID) -> SecondFactor | None:
    """The confirmed second factor of an account, its row locked until the transaction ends."""
    rows = SecondFactor.objects.select_for_update(of=("self",)).select_related("account")
    return rows.filter(account_id=account_id).exclude(confirmed_at=None).first()


def _apply_proof(
    half_in: HalfIn, code: str, now: datetime, device: Device, *, samples_may_enter: bool
) -> Outcome:
    account = half_in_account(half_in, now, samples_may_enter=samples_may_enter, lock=True)
    factor = locked_factor(account.pk)
    if factor is None:
        raise HalfInOver  # it was reset meanwhile: the log-in begins anew
    proof = use_code(factor, code, now)
    if proof is None:
        return Outcome(answer={"account_id": None}, record=None)
    return lead_on(
        account=account,
        posts=posts_held(account.pk, beijing_date(now)),
        proven=True,
        act="people.prove_second_factor",
        facts={"proof": proof.value},
        now=now,
        since=half_in.since,
        device=device,
    )
