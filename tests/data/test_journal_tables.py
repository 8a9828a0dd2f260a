"""The journal's tables refuse what the journal must never do."""

import pytest
from django.db import DatabaseError, connection, transaction
from tests import world

from yimen.data.journal.models import Chain, Entry


def _write_entry() -> Entry:
    return Entry.objects.create(
        id=world.ID("entry"),
        county_code=world.COUNTY,
        subject_type="case",
        subject_id=world.ID("case"),
        seq=1,
        at=world.NOW,
        act="cases.submit",
        text="{}",
        digest="0" * 64,
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    ["UPDATE journal_entry SET act = 'x'", "DELETE FROM journal_entry", "TRUNCATE journal_entry"],
)
def test_an_entry_can_be_neither_changed_nor_deleted(statement: str) -> None:
    _write_entry()
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert Entry.objects.get().act == "cases.submit"


@pytest.mark.django_db
def test_an_entry_knows_the_transaction_that_wrote_it() -> None:
    entry = _write_entry()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()")
        (current,) = cursor.fetchone()
    assert Entry.objects.get(pk=entry.pk).xid == int(current)


def test_a_subject_has_one_chain_a_county(real_db: None) -> None:
    key = {"county_code": world.COUNTY, "subject_type": "case", "subject_id": world.ID("case")}
    Chain.objects.create(id=world.ID("a"), salt=b"x", **key)
    with pytest.raises(DatabaseError, match="journal_chain_one_per_subject"):
        Chain.objects.create(id=world.ID("b"), salt=b"x", **key)
