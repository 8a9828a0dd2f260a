"""Checks the whole journal: every chain, its head, every leaf, every signed root and its outside copy."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Max

from yimen.data.journal.models import Chain, Entry, Leaf, Root
from yimen.gateways.digests import sm3
from yimen.gateways.installed import installed
from yimen.rules.errors import N_
from yimen.rules.journal import FAULT_LABELS, ChainEntry, check_chain, merkle_root
from yimen.usecases.journal.folding import root_text


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One thing that does not hold, named so that a person can look at it."""

    subject: str
    seq: int | None
    entry_id: str | None
    fault: str


@dataclass(frozen=True, kw_only=True, slots=True)
class JournalReport:
    """What was looked at, and the first findings (at most 50)."""

    entries: int
    chains: int
    roots: int
    unfolded: int
    findings: tuple[Finding, ...]

    @property
    def intact(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


def verify_journal(*, most: int = 50) -> JournalReport:
    """Read the whole journal in order and name what was changed, dropped or inserted.

    Memory stays bounded: chains stream by subject, roots one by one. Statements grow with the
    number of roots, never with the number of entries.
    """
    findings: list[Finding] = []
    for source in (_chain_findings(), _head_findings(), _root_findings()):
        for finding in source:
            findings.append(finding)
            if len(findings) >= most:
                break
    entries = Entry.objects.count()
    return JournalReport(
        entries=entries,
        chains=Chain.objects.count(),
        roots=Root.objects.count(),
        unfolded=max(0, entries - Leaf.objects.count()),
        findings=tuple(findings[:most]),
    )


def _chain_findings() -> Iterator[Finding]:
    rows = (
        Entry.objects.order_by("county_code", "subject_type", "subject_id", "seq")
        .values_list("county_code", "subject_type", "subject_id", "seq", "text", "digest")
        .iterator(chunk_size=2000)
    )
    for (county, kind, subject), group in groupby(rows, key=lambda row: (row[0], row[1], row[2])):
        entries = (ChainEntry(seq=row[3], text=row[4], digest=bytes.fromhex(row[5])) for row in group)
        broken = check_chain(entries, sm3)
        if broken is not None:
            name = f"{county}/{kind}/{subject}"
            yield Finding(subject=name, seq=broken.seq, entry_id=None, fault=FAULT_LABELS[broken.fault])


def _head_findings() -> Iterator[Finding]:
    """The head of a chain knows how long it is, so a cut tail shows before any root is made."""
    tails = {
        (row["county_code"], row["subject_type"], row["subject_id"]): row["last"]
        for row in Entry.objects.values("county_code", "subject_type", "subject_id").annotate(last=Max("seq"))
    }
    heads = Chain.objects.values_list("county_code", "subject_type", "subject_id", "last_seq", "last_digest")
    for county, kind, subject, last_seq, _digest in heads.iterator(chunk_size=2000):
        tail = tails.pop((county, kind, subject), 0)
        if tail != last_seq:
            name = f"{county}/{kind}/{subject}"
            fault = N_("记录的条数与链头不符,末尾缺少记录") if tail < last_seq else N_("末尾多出记录")
            yield Finding(subject=name, seq=min(tail, last_seq) + 1, entry_id=None, fault=fault)
    for county, kind, subject in tails:
        yield Finding(subject=f"{county}/{kind}/{subject}", seq=1, entry_id=None, fault=N_("记录没有链头"))


def _root_findings() -> Iterator[Finding]:
    previous = ""
    expected = 1
    for root in Root.objects.order_by("number"):
        name = f"root/{root.number}"
        if root.number != expected or root.previous_root != previous:
            yield Finding(subject=name, seq=expected, entry_id=None, fault=N_("签名根的次序中断"))
        yield from _leaf_findings(root, name)
        if not _signature_holds(root):
            yield Finding(subject=name, seq=None, entry_id=None, fault=N_("签名根的签名不符"))
        if not installed().roots.agrees(root.number, root_text(root), root.signature):
            yield Finding(subject=name, seq=None, entry_id=None, fault=N_("签名根与库外副本不一致"))
        previous, expected = root.root, root.number + 1
    highest_outside = installed().roots.highest()
    if highest_outside >= expected:
        yield Finding(
            subject=f"root/{expected}", seq=None, entry_id=None, fault=N_("库外有而库内缺少的签名根")
        )


def _leaf_findings(root: Root, name: str) -> Iterator[Finding]:
    leaves = list(Leaf.objects.filter(root=root).order_by("position").values_list("entry_id", "digest"))
    stored = dict(Entry.objects.filter(id__in=[leaf[0] for leaf in leaves]).values_list("id", "digest"))
    for entry_id, digest in leaves:
        if entry_id not in stored:
            yield Finding(subject=name, seq=None, entry_id=str(entry_id), fault=N_("已入签名根的记录被删除"))
        elif stored[entry_id] != digest:
            yield Finding(subject=name, seq=None, entry_id=str(entry_id), fault=N_("已入签名根的记录被改动"))
    computed = merkle_root([bytes.fromhex(digest) for _, digest in leaves], sm3).hex()
    if computed != root.root or len(leaves) != root.leaf_count:
        yield Finding(subject=name, seq=None, entry_id=None, fault=N_("签名根与其记录不符"))


def _signature_holds(root: Root) -> bool:
    signature = base64.b64decode(root.signature)
    return installed().signer.verify_bytes(root_text(root).encode(), signature, root.key_id)
