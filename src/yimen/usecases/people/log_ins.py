"""Log-ins as rows: who is logged in where, and that an ended one opens nothing any more."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from yimen.data.people.models import Account, LogIn
from yimen.rules.access import Actor, require
from yimen.rules.browsers import browser_family, mask_address, quarter_hour, system_family
from yimen.usecases.shared.ids import new_id

# A session ends by itself eight hours after it was last written: what is older opens nothing.
_LONGEST = timedelta(hours=8)


@dataclass(frozen=True, kw_only=True, slots=True)
class Device:
    """From where somebody comes: the address, what the browser says of itself, what it held before."""

    address: str
    browser: str = ""
    replaces: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class LogInView:
    """One log-in in words; `seen_at` is true to a quarter of an hour."""

    log_in_id: str
    browser: str
    system: str
    network: str
    began_at: datetime
    seen_at: datetime
    is_this: bool


def begin_log_in(account: Account, now: datetime, device: Device) -> UUID:
    """Write the row of a new log-in, inside the caller's transaction; the one before it there ends."""
    if device.replaces:
        LogIn.objects.filter(pk=device.replaces, ended_at=None).update(ended_at=now)
    row = LogIn.objects.create(
        id=new_id(now),
        account=account,
        browser=browser_family(device.browser),
        system=system_family(device.browser),
        network=mask_address(device.address),
        began_at=now,
        seen_at=quarter_hour(now),
    )
    return row.pk


def open_log_ins(account_id: UUID | str) -> QuerySet[LogIn]:
    """The log-ins of an account that nobody has ended."""
    return LogIn.objects.filter(account_id=account_id, ended_at=None)


def end_sessions(account: Account, now: datetime, *, keep: str | None = None) -> None:
    """Change the stamp of an account whose row is locked, and end its log-ins: all, or all but one.

    The session that is kept must be given the new stamp.
    """
    account.session_round += 1
    account.save(update_fields=["session_round"])
    rows = open_log_ins(account.pk)
    (rows if keep is None else rows.exclude(pk=keep)).update(ended_at=now)


def note_seen(log_in_id: str, now: datetime) -> None:
    """Remember that a log-in was used in this quarter of an hour; a second time in it writes nothing."""
    quarter = quarter_hour(now)
    LogIn.objects.filter(pk=log_in_id, seen_at__lt=quarter).update(seen_at=quarter)


def list_log_ins(*, actor: Actor, now: datetime, current: str | None) -> tuple[LogInView, ...]:
    """The actor's own log-ins that may still be open, this one first, then the newest; one statement."""
    require(actor, "people.read_log_ins")
    if actor.account_id is None:
        return ()
    rows = open_log_ins(actor.account_id).filter(seen_at__gt=now - _LONGEST).order_by("-seen_at", "-id")
    found = [
        LogInView(
            log_in_id=str(row.pk),
            browser=row.browser,
            system=row.system,
            network=row.network,
            began_at=row.began_at,
            seen_at=max(row.seen_at, row.began_at),
            is_this=str(row.pk) == current,
        )
        for row in rows[:100]
    ]
    return tuple(sorted(found, key=lambda each: not each.is_this))
