"""Pieces of SQL that the counts share: the units of a scope, spans of days turned into changes of months."""

from collections.abc import Sequence
from typing import Any

# Codes that begin so, as a range of the index for patterns; ":" follows "9". The patterns say the same once
# more, for the planner alone: of a range whose ends it does not know it expects a ninth of the country, and
# then reads whole tables for the two hundred units of a county.
UNITS = """
  SELECT r.id, r.code::text AS code, r.level, r.valid_from, coalesce(r.valid_to, 'infinity') AS valid_to,
         r.successor_id
    FROM unnest(%(prefixes)s::text[]) AS scope(prefix)
    JOIN orgs_region r ON r.code ~>=~ scope.prefix AND r.code ~<~ (scope.prefix || ':')
   WHERE r.level IN ('TOWNSHIP', 'VILLAGE') AND r.code LIKE ANY (%(patterns)s)
"""

# What happened to a unit that was called otherwise before counts under the code that held on that day.
LINE = """
  SELECT u.id, u.code, u.level, u.id AS row_id, u.code AS row_code, '-infinity'::date AS since,
         CASE WHEN u.successor_id IS NULL THEN 'infinity' ELSE u.valid_to END AS until, u.valid_from
    FROM units u
  UNION ALL
  SELECT l.id, l.code, l.level, b.id, b.code::text, l.valid_from, l.until, l.valid_from
    FROM line l JOIN orgs_region b ON b.successor_id = l.row_id
"""

# spans (code, measure, since, until): counted from `since` on, no more from `until` on; never before its day.
# happened (code, measure, at, here_since, here_until): counted once, in its month.
CHANGES = """
SELECT code, month, measure, sum(change)::int
  FROM (
    SELECT code, measure, date_trunc('month', since::timestamp)::date AS month, 1 AS change
      FROM spans WHERE since < until AND since <= %(today)s
    UNION ALL
    SELECT code, measure, date_trunc('month', until::timestamp)::date, -1
      FROM spans WHERE since < until AND until <= %(today)s
    {more}
  ) AS changes
 GROUP BY code, month, measure HAVING sum(change) <> 0
"""
HAPPENED = """
    UNION ALL
    SELECT code, measure, date_trunc('month', at::timestamp)::date, 1
      FROM happened WHERE at >= here_since AND at < here_until AND at <= %(today)s
"""
# The things themselves that are counted in a month, of which `last` is the last day that counts.
ROWS_OF = """
SELECT code, id
  FROM (
    SELECT code, id, measure FROM spans
     WHERE since < until AND since <= %(last)s AND until > %(last)s
    {more}
  ) AS things
 WHERE measure = ANY(%(measures)s)
 ORDER BY code, id
"""
ROWS_HAPPENED = """
    UNION ALL
    SELECT code, id, measure FROM happened
     WHERE at >= here_since AND at < here_until AND at >= %(first)s AND at <= %(last)s
"""


def within(prefixes: Sequence[str]) -> dict[str, Any]:
    """What `UNITS` asks for: codes that begin with one of these digits."""
    return {"prefixes": list(prefixes), "patterns": [f"{each}%" for each in prefixes]}


def day(moment: str) -> str:
    """The day in Beijing of a moment."""
    return f"({moment} AT TIME ZONE 'Asia/Shanghai')::date"


def until(moment: str) -> str:
    """The day of a moment, never where it is not known."""
    return f"coalesce({day(moment)}, 'infinity'::date)"
