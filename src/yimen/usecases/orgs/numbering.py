"""Gap-free numbers per organ, series and Beijing year."""

from datetime import datetime
from uuid import UUID

from django.db import connection

from yimen.usecases.shared.ids import new_id

_TAKE = (
    "INSERT INTO orgs_number_series (id, county_code, organ_id, series, year, last)"
    " VALUES (%s, %s, %s, %s, %s, 1)"
    " ON CONFLICT (county_code, organ_id, series, year)"
    " DO UPDATE SET last = orgs_number_series.last + 1 RETURNING last"
)


def take_number(*, county_code: str, organ_id: UUID, series: str, year: int, now: datetime) -> int:
    """The next number of a series, from 1; a core of other actions, called last in their transaction.

    One statement makes or counts up the row and holds its lock until the transaction ends: two
    takers wait for each other, and one that rolls back leaves no gap.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a number is taken inside the transaction of the act that uses it")
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [new_id(now), county_code, organ_id, series, year])
        return int(cursor.fetchone()[0])
