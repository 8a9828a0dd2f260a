"""Is the database there, migrated, and are the jobs moving?"""

from dataclasses import dataclass

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor


@dataclass(frozen=True, kw_only=True, slots=True)
class JobCounts:
    """Jobs by where they stand; stalled ones were begun by a worker that is gone."""

    ready: int
    doing: int
    failed: int
    stalled: int


def find_readiness_problem() -> str | None:
    """A word for what keeps this instance from working, or None."""
    try:
        pending = count_pending_migrations()
    except DatabaseError:
        return "database"
    return "migrations" if pending else None


def count_pending_migrations() -> int:
    """How many migrations the code has that the database has not."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def count_jobs(*, stalled_after_seconds: int = 120) -> JobCounts:
    """Jobs by state, from the queue's own tables."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FILTER (WHERE j.status = 'todo'),"
            " count(*) FILTER (WHERE j.status = 'doing'),"
            " count(*) FILTER (WHERE j.status = 'failed'),"
            " count(*) FILTER (WHERE j.status = 'doing' AND (w.id IS NULL"
            "   OR w.last_heartbeat < now() - make_interval(secs => %s)))"
            " FROM procrastinate_jobs j LEFT JOIN procrastinate_workers w ON w.id = j.worker_id",
            [stalled_after_seconds],
        )
        ready, doing, failed, stalled = cursor.fetchone()
    return JobCounts(ready=ready, doing=doing, failed=failed, stalled=stalled)
