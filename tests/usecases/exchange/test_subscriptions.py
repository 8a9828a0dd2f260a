"""Who may subscribe a neighbor to what, and how that ends."""

import base64

import pytest

from tests.usecases.exchange.neighbors import COUNTY_REGION, SYSTEM, URL, subscribed, waiting
from tests.world import CITY_OFFICER, CLERK, COUNTY_OFFICER, NOW, OUTSIDER, TOWNSHIP
from yimen.data.exchange.models import Delivery, Subscription
from yimen.data.journal.models import AnsweredRequest, Entry
from yimen.gateways.installed import Gateways, install
from yimen.gateways.webhooks import HttpWebhooks
from yimen.rules.access import NotAllowed, NotFound
from yimen.rules.errors import RuleViolation
from yimen.rules.exchange import (
    BadWebhookUrl,
    EventDelivery,
    SubscriptionEnded,
    SubscriptionState,
    TooManySubscriptions,
    UnknownEventType,
)
from yimen.usecases.exchange.subscriptions import (
    NameTaken,
    end_subscription,
    resume_subscription,
    secret_name,
    send_test,
)

pytestmark = pytest.mark.django_db


def test_the_secret_is_told_once_and_kept_sealed(gateways: Gateways) -> None:
    added = subscribed(request_key="once")
    row = Subscription.objects.get(pk=added.subscription_id)
    key = base64.b64decode(added.secret.removeprefix("whsec_"))
    assert len(key) == 32
    assert key not in bytes(row.sealed_secret)
    assert gateways.sealer.unseal(bytes(row.sealed_secret), name=secret_name(row.pk)) == key
    again = subscribed(request_key="once")
    assert (again.subscription_id, again.secret) == (added.subscription_id, "")
    kept = str(AnsweredRequest.objects.get().answer) + Entry.objects.get(act="exchange.add_subscription").text
    assert added.secret not in kept
    assert added.secret not in repr(added)


def test_an_office_subscribes_for_its_own_region_only() -> None:
    assert subscribed(region=TOWNSHIP).subscription_id
    for region in ("130922000000", "130900000000", "130921999000", "nothing"):
        with pytest.raises(NotFound):
            subscribed(region=region, name=f"别处{region}")
    for stranger in (CLERK, OUTSIDER, CITY_OFFICER):
        with pytest.raises(NotAllowed):
            subscribed(actor=stranger, name="陌生系统")
    assert subscribed(actor=SYSTEM, region="130900000000", name="市里").subscription_id


def test_what_cannot_be_subscribed_is_refused_in_its_field() -> None:
    subscribed()
    refusals: list[tuple[type[RuleViolation], dict[str, object], str]] = [
        (NameTaken, {}, "name"),
        (BadWebhookUrl, {"name": "二", "url": "ftp://x/"}, "url"),
        (UnknownEventType, {"name": "二", "types": ["case.exploded"]}, "types"),
    ]
    for refusal, more, field in refusals:
        with pytest.raises(refusal) as refused:
            subscribed(**more)
        assert refused.value.field == field
    assert Subscription.objects.count() == 1


def test_this_machine_is_refused_where_the_operator_has_not_opened_it(gateways: Gateways) -> None:
    from dataclasses import replace

    install(replace(gateways, webhooks=HttpWebhooks(loopback_allowed=False)))
    with pytest.raises(BadWebhookUrl, match="本机"):
        subscribed(url="http://127.0.0.1:5432/")
    with pytest.raises(BadWebhookUrl, match="不开放"):
        subscribed(url="http://169.254.169.254/latest/meta-data/")


def test_a_county_serves_twenty_neighbors_and_an_ended_one_makes_room() -> None:
    added = [subscribed(name=f"第 {at} 个") for at in range(20)]
    with pytest.raises(TooManySubscriptions):
        subscribed(name="再一个")
    end_subscription(actor=COUNTY_OFFICER, now=NOW, subscription_id=added[0].subscription_id)
    assert subscribed(name="第 0 个").subscription_id


def test_what_waits_when_a_subscription_ends_is_not_sent() -> None:
    added = subscribed()
    waiting(added.subscription_id)
    end_subscription(actor=COUNTY_OFFICER, now=NOW, subscription_id=added.subscription_id)
    row = Subscription.objects.get(pk=added.subscription_id)
    assert (row.state, row.ended_at) == (SubscriptionState.ENDED.value, NOW)
    left = Delivery.objects.get()
    assert (left.state, left.last_fault) == (EventDelivery.FAILED.value, "订阅已停止，没有再推送")
    for act in (end_subscription, resume_subscription, send_test):
        with pytest.raises(SubscriptionEnded, match="已停止订阅"):
            act(actor=COUNTY_OFFICER, now=NOW, subscription_id=added.subscription_id)


def test_only_a_paused_one_is_taken_up_again_and_then_at_once() -> None:
    added = subscribed()
    with pytest.raises(SubscriptionEnded, match="推送中"):
        resume_subscription(actor=COUNTY_OFFICER, now=NOW, subscription_id=added.subscription_id)
    Subscription.objects.update(state="PAUSED", paused_at=NOW, failing_since=NOW)
    with pytest.raises(SubscriptionEnded, match="已暂停推送"):
        send_test(actor=COUNTY_OFFICER, now=NOW, subscription_id=added.subscription_id)
    resume_subscription(actor=COUNTY_OFFICER, now=NOW, subscription_id=added.subscription_id)
    row = Subscription.objects.get()
    assert (row.state, row.paused_at, row.failing_since) == ("ACTIVE", None, None)


def test_a_test_tells_of_no_case() -> None:
    added = subscribed()
    send_test(actor=COUNTY_OFFICER, now=NOW, subscription_id=added.subscription_id)
    row = Delivery.objects.get()
    assert (row.type, row.case_no, row.state) == ("webhook.test", "", "WAITING")
    assert COUNTY_REGION in row.body
    assert URL not in row.body
