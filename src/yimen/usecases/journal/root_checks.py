"""Checks every signed root: its order, its leaves, its signature and its copy outside the database."""

import base64
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from yimen.data.journal.models import Root
from yimen.gateways.digests import sm3
from yimen.gateways.installed import installed
from yimen.rules.errors import N_
from yimen.rules.journal import merkle_root
from yimen.usecases.journal.findings import Finding, digest_bytes
from yimen.usecases.journal.folding import root_text

_LEAVES = """
SELECT l.root_id, l.position, l.entry_id, l.digest, e.digest
  FROM journal_leaf l LEFT JOIN journal_entry e ON e.id = l.entry_id
 ORDER BY l.root_id, l.position
"""


class _Leaf(NamedTuple):
    root: int
    position: int
    entry_id: UUID
    digest: str
    entry_digest: str | None


def root_findings(highest_outside: int) -> Iterator[Finding]:
    """What does not hold about the roots; `highest_outside` was read before this snapshot was taken.

    Memory holds the leaves of one root at a time.
    """
    previous, expected = "", 1
    leaves = _LeavesByRoot()
    for root in Root.objects.order_by("number").iterator(chunk_size=500):
        while expected < root.number:
            yield _about(expected, N_("签名根缺失"))
            expected += 1
            previous = root.previous_root
        if root.previous_root != previous:
            yield _about(root.number, N_("与前一个签名根接不上"))
        yield from _leaf_findings(root, leaves.of(root.number))
        yield from _copy_findings(root)
        previous, expected = root.root, root.number + 1
    for number in range(expected, highest_outside + 1):
        yield _about(number, N_("库外有而库内缺少的签名根，数据库可能被退回到旧状态"))


class _LeavesByRoot:
    """The stream of all leaves, handed out root by root in rising order."""

    def __init__(self) -> None:
        self._groups = groupby(_all_leaves(), key=lambda leaf: leaf.root)
        self._next = next(self._groups, None)

    def of(self, number: int) -> list[_Leaf]:
        """The leaves of this root; those of roots before it, which are gone, are passed over."""
        while self._next is not None and self._next[0] < number:
            self._next = next(self._groups, None)
        if self._next is None or self._next[0] != number:
            return []
        mine = list(self._next[1])
        self._next = next(self._groups, None)
        return mine


def _all_leaves() -> Iterator[_Leaf]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(_LEAVES)
        while rows := cursor.fetchmany(2000):
            yield from map(_Leaf._make, rows)


def _leaf_findings(root: Root, leaves: list[_Leaf]) -> Iterator[Finding]:
    for leaf in leaves:
        if leaf.entry_digest is None:
            yield _about(root.number, N_("已入签名根的记录被删除"), entry_id=leaf.entry_id)
        elif leaf.entry_digest != leaf.digest:
            yield _about(root.number, N_("已入签名根的记录被改动"), entry_id=leaf.entry_id)
    computed = merkle_root([digest_bytes(leaf.digest) for leaf in leaves], sm3).hex()
    gap = next((at for at, leaf in enumerate(leaves) if leaf.position != at), None)
    if gap is None and len(leaves) < root.leaf_count:
        gap = len(leaves)
    if gap is not None:
        yield _about(root.number, N_("签名根缺少记录的条目"), seq=gap + 1)
    elif computed != root.root or len(leaves) != root.leaf_count:
        yield _about(root.number, N_("签名根与其记录不符"))


def _copy_findings(root: Root) -> Iterator[Finding]:
    if not _signature_holds(root):
        yield _about(root.number, N_("签名根的签名不符"))
    roots = installed().roots
    if not roots.has(root.number):
        yield _about(root.number, N_("签名根缺少库外副本"))
    elif not roots.agrees(root.number, root_text(root), root.signature):
        yield _about(root.number, N_("签名根与库外副本不一致"))


def _signature_holds(root: Root) -> bool:
    try:
        signature = base64.b64decode(root.signature, validate=True)
    except ValueError:
        return False
    return installed().signer.verify_bytes(root_text(root).encode(), signature, root.key_id)


def _about(number: int, fault: str, *, seq: int | None = None, entry_id: UUID | None = None) -> Finding:
    named = None if entry_id is None else str(entry_id)
    return Finding(subject=f"root/{number}", seq=seq, entry_id=named, fault=fault)
