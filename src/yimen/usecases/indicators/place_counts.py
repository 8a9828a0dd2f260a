"""Counts centers and stations: those due, recorded, built, confirmed, and how they stand to the standards.

A place has moved on to the successor of its region with all that is known of it (`orgs`): what held while
the former code was in force counts there.
"""

from yimen.usecases.indicators.lines import CHANGES, UNITS, day, until

COUNTS = f"""
WITH RECURSIVE units AS ({UNITS}),
-- where a unit went to with its successors, the nearest first; most went nowhere, and the planner knows it
moved AS (
  SELECT u.id, u.successor_id AS last, 1 AS steps FROM units u WHERE u.successor_id IS NOT NULL
  UNION ALL
  SELECT m.id, n.successor_id, m.steps + 1
    FROM moved m JOIN orgs_region n ON n.id = m.last WHERE n.successor_id IS NOT NULL
),
ends AS (
  SELECT id, id AS last, 0 AS steps FROM units
  UNION ALL
  SELECT id, last, steps FROM moved
),
homes AS (
  SELECT DISTINCT ON (e.id) u.code, u.valid_from, u.valid_to, p.id AS point_id,
         CASE u.level WHEN 'TOWNSHIP' THEN 'C' ELSE 'S' END AS kind,
         CASE u.level WHEN 'TOWNSHIP' THEN 'centers' ELSE 'stations' END AS places
    FROM ends e JOIN units u ON u.id = e.id JOIN orgs_service_point p ON p.region_id = e.last
   ORDER BY e.id, e.steps
),
dossiers AS (
  SELECT h.*, d.id, d.confirmed_at, d.confirmed_revision, min(c.at) AS recorded_at,
         d.facts ?| ARRAY['premises', 'area'] AS built,
         min(c.at) FILTER (WHERE c.changes ?| ARRAY['premises', 'area']) AS built_at
    FROM homes h
    JOIN places_dossier d ON d.point_id = h.point_id
    JOIN places_change c ON c.dossier_id = d.id
   GROUP BY h.code, h.valid_from, h.valid_to, h.point_id, h.kind, h.places, d.id
),
confirmed AS (
  SELECT d.code, d.valid_from, d.valid_to, d.kind, c.how, c.at,
         lead(c.at) OVER (PARTITION BY d.id, d.code ORDER BY c.revision, c.at, c.id) AS next_at
    FROM dossiers d JOIN places_change c ON c.dossier_id = d.id
),
held AS (
  SELECT code, CASE level WHEN 'TOWNSHIP' THEN 'townships' ELSE 'villages' END AS measure,
         valid_from, valid_to, valid_from AS since, 'infinity'::date AS until
    FROM units
  UNION ALL
  SELECT h.code, v.standard || '.known.' || h.kind, h.valid_from, h.valid_to,
         {day("v.since")}, {until("v.until")}
    FROM homes h JOIN places_verdict v ON v.point_id = h.point_id
  UNION ALL
  SELECT h.code, v.standard || '.good.' || h.kind, h.valid_from, h.valid_to,
         {day("v.since")}, {until("v.until")}
    FROM homes h JOIN places_verdict v ON v.point_id = h.point_id AND v.verdict IN ('MET', 'EXPLAINED')
  UNION ALL
  SELECT code, places || '.recorded', valid_from, valid_to, {day("recorded_at")}, 'infinity' FROM dossiers
  UNION ALL
  SELECT code, places || '.built', valid_from, valid_to, {day("coalesce(built_at, recorded_at)")}, 'infinity'
    FROM dossiers WHERE built
  UNION ALL
  SELECT code, 'stations.confirmed', valid_from, valid_to, {day("at")}, {until("next_at")}
    FROM confirmed WHERE how = 'CONFIRMED' AND kind = 'S'
  UNION ALL
  SELECT d.code, 'stations.confirmed', d.valid_from, d.valid_to, {day("d.confirmed_at")},
         {until("min(c.at)")}
    FROM dossiers d LEFT JOIN places_change c ON c.dossier_id = d.id AND c.revision > d.confirmed_revision
   WHERE d.kind = 'S' AND d.confirmed_at IS NOT NULL
     AND NOT EXISTS (SELECT 1 FROM places_change o WHERE o.dossier_id = d.id AND o.how = 'CONFIRMED')
   GROUP BY d.id, d.code, d.valid_from, d.valid_to, d.confirmed_at
  UNION ALL
  SELECT h.code, 'showcase.' || h.kind, h.valid_from, h.valid_to, b.designated_on, {until("s.ended_at")}
    FROM homes h JOIN showcase_site s ON s.point_id = h.point_id JOIN showcase_batch b ON b.id = s.batch_id
),
spans AS (
  SELECT code, measure, greatest(valid_from, since) AS since, least(valid_to, until) AS until FROM held
)
{CHANGES.format(more="")}
"""  # noqa: S608 - pieces of our own
