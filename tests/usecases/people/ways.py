"""The ways in as the tests use them, with the world's people."""

import re
from datetime import datetime
from typing import Any

from tests import world
from yimen.data.people.models import Account, SecondFactor
from yimen.gateways.totp import code_of, step_at
from yimen.rules.access import PUBLIC, Actor
from yimen.usecases.people.codes import log_in_with_code, send_code
from yimen.usecases.people.entering import log_in
from yimen.usecases.people.entries import Entered, HalfIn
from yimen.usecases.people.secrets_kept import keep_recovery_codes, offer_secret, secret_of

FAST = ["django.contrib.auth.hashers.MD5PasswordHasher", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]
ADDRESS = "192.0.2.7"
NEW_PHONE = "13900000009"


def enter_by_password(
    name: str = "clerk",
    password: str = world.PASSWORD,
    *,
    now: datetime = world.NOW,
    address: str = ADDRESS,
    **more: Any,
) -> Entered:
    """Log in as staff of the world of whom nothing but the password is asked."""
    found = log_in(actor=PUBLIC, now=now, login_name=name, password=password, address=address, **more)
    assert isinstance(found, Entered)
    return found


def half_in_by_password(
    name: str = "approver", password: str = world.PASSWORD, *, now: datetime = world.NOW, **more: Any
) -> HalfIn:
    """Get half in as staff of whom more is asked than the password."""
    found = log_in(actor=PUBLIC, now=now, login_name=name, password=password, address=ADDRESS, **more)
    assert isinstance(found, HalfIn)
    return found


RECOVERY = ("ABCDE23456", "FGHJK23456")


def enrolled(actor: Actor = world.APPROVER) -> SecondFactor:
    """The confirmed second factor of a member of staff, made at once, with two recovery codes."""
    account = Account.objects.get(pk=actor.account_id)
    offer_secret(account, world.NOW)
    SecondFactor.objects.filter(account=account).update(confirmed_at=world.NOW)
    keep_recovery_codes(account, RECOVERY, world.NOW)
    return SecondFactor.objects.select_related("account").get(account=account)


def app_code(actor: Actor = world.APPROVER, *, now: datetime = world.NOW, steps: int = 0) -> str:
    """What the app on the telephone shows now, or so many steps later."""
    factor = SecondFactor.objects.select_related("account").get(account_id=actor.account_id)
    return code_of(secret_of(factor), step_at(now) + steps)


def ask_for_code(gateways: Any, phone: str = NEW_PHONE, *, now: datetime = world.NOW) -> str:
    """Ask for a code and read it from the fake telephone."""
    send_code(actor=PUBLIC, now=now, phone=phone, address=ADDRESS)
    found = re.search(r"\d{6}", gateways.sms.recent(1)[0].text)
    assert found
    return found[0]


def enter_by_code(
    code: str, phone: str = NEW_PHONE, *, now: datetime = world.NOW, address: str = ADDRESS, **more: Any
) -> Entered:
    """Log in as a resident."""
    return log_in_with_code(actor=PUBLIC, now=now, phone=phone, code=code, address=address, **more)
