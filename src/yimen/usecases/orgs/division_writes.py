"""Writes what the staged rows of a divisions file change, one statement for each kind of row."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from yimen.data.orgs.models import Region
from yimen.gateways.pinyin import pinyin
from yimen.rules.orgs import STYLE_2020, Level
from yimen.usecases.orgs.organs import ensure_organs
from yimen.usecases.orgs.staging import PIECE, execute, rows_of
from yimen.usecases.orgs.successors import ENDING, RegionName, find_successors

_COMPARE = """
UPDATE divisions_staged s
   SET id = r.id, known = true,
       changed = (r.name, r.short_name, r.pinyin, r.kind, r.functional_zone, r.irregular)
           IS DISTINCT FROM (s.name, s.short_name, n.reading, s.kind, s.zone, s.irregular)
  FROM orgs_region r, divisions_readings n
 WHERE r.code = s.code AND r.valid_to IS NULL AND n.word = s.short_name
"""


def compare() -> None:
    """Mark the staged rows whose code is known, and those among them that say something new."""
    execute(_COMPARE)


def count_changes() -> tuple[int, int, int]:
    """How many staged rows are new, changed, and known as they are."""
    counted = rows_of(
        "SELECT count(*) FILTER (WHERE NOT known), count(*) FILTER (WHERE changed),"
        " count(*) FILTER (WHERE known AND NOT changed) FROM divisions_staged"
    )
    fresh, updated, unchanged = counted[0]
    return fresh, updated, unchanged


_MISSING = """
DROP TABLE IF EXISTS divisions_missing;
CREATE TEMP TABLE divisions_missing ON COMMIT DROP AS
WITH RECURSIVE
  unlisted AS (
    SELECT r.id, r.parent_id, r.code, r.name, r.short_name, r.level, r.valid_from
      FROM orgs_region r
     WHERE r.valid_to IS NULL
       AND NOT EXISTS (SELECT 1 FROM divisions_staged s WHERE s.code = r.code)),
  gone AS (
    SELECT u.* FROM unlisted u LEFT JOIN orgs_region p ON p.id = u.parent_id
     WHERE coalesce(p.code, '') IN (SELECT parent_code FROM divisions_staged)
    UNION
    SELECT u.* FROM unlisted u JOIN gone g ON u.parent_id = g.id)
SELECT * FROM gone
"""


def find_missing() -> None:
    """Gather the regions that the file leaves out although it lists others under the same parent.

    What lies under a missing region is missing too; a file of one county says nothing about others.
    """
    execute(_MISSING)


def find_ended(valid_from: date) -> dict[str, str]:
    """Old code → new code of the missing regions that a new row plainly continues (`find_successors`).

    Only those are read whose level and stem some new row shares: nothing else could continue them.
    """
    stem = "coalesce(nullif(regexp_replace({0}.short_name, %(ending)s, ''), ''), {0}.short_name)"
    old, new = stem.format("m"), stem.format("s")
    same = f"s.level = m.level AND {old} = {new} AND NOT s.known AND m.valid_from < %(since)s"
    values = {"ending": ENDING, "since": valid_from}
    pairs = f"divisions_missing m, divisions_staged s WHERE {same}"
    candidates = rows_of(f"SELECT DISTINCT m.code, m.short_name, m.level FROM {pairs}", values)  # noqa: S608
    if not candidates:
        return {}
    fresh = rows_of(f"SELECT DISTINCT s.code, s.short_name, s.level FROM {pairs}", values)  # noqa: S608
    return find_successors(_names(candidates), _names(fresh))


def _names(rows: list[tuple[str, str, str]]) -> dict[str, RegionName]:
    return {code: RegionName(short_name=short, level=level) for code, short, level in rows}


_FRESH = """
INSERT INTO orgs_region (id, code, parent_id, name, short_name, pinyin, level, kind, functional_zone,
                         irregular, valid_from)
SELECT s.id, s.code, coalesce(p.id, r.id), s.name, s.short_name, n.reading, s.level, s.kind, s.zone,
       s.irregular, %(since)s
  FROM divisions_staged s
  JOIN divisions_readings n ON n.word = s.short_name
  LEFT JOIN divisions_staged p ON p.code = s.parent_code
  LEFT JOIN orgs_region r ON p.id IS NULL AND r.code = s.parent_code AND r.valid_to IS NULL
 WHERE NOT s.known
"""
_UPDATED = """
UPDATE orgs_region r
   SET name = s.name, short_name = s.short_name, pinyin = n.reading, kind = s.kind,
       functional_zone = s.zone, irregular = s.irregular
  FROM divisions_staged s JOIN divisions_readings n ON n.word = s.short_name
 WHERE r.id = s.id AND s.changed
"""
_ENDED = """
UPDATE orgs_region r SET valid_to = %(since)s, successor_id = s.id
  FROM unnest(%(old)s::text[], %(new)s::text[]) AS pair(old_code, new_code)
  JOIN divisions_staged s ON s.code = pair.new_code
 WHERE r.code = pair.old_code AND r.valid_to IS NULL
"""
_MOVED_POINTS = """
UPDATE orgs_service_point o SET region_id = r.successor_id, county_code = left(s.code, 6)
  FROM orgs_region r JOIN divisions_staged s ON s.id = r.successor_id
 WHERE o.region_id = r.id AND r.code = ANY(%(old)s)
"""


def write_regions(valid_from: date, ended: Mapping[str, str]) -> None:
    """New regions, changed ones, and the end of those whose code changed.

    The service point of an ended region, with all that is known of it, moves on to its successor.
    """
    execute(_FRESH, {"since": valid_from})
    execute(_UPDATED)
    if ended:
        pairs = {"since": valid_from, "old": list(ended), "new": list(ended.values())}
        execute(_ENDED, pairs)
        execute(_MOVED_POINTS, pairs)


_FRESH_POINTS = """
INSERT INTO orgs_service_point (id, county_code, region_id, kind, name, pinyin, sample)
SELECT s.point_id, left(s.code, 6), s.id, CASE s.level WHEN 'TOWNSHIP' THEN 'CENTER' ELSE 'STATION' END,
       s.point_name, n.reading || CASE s.level WHEN 'TOWNSHIP' THEN %(center)s ELSE %(station)s END, false
  FROM divisions_staged s JOIN divisions_readings n ON n.word = s.short_name
 WHERE s.point_id IS NOT NULL AND (NOT s.known OR s.changed)
   AND NOT EXISTS (SELECT 1 FROM orgs_service_point o WHERE o.region_id = s.id)
"""
_RENAMED_POINTS = """
UPDATE orgs_service_point o
   SET name = s.point_name,
       pinyin = n.reading || CASE s.level WHEN 'TOWNSHIP' THEN %(center)s ELSE %(station)s END
  FROM divisions_staged s JOIN divisions_readings n ON n.word = s.short_name
 WHERE o.region_id = s.id AND (NOT s.known OR s.changed) AND o.name <> s.point_name
"""


def write_points() -> None:
    """Give each new township and village its service point, and each point the name that the rule gives."""
    endings = {"center": pinyin(STYLE_2020.center), "station": pinyin(STYLE_2020.station)}
    execute(_RENAMED_POINTS, endings)
    execute(_FRESH_POINTS, endings)


# A county's or city's new name stands in the names and remedies of the organs below it.
_CONCERNED = """
SELECT r.id
  FROM orgs_region r
 WHERE r.valid_to IS NULL AND r.level IN ('PREFECTURE', 'COUNTY', 'TOWNSHIP') AND r.code > %s
   AND EXISTS (SELECT 1 FROM divisions_staged s
                WHERE s.code IN (r.code, rpad(left(r.code, 6), 12, '0'), rpad(left(r.code, 4), 12, '0'))
                  AND (s.changed OR NOT s.known))
 ORDER BY r.code LIMIT %s
"""


def write_organs(*, now: datetime, tell: Callable[[int], None]) -> None:
    """Give each city, county and township its organ by rule, a piece of the regions at a time."""
    higher = Region.objects.filter(valid_to=None, level__in=[Level.PREFECTURE.value, Level.COUNTY.value])
    names = dict(higher.values_list("code", "name"))
    last, done = "", 0
    while ids := [each for (each,) in rows_of(_CONCERNED, [last, PIECE])]:
        regions = list(Region.objects.filter(pk__in=ids).order_by("code"))
        ensure_organs(regions, names=names | {region.code: region.name for region in regions}, now=now)
        last, done = regions[-1].code, done + len(ids)
        tell(done)
