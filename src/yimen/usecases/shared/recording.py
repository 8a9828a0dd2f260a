"""Appends one entry to the hash chain of its subject, inside the caller's transaction."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from yimen.data.journal.models import Chain, Entry
from yimen.gateways.digests import salted_digest, sm3_hex
from yimen.rules.access import Actor
from yimen.rules.journal import entry_text
from yimen.usecases.shared.ids import new_id

JSON = str | int | float | bool | None | list["JSON"] | dict[str, "JSON"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """What an act leaves in the journal: plain facts, and personal values as salted digests only."""

    county_code: str
    subject_type: str
    subject_id: UUID
    act: str
    facts: Mapping[str, JSON] = field(default_factory=dict)
    personal: Mapping[str, str] = field(default_factory=dict)


def append_entry(record: Record, *, actor: Actor, now: datetime) -> int:
    """Write the next entry of the subject's chain and return its number.

    Locks the chain's head until the transaction ends, so entries of one subject are in order;
    entries of different subjects do not wait for each other.
    """
    head = _locked_head(record, now)
    salt = bytes(head.salt)
    facts: dict[str, JSON] = dict(record.facts)
    facts |= {f"{name}#": salted_digest(salt, value) for name, value in record.personal.items()}
    seq = head.last_seq + 1
    text = entry_text(
        county_code=record.county_code,
        subject_type=record.subject_type,
        subject_id=str(record.subject_id),
        seq=seq,
        at=now,
        actor=_actor_mark(actor),
        act=record.act,
        facts=facts,
        previous=head.last_digest,
    )
    digest = sm3_hex(text.encode())
    Entry.objects.create(
        id=new_id(now),
        county_code=record.county_code,
        subject_type=record.subject_type,
        subject_id=record.subject_id,
        seq=seq,
        at=now,
        act=record.act,
        text=text,
        previous=head.last_digest,
        digest=digest,
    )
    Chain.objects.filter(pk=head.pk).update(last_seq=seq, last_digest=digest)
    return seq


def _locked_head(record: Record, now: datetime) -> Chain:
    key = {
        "county_code": record.county_code,
        "subject_type": record.subject_type,
        "subject_id": record.subject_id,
    }
    head = Chain.objects.select_for_update().filter(**key).first()
    if head is None:
        # A racing writer may have made it meanwhile; the unique constraint lets one of us through.
        fresh = Chain(id=new_id(now), salt=secrets.token_bytes(16), **key)
        Chain.objects.bulk_create([fresh], ignore_conflicts=True)
        head = Chain.objects.select_for_update().get(**key)
    return head


def _actor_mark(actor: Actor) -> str:
    if actor.post_id is not None:
        by = f"+token:{actor.token_id}" if actor.token_id is not None else ""
        return f"post:{actor.post_id}{by}"
    if actor.account_id is not None:
        return f"account:{actor.account_id}"
    return f"{actor.party.value.lower()}:{actor.name if actor.party.value == 'SYSTEM' else ''}"
