"""Two offices, workers or commands at the same subscription at once."""

from typing import Any

from tests.meta.scenario import LATER, SYSTEM, Scenario, Twice, both
from tests.usecases.cases import journey
from tests.usecases.exchange.neighbors import COUNTY_REGION, URL, subscribed, waiting
from tests.usecases.journal.neighbors import wait_for_neighbors
from tests.world import COUNTY, COUNTY_OFFICER, NOW
from yimen.data.exchange.models import Delivery, Subscription
from yimen.rules.exchange import EventDelivery


def _add(_: Any) -> Twice:
    return both(actor=COUNTY_OFFICER, now=LATER, name="市平台", url=URL, region_code=COUNTY_REGION)


def _on_one(**changed: Any) -> Twice:
    subscription_id = subscribed(now=NOW).subscription_id
    Subscription.objects.filter(pk=subscription_id).update(**changed)
    return both(actor=COUNTY_OFFICER, now=LATER, subscription_id=subscription_id)


def _end(_: Any) -> Twice:
    return _on_one(name="市平台")


def _resume(_: Any) -> Twice:
    return _on_one(state="PAUSED", paused_at=NOW)


def _replay(_: Any) -> Twice:
    call, again = _end(_)
    waiting(call["subscription_id"], state=EventDelivery.FAILED)
    return call, again


def _deliver(_: Any) -> Twice:
    row = waiting(subscribed(now=NOW).subscription_id)
    return both(actor=SYSTEM, now=LATER, delivery_id=row.pk, county_code=COUNTY)


def _collect(_: Any) -> Twice:
    subscribed(now=NOW)
    journey.submitted()
    wait_for_neighbors()
    return both(actor=SYSTEM, now=LATER)


SCENARIOS = {
    "exchange.add_subscription": Scenario(prepare=_add, only_one=Subscription.objects.count),
    "exchange.end_subscription": Scenario(
        prepare=_end, only_one=Subscription.objects.filter(ended_at__isnull=False).count
    ),
    "exchange.resume_subscription": Scenario(
        prepare=_resume, only_one=Subscription.objects.filter(state="ACTIVE").count
    ),
    # a test may be sent again and again
    "exchange.send_test": Scenario(
        prepare=_end, only_one=Delivery.objects.values("type").distinct().count, winners=2, entries=2
    ),
    "exchange.replay": Scenario(
        prepare=_replay, only_one=Delivery.objects.filter(state="WAITING").count, winners=2
    ),
    "exchange.gather_events": Scenario(prepare=_collect, only_one=Delivery.objects.count, winners=2),
    "exchange.deliver": Scenario(
        prepare=_deliver, only_one=Delivery.objects.filter(state="DELIVERED", tries=1).count
    ),
}
