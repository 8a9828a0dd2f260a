"""What a password must keep to, with what the rules alone cannot know: readings, common passwords."""

from functools import cache

from yimen.data.people.models import Account
from yimen.gateways.pinyin import pinyin
from yimen.rules.errors import N_
from yimen.rules.people import WeakPassword, check_password


def require_good_password(new: str, account: Account, *, field: str) -> None:
    """Refuse with `WeakPassword` what `rules/people.py` refuses, and what very many people use.

    The list of the twenty thousand most common passwords is Django's own; figures and signs hung on at
    the end do not make one of them better.
    """
    check_password(new, account.login_name or "", names=_readings(account.name), field=field)
    lower = new.strip().lower()
    bare = lower.rstrip("0123456789!@#$%^&*.,;:-_+= ")
    if {lower, bare} & _common_passwords():
        raise WeakPassword(field=field, why=N_("太多人用这个密码"))


def _readings(name: str) -> tuple[str, ...]:
    """The name as it is typed: the surname first, and last."""
    plain = name.rpartition("·")[2]
    return (pinyin(plain), pinyin(plain[1:]) + pinyin(plain[:1]))


@cache
def _common_passwords() -> frozenset[str]:
    from django.contrib.auth.password_validation import CommonPasswordValidator

    return frozenset(CommonPasswordValidator().passwords)
