"""Single rows: found where there can be only one, and written by column, naming the county."""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)


def only_row(rows: QuerySet[M]) -> M | None:
    """The one row that there can be, or None. Unlike `first()` it asks for no order, which costs."""
    return next(iter(rows[:1]), None)


def write_back(row: Model, columns: Iterable[str], *, county_code: str) -> None:
    """Update these columns of the row to what the object holds; the caller has locked the row.

    `county_code` is where the row lies now, also when the object already holds another county.
    """
    model = type(row)
    # Of a relation the column counts (`assignee_id`), not the row behind it.
    columns_of = (getattr(model._meta.get_field(name), "attname", name) for name in columns)  # noqa: SLF001
    values = {column: getattr(row, column) for column in columns_of}
    model._default_manager.filter(county_code=county_code, pk=row.pk).update(**values)  # noqa: SLF001
