"""The secrets and the recovery codes of second factors as they are kept: sealed, or as digests."""

import secrets
from datetime import datetime

from yimen.data.people.models import Account, RecoveryCode, SecondFactor
from yimen.gateways.installed import installed
from yimen.gateways.totp import matched_step, new_secret
from yimen.rules.second_factors import (
    RECOVERY_CODES,
    RECOVERY_LENGTH,
    RECOVERY_SIGNS,
    Proof,
    is_app_code,
)
from yimen.usecases.people.marks import mark
from yimen.usecases.shared.ids import new_id


def offer_secret(account: Account, now: datetime) -> None:
    """Keep a fresh secret for an account that has no confirmed one; an older offer is worth nothing then."""
    sealed = installed().sealer.seal(new_secret(), name=_name(account))
    SecondFactor.objects.update_or_create(
        account=account,
        confirmed_at=None,
        defaults={"sealed_secret": sealed, "begun_at": now},
        create_defaults={"id": new_id(now), "sealed_secret": sealed, "begun_at": now},
    )


def secret_of(factor: SecondFactor) -> bytes:
    """The secret in the clear, for this moment only."""
    return installed().sealer.unseal(bytes(factor.sealed_secret), name=_name(factor.account))


def use_code(factor: SecondFactor, code: str, now: datetime) -> Proof | None:
    """Use a tidied code up, whose factor's row the caller has locked: an app's or a recovery code.

    Each time step counts once, each recovery code once. None when it is neither.
    """
    if is_app_code(code):
        return Proof.APP if use_app_code(factor, code, now) else None
    unused = RecoveryCode.objects.filter(account=factor.account, used_at=None)
    used = unused.filter(digest=_digest(factor.account, code)).update(used_at=now)
    return Proof.RECOVERY if used else None


def use_app_code(factor: SecondFactor, code: str, now: datetime) -> bool:
    """Use the six digits of the app up, whose row the caller has locked; False when they do not fit."""
    if not is_app_code(code):
        return False
    step = matched_step(secret_of(factor), code, at=now, after=factor.last_step)
    if step is None:
        return False
    SecondFactor.objects.filter(pk=factor.pk).update(last_step=step)
    return True


def make_recovery_codes() -> tuple[str, ...]:
    """Ten codes of fifty bits, to be shown once."""
    return tuple(
        "".join(secrets.choice(RECOVERY_SIGNS) for _ in range(RECOVERY_LENGTH)) for _ in range(RECOVERY_CODES)
    )


def keep_recovery_codes(account: Account, codes: tuple[str, ...], now: datetime) -> None:
    """Keep the digests of these codes in place of all earlier ones."""
    RecoveryCode.objects.filter(account=account).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(id=new_id(now), account=account, digest=_digest(account, code)) for code in codes
    )


def _digest(account: Account, code: str) -> str:
    return mark("recovery", f"{account.pk}:{code}")


def _name(account: Account) -> str:
    return f"second-factor:{account.pk}"
