"""A dump brought into a database in one transaction: all of it, or nothing."""

import contextlib
import secrets
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO

import psycopg
from psycopg import sql

from yimen.gateways.postgres.programs import database_argument, last_words, running
from yimen.rules.errors import N_, Refusal, RuleViolation

_CHUNK = 1 << 20
# pg_restore sets it for every server; servers before 17 do not know it.
_NOT_BEFORE_17 = b"SET transaction_timeout = 0;\n"
_PREAMBLE_BYTES = 64 * 1024
_PLAIN = ("--no-owner", "--no-privileges", "--no-comments", "--file=-")
_QUIET = ("--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--output=/dev/null")
_BEGIN = b"SET client_min_messages = warning; SET lock_timeout = '60s';\nBEGIN;\n"
_CLEAR = b"DROP SCHEMA public CASCADE; CREATE SCHEMA public;\n"
_GLANCES, _BETWEEN_SECONDS = 10, 0.2
_OTHERS = (
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
)
_TABLES = (
    "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
    " WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p', 'v', 'm')"
    " AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')"
)


class CannotLoad(RuleViolation):
    """The server, pg_restore or psql gave up; nothing was changed; the last words are the reason."""

    code = "database.load_failed"
    template = N_("数据库恢复不进去，没有改动任何数据：{reason}")
    refusal = Refusal.CONFLICT


class CommitUnclear(RuleViolation):
    """The connection broke at the last word: nobody knows whether the database took it."""

    code = "database.commit_unclear"
    template = N_("最后一步断了线，说不准数据库换好没有：{reason}。请再恢复一次。")
    refusal = Refusal.CONFLICT


@contextlib.contextmanager
def loading(dump: Path, url: str, *, clear: bool, then: Sequence[str]) -> Iterator[Callable[[], None]]:
    """Load the dump, then run the statements `then`, and hand over the commit; without it nothing happened.

    With `clear` what lies in the schema `public` goes first, in the same transaction.
    """
    with (
        tempfile.TemporaryFile() as said,
        database_argument(url) as database,
        running("psql", *_QUIET, database, stdin=subprocess.PIPE, said=said) as psql,
    ):
        try:
            _feed(psql, _BEGIN + (_CLEAR if clear else b""))
            _restore_into(psql, dump)
            _feed(psql, "\n".join(("RESET search_path;", *then, "")).encode())
            is_there = _answers(psql)
        except BrokenPipeError:
            is_there = False
        if not is_there:
            psql.wait()
            raise CannotLoad(reason=last_words(said))

        def commit() -> None:
            with contextlib.suppress(BrokenPipeError):
                psql.communicate(b"COMMIT;\n")
            if psql.wait() != 0:
                raise CommitUnclear(reason=last_words(said))

        yield commit


def expect_count(table: str, count: int) -> str:
    """A statement that fails unless the table has so many rows."""
    statement = sql.SQL(
        "DO $do$ BEGIN IF (SELECT count(*) FROM public.{table}) <> {count} THEN"
        " RAISE EXCEPTION 'rows of % differ from the manifest', {name}; END IF; END $do$;"
    )
    return statement.format(table=sql.Identifier(table), count=count, name=table).as_string()


def count_tables(url: str) -> int:
    """How many tables and views lie in the schema `public`; 0 for a fresh database."""
    return _ask(url, _TABLES)


def count_other_sessions(url: str) -> int:
    """How many others are connected to the database; one that is just going is given two seconds."""
    for _ in range(_GLANCES):
        others = _ask(url, _OTHERS)
        if not others:
            return 0
        time.sleep(_BETWEEN_SECONDS)
    return others


def _ask(url: str, query: str) -> int:
    try:
        with psycopg.connect(url) as connection:
            (count,) = connection.execute(query.encode()).fetchone() or (0,)
    except psycopg.Error as fault:
        raise CannotLoad(reason=str(fault).strip()) from fault
    return int(count)


def _restore_into(psql: "subprocess.Popen[bytes]", dump: Path) -> None:
    """Turn the dump into statements and hand them over; `CannotLoad` when the dump is not whole."""
    with tempfile.TemporaryFile() as said:
        with running("pg_restore", *_PLAIN, str(dump), said=said) as program:
            head = program.stdout.read(_PREAMBLE_BYTES) if program.stdout else b""
            _feed(psql, head.replace(_NOT_BEFORE_17, b"", 1))
            while chunk := program.stdout.read(_CHUNK) if program.stdout else b"":
                _feed(psql, chunk)
            if program.wait() == 0:
                return
        raise CannotLoad(reason=last_words(said))


def _answers(psql: "subprocess.Popen[bytes]") -> bool:
    """Wait until everything said so far is done; False when psql has given up."""
    token = secrets.token_hex(8)
    _feed(psql, f"\\echo {token}\n".encode())
    while line := psql.stdout.readline() if psql.stdout else b"":
        if line.strip() == token.encode():
            return True
    return False


def _feed(psql: "subprocess.Popen[bytes]", text: bytes) -> None:
    pipe: IO[bytes] | None = psql.stdin
    if pipe is not None:
        pipe.write(text)
        pipe.flush()
