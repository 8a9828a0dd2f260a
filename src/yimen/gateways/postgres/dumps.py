"""One moment of a database: counted, read, and taken out as a dump."""

import contextlib
import tempfile
from collections.abc import Iterator
from typing import IO, LiteralString

import psycopg
from psycopg import sql

from yimen.gateways.postgres.binaries import find_binaries
from yimen.gateways.postgres.programs import database_argument, last_words, running
from yimen.rules.errors import N_, Refusal, RuleViolation

_CHUNK = 1 << 20
_FORMAT = ("--format=custom", "--no-owner", "--no-privileges", "--lock-wait-timeout=60s")
_TABLES = (
    "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
    " WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1"
)


class CannotDump(RuleViolation):
    """The server or pg_dump gave up; the last words are the reason."""

    code = "database.dump_failed"
    template = N_("数据库导不出来：{reason}")
    refusal = Refusal.CONFLICT


class Snapshot:
    """One moment of a database, for as long as its connection is open; writers go on meanwhile."""

    def __init__(self, url: str, connection: psycopg.Connection) -> None:
        self._url = url
        self._connection = connection

    def release(self) -> str:
        """The server's version and the programs', which wrote the dump."""
        return f"{self._connection.info.server_version} / {find_binaries().release}"

    def rows(self, query: LiteralString) -> Iterator[tuple[object, ...]]:
        """The answer of a query, streamed."""
        with self._connection.cursor(name="stream") as cursor:
            cursor.execute(query)
            yield from cursor

    def counts(self) -> dict[str, int]:
        """How many rows each table has."""
        return {str(name): self._count(str(name)) for (name,) in self._connection.execute(_TABLES)}

    def dump(self, target: IO[bytes]) -> None:
        """Write the whole database of this moment into `target`, compressed, in PostgreSQL's own form."""
        (name,) = self._connection.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
        with tempfile.TemporaryFile() as said, database_argument(self._url) as database:
            with running("pg_dump", *_FORMAT, f"--snapshot={name}", database, said=said) as program:
                while chunk := program.stdout.read(_CHUNK) if program.stdout else b"":
                    target.write(chunk)
                if program.wait() == 0:
                    return
            raise CannotDump(reason=last_words(said))

    def _count(self, table: str) -> int:
        statement = sql.SQL("SELECT count(*) FROM public.{}").format(sql.Identifier(table))
        (count,) = self._connection.execute(statement).fetchone() or (0,)
        return int(count)


@contextlib.contextmanager
def snapshot(url: str) -> Iterator[Snapshot]:
    """Hold one moment of the database until the block ends."""
    with _worded(), psycopg.connect(url) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        yield Snapshot(url, connection)


@contextlib.contextmanager
def shared_lock(url: str, number: int) -> Iterator[None]:
    """Hold an advisory lock together with others until the block ends."""
    with _worded(), psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock_shared(%s)", (number,))
        yield


@contextlib.contextmanager
def _worded() -> Iterator[None]:
    try:
        yield
    except psycopg.Error as fault:
        raise CannotDump(reason=str(fault).strip()) from fault
