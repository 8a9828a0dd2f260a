"""Writes entries as actions do, and changes rows as somebody with the database's password would."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

from tests.usecases.journal.neighbors import wait_for_neighbors
from tests.world import COUNTY, ID, NOW
from yimen.rules.access import system_actor
from yimen.usecases.journal.folding import fold
from yimen.usecases.journal.verifying import Finding, verify_journal
from yimen.usecases.shared.recording import Record, chain_entries
from yimen.usecases.shared.writing import write_together

CLOCK = system_actor("test clock")


def write(name: str, *, times: int = 1, at: datetime = NOW) -> UUID:
    """Append entries to the chain of a subject and commit each by itself."""
    subject = ID(name)
    for number in range(times):
        record = Record(
            county_code=COUNTY,
            subject_type="case",
            subject_id=subject,
            act="cases.accept",
            facts={"note": f"{name} {number}"},
            personal={"applicant": "赵建国"},
        )
        with transaction.atomic():
            write_together(chain_entries([record], actor=CLOCK, now=at + timedelta(minutes=number)))
    return subject


def fold_now(minutes: int = 60) -> dict[str, object]:
    """One fold, as the hourly job does it, with no neighbor in its way."""
    wait_for_neighbors()
    return dict(fold(actor=CLOCK, now=NOW + timedelta(minutes=minutes)))


def change(sql: str, *values: object) -> int:
    """Run one statement with the append-only triggers and foreign keys switched off."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(sql, values)
        changed = cursor.rowcount
        cursor.execute("SET session_replication_role = DEFAULT")
    return changed


def named(subject: UUID) -> str:
    """How a finding names the chain of a subject."""
    return f"{COUNTY}/case/{subject}"


def found() -> list[tuple[str, int | None, str]]:
    """What verification says: which chain or root, which entry, what is wrong."""
    return [_short(finding) for finding in verify_journal().findings]


def _short(finding: Finding) -> tuple[str, int | None, str]:
    return finding.subject, finding.seq, finding.fault
