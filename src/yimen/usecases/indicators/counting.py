"""Counts what lies at the leaves of the region tree, month by month, with the same statements always.

A scope is a list of prefixes of codes: six digits are a county, twelve one unit, none the whole country.
Each source is one statement that gives (code, month, measure, change).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db import connection

from yimen.rules.indicator_measures import History, Source, history_of
from yimen.usecases.indicators import case_counts, list_counts, place_counts
from yimen.usecases.indicators.lines import within

Leaves = Mapping[str, History]
_STATEMENTS = {
    Source.PLACES: place_counts.COUNTS,
    Source.LISTS: list_counts.COUNTS,
    Source.CASES: case_counts.COUNTS,
}


def count_leaves(
    prefixes: Sequence[str], *, today: date, sources: Iterable[Source] = tuple(Source)
) -> Leaves:
    """The history of every leaf in the scope that has one, up to today; one statement a source."""
    found: defaultdict[str, list[tuple[date, str, int]]] = defaultdict(list)
    scope = disjoint(prefixes)
    if not scope:
        return {}
    asked = within(scope) | {"today": today}
    with connection.cursor() as cursor:
        for source in sources:
            cursor.execute(_STATEMENTS[source], asked)
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


def meet(scope: Iterable[str], others: Iterable[str]) -> list[str]:
    """What lies in both scopes."""
    theirs = disjoint(others)
    found = [
        max(one, other, key=len)
        for one in disjoint(scope)
        for other in theirs
        if one.startswith(other) or other.startswith(one)
    ]
    return disjoint(found)
