"""The journal's arithmetic: the exact text of an entry, its chain of digests, the Merkle root over many."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from yimen.rules.errors import N_

_LEAF = b"\x00"
_NODE = b"\x01"

Digest = Callable[[bytes], bytes]


@dataclass(frozen=True, kw_only=True, slots=True)
class ChainEntry:
    """One stored row of a chain: its number, its exact text and the digest kept beside it."""

    seq: int
    text: str
    digest: bytes


class Fault(StrEnum):
    """What is wrong with a chain at one place."""

    MISSING = "MISSING"
    CHANGED = "CHANGED"
    UNLINKED = "UNLINKED"
    MISPLACED = "MISPLACED"


FAULT_LABELS: dict[Fault, str] = {
    Fault.MISSING: N_("缺少一条记录"),
    Fault.CHANGED: N_("记录被改动"),
    Fault.UNLINKED: N_("与前一条接不上"),
    Fault.MISPLACED: N_("记录不属于这里"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class BrokenEntry:
    """The first place where a chain does not hold."""

    seq: int
    fault: Fault


def _check_json(value: object) -> None:
    """Refuse what has more than one spelling (floats) or none (other types): a bug of the caller."""
    if value is None or isinstance(value, str | bool | int):
        return
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise TypeError("journal facts have string keys")
        value = list(value.values())
    if not isinstance(value, list | tuple):
        raise TypeError(f"journal facts cannot hold {type(value).__name__}")
    for part in value:
        _check_json(part)


def canonical_json(value: Mapping[str, object]) -> str:
    """The one spelling of a JSON object: sorted keys, no spaces, characters as themselves.

    Refuses floats and anything that is not JSON with TypeError, as those have no single spelling.
    """
    _check_json(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def entry_text(
    *,
    county_code: str,
    subject_type: str,
    subject_id: str,
    seq: int,
    at: datetime,
    actor: str,
    act: str,
    facts: Mapping[str, object],
    previous: bytes | str,
) -> str:
    """The exact text of one entry, whose UTF-8 bytes are digested and stored.

    `at` must be aware and is written in UTC to the microsecond; `previous` is the digest of the
    entry before (bytes or hex), empty for the first.
    """
    if at.tzinfo is None:
        raise ValueError("a moment must carry its time zone")
    moment = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return canonical_json(
        {
            "act": act,
            "actor": actor,
            "at": moment,
            "county_code": county_code,
            "facts": dict(facts),
            "previous": previous.hex() if isinstance(previous, bytes) else previous,
            "seq": seq,
            "subject_id": subject_id,
            "subject_type": subject_type,
        }
    )


def chain_digest(text: str, digest: Digest) -> bytes:
    """The digest of an entry; the text names the digest before it, which makes the chain."""
    return digest(text.encode("utf-8"))


def merkle_root(leaves: Sequence[bytes], digest: Digest) -> bytes:
    """The root over the leaves in order; the digest of nothing for no leaves.

    Leaves and nodes are digested under different first bytes, so that a node never passes for a
    leaf, and an odd last node goes up unchanged instead of being doubled, so that a list with a
    repeated tail has another root. The tree is that of RFC 6962 §2.1.
    """
    if not leaves:
        return digest(b"")
    level = [digest(_LEAF + leaf) for leaf in leaves]
    while len(level) > 1:
        paired = [digest(_NODE + level[at] + level[at + 1]) for at in range(0, len(level) - 1, 2)]
        level = paired + level[len(paired) * 2 :]
    return level[0]


def _fault_of(entry: ChainEntry, *, seq: int, previous: bytes, digest: Digest) -> Fault | None:
    if entry.seq != seq:
        return Fault.MISSING if entry.seq > seq else Fault.MISPLACED
    if chain_digest(entry.text, digest) != entry.digest:
        return Fault.CHANGED
    try:
        told = json.loads(entry.text)
    except ValueError:
        return Fault.CHANGED
    if not isinstance(told, dict) or told.get("seq") != seq:
        return Fault.MISPLACED
    return None if told.get("previous") == previous.hex() else Fault.UNLINKED


def check_chain(entries: Iterable[ChainEntry], digest: Digest) -> BrokenEntry | None:
    """The first broken place of one chain given in order of seq (from 1), or None when it holds.

    Finds a changed text, a changed digest, a dropped, inserted, repeated or moved entry. A chain
    cut off at its end is found only by comparing its length with the signed Merkle roots.
    """
    previous = b""
    for seq, entry in enumerate(entries, start=1):
        fault = _fault_of(entry, seq=seq, previous=previous, digest=digest)
        if fault is not None:
            return BrokenEntry(seq=seq, fault=fault)
        previous = entry.digest
    return None
