"""A PostgreSQL server that somebody else runs: only waited for."""

import time

import psycopg

from yimen.gateways.postgres.postmaster import Progress
from yimen.rules.errors import N_, RuleViolation

_LOWEST_VERSION = 150_000
_PATIENCE_SECONDS = 60.0


class CannotReachDatabase(RuleViolation):
    """The server of `YIMEN_DATABASE_URL` does not answer, refuses us or is too old."""

    code = "database.unreachable"
    template = N_("连不上 YIMEN_DATABASE_URL 指的数据库：{reason}")


def wait_for_outside_database(url: str, progress: Progress) -> None:
    """Return once the server takes our connection; give up after a minute, or at once when too old."""
    end = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            with psycopg.connect(url, connect_timeout=5) as connection:
                version = connection.info.server_version
            break
        except psycopg.ProgrammingError as error:
            raise CannotReachDatabase(reason=str(error).strip()) from error
        except psycopg.OperationalError as error:
            if time.monotonic() > end:
                raise CannotReachDatabase(reason=str(error).strip()) from error
            progress(N_("等外接数据库应答"))
            time.sleep(0.5)
    if version < _LOWEST_VERSION:
        raise CannotReachDatabase(reason=f"版本 {version // 10_000} 太旧，要 PostgreSQL 15 以上。")
