"""PostgreSQL's 64-bit transaction id as a field."""

from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    _IntField = models.Field[int, int]
else:  # Django's Field takes no type arguments at run time
    _IntField = models.Field


class CurrentTransaction(models.Func):
    """`pg_current_xact_id()`: the id of the transaction that writes the row."""

    function = "pg_current_xact_id"
    arity = 0
    output_field = models.BigIntegerField()


class Xid8Field(_IntField):
    """An `xid8` column, read as int; the database fills it in."""

    def db_type(self, connection: Any) -> str:  # noqa: ARG002 - Django's signature
        """The column type."""
        return "xid8"

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> int | None:  # noqa: ARG002
        """psycopg hands xid8 over as text or int."""
        return None if value is None else int(value)

    def get_prep_value(self, value: Any) -> Any:
        """PostgreSQL takes the decimal text."""
        return str(value) if isinstance(value, int) else super().get_prep_value(value)
