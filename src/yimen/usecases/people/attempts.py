"""Counts every try to get in, before it is judged, in a transaction of its own."""

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.db import connection, transaction

from yimen.data.people.models import Attempt
from yimen.rules.people import (
    ADDRESS_CODES,
    ADDRESS_FAILURES,
    LOCK_TIME,
    LOCK_WINDOW,
    Throttle,
    require_allowed,
    throttle,
    throttle_codes,
    throttle_events,
)
from yimen.rules.people import Attempt as Tried
from yimen.usecases.people.marks import mark
from yimen.usecases.shared.ids import new_id

_A_DAY = timedelta(days=1)


class Way(StrEnum):
    """What was tried; the tries of one way never lock another."""

    PASSWORD = "PASSWORD"  # noqa: S105 - the name of a way, no secret
    SECOND_FACTOR = "SECOND_FACTOR"
    CODE = "CODE"
    SEND_CODE = "SEND_CODE"
    VERIFY = "VERIFY"
    VERIFY_FILE = "VERIFY_FILE"
    TRACK = "TRACK"
    CONSENT = "CONSENT"


@dataclass(frozen=True, kw_only=True, slots=True)
class Reservation:
    """One try that was let through and already counts as failed; `after` holds if it stays so."""

    attempt_ids: tuple[UUID, ...]
    after: Throttle


def reserve(*, now: datetime, way: Way, value: str, address: str) -> Reservation:
    """Count one try for the name or phone and for the address, as failed until it is confirmed.

    Commits at once, so a refused log-in stays counted and of many tries at once only as many are
    judged as the limit allows. Refuses with `TooManyAttempts` when either is locked out; a try
    that is refused here is not counted.
    """
    key, place = _key(way, value), _key(way, _network(address))
    with transaction.atomic(durable=True):
        _wait_in_line(key, place)
        tried = _tries(way, key, since=now - LOCK_WINDOW - LOCK_TIME)
        require_allowed(throttle(tried, now))
        failed = [each.at for each in _tries(way, place, since=now - _A_DAY) if not each.ok]
        require_allowed(throttle_events(failed, now, limits=ADDRESS_FAILURES))
        ids = _count(now, way, (key, place), ok=False)
    return Reservation(attempt_ids=ids, after=throttle([*tried, Tried(at=now, ok=False)], now))


def confirm(reservation: Reservation) -> None:
    """The try was right: it no longer counts as failed, and forgets the failures before it."""
    Attempt.objects.filter(pk__in=reservation.attempt_ids).update(ok=True)


def count_code(*, now: datetime, phone: str, address: str) -> None:
    """Count one code sent, inside the caller's transaction; refuses with `TooManyAttempts`.

    1 a minute, 5 an hour, 10 a day for a telephone; more for an address, behind which many live.
    """
    way = Way.SEND_CODE
    key, place = _key(way, phone), _key(way, _network(address))
    _wait_in_line(key, place)
    sent = [each.at for each in _tries(way, key, since=now - _A_DAY)]
    require_allowed(throttle_codes(sent, now), field="phone")
    from_here = [each.at for each in _tries(way, place, since=now - _A_DAY)]
    require_allowed(throttle_events(from_here, now, limits=ADDRESS_CODES), field="phone")
    _count(now, way, (key, place), ok=True)


def _count(now: datetime, way: Way, keys: tuple[str, ...], *, ok: bool) -> tuple[UUID, ...]:
    rows = [Attempt(id=new_id(now), way=way.value, key=key, at=now, ok=ok) for key in keys]
    Attempt.objects.bulk_create(rows)
    return tuple(row.pk for row in rows)


def _key(way: Way, value: str) -> str:
    return mark(f"attempt.{way.value}", value)


def _network(address: str) -> str:
    """An IPv4 address as it is, an IPv6 one as its /64: that is what one household gets."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return f"@{address}"
    if isinstance(parsed, ipaddress.IPv6Address):
        return f"@{ipaddress.ip_network((parsed, 64), strict=False)}"
    return f"@{parsed}"


def _tries(way: Way, key: str, *, since: datetime) -> list[Tried]:
    rows = Attempt.objects.filter(way=way.value, key=key, at__gt=since).order_by("at")
    return [Tried(at=at, ok=ok) for at, ok in rows.values_list("at", "ok")]


def _wait_in_line(*keys: str) -> None:
    """One at a time per key until the transaction ends, always in the same order."""
    with connection.cursor() as cursor:
        for key in sorted(keys):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
