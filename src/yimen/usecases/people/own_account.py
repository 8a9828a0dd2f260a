"""What somebody sees of their own account: how it is protected, and where it is logged in."""

from dataclasses import dataclass
from datetime import datetime

from yimen.data.people.models import Account, RecoveryCode
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.calendar import beijing_date
from yimen.usecases.people.entries import is_enrolled, needs_second_factor
from yimen.usecases.people.log_ins import LogInView, list_log_ins
from yimen.usecases.people.posts_held import posts_held


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnAccount:
    """An account as its owner sees it; `codes_left` counts the recovery codes that still open."""

    login_name: str
    name: str
    sample: bool
    is_bound: bool
    must_be_bound: bool
    codes_left: int
    log_ins: tuple[LogInView, ...]


def get_own_account(*, actor: Actor, now: datetime, current: str | None) -> OwnAccount:
    """The actor's own account with its open log-ins; five statements. `current` is the log-in at hand."""
    require(actor, "people.read_account")
    if actor.account_id is None:
        raise NotFound
    account = Account.objects.get(pk=actor.account_id, is_resident=False)
    return OwnAccount(
        login_name=account.login_name or "",
        name=account.name,
        sample=account.sample,
        is_bound=is_enrolled(account),
        must_be_bound=needs_second_factor(posts_held(account.pk, beijing_date(now))),
        codes_left=RecoveryCode.objects.filter(account=account, used_at=None).count(),
        log_ins=list_log_ins(actor=actor, now=now, current=current),
    )
