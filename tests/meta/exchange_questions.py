"""What the office of a county asks about its subscriptions."""

from collections.abc import Mapping
from typing import Any

from tests.meta.question import LATER, Belongings, Question
from tests.usecases.exchange.neighbors import subscribed, waiting
from tests.world import COUNTY_OFFICER
from yimen.rules.access import system_actor


def _all(_: Belongings) -> Mapping[str, Any]:
    subscribed()
    return {}


def _one(_: Belongings) -> Mapping[str, Any]:
    return {"subscription_id": subscribed().subscription_id}


def _due(_: Belongings) -> Mapping[str, Any]:
    waiting(subscribed().subscription_id)
    return {"now": LATER}


QUESTIONS = {
    "exchange.list_subscriptions": Question(rightful=COUNTY_OFFICER, ask=_all),
    "exchange.get_subscription": Question(rightful=COUNTY_OFFICER, ask=_one),
    "exchange.list_due": Question(rightful=system_actor("send_webhooks"), ask=_due),
}
