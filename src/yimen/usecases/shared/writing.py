"""Rows written together: what an act leaves goes to the database as one statement, at its end.

Foreign keys are checked when the transaction ends, so the order of the rows does not matter.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Field, Model
from django.db.models.expressions import DatabaseDefault


@dataclass(frozen=True, kw_only=True, slots=True)
class Counted:
    """A value that the database counts when the row is written: SQL and its values."""

    sql: str
    values: tuple[object, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Fresh:
    """A new row; `counted` gives the columns that the database itself counts.

    With `only_if` it is written only where that question finds a row.
    """

    row: Model
    counted: Mapping[str, Counted] = field(default_factory=dict)
    only_if: Counted | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """Columns of a stored row that become what the object holds; the caller has locked the row.

    A row lies in the county under which it was found: `county_code` is the object's own.
    """

    row: Model
    columns: tuple[str, ...]


Write = Fresh | Change


def fresh(*rows: Model) -> tuple[Fresh, ...]:
    """These rows as new ones."""
    return tuple(Fresh(row=row) for row in rows)


def write_together(writes: Iterable[Write]) -> None:
    """Write all of them by one statement, new rows of one table side by side; nothing for nothing.

    A row may stand among them once only: a statement does not see what it writes itself.
    """
    parts: list[str] = []
    values: list[Any] = []
    for group in _groups(writes):
        sql, more = _update(group) if isinstance(group, Change) else _insert(group)
        parts.append(sql)
        values += more
    if not parts:
        return
    *before, last = parts
    heads = ", ".join(f"w{at} AS ({sql})" for at, sql in enumerate(before))
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {heads} {last}" if before else last, values)


def _groups(writes: Iterable[Write]) -> list[Change | list[Fresh]]:
    alone: list[Change | list[Fresh]] = []
    tables: dict[tuple[type[Model], tuple[str, ...]], list[Fresh]] = {}
    for write in writes:
        if isinstance(write, Change):
            alone.append(write)
        elif write.only_if is not None:
            alone.append([write])
        else:
            key = (type(write.row), tuple(each.attname for each in _columns(write)))
            tables.setdefault(key, []).append(write)
    return [*tables.values(), *alone]


def _columns(write: Fresh) -> list["Field[Any, Any]"]:
    """The columns of a new row, without those that the database fills in."""
    fields = write.row._meta.concrete_fields  # noqa: SLF001 - Django's public API by a private name
    told = [each for each in fields if not each.generated]
    return [each for each in told if not isinstance(getattr(write.row, each.attname), DatabaseDefault)]


def _insert(rows: Sequence[Fresh]) -> tuple[str, list[Any]]:
    fields = _columns(rows[0])
    table = rows[0].row._meta.db_table  # noqa: SLF001 - as above
    names = ", ".join(f'"{each.column}"' for each in fields)
    lines: list[str] = []
    values: list[Any] = []
    for write in rows:
        places = []
        for each in fields:
            counted = write.counted.get(each.attname)
            places.append("%s" if counted is None else f"({counted.sql})")
            values += [_value(write.row, each)] if counted is None else list(counted.values)
        lines.append(f"({', '.join(places)})")
    only_if = rows[0].only_if
    if only_if is not None:
        one = lines[0][1:-1]
        asked = f"SELECT {one} WHERE EXISTS ({only_if.sql})"
        return f'INSERT INTO "{table}" ({names}) {asked}', [*values, *only_if.values]
    # names come from our own models, never from a caller
    return f'INSERT INTO "{table}" ({names}) VALUES {", ".join(lines)}', values  # noqa: S608 - as said


def _update(change: Change) -> tuple[str, list[Any]]:
    meta = change.row._meta  # noqa: SLF001 - as above
    fields = [meta.get_field(name) for name in dict.fromkeys(change.columns)]
    concrete = [each for each in fields if isinstance(each, Field)]
    sets = ", ".join(f'"{each.column}" = %s' for each in concrete)
    values = [_value(change.row, each) for each in (*concrete, meta.get_field("county_code"), meta.pk)]
    where = '"county_code" = %s AND "id" = %s'
    return f'UPDATE "{meta.db_table}" SET {sets} WHERE {where}', values  # noqa: S608 - as above


def _value(row: Model, column: Any) -> Any:
    return column.get_db_prep_save(getattr(row, column.attname), connection)
