"""The ways in as the tests use them, with the world's people."""

import re
from datetime import datetime
from typing import Any

from tests import world
from yimen.rules.access import PUBLIC
from yimen.usecases.people.codes import log_in_with_code, send_code
from yimen.usecases.people.entering import Entered, log_in

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
    """Log in as staff of the world."""
    return log_in(actor=PUBLIC, now=now, login_name=name, password=password, address=address, **more)


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
