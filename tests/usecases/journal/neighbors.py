"""Waits for transactions of other databases: a snapshot's xmin is one for the whole cluster.

Tests in other processes hold transactions open in their own databases; what began before our
entries were written keeps them unsettled, as a long transaction in production would for a while.
"""

import time

from django.db import connection

_OPEN = (
    "SELECT pid, backend_xid::text FROM pg_stat_activity"
    " WHERE datname <> current_database() AND backend_xid IS NOT NULL"
)
_PAUSE = 0.05
_MOST_PAUSES = 1200


def wait_for_neighbors() -> None:
    """Return when every transaction that is open elsewhere at this moment has ended."""
    before = _open()
    for _ in range(_MOST_PAUSES):
        if not before & _open():
            return
        time.sleep(_PAUSE)
    raise TimeoutError("a transaction of another database does not end")


def _open() -> set[tuple[int, str]]:
    with connection.cursor() as cursor:
        cursor.execute(_OPEN)
        return set(cursor.fetchall())
