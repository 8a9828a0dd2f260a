"""Folds new journal entries into a signed Merkle root, late commits included."""

import base64
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from yimen.data.journal.models import Leaf, Root
from yimen.gateways.digests import sm3
from yimen.gateways.installed import installed
from yimen.rules.access import Actor
from yimen.rules.journal import canonical_json, merkle_root
from yimen.usecases.shared.acting import Answer, Outcome, perform
from yimen.usecases.shared.ids import fixed_id
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action

INSTANCE_COUNTY = "000000"
_MOST_AT_ONCE = 50_000
_FOLD_LOCK = 7_262_001


@action("journal.fold")
def fold(*, actor: Actor, now: datetime, request_key: str | None = None) -> Answer:
    """Take every settled entry that no root holds yet into a new signed root.

    Only rows below `pg_snapshot_xmin` are taken: a transaction that is still open keeps its rows
    for a later fold, so one that commits late is never missed. Writes the root, its leaves and a
    copy outside the database; changes nothing when there is nothing new. Takes 50,000 entries at
    most and asks for the next fold itself when more wait.
    """
    return perform(
        action="journal.fold",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=INSTANCE_COUNTY,
        body={},
        core=lambda: _apply_fold(now),
    )


def _apply_fold(now: datetime) -> Outcome:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_FOLD_LOCK])
    last = Root.objects.order_by("-number").first()
    if last is not None and not installed().roots.has(last.number):
        _keep_outside(last)  # a fold was killed between its commit and its copy
    fresh = _settled_entries()
    if all(act == "journal.fold" for _, _, act in fresh):
        return Outcome(answer={"number": None, "leaves": 0}, record=None)
    row = _sign_root(last, [digest for _, digest, _ in fresh], now)
    leaves = [
        Leaf(root=row, position=position, entry_id=entry_id, digest=digest)
        for position, (entry_id, digest, _) in enumerate(fresh)
    ]
    Leaf.objects.bulk_create(leaves, batch_size=5000)
    transaction.on_commit(lambda: _keep_outside(row))
    record = Record(
        county_code=INSTANCE_COUNTY,
        subject_type="journal",
        subject_id=fixed_id("journal"),
        act="journal.fold",
        facts={"number": row.number, "leaves": len(leaves), "root": row.root},
    )
    return Outcome(
        answer={"number": row.number, "leaves": len(leaves)},
        record=record,
        job=("fold_journal", {}) if len(leaves) == _MOST_AT_ONCE else None,
    )


def _sign_root(last: Root | None, digests: list[str], now: datetime) -> Root:
    row = Root(
        number=last.number + 1 if last else 1,
        made_at=now,
        leaf_count=len(digests),
        previous_root=last.root if last else "",
        root=merkle_root([bytes.fromhex(digest) for digest in digests], sm3).hex(),
    )
    signed = installed().signer.sign_bytes(root_text(row).encode())
    row.signature = base64.b64encode(signed.signature).decode()
    row.key_id = signed.key_id
    row.save(force_insert=True)
    return row


def _keep_outside(row: Root) -> None:
    installed().roots.keep(row.number, root_text(row), row.signature, row.key_id)


_SETTLED = """
SELECT e.id, e.digest, e.act
  FROM journal_entry e
 WHERE (e.xid < pg_snapshot_xmin(pg_current_snapshot()) OR e.xid >= pg_snapshot_xmax(pg_current_snapshot()))
   AND NOT EXISTS (SELECT 1 FROM journal_leaf l WHERE l.entry_id = e.id)
 ORDER BY e.at, e.id
 LIMIT %s
"""


def _settled_entries() -> list[tuple[UUID, str, str]]:
    """Entries of no root whose transaction is over.

    A visible entry at or above `pg_snapshot_xmax` was written in another cluster and restored
    here, where the counter of transactions began anew: it is settled, too.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SETTLED, [_MOST_AT_ONCE])
        return list(cursor.fetchall())


def root_text(row: Root) -> str:
    """The exact text of a root that the instance key signs."""
    return canonical_json(
        {
            "leaf_count": row.leaf_count,
            "made_at": int(row.made_at.timestamp()),
            "number": row.number,
            "previous_root": row.previous_root,
            "root": row.root,
        }
    )
