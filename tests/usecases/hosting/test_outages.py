"""What lies behind a fault: a database or a disk that is away for a while, or a bug."""

import errno

import psycopg
import pytest
from django.db import IntegrityError, InterfaceError, OperationalError

from yimen.usecases.hosting.outages import Outage, outage_of


def raised_from(fault: Exception, cause: BaseException | None) -> Exception:
    fault.__cause__ = cause
    return fault


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_a_disk_without_room_is_told_from_other_troubles_with_files(number: int) -> None:
    assert outage_of(OSError(number, "no room")) is Outage.ROOM
    assert outage_of(OSError(errno.EACCES, "not ours")) is None


def test_a_database_without_room_is_a_disk_without_room() -> None:
    assert outage_of(raised_from(OperationalError(), psycopg.errors.DiskFull())) is Outage.ROOM


@pytest.mark.parametrize(
    "cause",
    [
        None,
        psycopg.OperationalError("connection refused"),
        psycopg.errors.AdminShutdown(),
        psycopg.errors.CannotConnectNow(),
        psycopg.errors.ConnectionFailure(),
        psycopg.errors.TooManyConnections(),
    ],
)
def test_a_database_that_is_away_comes_back_by_itself(cause: BaseException | None) -> None:
    assert outage_of(raised_from(OperationalError(), cause)) is Outage.DATABASE
    assert outage_of(raised_from(InterfaceError(), None)) is Outage.DATABASE


def test_a_bug_is_no_outage() -> None:
    assert outage_of(None) is None
    assert outage_of(ValueError("a bug")) is None
    assert outage_of(raised_from(OperationalError(), psycopg.errors.DeadlockDetected())) is None
    assert outage_of(raised_from(IntegrityError(), psycopg.errors.UniqueViolation())) is None


def test_what_was_raised_while_handling_an_outage_is_one() -> None:
    fault = RuntimeError("could not clean up either")
    fault.__context__ = OSError(errno.ENOSPC, "no room")
    assert outage_of(fault) is Outage.ROOM
    fault.__suppress_context__ = True
    assert outage_of(fault) is None
