"""Each figure counted once more, plainly and apart from the house's own counting, for today.

A place counts while its region is in force; what nobody looked at counts nowhere. `COUNTS[key](prefix,
month)` is the figure of the running month for a unit whose codes begin so.
"""

from collections.abc import Callable, Mapping
from datetime import date

from django.db import connection

_PLACE = "orgs_service_point p JOIN orgs_region r ON r.id = p.region_id AND r.valid_to IS NULL"
_GOOD = (
    f"SELECT count(*) FROM {_PLACE} JOIN places_verdict v ON v.point_id = p.id AND v.until IS NULL"  # noqa: S608
    " AND v.verdict IN ('MET', 'EXPLAINED') WHERE r.code LIKE %s AND v.standard = %s"
)
_LINES = (
    "SELECT count(*) FROM catalog_delegation d"
    " JOIN orgs_region r ON r.code = d.unit_code AND r.valid_to IS NULL"
    " JOIN catalog_item_version v ON v.item_id = d.item_id AND v.superseded_at IS NULL"
    " WHERE r.code LIKE %s AND d.published_at IS NOT NULL AND d.ended_at IS NULL AND r.level = %s"
)
_CASES = "FROM cases_case c WHERE c.township_code LIKE %s"
_IN_MONTH = "date_trunc('month', {0} AT TIME ZONE 'Asia/Shanghai') = %s"
Count = Callable[[str, date], int]


def asked(sql: str, *values: object) -> int:
    """The one number that a statement gives."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return int(cursor.fetchone()[0])


def _regions(level: str) -> Count:
    sql = "SELECT count(*) FROM orgs_region WHERE code LIKE %s AND level = %s AND valid_to IS NULL"
    return lambda prefix, _: asked(sql, f"{prefix}%", level)


def _standard(standard: str, kind: str = "") -> Count:
    more = f" AND p.kind = '{kind}'" if kind else ""
    return lambda prefix, _: asked(_GOOD + more, f"{prefix}%", standard)


def _dossiers(kind: str, more: str = "") -> Count:
    sql = f"SELECT count(*) FROM {_PLACE} JOIN places_dossier d ON d.point_id = p.id WHERE r.code LIKE %s"  # noqa: S608
    chosen = f"{sql} AND p.kind LIKE '{kind}%%' {more}"
    return lambda prefix, _: asked(chosen, f"{prefix}%")


def _lines(level: str, more: str = "") -> Count:
    return lambda prefix, _: asked(f"{_LINES} {more}", f"{prefix}%", level)


def _editions(level: str) -> Count:
    sql = (
        "SELECT count(*) FROM orgs_region r"
        " WHERE r.code LIKE %s AND r.level = %s AND r.valid_to IS NULL"
        " AND EXISTS (SELECT 1 FROM catalog_list_edition e"
        " WHERE e.unit_code = r.code AND e.superseded_at IS NULL"
        " AND e.items > 0)"
    )
    return lambda prefix, _: asked(sql, f"{prefix}%", level)


def _seals(prefix: str, _: date) -> int:
    return asked(
        "SELECT count(DISTINCT o.region_id) FROM seals_use s JOIN orgs_organ o ON o.id = s.organ_id"
        " JOIN orgs_region r ON r.id = o.region_id"
        " WHERE r.code LIKE %s AND r.level = 'TOWNSHIP' AND r.valid_to IS NULL",
        f"{prefix}%",
    )


def _showcases(kind: str) -> Count:
    sql = (
        f"SELECT count(*) FROM {_PLACE} JOIN showcase_site s ON s.point_id = p.id AND s.state = 'DESIGNATED'"  # noqa: S608
        " WHERE r.code LIKE %s AND p.kind = %s"
    )
    return lambda prefix, _: asked(sql, f"{prefix}%", kind)


def _cases(column: str, more: str = "") -> Count:
    sql = f"SELECT count(*) {_CASES} AND {_IN_MONTH.format(column)} {more}"
    return lambda prefix, month: asked(sql, f"{prefix}%", month)


def _of_cases(table: str, column: str, more: str = "") -> Count:
    sql = (
        f"SELECT count(*) FROM {table} JOIN cases_case c ON c.id = t.case_id"  # noqa: S608
        f" WHERE c.township_code LIKE %s AND {_IN_MONTH.format(column)} {more}"
    )
    return lambda prefix, month: asked(sql, f"{prefix}%", month)


def _in_hand(prefix: str, _: date) -> int:
    return asked(f"SELECT count(*) {_CASES} AND c.closed_at IS NULL", f"{prefix}%")


_BUILT = "AND (d.facts ? 'premises' OR d.facts ? 'area')"
_PUBLIC, _APPROVAL = "AND v.item_type = 'PUBLIC_SERVICE'", "AND v.item_type <> 'PUBLIC_SERVICE'"
_DUE = "LEAST(c.promised_due, c.statutory_due)"
_DECIDED = "(c.decided_at AT TIME ZONE 'Asia/Shanghai')::date"
_STANDARDS = (
    "AREA",
    "OWN_ROOM",
    "PLAQUE",
    "MARK",
    "ONE_DOOR",
    "EQUIPMENT",
    "EXTRAS",
    "ZONE",
    "STAFF_BOARD",
    "NETWORK",
    "INSTITUTIONS",
)
COUNTS: Mapping[str, Count] = {
    "townships_due": _regions("TOWNSHIP"),
    "villages_due": _regions("VILLAGE"),
    "centers_built": _dossiers("CENTER", _BUILT),
    "stations_built": _dossiers("STATION", _BUILT),
    "places_built": _dossiers("", _BUILT),
    "dossiers_recorded": _dossiers(""),
    "dossiers_confirmed": _dossiers("STATION", "AND d.confirmed_revision = d.revision"),
    **{f"{each.lower()}_places": _standard(each) for each in _STANDARDS},
    **{f"{each.lower()}_centers": _standard(each, "CENTER") for each in _STANDARDS},
    **{f"{each.lower()}_stations": _standard(each, "STATION") for each in _STANDARDS},
    "items_approval": _lines("TOWNSHIP", _APPROVAL),
    "items_public": _lines("TOWNSHIP", _PUBLIC),
    "items_online": _lines("TOWNSHIP", "AND v.apply_way = 'PREFILING'"),
    "items_village": _lines("VILLAGE"),
    "lists_townships": _editions("TOWNSHIP"),
    "lists_villages": _editions("VILLAGE"),
    "seals_in_use": _seals,
    "showcase_townships": _showcases("CENTER"),
    "showcase_villages": _showcases("STATION"),
    "cases_received": _cases("c.received_at"),
    "cases_online": _cases("c.received_at", "AND c.channel = 'ONLINE'"),
    "cases_ended": _cases("c.closed_at"),
    "cases_in_hand": _in_hand,
    "decisions_limited": _cases("c.decided_at", f"AND {_DUE} IS NOT NULL"),
    "decisions_in_time": _cases("c.decided_at", f"AND {_DECIDED} <= {_DUE}"),
    "papers_issued": _of_cases("cases_paper t JOIN documents_paper p ON p.id = t.paper_id", "p.issued_at"),
    "notices_issued": _of_cases("cases_notice t", "t.issued_at"),
    "notices_again": _of_cases("cases_notice t", "t.issued_at", "AND t.kind <> 'FIRST'"),
    "ratings_given": _of_cases("feedback_rating t", "t.rated_at"),
    "ratings_good": _of_cases("feedback_rating t", "t.rated_at", "AND t.stars >= 3"),
}
