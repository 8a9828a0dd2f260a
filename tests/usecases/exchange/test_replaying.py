"""Sending again, and looking at what went."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.usecases.exchange.neighbors import SYSTEM, subscribed, tried, waiting
from tests.world import CLERK, COUNTY_OFFICER, NOW, OUTSIDER
from yimen.data.exchange.models import Delivery
from yimen.gateways.installed import Gateways
from yimen.rules.access import NotAllowed, NotFound
from yimen.rules.exchange import EventDelivery, SubscriptionEnded, SubscriptionState
from yimen.usecases.exchange.queries import get_subscription, list_subscriptions
from yimen.usecases.exchange.replaying import replay
from yimen.usecases.exchange.subscriptions import end_subscription

pytestmark = pytest.mark.django_db


def test_all_that_failed_goes_out_again_under_its_ids(gateways: Gateways) -> None:
    subscription_id = subscribed().subscription_id
    failed = [waiting(subscription_id, at, state=EventDelivery.FAILED) for at in range(3)]
    waiting(subscription_id, 7, state=EventDelivery.DELIVERED)
    done = replay(actor=COUNTY_OFFICER, now=NOW, subscription_id=subscription_id)
    assert (done.events, done.remaining) == (3, False)
    row = Delivery.objects.get(pk=failed[0].pk)
    assert (row.state, row.tries, row.last_status) == ("WAITING", 0, None)
    tried()
    sent = {each.headers["webhook-id"] for each in gateways.webhooks.posted}  # type: ignore[attr-defined]
    assert sent == {str(each.pk) for each in failed}
    assert replay(actor=COUNTY_OFFICER, now=NOW, subscription_id=subscription_id).events == 0


def test_one_event_goes_again_even_if_it_was_taken() -> None:
    subscription_id = subscribed().subscription_id
    first = waiting(subscription_id, 1, state=EventDelivery.DELIVERED)
    waiting(subscription_id, 2, state=EventDelivery.FAILED)
    call = {"actor": COUNTY_OFFICER, "now": NOW, "subscription_id": subscription_id}
    assert replay(**call, event_id=first.pk).events == 1
    assert replay(**call, event_id=first.pk).events == 0, "it waits already"
    assert Delivery.objects.filter(state="WAITING").count() == 1
    with pytest.raises(NotFound):
        replay(**call, event_id=uuid4())


def test_all_since_a_moment_goes_again() -> None:
    subscription_id = subscribed().subscription_id
    for at in (0, 30, 90):
        waiting(subscription_id, at, state=EventDelivery.DELIVERED)
    since = NOW - timedelta(hours=1)
    assert replay(actor=SYSTEM, now=NOW, subscription_id=subscription_id, since=since).events == 2


def test_strangers_and_ended_subscriptions_replay_nothing() -> None:
    subscription_id = subscribed().subscription_id
    waiting(subscription_id, state=EventDelivery.FAILED)
    with pytest.raises(NotAllowed):
        replay(actor=CLERK, now=NOW, subscription_id=subscription_id)
    elsewhere = subscribed(actor=SYSTEM, region="130922000000", name="青县").subscription_id
    with pytest.raises(NotFound):
        replay(actor=COUNTY_OFFICER, now=NOW, subscription_id=elsewhere)
    end_subscription(actor=SYSTEM, now=NOW, subscription_id=subscription_id)
    with pytest.raises(SubscriptionEnded):
        replay(actor=COUNTY_OFFICER, now=NOW, subscription_id=subscription_id)


def test_the_list_names_those_that_need_looking_after_first() -> None:
    ended = subscribed(name="停了").subscription_id
    end_subscription(actor=COUNTY_OFFICER, now=NOW, subscription_id=ended)
    subscribed(name="好的")
    failing = subscribed(name="失败的").subscription_id
    waiting(failing, state=EventDelivery.FAILED)
    subscribed(actor=SYSTEM, region="130922000000", name="青县的")
    rows = list_subscriptions(actor=COUNTY_OFFICER)
    assert [(row.name, row.failed) for row in rows] == [("失败的", 1), ("好的", 0), ("停了", 0)]
    assert rows[-1].state is SubscriptionState.ENDED
    assert len(list_subscriptions(actor=SYSTEM)) == 4
    with pytest.raises(NotAllowed):
        list_subscriptions(actor=OUTSIDER)


def test_events_are_paged_by_key_and_failed_ones_can_be_had_alone() -> None:
    subscription_id = subscribed().subscription_id
    for at in range(31):
        waiting(subscription_id, at, state=EventDelivery.DELIVERED)
    lost = waiting(subscription_id, 40, state=EventDelivery.FAILED)
    call = {"actor": COUNTY_OFFICER, "subscription_id": subscription_id}
    first = get_subscription(**call).deliveries
    second = get_subscription(**call, before=first.next_before).deliveries
    assert (len(first.rows), len(second.rows), second.next_before) == (30, 2, "")
    assert len({each.event_id for each in (*first.rows, *second.rows)}) == 32
    assert first.rows[0].happened_at > second.rows[-1].happened_at
    [failed] = get_subscription(**call, failed_only=True).deliveries.rows
    assert (failed.event_id, failed.status) == (lost.pk, 500)
    for rubbish in ("x", "2026~y", f"2026-11-16~{lost.pk}", "\x00"):
        assert get_subscription(**call, before=rubbish).deliveries.rows == first.rows
