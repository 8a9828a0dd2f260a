"""What has changed since the totals were folded: which source, in which scope.

The journal tells it: an act on a case writes its entry anyway and pays nothing for the totals. What changes
by the day alone (a limit that passes, a region that ends) is looked for once a day.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection

from yimen.data.indicators.models import FoldMark
from yimen.rules.indicator_measures import Source, layout

Dirt = Mapping[Source, list[str]]
EVERYTHING: Dirt = {source: [""] for source in Source}

# The line of a village leads to the unit of today: what happened counts there, too.
_SINCE = """
WITH RECURSIVE recent AS MATERIALIZED (
  SELECT subject_type, subject_id, county_code FROM journal_entry WHERE xid >= %(mark)s::xid8
),
villages AS (
  SELECT DISTINCT v.id, v.code::text AS code, v.successor_id
    FROM recent e
    JOIN cases_case c ON c.county_code = e.county_code AND c.id = e.subject_id
    JOIN orgs_region v ON v.id = c.village_id
   WHERE e.subject_type = 'case'
  UNION
  SELECT n.id, n.code::text, n.successor_id FROM villages v JOIN orgs_region n ON n.id = v.successor_id
)
SELECT 'CASES', code FROM villages
UNION SELECT 'PLACES', r.code
  FROM recent e
  JOIN places_dossier d ON d.id = e.subject_id
  JOIN orgs_service_point p ON p.id = d.point_id
  JOIN orgs_region r ON r.id = p.region_id
 WHERE e.subject_type = 'dossier'
UNION SELECT 'PLACES', county_code FROM recent WHERE subject_type IN ('dossiers', 'institution')
UNION SELECT 'PLACES', left(s.region_code, 6)
  FROM recent e JOIN showcase_site s ON s.id = e.subject_id OR s.batch_id = e.subject_id
 WHERE e.subject_type IN ('showcase_site', 'showcase_batch')
UNION SELECT 'LISTS', county_code FROM recent WHERE subject_type = 'adjustment'
UNION SELECT 'LISTS', r.code
  FROM recent e JOIN orgs_organ o ON o.id = e.subject_id JOIN orgs_region r ON r.id = o.region_id
 WHERE e.subject_type = 'seal' AND r.level = 'TOWNSHIP'
UNION SELECT 'LISTS', r.code
  FROM recent e JOIN people_post p ON p.account_id = e.subject_id JOIN orgs_region r ON r.id = p.region_id
 WHERE e.subject_type = 'account' AND r.level = 'TOWNSHIP'
UNION SELECT 'LISTS', '' FROM recent WHERE subject_type = 'catalogue'
UNION SELECT source, '' FROM recent, (VALUES ('PLACES'), ('LISTS'), ('CASES')) AS every(source)
 WHERE subject_type IN ('divisions', 'service_points')
"""
# An open case becomes late; a region or a line of a list begins or ends.
_BY_THE_DAY = """
SELECT DISTINCT 'CASES', v.code
  FROM cases_case c JOIN orgs_region v ON v.id = c.village_id
 WHERE c.county_code IN (SELECT DISTINCT left(code, 6) FROM orgs_region WHERE level = 'TOWNSHIP')
   AND c.closed_at IS NULL
   AND least(c.promised_due, c.statutory_due) >= %(day)s
   AND least(c.promised_due, c.statutory_due) < %(today)s
UNION SELECT source, left(r.code, 6)
  FROM orgs_region r, (VALUES ('PLACES'), ('LISTS'), ('CASES')) AS every(source)
 WHERE (r.valid_from > %(day)s AND r.valid_from <= %(today)s)
    OR (r.valid_to > %(day)s AND r.valid_to <= %(today)s)
UNION SELECT 'PLACES', left(s.region_code, 6)
  FROM showcase_site s JOIN showcase_batch b ON b.id = s.batch_id
 WHERE b.designated_on > %(day)s AND b.designated_on <= %(today)s
UNION SELECT 'LISTS', left(d.unit_code, 6)
  FROM catalog_delegation d
 WHERE (d.valid_from > %(day)s AND d.valid_from <= %(today)s)
    OR (d.valid_to >= %(day)s AND d.valid_to < %(today)s)
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reach:
    """Below `xid` every transaction is in the totals, which were counted for `day`; None: nothing is."""

    xid: int
    day: date


def current_reach(mark: FoldMark | None, *, today: date, highest: int | None = None) -> Reach | None:
    """How far the kept totals reach; None where they are worth nothing and all must be counted.

    That is before the first fold and until it is whole, under another layout, after a clock was put back, and
    after a restore into another cluster, whose counter of transactions (it stands at `highest`) began anew.
    """
    if mark is None or mark.counted_to or not _holds(mark, today, highest):
        return None
    return Reach(xid=mark.mark_xid, day=mark.day)


def is_being_counted(mark: FoldMark, *, today: date, highest: int) -> bool:
    """Whether a count of everything has begun that can be gone on with."""
    return bool(mark.counted_to) and _holds(mark, today, highest)


def _holds(mark: FoldMark, today: date, highest: int | None) -> bool:
    is_of_this_counter = highest is None or mark.mark_xid <= highest
    return mark.layout == layout() and mark.day <= today and is_of_this_counter


def find_changes(reach: Reach | None, *, today: date) -> Dirt:
    """What the kept totals do not know of yet; one statement, two on a new day."""
    if reach is None:
        return EVERYTHING
    found: defaultdict[Source, list[str]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_SINCE, {"mark": str(reach.xid)})
        rows = cursor.fetchall()
        if reach.day < today:
            cursor.execute(_BY_THE_DAY, {"day": reach.day, "today": today})
            rows += cursor.fetchall()
    for source, prefix in rows:
        found[Source(source)].append(prefix)
    return found
