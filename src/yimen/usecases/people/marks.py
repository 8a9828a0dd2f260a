"""Keyed digests of what must not be kept in clear, and the stamp that ties a session to its way in."""

import secrets
import unicodedata
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

from yimen.data.people.models import Account

CODE_DIGITS = 6


def mark(purpose: str, value: str) -> str:
    """HMAC-SHA256 of a value under the instance's secret, 64 hexadecimal digits.

    Different purposes give different marks, so that tables cannot be joined on them.
    """
    return salted_hmac(f"yimen.people.{purpose}", value, algorithm="sha256").hexdigest()


def session_stamp(account: Account) -> str:
    """What a session must carry to hold: it changes with the password, the phone and the second factor."""
    return stamp_of(account.pk, account.password, account.phone, account.session_round)


def stamp_of(account_id: UUID, password: str, phone: str | None, session_round: int) -> str:
    """The stamp of an account of which only these columns are at hand."""
    return mark("session", f"{account_id}:{password}:{phone}:{session_round}")


def stamp_holds(account: Account, stamp: str) -> bool:
    """Whether a session's stamp is still the account's own."""
    return constant_time_compare(stamp, session_stamp(account))


def make_code() -> str:
    """Six random digits."""
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"


def code_digest(phone: str, code: str) -> str:
    """What is kept of a code; it holds for this telephone only."""
    return mark("code", f"{phone}:{code}")


def digests_match(kept: str, found: str) -> bool:
    """Compared in constant time."""
    return constant_time_compare(kept, found)


def tidy_code(typed: str) -> str:
    """A code as people type it: full-width digits and blanks mended, nothing else; at most 12 signs."""
    return "".join(unicodedata.normalize("NFKC", typed[:40]).split())[:12]


def tidy_login_name(typed: str) -> str:
    """A login name as it is kept: folded (NFKC), no control signs or outer blanks, small letters."""
    folded = unicodedata.normalize("NFKC", typed[:200])
    return "".join(sign for sign in folded if unicodedata.category(sign) != "Cc").strip().lower()
