"""The rows of a divisions file on their way in: checked one by one, kept in temporary tables.

Memory holds one piece of rows at a time; what needs the whole file (codes that stand twice, parents
that are nowhere) is asked of the tables.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

from django.db import connection

from yimen.gateways.pinyin import pinyin
from yimen.rules.orgs import (
    STYLE_2020,
    DivisionRow,
    Finding,
    Level,
    PlannedDivision,
    RegionKind,
    Severity,
    center_name,
    check_division,
    notices_of,
    orphaned_division,
    place_name,
    repeated_division,
    station_name,
)
from yimen.usecases.shared.ids import new_id

T = TypeVar("T")

PIECE = 5000
# How many findings of one kind are listed; more of them are counted.
_MOST_LISTED = {Severity.ERROR: 1000, Severity.NOTICE: 200}
# Faults of a row whose code may stand, soundly, further up: then it is a repetition.
_DOUBTFUL = frozenset({"orgs.level_mismatch", "orgs.parent_mismatch"})

_TABLES = """
DROP TABLE IF EXISTS divisions_staged, divisions_found, divisions_words, divisions_readings;
CREATE TEMP TABLE divisions_staged (
    line integer PRIMARY KEY, code text, parent_code text, name text, short_name text, level text,
    kind text, zone boolean, irregular text, point_name text, id uuid, point_id uuid,
    known boolean, changed boolean
) ON COMMIT DROP;
CREATE TEMP TABLE divisions_found (
    line integer, severity text, code text, template text, told jsonb, about text,
    region_code text, name text
) ON COMMIT DROP;
CREATE TEMP TABLE divisions_words (word text PRIMARY KEY) ON COMMIT DROP;
CREATE TEMP TABLE divisions_readings (word text PRIMARY KEY, reading text) ON COMMIT DROP;
"""
_STAGE = (
    "COPY divisions_staged (line, code, parent_code, name, short_name, level, kind, zone, irregular,"
    " point_name, id, point_id, known, changed) FROM STDIN"
)
_FIND = "COPY divisions_found (line, severity, code, template, told, about, region_code, name) FROM STDIN"
_INDEX = "CREATE INDEX ON divisions_staged (code, line); ANALYZE divisions_staged"


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """What was found in the rows, by line; `unlisted` counts by code what is beyond the list."""

    findings: tuple[Finding, ...]
    errors: int
    repeated: int
    unlisted: dict[str, int]


def stage_rows(rows: Iterable[DivisionRow], *, now: datetime, tell: Callable[[int], None]) -> None:
    """Take the rows into the temporary tables, sound ones and findings apart; one row a code stays.

    The first row of a code holds. A row whose parent stands neither in the file nor among the
    regions that are valid is taken out again, and all below it.
    """
    execute(_TABLES)
    staged = 0
    for piece in in_pieces(rows, PIECE):
        _stage_piece(piece, now)
        staged += len(piece)
        tell(staged)
    execute(_INDEX)
    _take_out_repeated()
    _take_out_orphans()
    execute(
        "DELETE FROM divisions_found f WHERE severity = 'NOTICE' AND about = 'name'"
        " AND NOT EXISTS (SELECT 1 FROM divisions_staged s WHERE s.line = f.line)"
    )


def read_names(tell: Callable[[int], None]) -> None:
    """Put the reading of each different short name beside the staged rows, a piece at a time."""
    execute("INSERT INTO divisions_words SELECT DISTINCT short_name FROM divisions_staged")
    last, done = "", 0
    while found := rows_of(
        "SELECT word FROM divisions_words WHERE word > %s ORDER BY word LIMIT %s", [last, PIECE]
    ):
        with connection.cursor() as cursor, cursor.copy("COPY divisions_readings FROM STDIN") as copy:
            for (word,) in found:
                copy.write_row((word, pinyin(word)[:200]))
        last, done = found[-1][0], done + len(found)
        tell(done)
    execute("ANALYZE divisions_readings")


def list_found() -> Found:
    """The findings by line, the first of each kind; how many there are in all."""
    counts = rows_of("SELECT code, severity, count(*) FROM divisions_found GROUP BY code, severity")
    rows = rows_of(
        "SELECT line, severity, code, template, told, about FROM ("
        " SELECT *, row_number() OVER (PARTITION BY code, severity ORDER BY line) AS place"
        "  FROM divisions_found) f"
        " WHERE place <= CASE severity WHEN 'ERROR' THEN %s ELSE %s END ORDER BY line, place",
        [_MOST_LISTED[Severity.ERROR], _MOST_LISTED[Severity.NOTICE]],
    )
    return Found(
        findings=tuple(
            Finding(
                line=line,
                severity=Severity(severity),
                code=code,
                template=template,
                values=json.loads(told) if isinstance(told, str) else told,
                column=about,
            )
            for line, severity, code, template, told, about in rows
        ),
        errors=sum(count for _, severity, count in counts if severity == Severity.ERROR.value),
        repeated=sum(count for code, _, count in counts if code == "orgs.repeated_code"),
        unlisted={
            code: count - _MOST_LISTED[Severity(severity)]
            for code, severity, count in counts
            if count > _MOST_LISTED[Severity(severity)]
        },
    )


def in_pieces(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    """The rows in lists of at most `size`."""
    source = iter(rows)
    while piece := list(islice(source, size)):
        yield piece


def _stage_piece(piece: list[DivisionRow], now: datetime) -> None:
    sound: list[tuple[object, ...]] = []
    found: list[tuple[object, ...]] = []
    for row in piece:
        checked = check_division(row)
        if isinstance(checked, Finding):
            doubt = row.code if checked.code in _DOUBTFUL else None
            found.append((*_plain(checked), doubt, row.name))
        else:
            notices = notices_of(checked)
            found += [(*_plain(notice), None, None) for notice in notices]
            sound.append(_staged(checked, " ".join(each.code for each in notices), now))
    with connection.cursor() as cursor:
        with cursor.copy(_STAGE) as copy:
            for each in sound:
                copy.write_row(each)
        with cursor.copy(_FIND) as copy:
            for each in found:
                copy.write_row(each)


def _plain(finding: Finding) -> tuple[object, ...]:
    values = json.dumps({name: str(value) for name, value in finding.values.items()}, ensure_ascii=False)
    return (finding.line, finding.severity.value, finding.code, finding.template, values, finding.column)


def _staged(planned: PlannedDivision, odd: str, now: datetime) -> tuple[object, ...]:
    short = place_name(planned.name, planned.code)
    point = None
    if planned.level is Level.TOWNSHIP:
        point = center_name(planned.name, STYLE_2020)
    elif planned.level is Level.VILLAGE:
        point = station_name(planned.code, planned.name, STYLE_2020)
    return (
        planned.line,
        planned.code,
        planned.parent_code,
        planned.name,
        short,
        planned.level.value,
        planned.kind.value,
        planned.kind is RegionKind.FUNCTIONAL_ZONE,
        odd[:60],
        point,
        new_id(now),
        new_id(now) if point else None,
        False,
        False,
    )


_REPEATED = """
WITH firsts AS (SELECT code, min(line) AS line FROM divisions_staged GROUP BY code HAVING count(*) > 1),
     gone AS (DELETE FROM divisions_staged s USING firsts f
               WHERE s.code = f.code AND s.line > f.line RETURNING s.line, s.code, s.name, f.line AS first)
INSERT INTO divisions_found (line, code, region_code, name) SELECT line, '', code, name FROM gone
"""
# What repeats a sound row further up: rows just taken out, and rows that are at fault besides.
_WORD_REPEATED = """
UPDATE divisions_found d
   SET severity = %(severity)s, code = %(code)s, template = %(template)s, about = %(about)s,
       told = jsonb_build_object('code', f.code, 'first', f.line)
  FROM divisions_staged f
 WHERE d.region_code = f.code AND f.line < d.line AND (d.name = f.name) = %(same)s
   AND d.code NOT IN ('orgs.repeated_code', 'orgs.duplicate_code')
"""


def _take_out_repeated() -> None:
    execute(_REPEATED)
    for same in (True, False):
        word = repeated_division(line=0, code="", first=0, same_name=same)
        execute(_WORD_REPEATED, {**_worded(word), "same": same})


_ORPHANS = """
WITH gone AS (
    DELETE FROM divisions_staged s
     WHERE s.level = %(level)s AND s.parent_code <> ''
       AND NOT EXISTS (SELECT 1 FROM divisions_staged p WHERE p.code = s.parent_code)
       AND NOT EXISTS (SELECT 1 FROM orgs_region r WHERE r.code = s.parent_code AND r.valid_to IS NULL)
    RETURNING s.line, s.parent_code)
INSERT INTO divisions_found (line, severity, code, template, told, about)
SELECT line, %(severity)s, %(code)s, %(template)s, jsonb_build_object('parent', parent_code), %(about)s
  FROM gone
"""


def _take_out_orphans() -> None:
    """From the top down, so that what lies below falls with it."""
    word = _worded(orphaned_division(line=0, parent=""))
    for level in Level:
        execute(_ORPHANS, {**word, "level": level.value})


def _worded(finding: Finding) -> dict[str, str]:
    return {
        "severity": finding.severity.value,
        "code": finding.code,
        "template": finding.template,
        "about": finding.column,
    }


def execute(sql: str, values: Any = None) -> None:
    """One statement, or several without values."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def rows_of(sql: str, values: Any = None) -> list[tuple[Any, ...]]:
    """The rows of one statement, which must be few or bounded."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
