"""The second step of a log-in: which steps there are, in which order, and what a code may look like."""

import base64
import datetime as dt
import re
import unicodedata
from enum import StrEnum
from urllib.parse import quote, urlencode

from yimen.rules.errors import N_

STEP_SECONDS = 30
CODE_DIGITS = 6
# How far the clock of a telephone may be off: one step to either side (RFC 6238, 5.2).
WINDOW_STEPS = 1
SECRET_BYTES = 20
HALF_IN_TIME = dt.timedelta(minutes=10)
RECOVERY_CODES = 10
# No 0 and O, no 1, I and L: the codes are read from paper.
RECOVERY_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
RECOVERY_LENGTH = 10
ISSUER = "一门"


class EntryStep(StrEnum):
    """What is asked between the right password and the desk."""

    CODE = "CODE"
    ENROL = "ENROL"
    NEW_PASSWORD = "NEW_PASSWORD"  # noqa: S105 - the name of a step, no secret


ENTRY_STEP_LABELS: dict[EntryStep, str] = {
    EntryStep.CODE: N_("输入动态验证码"),
    EntryStep.ENROL: N_("绑定验证器"),
    EntryStep.NEW_PASSWORD: N_("设置自己的密码"),
}


class Proof(StrEnum):
    """With what the second step was passed."""

    APP = "APP"
    RECOVERY = "RECOVERY"


PROOF_LABELS: dict[Proof, str] = {Proof.APP: N_("动态验证码"), Proof.RECOVERY: N_("恢复码")}


def next_step(*, required: bool, enrolled: bool, proven: bool, password_given: bool) -> EntryStep | None:
    """What is asked next, or None when the desk is open.

    The second factor comes before the new password: whoever knows only a password that somebody else
    set must not be able to replace it.
    """
    if enrolled and not proven:
        return EntryStep.CODE
    if required and not enrolled:
        return EntryStep.ENROL
    return EntryStep.NEW_PASSWORD if password_given else None


def tidy_second_code(typed: str) -> str:
    """A code as people type it: full width and small letters mended, blanks and hyphens gone."""
    return re.sub(r"[\s\-‐-―]+", "", unicodedata.normalize("NFKC", typed[:60])).upper()[:20]


def is_app_code(code: str) -> bool:
    """Whether a tidied code is six plain digits, as an app shows them."""
    return len(code) == CODE_DIGITS and code.isascii() and code.isdigit()


def recovery_words(code: str) -> str:
    """A recovery code as it is printed: two groups of five."""
    return f"{code[:5]}-{code[5:]}"


def secret_words(secret: bytes) -> str:
    """The secret for those who cannot scan: base32 in groups of four."""
    text = _base32(secret)
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def key_address(secret: bytes, login_name: str) -> str:
    """The `otpauth://` address that an app reads from the QR code: issuer, login name, secret."""
    label = f"{quote(ISSUER)}:{quote(login_name)}"
    told = urlencode(
        {"secret": _base32(secret), "issuer": ISSUER, "digits": CODE_DIGITS, "period": STEP_SECONDS}
    )
    return f"otpauth://totp/{label}?{told}"


def _base32(secret: bytes) -> str:
    return base64.b32encode(secret).decode("ascii").rstrip("=")
