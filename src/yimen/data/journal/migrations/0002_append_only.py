"""Refuses, in the database, to change or delete an entry, a leaf or a root."""

from django.db import migrations

_TABLES = ("journal_entry", "journal_leaf", "journal_root")

_FUNCTION = """
CREATE FUNCTION journal_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the journal is append-only: % on % is refused', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END
$$
"""


def _trigger(table: str) -> str:
    return (
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse_change()"
    )


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [
        migrations.RunSQL(_FUNCTION, "DROP FUNCTION journal_refuse_change()"),
        *[migrations.RunSQL(_trigger(t), f"DROP TRIGGER {t}_append_only ON {t}") for t in _TABLES],
    ]
