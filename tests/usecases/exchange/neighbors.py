"""A neighbor of 沧县 that subscribes, and the days of its events."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from tests.usecases.journal.neighbors import wait_for_neighbors
from tests.world import COUNTY_OFFICER, NOW
from yimen.data.exchange.models import Delivery
from yimen.rules.access import Actor, system_actor
from yimen.rules.exchange import EventDelivery
from yimen.usecases.exchange.delivering import Tried, deliver, list_due
from yimen.usecases.exchange.gathering import gather_events
from yimen.usecases.exchange.subscriptions import SubscriptionAdded, add_subscription

SYSTEM = system_actor("test")
COUNTY_REGION = "130921000000"
URL = "https://neighbor.example.cn/yimen"


def subscribed(
    *, actor: Actor = COUNTY_OFFICER, now: datetime = NOW, region: str = COUNTY_REGION, **more: Any
) -> SubscriptionAdded:
    """市政务服务平台 subscribes to the cases of a region."""
    told = {"name": "市政务服务平台", "url": URL} | more
    return add_subscription(actor=actor, now=now, region_code=region, **told)


def gathered(now: datetime = NOW) -> int:
    """Make events of all that happened; how many."""
    wait_for_neighbors()
    return gather_events(actor=SYSTEM, now=now).events


def tried(now: datetime = NOW) -> list[Tried]:
    """Try everything that is due, each once."""
    due = list_due(actor=SYSTEM, now=now)
    return [
        deliver(actor=SYSTEM, now=now, delivery_id=each.delivery_id, county_code=each.county_code)
        for each in due
    ]


def events() -> list[dict[str, Any]]:
    """The bodies of all events, in the order in which they happened."""
    return [json.loads(row.body) for row in Delivery.objects.order_by("happened_at", "case_no", "id")]


def waiting(subscription_id: UUID, at: int = 0, *, state: EventDelivery = EventDelivery.WAITING) -> Delivery:
    """An event as gathering would make it, written directly, for tests of what comes after."""
    from datetime import timedelta

    from yimen.data.exchange.models import Subscription
    from yimen.usecases.shared.ids import new_id

    row = Subscription.objects.get(pk=subscription_id)
    return Delivery.objects.create(
        id=new_id(NOW),
        county_code=row.county_code,
        subscription=row,
        type="case.accepted",
        case_no=f"130921202600{at:04d}",
        body='{"type":"case.accepted"}',
        state=state.value,
        next_at=NOW if state is EventDelivery.WAITING else None,
        tries=0 if state is EventDelivery.WAITING else 8,
        happened_at=NOW - timedelta(minutes=at),
        last_status=None if state is EventDelivery.WAITING else 500,
    )
