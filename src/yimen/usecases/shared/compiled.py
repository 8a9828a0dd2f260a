"""A query whose SQL is written once and asked often: for what programs look up hundreds of times a second.

Turning a query of the ORM into SQL takes several times as long as PostgreSQL takes to answer one by key
(docs/decisions/0018). The query itself is still written as everywhere, scope and all.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connections
from django.db.models import QuerySet

from yimen.gateways.postgres.prepared import PlannedCursor


class CompiledQuery:
    """The SQL of a query of plain columns (`values_list`) with blanks, filled in at each run.

    `blanks` are the stand-ins (texts, ids) that the query was written with, by the name of what replaces
    them. What it asks for is frozen with it: build one for each actor and each day that stand in its
    conditions. Refuses (`TypeError`) columns that need a conversion in Python, such as JSON, and a blank
    that the query does not hold exactly once.
    """

    def __init__(self, rows: QuerySet[Any, Any], *, blanks: Mapping[str, object]) -> None:
        compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
        try:
            self._sql, self._params = compiler.as_sql()
        except EmptyResultSet:  # nobody's scope: there is nothing to ask
            self._sql = ""
            return
        if compiler.get_converters(each[0] for each in compiler.select):
            raise TypeError("a column needs a conversion")
        self._places = {name: self._place(stand_in) for name, stand_in in blanks.items()}

    def _place(self, stand_in: object) -> int:
        places = [at for at, value in enumerate(self._params) if value == stand_in]
        if len(places) != 1:
            raise TypeError(f"{stand_in} stands {len(places)} times in the query")
        return places[0]

    def first(self, **values: object) -> tuple[Any, ...] | None:
        """The first row, or None: one statement, not compiled again."""
        if not self._sql:
            return None
        params = list(self._params)
        for name, place in self._places.items():
            params[place] = values[name]
        return ask_planned(self._sql, params)


def ask_planned(sql: str, params: Sequence[object] = ()) -> tuple[Any, ...] | None:
    """The first row of a statement whose text is always the same; PostgreSQL plans it once.

    Where a request begins with it, it is also the test of the connection, which else costs a statement
    of its own: a lost one is opened anew and asked again.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    try:
        return _ask(connection, sql, params)
    except (OperationalError, InterfaceError):
        if connection.in_atomic_block:
            raise
        connection.close()
        return _ask(connection, sql, params)


def _ask(connection: Any, sql: str, params: Sequence[object]) -> tuple[Any, ...] | None:
    connection.ensure_connection()
    wrap = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    with wrap(PlannedCursor(connection.connection)) as cursor:
        cursor.execute(sql, params)
        connection.health_check_done = True
        row: tuple[Any, ...] | None = cursor.fetchone()
    return row
