"""Counts the lists of townships and villages, the seals in use, and where the system has staff."""

from yimen.rules.access import Party
from yimen.rules.items import ApplyWay, ItemType
from yimen.usecases.indicators.lines import CHANGES, LINE, ROWS_OF, UNITS, day, until

BODY = f"""
WITH RECURSIVE units AS ({UNITS}), line AS ({LINE}),
items AS (
  SELECT u.code, d.id, u.level, u.valid_from, u.valid_to, v.item_type, v.apply_way,
         greatest({day("d.published_at")}, coalesce(d.valid_from, '-infinity')) AS since,
         least({until("d.ended_at")}, coalesce(d.valid_to + 1, 'infinity')) AS until
    FROM units u
    JOIN catalog_delegation d ON d.unit_code = u.code AND d.published_at IS NOT NULL
    JOIN catalog_item_version v ON v.item_id = d.item_id AND v.superseded_at IS NULL
),
held AS (
  SELECT code, id, CASE WHEN level = 'VILLAGE' THEN 'items.village'
                    WHEN item_type = '{ItemType.PUBLIC_SERVICE.value}' THEN 'items.public'
                    ELSE 'items.approval' END AS measure, valid_from, valid_to, since, until
    FROM items
  UNION ALL
  SELECT code, id, 'items.online', valid_from, valid_to, since, until
    FROM items WHERE level = 'TOWNSHIP' AND apply_way = '{ApplyWay.PREFILING.value}'
  UNION ALL
  SELECT u.code, u.id, CASE u.level WHEN 'TOWNSHIP' THEN 'lists.townships' ELSE 'lists.villages' END,
         u.valid_from, u.valid_to, {day("e.published_at")}, {until("e.superseded_at")}
    FROM units u JOIN catalog_list_edition e ON e.unit_code = u.code AND e.items > 0
  UNION ALL
  SELECT u.code, u.id, 'seals', u.valid_from, u.valid_to, {day("min(s.used_at)")}, 'infinity'
    FROM units u
    JOIN orgs_organ o ON o.region_id = u.id AND o.kind = 'GOVERNMENT'
    JOIN seals_use s ON s.organ_id = o.id
   WHERE u.level = 'TOWNSHIP' GROUP BY u.code, u.id, u.valid_from, u.valid_to
  UNION ALL
  SELECT u.code, u.id, 'staffed', u.valid_from, u.valid_to, min(p.valid_from), 'infinity'
    FROM units u JOIN line l ON l.id = u.id
    JOIN people_post p ON p.region_id = l.row_id AND p.role = '{Party.CLERK.value}'
   WHERE u.level = 'TOWNSHIP' GROUP BY u.code, u.id, u.valid_from, u.valid_to
),
spans AS (
  SELECT code, id, measure, greatest(valid_from, since) AS since, least(valid_to, until) AS until FROM held
)
"""  # noqa: S608 - pieces of our own
COUNTS = f"{BODY}{CHANGES.format(more='')}"
ROWS = f"{BODY}{ROWS_OF.format(more='')}"
