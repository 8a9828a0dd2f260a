"""Writes single columns of a row that lies in a county, naming the county as every statement does."""

from collections.abc import Iterable

from django.db.models import Model


def write_back(row: Model, columns: Iterable[str], *, county_code: str) -> None:
    """Update these columns of the row to what the object holds; the caller has locked the row.

    `county_code` is where the row lies now, also when the object already holds another county.
    """
    model = type(row)
    # Of a relation the column counts (`assignee_id`), not the row behind it.
    columns_of = (getattr(model._meta.get_field(name), "attname", name) for name in columns)  # noqa: SLF001
    values = {column: getattr(row, column) for column in columns_of}
    model._default_manager.filter(county_code=county_code, pk=row.pk).update(**values)  # noqa: SLF001
