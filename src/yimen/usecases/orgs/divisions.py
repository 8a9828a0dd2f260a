"""Taking in a file of divisions: regions, their organs and service points, in one act."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from enum import StrEnum

from django.db import connection

from yimen.rules.orgs import DivisionRow
from yimen.usecases.orgs import division_writes as writes
from yimen.usecases.orgs.findings import RowsRefused, plain_findings
from yimen.usecases.orgs.staging import Found, list_found, read_names, rows_of, stage_rows
from yimen.usecases.shared.acting import Outcome
from yimen.usecases.shared.ids import fixed_id
from yimen.usecases.shared.recording import JSON, Record

_DIVISIONS_LOCK = 7_262_012
# How many places that the file lacks are named; all are counted.
_MOST_MISSING = 1000


class ImportStage(StrEnum):
    """What an import of divisions is at, in this order."""

    ROWS = "ROWS"
    NAMES = "NAMES"
    REGIONS = "REGIONS"
    POINTS = "POINTS"
    ORGANS = "ORGANS"


Tell = Callable[[ImportStage, int], None]


def apply_divisions(
    rows: Iterable[DivisionRow],
    *,
    county_code: str,
    partial: bool,
    valid_from: date,
    now: datetime,
    tell: Tell,
) -> Outcome:
    """Write the regions of a file with their organs and service points; all or nothing.

    Refuses (`RowsRefused`) a file with an error in any row, unless `partial` leaves these rows
    out. A region missing in the file stays; one whose code was changed ends and names its
    successor. Nothing changed: nothing is written and nothing is journaled.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_DIVISIONS_LOCK])
    stage_rows(rows, now=now, tell=lambda done: tell(ImportStage.ROWS, done))
    found = list_found()
    if found.errors and not partial:
        raise RowsRefused(found.findings, count=found.errors, unlisted=found.unlisted)
    read_names(lambda done: tell(ImportStage.NAMES, done))
    tell(ImportStage.REGIONS, 0)
    writes.compare()
    fresh, updated, unchanged = writes.count_changes()
    writes.find_missing()
    ended = writes.find_ended(valid_from) if fresh else {}
    answer = _answer(found, fresh=fresh, updated=updated, unchanged=unchanged, ended=ended)
    if not fresh and not updated:
        return Outcome(answer=answer, record=None)
    writes.write_regions(valid_from, ended)
    tell(ImportStage.POINTS, 0)
    writes.write_points()
    writes.write_organs(now=now, tell=lambda done: tell(ImportStage.ORGANS, done))
    record = Record(
        county_code=county_code,
        subject_type="divisions",
        subject_id=fixed_id("divisions"),
        act="orgs.import_divisions",
        facts={name: answer[name] for name in ("created", "updated", "ended", "unchanged", "refused")}
        | {"valid_from": valid_from.isoformat()},
    )
    return Outcome(answer=answer, record=record)


def _answer(
    found: Found, *, fresh: int, updated: int, unchanged: int, ended: dict[str, str]
) -> dict[str, JSON]:
    levels = rows_of("SELECT level, count(*) FROM divisions_staged GROUP BY level")
    missing = rows_of(
        "SELECT code, name FROM divisions_missing WHERE code <> ALL(%s) ORDER BY code LIMIT %s",
        [list(ended), _MOST_MISSING],
    )
    lacking = rows_of("SELECT count(*) FROM divisions_missing")[0][0] - len(ended)
    return {
        "regions_by_level": dict(levels),
        "created": fresh,
        "updated": updated,
        "ended": len(ended),
        "unchanged": unchanged,
        "refused": found.errors,
        "repeated": found.repeated,
        "missing": [f"{code} {name}" for code, name in missing],
        "missing_count": lacking,
        "findings": plain_findings(found.findings),
        "unlisted": dict(found.unlisted),
    }
