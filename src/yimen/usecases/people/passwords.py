"""Gives an account of staff a new password, which ends its sessions."""

from datetime import datetime
from uuid import UUID

from django.contrib.auth.hashers import make_password

from yimen.data.people.models import Account
from yimen.rules.access import Actor, NotFound, require
from yimen.usecases.journal.folding import INSTANCE_COUNTY
from yimen.usecases.people.log_ins import end_sessions
from yimen.usecases.people.marks import mark
from yimen.usecases.people.password_rules import require_good_password
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action


@action("people.set_password")
def set_password(
    *,
    actor: Actor,
    now: datetime,
    account_id: UUID,
    password: str,
    request_key: str | None = None,
) -> None:
    """Replace the password of an account of staff; all its sessions end. Journals that, never the password.

    The owner must set another at the next log-in: this one somebody else knows.
    Refuses a weak password (`WeakPassword`) and what is no account of staff (`NotFound`).
    """
    require(actor, "people.set_password")
    account = Account.objects.filter(pk=account_id, is_resident=False).first()
    if account is None:
        raise NotFound(field="account_id")
    require_good_password(password, account, field="password")
    digest = make_password(password)  # slow on purpose, so outside the transaction
    perform(
        action="people.set_password",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=INSTANCE_COUNTY,
        body={"account_id": str(account_id), "password": mark("password", password)},
        core=lambda: _apply_password(account_id, digest, now),
    )


def _apply_password(account_id: UUID, digest: str, now: datetime) -> Outcome:
    account = Account.objects.select_for_update().get(pk=account_id)
    account.password, account.password_given = digest, True
    account.save(update_fields=["password", "password_given"])
    end_sessions(account, now)
    record = Record(
        county_code=INSTANCE_COUNTY,
        subject_type="account",
        subject_id=account_id,
        act="people.set_password",
    )
    return Outcome(answer={"account_id": str(account_id)}, record=record)
