"""The operator takes a second factor away from whoever lost the telephone; the demo gives its people one."""

from datetime import datetime
from uuid import UUID

from yimen.data.people.models import Account, RecoveryCode, SecondFactor
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.usecases.journal.folding import INSTANCE_COUNTY
from yimen.usecases.people.log_ins import end_sessions
from yimen.usecases.people.secrets_kept import offer_secret
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action


class NoSecondFactor(RuleViolation):
    """There is none to take away."""

    code = "people.no_second_factor"
    template = N_("这个账号没有绑定验证器。")
    refusal = Refusal.CONFLICT


@action("people.reset_second_factor")
def reset_second_factor(
    *, actor: Actor, now: datetime, account_id: UUID, request_key: str | None = None
) -> None:
    """Take the second factor and the recovery codes away and end all sessions; journals it.

    At the next log-in a new one is bound. The operator must know whom he has before him: the command
    says so. Refuses an account without one (`NoSecondFactor`) and what is no account of staff.
    """
    require(actor, "people.reset_second_factor")
    perform(
        action="people.reset_second_factor",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=INSTANCE_COUNTY,
        body={"account_id": str(account_id)},
        core=lambda: _apply_reset(account_id, now),
    )


def _apply_reset(account_id: UUID, now: datetime) -> Outcome:
    account = Account.objects.select_for_update().filter(pk=account_id, is_resident=False).first()
    if account is None:
        raise NotFound(field="account_id")
    remove_factor(account, now)
    return Outcome(
        answer={"account_id": str(account_id)}, record=_record("people.reset_second_factor", account_id)
    )


def remove_factor(account: Account, now: datetime, *, keep: str | None = None) -> None:
    """Remove the factor of an account whose row is locked, and end its sessions; refuses where none is."""
    removed, _ = SecondFactor.objects.filter(account=account).exclude(confirmed_at=None).delete()
    if not removed:
        raise NoSecondFactor
    RecoveryCode.objects.filter(account=account).delete()
    end_sessions(account, now, keep=keep)


@action("people.enrol_sample")
def enrol_sample(*, actor: Actor, now: datetime, login_name: str, request_key: str | None = None) -> None:
    """Bind a second factor of its own to a sample account that has none; one that has keeps it.

    Its codes are shown on the demo's pages, and a sample account gets in nowhere else. Refuses every
    account that is no sample (`NotFound`).
    """
    require(actor, "people.enrol_sample")
    perform(
        action="people.enrol_sample",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=INSTANCE_COUNTY,
        body={"login_name": login_name},
        core=lambda: _apply_sample(login_name, now),
    )


def _apply_sample(login_name: str, now: datetime) -> Outcome:
    account = Account.objects.select_for_update().filter(login_name=login_name, sample=True).first()
    if account is None:
        raise NotFound(field="login_name")
    answer = {"account_id": str(account.pk)}
    if SecondFactor.objects.filter(account=account).exclude(confirmed_at=None).exists():
        return Outcome(answer={**answer}, record=None)
    offer_secret(account, now)
    SecondFactor.objects.filter(account=account).update(confirmed_at=now)
    return Outcome(answer={**answer}, record=_record("people.enrol_sample", account.pk))


def _record(act: str, account_id: UUID) -> Record:
    return Record(county_code=INSTANCE_COUNTY, subject_type="account", subject_id=account_id, act=act)
