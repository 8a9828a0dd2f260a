"""Tells what the machine lacks for a while, a database or room on the disk, from a bug of ours."""

import errno
from collections.abc import Iterator
from enum import StrEnum

from django.db import InterfaceError, OperationalError

# Of a disk, of somebody's share of it, of the longest file that a process may write.
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_DISK_FULL = "53100"
# Connection exceptions, the server going down or coming up, too many connections (PostgreSQL, appendix A).
_AWAY = ("08", "57P", "53300")


class Outage(StrEnum):
    """What is away: it comes back without anybody mending the program."""

    DATABASE = "DATABASE"
    ROOM = "ROOM"


def outage_of(fault: BaseException | None) -> Outage | None:
    """Which outage lies behind a fault, if any: the fault itself or what it was raised from."""
    found = [_judge(each) for each in _behind(fault)]
    return next((each for each in found if each is not None), None)


def _judge(fault: BaseException) -> Outage | None:
    if isinstance(fault, OSError) and fault.errno in _NO_ROOM:
        return Outage.ROOM
    if not isinstance(fault, OperationalError | InterfaceError):
        return None
    # Told by the server, or None where no server was reached any more.
    state = getattr(fault.__cause__, "sqlstate", None)
    if state == _DISK_FULL:
        return Outage.ROOM
    return Outage.DATABASE if state is None or state.startswith(_AWAY) else None


def _behind(fault: BaseException | None) -> Iterator[BaseException]:
    while fault is not None:
        yield fault
        fault = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
