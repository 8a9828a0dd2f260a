"""One event on its way: tried, tried again, given up; a neighbor that fails for days is paused."""

import base64
import hashlib
import hmac
import threading
import time
from dataclasses import replace
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler

import pytest
from django.db import connection

from tests.gateways.receivers import receiver
from tests.usecases.exchange.neighbors import SYSTEM, subscribed, tried, waiting
from tests.usecases.people.racing import race
from tests.world import CLERK, COUNTY, COUNTY_OFFICER, NOW
from yimen.data.exchange.models import Delivery, Subscription
from yimen.data.journal.models import Entry
from yimen.gateways.installed import Gateways, install
from yimen.gateways.webhooks import HttpWebhooks, WebhookAnswer
from yimen.rules.access import NotAllowed, NotFound
from yimen.rules.exchange import PAUSES, EventDelivery, NotToBeSent
from yimen.usecases.exchange.delivering import deliver, list_due
from yimen.usecases.exchange.subscriptions import end_subscription


def _answer(gateways: Gateways, status: int | None, fault: str = "") -> None:
    gateways.webhooks.answer = WebhookAnswer(status=status, fault=fault)  # type: ignore[attr-defined]


@pytest.mark.django_db
def test_an_event_goes_out_signed_and_once(gateways: Gateways) -> None:
    added = subscribed()
    row = waiting(added.subscription_id)
    assert [each.state for each in tried()] == [EventDelivery.DELIVERED]
    [posted] = gateways.webhooks.posted  # type: ignore[attr-defined]
    key = base64.b64decode(added.secret.removeprefix("whsec_"))
    stamp = posted.headers["webhook-timestamp"]
    mine = hmac.new(key, f"{row.pk}.{stamp}.".encode() + posted.body, hashlib.sha256).digest()
    assert posted.headers["webhook-signature"] == "v1," + base64.b64encode(mine).decode()
    assert posted.headers["webhook-id"] == str(row.pk)
    row.refresh_from_db()
    assert (row.state, row.tries, row.last_status, row.next_at) == ("DELIVERED", 1, 204, None)
    assert tried() == []
    with pytest.raises(NotToBeSent):
        deliver(actor=SYSTEM, now=NOW, delivery_id=row.pk, county_code=COUNTY)
    assert '"state":"DELIVERED"' in Entry.objects.get(act="exchange.deliver").text


@pytest.mark.django_db
def test_a_failing_neighbor_is_tried_eight_times_over_seventeen_hours(gateways: Gateways) -> None:
    _answer(gateways, 500)
    row = waiting(subscribed().subscription_id)
    now = NOW
    for number, pause in enumerate(PAUSES, start=1):
        assert [each.state for each in tried(now)] == [EventDelivery.WAITING]
        assert tried(now) == [], "not before its time"
        row.refresh_from_db()
        assert (row.tries, row.last_status) == (number, 500)
        assert row.next_at is not None
        assert pause * 0.89 < row.next_at - now < pause * 1.11
        now = row.next_at
    assert [each.state for each in tried(now)] == [EventDelivery.FAILED]
    row.refresh_from_db()
    assert (row.state, row.tries, row.next_at) == ("FAILED", 8, None)
    assert tried(now + timedelta(days=9)) == []
    identifiers = {each.headers["webhook-id"] for each in gateways.webhooks.posted}  # type: ignore[attr-defined]
    assert identifiers == {str(row.pk)}
    in_all = sum(PAUSES, timedelta())
    assert timedelta(hours=17) < in_all < timedelta(hours=18)
    assert in_all * 0.9 <= now - NOW <= in_all * 1.1, "each pause moves by a tenth at most, so the whole does"


@pytest.mark.django_db
def test_three_days_without_success_pause_the_neighbor_and_one_success_forgives(gateways: Gateways) -> None:
    subscription_id = subscribed().subscription_id
    _answer(gateways, None, "连不上，或者连接中断")
    waiting(subscription_id)
    tried(NOW)
    assert Subscription.objects.get().failing_since == NOW
    _answer(gateways, 200)
    tried(NOW + timedelta(minutes=1))
    assert Subscription.objects.get().failing_since is None
    _answer(gateways, 503)
    waiting(subscription_id, 1)
    tried(NOW)
    late = NOW + timedelta(days=3)
    assert any(each.paused for each in tried(late))
    row = Subscription.objects.get()
    assert (row.state, row.paused_at) == ("PAUSED", late)
    assert list_due(actor=SYSTEM, now=late + timedelta(days=1)) == ()
    assert '"paused":true' in Entry.objects.filter(act="exchange.deliver").latest("seq").text


@pytest.mark.django_db
def test_a_neighbor_with_many_waiting_events_leaves_room_for_others() -> None:
    first = subscribed().subscription_id
    second = subscribed(name="另一个").subscription_id
    for at in range(4):
        waiting(first, at)
    waiting(second)
    due = list_due(actor=SYSTEM, now=NOW, each=2)
    assert sorted([each.subscription_id for each in due].count(one) for one in (first, second)) == [1, 2]


@pytest.mark.django_db
def test_nobody_else_sends_and_no_stranger_s_event_is_there() -> None:
    row = waiting(subscribed().subscription_id)
    with pytest.raises(NotAllowed):
        deliver(actor=CLERK, now=NOW, delivery_id=row.pk, county_code=COUNTY)
    with pytest.raises(NotFound):
        deliver(actor=SYSTEM, now=NOW, delivery_id=row.pk, county_code="130922")
    with pytest.raises(NotAllowed):
        list_due(actor=COUNTY_OFFICER, now=NOW)


def _slow(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(0.5)
    handler.send_response(200)
    handler.send_header("Content-Length", "0")
    handler.end_headers()


def _deliver(row: Delivery) -> None:
    deliver(actor=SYSTEM, now=NOW, delivery_id=row.pk, county_code=COUNTY)


def test_two_workers_at_once_send_one_try_once(real_db: None, gateways: Gateways) -> None:
    install(replace(gateways, webhooks=HttpWebhooks(loopback_allowed=True)))
    with receiver() as neighbor:
        neighbor.act = _slow
        row = waiting(subscribed(url=neighbor.url).subscription_id)
        outcomes = race(lambda: _deliver(row), lambda: _deliver(row))
    assert len(neighbor.bodies) == 1
    assert sorted(type(each).__name__ for each in outcomes) == ["NoneType", "NotToBeSent"]
    assert Delivery.objects.get().tries == 1


def test_ending_a_subscription_waits_for_nobody_and_an_event_on_its_way_comes_to_an_end(
    real_db: None, gateways: Gateways
) -> None:
    install(replace(gateways, webhooks=HttpWebhooks(loopback_allowed=True)))
    arrived, ended = threading.Event(), threading.Event()

    def fail_late(handler: BaseHTTPRequestHandler) -> None:
        arrived.set()
        ended.wait(10)
        handler.send_response(500)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    def send() -> None:
        try:
            _deliver(row)
        finally:
            connection.close()

    with receiver() as neighbor:
        neighbor.act = fail_late
        subscription_id = subscribed(url=neighbor.url).subscription_id
        row = waiting(subscription_id)
        worker = threading.Thread(target=send)
        worker.start()
        assert arrived.wait(10)
        end_subscription(actor=COUNTY_OFFICER, now=NOW, subscription_id=subscription_id)
        ended.set()
        worker.join()
    row.refresh_from_db()
    assert (row.state, row.next_at, row.last_status) == ("FAILED", None, 500)


def test_a_worker_that_dies_in_between_leaves_the_event_due_under_its_id(
    real_db: None, gateways: Gateways
) -> None:
    class Killed(BaseException):
        """As if the process were gone."""

    class Dying:
        def post(self, *_: object) -> WebhookAnswer:
            raise Killed

        def why_not(self, _: str) -> str:
            return ""

    row = waiting(subscribed().subscription_id)
    install(replace(gateways, webhooks=Dying()))
    with pytest.raises(Killed):
        _deliver(row)
    install(gateways)
    row.refresh_from_db()
    assert (row.state, row.tries) == ("WAITING", 0)
    assert [each.state for each in tried(datetime.fromtimestamp(NOW.timestamp() + 1, tz=NOW.tzinfo))] == [
        EventDelivery.DELIVERED
    ]
