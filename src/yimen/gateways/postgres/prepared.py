"""Statements that the server plans once for a connection and then only runs."""

from typing import Any

import psycopg


class PlannedCursor(psycopg.Cursor[tuple[Any, ...]]):
    """A cursor for one question asked over and over: PostgreSQL reads and plans its text at the first time.

    Joining six small tables takes ten times as long to plan as to run. It needs a connection with
    `prepare_threshold` set, and no pooler between that gives every transaction another server.
    """

    def execute(self, query: Any, params: Any = None, **more: Any) -> "PlannedCursor":
        """Run the statement, prepared."""
        return super().execute(query, params, **{**more, "prepare": True})
