"""Visits of the pages of neighbor systems."""

from datetime import timedelta

from django.urls import reverse

from tests.meta.crowd import Crowd
from tests.meta.visit import Visit
from tests.usecases.exchange.neighbors import subscribed, waiting
from tests.world import COUNTY_OFFICER, ID, NOW
from yimen.data.exchange.models import Delivery, Subscription


def _grown(crowd: Crowd) -> Subscription:
    """As many subscriptions, and events of the first, as there are rows of everything."""
    row = Subscription.objects.filter(ended_at=None).first() or _first()
    while (known := Subscription.objects.count()) <= crowd.rows:
        again = Subscription.objects.get(pk=row.pk)
        again.pk, again.name, again.state, again.ended_at = (
            ID(f"webhook:{known}"),
            f"系统 {known}",
            "ENDED",
            NOW,
        )
        again.save(force_insert=True)
    while Delivery.objects.count() <= crowd.rows:
        waiting(row.pk, Delivery.objects.count())
    return row


def _first() -> Subscription:
    return Subscription.objects.get(pk=subscribed(now=NOW - timedelta(days=1)).subscription_id)


def _all(crowd: Crowd) -> str:
    _grown(crowd)
    return reverse("manage:webhooks")


def _one(crowd: Crowd) -> str:
    return reverse("manage:webhook", args=[_grown(crowd).pk])


VISITS = {
    "manage:webhooks": (Visit(url=_all, who=COUNTY_OFFICER, grows=True),),
    "manage:webhook": (Visit(url=_one, who=COUNTY_OFFICER, grows=True),),
}
