"""Checks every chain from its first entry to its head."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from yimen.data.journal.models import Entry
from yimen.gateways.digests import sm3
from yimen.rules.errors import N_
from yimen.rules.journal import FAULT_LABELS, ChainEntry, Fault, check_chain
from yimen.usecases.journal.findings import Finding, digest_bytes


class _Row(NamedTuple):
    county_code: str
    subject_type: str
    subject_id: UUID
    seq: int
    id: UUID
    at: datetime
    act: str
    text: str
    previous: str
    digest: str

    @property
    def subject(self) -> str:
        return f"{self.county_code}/{self.subject_type}/{self.subject_id}"


def chain_findings() -> Iterator[Finding]:
    """The first broken place of each chain, and every row whose columns tell another tale than its text.

    Streams by subject in the order of an index; memory holds one chain's current entry.
    """
    rows = Entry.objects.order_by("county_code", "subject_type", "subject_id", "seq")
    stream = map(_Row._make, rows.values_list(*_Row._fields).iterator(chunk_size=2000))
    for _, group in groupby(stream, key=lambda row: (row.county_code, row.subject_type, row.subject_id)):
        yield from _check_one(group)


def _check_one(group: Iterator[_Row]) -> Iterator[Finding]:
    at: _Row | None = None
    strange: list[_Row] = []

    def entries() -> Iterator[ChainEntry]:
        nonlocal at
        for at in group:
            if not strange and not _columns_agree(at):
                strange.append(at)
            yield ChainEntry(seq=at.seq, text=at.text, digest=digest_bytes(at.digest))

    broken = check_chain(entries(), sm3)
    if broken is not None and at is not None:
        yield _finding(at, broken.seq, FAULT_LABELS[broken.fault])
    elif strange:
        yield _finding(strange[0], strange[0].seq, FAULT_LABELS[Fault.MISPLACED])


def _columns_agree(row: _Row) -> bool:
    """Whether the columns say what the digested text says; else a row could be moved to another subject."""
    try:
        told = json.loads(row.text)
    except ValueError:
        return False
    columns = {
        "county_code": row.county_code,
        "subject_type": row.subject_type,
        "subject_id": str(row.subject_id),
        "seq": row.seq,
        "at": row.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "act": row.act,
        "previous": row.previous,
    }
    return isinstance(told, dict) and all(told.get(name) == value for name, value in columns.items())


def _finding(row: _Row, seq: int, fault: str) -> Finding:
    # A missing entry has no row; the row at hand is the one after the gap.
    entry_id = str(row.id) if row.seq == seq else None
    return Finding(subject=row.subject, seq=seq, entry_id=entry_id, fault=fault)


_HEADS = """
SELECT coalesce(c.county_code, t.county_code), coalesce(c.subject_type, t.subject_type),
       coalesce(c.subject_id, t.subject_id), c.id IS NULL, coalesce(c.last_seq, 0), coalesce(t.seq, 0)
  FROM journal_chain c
  FULL JOIN (SELECT DISTINCT ON (county_code, subject_type, subject_id)
                    county_code, subject_type, subject_id, seq, digest
               FROM journal_entry
              ORDER BY county_code, subject_type, subject_id, seq DESC) t
    ON (t.county_code, t.subject_type, t.subject_id) = (c.county_code, c.subject_type, c.subject_id)
 WHERE coalesce(c.last_seq, 0) <> coalesce(t.seq, 0) OR coalesce(c.last_digest, '') <> coalesce(t.digest, '')
"""


def head_findings() -> Iterator[Finding]:
    """Where the head of a chain and its last entry disagree: a cut or grown tail shows before any fold."""
    with connection.cursor() as cursor:
        cursor.execute(_HEADS)
        for county, kind, subject, headless, told, found in cursor:
            yield Finding(
                subject=f"{county}/{kind}/{subject}",
                seq=min(told, found) + (told != found),
                entry_id=None,
                fault=_head_fault(told, found, headless=headless),
            )


def _head_fault(told: int, found: int, *, headless: bool) -> str:
    if headless:
        return N_("记录没有链头")
    if found < told:
        return N_("末尾缺少记录")
    return N_("末尾多出记录") if found > told else N_("最后一条记录与链头不符")
