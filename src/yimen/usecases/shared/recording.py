"""The entries that an act adds to the hash chains of its subjects, inside the act's transaction."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from yimen.data.journal.models import Chain, Entry
from yimen.gateways.digests import salted_digest, sm3_hex
from yimen.rules.access import Actor
from yimen.rules.journal import entry_text
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.rows import only_row
from yimen.usecases.shared.writing import Change, Fresh, Write

_HEAD = ("last_seq", "last_digest")

JSON = str | int | float | bool | None | list["JSON"] | dict[str, "JSON"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """What an act leaves in the journal: plain facts, and personal values as salted digests only.

    `begins` says that the subject was made by this very act, so that it has no chain yet.
    """

    county_code: str
    subject_type: str
    subject_id: UUID
    act: str
    facts: Mapping[str, JSON] = field(default_factory=dict)
    personal: Mapping[str, str] = field(default_factory=dict)
    begins: bool = False


def chain_entries(records: Iterable[Record], *, actor: Actor, now: datetime) -> list[Write]:
    """The next entries of the subjects' chains and the new heads, to be written with the act's rows.

    Locks each head until the transaction ends, so entries of one subject are in order; entries of
    different subjects do not wait for each other.
    """
    heads: dict[tuple[str, str, UUID], _Head] = {}
    entries: list[Write] = []
    for record in records:
        key = (record.county_code, record.subject_type, record.subject_id)
        head = heads.get(key)
        if head is None:
            head = heads[key] = _begin(record, now) if record.begins else _lock(record, now)
        entries.append(Fresh(row=_next_entry(record, head.row, actor, now)))
    return [*entries, *(head.write() for head in heads.values())]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Head:
    """The head of a chain, new or locked."""

    row: Chain
    is_new: bool

    def write(self) -> Write:
        return Fresh(row=self.row) if self.is_new else Change(row=self.row, columns=_HEAD)


def _next_entry(record: Record, head: Chain, actor: Actor, now: datetime) -> Entry:
    """The entry after the head, which moves on to it."""
    salt = bytes(head.salt)
    facts: dict[str, JSON] = dict(record.facts)
    facts |= {f"{name}#": salted_digest(salt, value) for name, value in record.personal.items()}
    previous, head.last_seq = head.last_digest, head.last_seq + 1
    text = entry_text(
        county_code=record.county_code,
        subject_type=record.subject_type,
        subject_id=str(record.subject_id),
        seq=head.last_seq,
        at=now,
        actor=_actor_mark(actor),
        act=record.act,
        facts=facts,
        previous=previous,
    )
    head.last_digest = sm3_hex(text.encode())
    return Entry(
        id=new_id(now),
        county_code=record.county_code,
        subject_type=record.subject_type,
        subject_id=record.subject_id,
        seq=head.last_seq,
        at=now,
        act=record.act,
        text=text,
        previous=previous,
        digest=head.last_digest,
    )


def _begin(record: Record, now: datetime) -> _Head:
    head = Chain(id=new_id(now), salt=secrets.token_bytes(16), **_key(record))
    return _Head(row=head, is_new=True)


def _lock(record: Record, now: datetime) -> _Head:
    key = _key(record)
    head = only_row(Chain.objects.select_for_update().filter(**key))
    if head is None:
        # A racing writer may have made it meanwhile; the unique constraint lets one of us through.
        Chain.objects.bulk_create([_begin(record, now).row], ignore_conflicts=True)
        head = Chain.objects.select_for_update().get(**key)
    return _Head(row=head, is_new=False)


def _key(record: Record) -> dict[str, Any]:
    return {
        "county_code": record.county_code,
        "subject_type": record.subject_type,
        "subject_id": record.subject_id,
    }


def _actor_mark(actor: Actor) -> str:
    if actor.post_id is not None:
        by = f"+token:{actor.token_id}" if actor.token_id is not None else ""
        return f"post:{actor.post_id}{by}"
    if actor.account_id is not None:
        return f"account:{actor.account_id}"
    return f"{actor.party.value.lower()}:{actor.name if actor.party.value == 'SYSTEM' else ''}"
