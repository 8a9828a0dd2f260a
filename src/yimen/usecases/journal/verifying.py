"""Checks the whole journal: every chain, its head, every leaf, every signed root and its outside copy."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, islice

from django.db import connection, transaction

from yimen.data.journal.models import Chain, Entry, Leaf, Root
from yimen.gateways.installed import installed
from yimen.usecases.journal.chain_checks import chain_findings, head_findings
from yimen.usecases.journal.findings import Finding, JournalReport
from yimen.usecases.journal.root_checks import root_findings

__all__ = ["Finding", "JournalReport", "verify_journal"]


def verify_journal(*, most: int = 50) -> JournalReport:
    """Read the whole journal in order and name what was changed, dropped or inserted.

    All is read in one snapshot, so that the office can work on meanwhile without a false alarm.
    Memory stays bounded: entries stream by subject, leaves by root; the number of statements is fixed.
    """
    highest_outside = installed().roots.highest()
    with _one_snapshot():
        found = chain(head_findings(), chain_findings(), root_findings(highest_outside))
        findings = tuple(islice(found, most))
        entries = Entry.objects.count()
        return JournalReport(
            entries=entries,
            chains=Chain.objects.count(),
            roots=Root.objects.count(),
            unfolded=max(0, entries - Leaf.objects.count()),
            findings=findings,
        )


@contextmanager
def _one_snapshot() -> Iterator[None]:
    """A read-only transaction that sees one moment; inside somebody's transaction, that one."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
