"""The durable shell of every action: grant, one transaction, idempotency row, journal row, outbox rows."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from yimen.data.journal.models import AnsweredRequest, Outbox
from yimen.gateways.digests import sm3_hex
from yimen.gateways.installed import installed
from yimen.rules.access import Actor, require
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.usecases.shared.ids import fixed_id, new_id
from yimen.usecases.shared.recording import JSON, Record, chain_entries
from yimen.usecases.shared.writing import Change, Write, write_together
from yimen.usecases.shared.writing import fresh as fresh_rows

Answer = dict[str, JSON]


class Replay(dict[str, JSON]):
    """An answer that was given before, to the same request key."""


class KeyUsedOtherwise(RuleViolation):
    """The same request key came with another body."""

    code = "request.key_used_otherwise"
    template = N_("这份表单已经提交过一次，内容却不一样了。请刷新页面，核对后再提交。")
    refusal = Refusal.CONFLICT


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """A text to a phone about a subject; the payload is wiped once it is sent.

    `text` may hold `{public_url}`, which the sending job fills in.
    """

    topic: str
    subject_type: str
    subject_id: UUID
    phone: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What a core gives back: the answer, its one journal record, messages and at most one job.

    `record` None says that nothing changed; then nothing is told either. Messages leave by the
    job `deliver_messages`: at once when the act asks for no other job, else when that job is done.
    `more_records` are of an action over a set: one for each subject that it made or changed.
    `writes` are rows that the core has not written itself: they go out with the journal's in one statement.
    """

    answer: Answer
    record: Record | None
    messages: tuple[Message, ...] = ()
    job: tuple[str, Mapping[str, str]] | None = None
    more_records: tuple[Record, ...] = ()
    writes: tuple[Write, ...] = ()


def perform(
    *,
    action: str,
    actor: Actor,
    now: datetime,
    request_key: str | None,
    county_code: str,
    body: Mapping[str, JSON],
    core: Callable[[], Outcome],
) -> Answer:
    """Run the core of an action durably, once per request key, and return its answer.

    Refuses an actor without the grant (`NotAllowed`) and a key that came with another body
    (`KeyUsedOtherwise`). A repeated key with the same body gets the first answer and changes
    nothing; two at once wait for each other on the unique key.
    """
    require(actor, action)
    with transaction.atomic(durable=True):
        claim = _claim(action, actor, now, request_key, county_code, body)
        if isinstance(claim, dict):
            return claim
        outcome = core()
        _leave_behind(outcome, claim, actor, now, county_code)
        return outcome.answer


_CLAIM = (
    "INSERT INTO journal_answered_request"
    " (id, county_code, asker, request_key, action, body_digest, answer, at)"
    " VALUES (%s, %s, %s, %s, %s, %s, NULL, %s)"
    " ON CONFLICT (county_code, asker, request_key) DO NOTHING RETURNING id"
)


def _claim(
    action: str,
    actor: Actor,
    now: datetime,
    request_key: str | None,
    county_code: str,
    body: Mapping[str, JSON],
) -> AnsweredRequest | Answer | None:
    """The new idempotency row, the first answer of a repeat, or None without a key."""
    if not request_key:
        return None
    asker = actor.post_id or actor.account_id or fixed_id(f"public:{actor.party.value}:{actor.name}")
    digest = sm3_hex(json.dumps([action, body], sort_keys=True, ensure_ascii=False, default=str).encode())
    fresh = AnsweredRequest(id=new_id(now), county_code=county_code)
    key = request_key[:80]
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, [fresh.pk, county_code, asker, key, action, digest, now])
        if cursor.fetchone() is not None:
            return fresh
    row = AnsweredRequest.objects.get(county_code=county_code, asker=asker, request_key=key)
    if row.body_digest != digest or row.answer is None:
        raise KeyUsedOtherwise
    answer: Answer = row.answer
    return Replay(answer)


def _leave_behind(
    outcome: Outcome, claim: AnsweredRequest | None, actor: Actor, now: datetime, county_code: str
) -> None:
    """Write rows, journal, messages and the answer of the request by one statement; ask for the job."""
    writes: list[Write] = [*outcome.writes]
    if claim is not None:
        claim.answer = outcome.answer
        writes.append(Change(row=claim, columns=("answer",)))
    if outcome.record is None:
        write_together(writes)
        return
    writes += chain_entries((outcome.record, *outcome.more_records), actor=actor, now=now)
    messages = [_outbox(each, county_code, now) for each in outcome.messages if each.phone]
    write_together([*writes, *fresh_rows(*messages)])
    if outcome.job is not None:
        name, ids = outcome.job
        installed().queue.enqueue(name, **ids)
    elif messages:
        installed().queue.enqueue("deliver_messages")


def _outbox(message: Message, county_code: str, now: datetime) -> Outbox:
    """A message as it waits; whoever has no telephone is told on paper and at the counter."""
    return Outbox(
        id=new_id(now),
        county_code=county_code,
        topic=message.topic,
        subject_type=message.subject_type,
        subject_id=message.subject_id,
        payload={"phone": message.phone, "text": message.text},
        created_at=now,
    )
