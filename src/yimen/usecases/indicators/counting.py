"""Counts what lies at the leaves of the region tree, month by month, with the same three statements always.

A scope is a list of prefixes of codes: six digits are a county, twelve one unit. The three statements are
`place_counts.SQL`, `list_counts.SQL` and `case_counts.SQL`; each gives (code, month, measure, change).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db import connection

from yimen.rules.indicator_measures import Vector, history_of
from yimen.usecases.indicators import case_counts, list_counts, place_counts

_STATEMENTS = (place_counts.SQL, list_counts.SQL, case_counts.SQL)


def count_leaves(prefixes: Sequence[str], *, today: date) -> Mapping[str, Mapping[date, Vector]]:
    """The history of every leaf in the scope that has one, up to today; three statements."""
    found: defaultdict[str, list[tuple[date, str, int]]] = defaultdict(list)
    asked = {"prefixes": disjoint(prefixes), "today": today}
    if not asked["prefixes"]:
        return {}
    with connection.cursor() as cursor:
        for sql in _STATEMENTS:
            cursor.execute(sql, asked)
            for code, month, measure, change in cursor.fetchall():
                found[code].append((month, measure, change))
    return {code: history for code, changes in found.items() if (history := history_of(changes))}


def disjoint(prefixes: Iterable[str]) -> list[str]:
    """The same scope without what another prefix covers, in order."""
    kept: list[str] = []
    for each in sorted(set(prefixes)):
        if not kept or not each.startswith(kept[-1]):
            kept.append(each)
    return kept
