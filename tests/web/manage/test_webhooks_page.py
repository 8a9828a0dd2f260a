"""The page on which a county's office sees to the systems that are told of cases."""

import re

import pytest

from tests.usecases.exchange.neighbors import COUNTY_REGION, SYSTEM, URL, subscribed, waiting
from tests.web.sessions import as_actor
from tests.world import CITY_OFFICER, CLERK, COUNTY_OFFICER, NOW
from yimen.data.exchange.models import Delivery, Subscription
from yimen.rules.exchange import EventDelivery
from yimen.usecases.exchange.subscriptions import end_subscription

pytestmark = pytest.mark.django_db
PAGE = "/manage/webhooks/"
FORM = {"name": "市政务服务平台", "url": URL, "region_code": COUNTY_REGION, "request_key": "k"}


def test_a_new_subscription_shows_its_secret_on_this_one_answer() -> None:
    client = as_actor(COUNTY_OFFICER)
    page = client.post(PAGE, {**FORM, "types": ["case.closed", "case.accepted"]})
    secret = re.search(r"whsec_[A-Za-z0-9+/=]{44}", page.content.decode())
    assert secret is not None
    assert "no-store" in page["Cache-Control"]
    row = Subscription.objects.get()
    assert row.types == ["case.accepted", "case.closed"]
    again = client.post(PAGE, {**FORM, "types": ["case.closed", "case.accepted"]})
    assert again.status_code == 302, "a double click makes one subscription and shows no second secret"
    for url in (PAGE, f"{PAGE}{row.pk}/"):
        assert secret[0] not in client.get(url).content.decode()


def test_what_cannot_be_is_said_at_its_field_and_what_was_typed_stays() -> None:
    page = as_actor(COUNTY_OFFICER).post(PAGE, {**FORM, "url": "ftp://neighbor/"})
    text = page.content.decode()
    assert page.status_code == 400
    assert "推送地址不能用：要以 https:// 或 http:// 开头。" in text
    assert 'value="ftp://neighbor/"' in text
    assert not Subscription.objects.exists()


def test_failed_events_are_seen_and_sent_again() -> None:
    subscription_id = subscribed().subscription_id
    lost = waiting(subscription_id, 3, state=EventDelivery.FAILED)
    url = f"{PAGE}{subscription_id}/"
    client = as_actor(COUNTY_OFFICER)
    assert "1 条" in client.get(PAGE).content.decode()
    text = client.get(url, {"only": "failed"}).content.decode()
    assert lost.case_no in text
    assert "试了 8 次，对方答复 500" in text
    done = client.post(url, {"act": "replay", "event": str(lost.pk), "request_key": "k"}, follow=True)
    assert "已排队重新推送" in done.content.decode()
    assert Delivery.objects.get().state == "WAITING"


def test_a_test_is_sent_and_a_paused_one_resumed() -> None:
    subscription_id = subscribed().subscription_id
    url = f"{PAGE}{subscription_id}/"
    client = as_actor(COUNTY_OFFICER)
    assert "测试推送已排队" in client.post(url, {"act": "test"}, follow=True).content.decode()
    assert Delivery.objects.get().type == "webhook.test"
    Subscription.objects.update(state="PAUSED", paused_at=NOW)
    assert "连着三天推不过去，已暂停" in client.get(url).content.decode()
    refused = client.post(url, {"act": "test"})
    assert refused.status_code == 409
    assert "这个订阅已暂停推送，这一步做不了" in refused.content.decode()
    assert "已恢复" in client.post(url, {"act": "resume"}, follow=True).content.decode()


def test_an_ended_one_offers_nothing_more() -> None:
    subscription_id = subscribed().subscription_id
    waiting(subscription_id, state=EventDelivery.FAILED)
    client = as_actor(COUNTY_OFFICER)
    url = f"{PAGE}{subscription_id}/"
    assert "已停止，不再推送。" in client.post(url, {"act": "end"}, follow=True).content.decode()
    assert 'name="act"' not in client.get(url).content.decode()


def test_others_find_nothing() -> None:
    elsewhere = subscribed(actor=SYSTEM, region="130922000000").subscription_id
    client = as_actor(COUNTY_OFFICER)
    assert client.get(f"{PAGE}{elsewhere}/").status_code == 404
    assert client.post(f"{PAGE}{elsewhere}/", {"act": "end"}).status_code == 404
    own = subscribed().subscription_id
    for wrong in ({"act": "explode"}, {"act": "replay", "event": "x"}, {}):
        assert client.post(f"{PAGE}{own}/", wrong).status_code == 404
    for stranger in (CLERK, CITY_OFFICER):
        assert as_actor(stranger).get(PAGE).status_code == 403
        assert as_actor(stranger).post(f"{PAGE}{own}/", {"act": "end"}).status_code == 403
    end_subscription(actor=SYSTEM, now=NOW, subscription_id=own)
