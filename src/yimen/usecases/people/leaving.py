"""Ends log-ins: the one at hand, one of the own list, all others."""

from datetime import datetime
from uuid import UUID

from yimen.data.people.models import Account
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.usecases.journal.folding import INSTANCE_COUNTY
from yimen.usecases.people.log_ins import open_log_ins
from yimen.usecases.people.marks import stamp_holds
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action


class NoOtherLogIns(RuleViolation):
    """There is nothing else to end."""

    code = "people.no_other_log_ins"
    template = N_("没有别的登录，只有您现在用的这一个。")
    refusal = Refusal.CONFLICT


@action("people.log_out")
def log_out(
    *,
    actor: Actor,
    now: datetime,
    account_id: str,
    stamp: str,
    log_in_id: str,
    request_key: str | None = None,
) -> None:
    """End the log-in of a session, also one without a post yet; journals it on the account.

    Refuses with `NotFound` a stamp or a log-in that no longer holds: then there is nothing to end.
    """
    require(actor, "people.log_out")
    _end(actor, now, "people.log_out", account_id, log_in_id, request_key, stamp=stamp)


@action("people.end_log_in")
def end_log_in(*, actor: Actor, now: datetime, log_in_id: str, request_key: str | None = None) -> None:
    """End one of the actor's own log-ins: that session opens nothing from the next request on.

    Refuses with `NotFound` one that is over or somebody else's.
    """
    require(actor, "people.end_log_in")
    _end(actor, now, "people.end_log_in", str(actor.account_id), log_in_id, request_key)


def _end(
    actor: Actor,
    now: datetime,
    act: str,
    account_id: str,
    log_in_id: str,
    request_key: str | None,
    *,
    stamp: str | None = None,
) -> None:
    perform(
        action=act,
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=INSTANCE_COUNTY,
        body={"account_id": account_id, "log_in_id": log_in_id},
        core=lambda: _apply_end(act, now, account_id, log_in_id, stamp),
    )


def _apply_end(act: str, now: datetime, account_id: str, log_in_id: str, stamp: str | None) -> Outcome:
    account = Account.objects.filter(pk=account_id).first()
    if account is None or (stamp is not None and not stamp_holds(account, stamp)):
        raise NotFound
    if not open_log_ins(account_id).filter(pk=_as_id(log_in_id)).update(ended_at=now):
        raise NotFound(field="log_in_id")
    return Outcome(answer={"ended": 1}, record=_record(act, account.pk, {"log_in_id": log_in_id}))


@action("people.end_other_log_ins")
def end_other_log_ins(*, actor: Actor, now: datetime, current: str, request_key: str | None = None) -> int:
    """End all of the actor's log-ins but the current one, and say how many; refuses when there are none."""
    require(actor, "people.end_other_log_ins")
    answer = perform(
        action="people.end_other_log_ins",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=INSTANCE_COUNTY,
        body={"current": current},
        core=lambda: _apply_end_others(actor, now, current),
    )
    return int(str(answer["ended"]))


def _apply_end_others(actor: Actor, now: datetime, current: str) -> Outcome:
    if actor.account_id is None:
        raise NotFound
    ended = open_log_ins(actor.account_id).exclude(pk=_as_id(current)).update(ended_at=now)
    if not ended:
        raise NoOtherLogIns
    return Outcome(
        answer={"ended": ended},
        record=_record("people.end_other_log_ins", actor.account_id, {"ended": ended}),
    )


def _record(act: str, account_id: UUID, facts: dict[str, str | int]) -> Record:
    return Record(
        county_code=INSTANCE_COUNTY, subject_type="account", subject_id=account_id, act=act, facts={**facts}
    )


def _as_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound(field="log_in_id") from None
