"""Codes of an authenticator app (RFC 6238), by the arithmetic of `django_otp.oath` (0011)."""

import secrets
from datetime import datetime

from yimen.rules.second_factors import CODE_DIGITS, SECRET_BYTES, STEP_SECONDS, WINDOW_STEPS


def new_secret() -> bytes:
    """A random secret of the length that RFC 4226 recommends."""
    return secrets.token_bytes(SECRET_BYTES)


def step_at(at: datetime) -> int:
    """The number of the time step in which a moment lies."""
    return int(at.timestamp()) // STEP_SECONDS


def code_of(secret: bytes, step: int) -> str:
    """The six digits of a time step."""
    from django_otp.oath import hotp  # type: ignore[import-untyped]

    return f"{hotp(secret, step, digits=CODE_DIGITS):0{CODE_DIGITS}d}"


def matched_step(secret: bytes, code: str, *, at: datetime, after: int) -> int | None:
    """The time step to which a code belongs, at most one away from `at` and later than `after`; else None.

    All steps of the window are computed whatever the first gives, and compared in constant time.
    """
    here = step_at(at)
    window = range(here - WINDOW_STEPS, here + WINDOW_STEPS + 1)
    fits = [step for step in window if secrets.compare_digest(code_of(secret, step), code)]
    return next((step for step in fits if step > after), None)
