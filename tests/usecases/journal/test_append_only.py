"""The database itself refuses to change or delete what the journal holds."""

import pytest
from django.db import DatabaseError, connection, transaction

from tests.usecases.journal.tampering import fold_now, write


@pytest.mark.usefixtures("real_db")
@pytest.mark.parametrize("table", ["journal_entry", "journal_leaf", "journal_root"])
@pytest.mark.parametrize(
    "statement", ["UPDATE {} SET digest = ''", "DELETE FROM {}", "TRUNCATE {} CASCADE"], ids=str.split
)
def test_the_database_refuses_to_touch_the_journal(table: str, statement: str) -> None:
    write("case")
    fold_now()
    sql = statement.format(table)
    if table == "journal_root":
        sql = sql.replace("digest", "root")
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
