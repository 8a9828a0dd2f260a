"""Create and drop databases inside a running cluster."""

import contextlib

import psycopg
from psycopg import sql

from yimen.gateways.postgres.address import Address

NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
"""For clusters that are thrown away: three times faster, worthless after a crash of the machine."""


def create(server: Address, name: str, *, template: str | None) -> None:
    """Create the database unless it is there; another process may win the race."""
    with psycopg.connect(server.conninfo(), autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone()
        if found:
            return
        statement = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
        if template is not None:
            # A copy of the files is far quicker than replaying the template through the log.
            statement += sql.SQL(" TEMPLATE {} STRATEGY FILE_COPY").format(sql.Identifier(template))
        # Two at once: the slower one is told in one of two ways, depending on how close they were.
        with contextlib.suppress(psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
            connection.execute(statement)


def drop(server: Address, name: str) -> None:
    """Drop the database if it is there; sessions in it are ended."""
    with psycopg.connect(server.conninfo(), autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
