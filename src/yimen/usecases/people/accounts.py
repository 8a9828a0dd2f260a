"""Opens accounts: of staff with a login name, of residents with a telephone."""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.contrib.auth.hashers import get_hasher, make_password
from django.db import IntegrityError, transaction

from yimen.data.people.models import Account
from yimen.rules.access import Actor, require
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.people import check_mobile
from yimen.rules.text import clean_line
from yimen.usecases.journal.folding import INSTANCE_COUNTY
from yimen.usecases.people.marks import mark, tidy_login_name
from yimen.usecases.people.password_rules import require_good_password
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action

# Published on the demo's pages; `log_in` lets sample accounts in only where the demo runs.
DEMO_PASSWORD = "yimen-demo"  # noqa: S105 - no secret
_LOGIN_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,39}")


class BadLoginName(RuleViolation):
    """A login name that cannot be typed on every keyboard."""

    code = "people.login_name"
    template = N_("登录名“{value}”不能用：要 3 到 40 个小写字母、数字、点、横线，以字母或数字开头。")


class AccountExists(RuleViolation):
    """The login name or the telephone is taken."""

    code = "people.account_exists"
    template = N_("这个登录名或手机号已经有账号了，请换一个，或直接给原账号任命岗位。")
    refusal = Refusal.CONFLICT


class AccountNeedsAWayIn(RuleViolation):
    """Staff need a login name and a password, residents a telephone, nobody both."""

    code = "people.account_way_in"
    template = N_("工作人员账号要有登录名和密码；群众账号只要手机号。")


@dataclass(frozen=True, kw_only=True, slots=True)
class AccountOpened:
    """The new account."""

    account_id: str


@action("people.open_account")
def open_account(
    *,
    actor: Actor,
    now: datetime,
    login_name: str | None = None,
    phone: str | None = None,
    name: str,
    password: str | None = None,
    sample: bool = False,
    request_key: str | None = None,
) -> AccountOpened:
    """Open an account of staff (login name and password) or of a resident (telephone); journals it.

    The password is known to whoever opens the account: its owner must set another at the first log-in.
    Refuses a login name that is not plain (`BadLoginName`), a weak password (`WeakPassword`; not asked of
    sample people, whose password is published), what is no mobile number (`BadPhone`), and a login name
    or telephone that is taken (`AccountExists`).
    """
    require(actor, "people.open_account")
    fresh = _fresh(now, login_name, phone, name, password, sample=sample)
    answer = perform(
        action="people.open_account",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=INSTANCE_COUNTY,
        body={
            "login_name": fresh.login_name,
            "phone": mark("phone", fresh.phone or ""),
            "name": mark("name", fresh.name),
            "sample": sample,
        },
        core=lambda: _apply_opening(fresh),
    )
    return AccountOpened(account_id=str(answer["account_id"]))


def _fresh(
    now: datetime, login_name: str | None, phone: str | None, name: str, password: str | None, *, sample: bool
) -> Account:
    """The checked row, its password already digested: that is slow and belongs outside the transaction."""
    if (login_name is None) == (phone is None) or (login_name is None) != (password is None):
        raise AccountNeedsAWayIn
    account = Account(
        id=new_id(now),
        name=clean_line(name, field="name", max_length=60),
        is_resident=phone is not None,
        sample=sample,
        created_at=now,
    )
    if phone is not None:
        account.phone, account.password = check_mobile(phone), make_password(None)
    elif login_name is not None and password is not None:
        account.login_name = tidy_login_name(login_name)
        if not _LOGIN_NAME.fullmatch(account.login_name):
            raise BadLoginName(field="login_name", value=login_name.strip()[:40])
        if not sample:
            require_good_password(password, account, field="password")
        digest = _digest_of_samples(password, get_hasher().algorithm) if sample else make_password(password)
        account.password, account.password_given = digest, not sample
    return account


@cache
def _digest_of_samples(password: str, algorithm: str) -> str:
    """One digest for all sample people of a run: their password is published, and each digest is slow."""
    return make_password(password, hasher=algorithm)


def _apply_opening(fresh: Account) -> Outcome:
    try:
        with transaction.atomic():
            fresh.save(force_insert=True)
    except IntegrityError:
        raise AccountExists(field="phone" if fresh.is_resident else "login_name") from None
    return Outcome(
        answer={"account_id": str(fresh.pk)},
        record=Record(
            county_code=INSTANCE_COUNTY,
            subject_type="account",
            subject_id=fresh.pk,
            act="people.open_account",
            facts={"is_resident": fresh.is_resident, "sample": fresh.sample},
            personal={"name": fresh.name, "way_in": fresh.phone or fresh.login_name or ""},
        ),
    )
