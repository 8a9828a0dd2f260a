"""Subscriptions of neighbor systems, and the events on their way to them."""

from uuid import UUID

from django.db import models
from django.db.models import Q

from yimen.data.journal.fields import Xid8Field

_FIRST = UUID(int=0)


class Subscription(models.Model):
    """A neighbor that is told of cases of one subtree of regions.

    `sealed_secret` opens only with the installation's key-encryption key. (`mark_xid`,
    `mark_entry`) is the last entry of the journal that was looked at; `marked_at` when. `types`
    empty says all. `failing_since` is the first failure since the last success.
    """

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    region_code = models.CharField(max_length=12)
    name = models.CharField(max_length=60)
    url = models.CharField(max_length=500)
    types = models.JSONField(default=list)
    sealed_secret = models.BinaryField(max_length=200)
    state = models.CharField(max_length=12)
    mark_xid = Xid8Field()
    mark_entry = models.UUIDField(default=_FIRST)
    marked_at = models.DateTimeField()
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=60)
    failing_since = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "exchange_subscription"
        constraints = [
            models.UniqueConstraint(
                fields=["county_code", "name"],
                condition=Q(ended_at=None),
                name="exchange_subscription_one_name",
            ),
            models.CheckConstraint(
                condition=~Q(state="ENDED") | Q(ended_at__isnull=False),
                name="exchange_subscription_ended_has_time",
            ),
        ]


class Delivery(models.Model):
    """One event for one subscription; its id is told as `webhook-id`, `body` is sent as it stands.

    The id is made from subscription and journal entry, so that no entry is told twice under two ids.
    A test has no entry.
    """

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    subscription = models.ForeignKey(Subscription, on_delete=models.PROTECT, related_name="deliveries")
    entry_id = models.UUIDField(null=True)
    type = models.CharField(max_length=40)
    case_no = models.CharField(max_length=40, blank=True)
    body = models.TextField()
    state = models.CharField(max_length=12)
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    happened_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True)
    last_status = models.PositiveSmallIntegerField(null=True)
    last_fault = models.CharField(max_length=100, blank=True)

    class Meta:
        db_table = "exchange_delivery"
        constraints = [
            models.CheckConstraint(
                condition=Q(state="WAITING", next_at__isnull=False) | ~Q(state="WAITING") & Q(next_at=None),
                name="exchange_delivery_waiting_has_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["county_code", "subscription", "next_at"],
                condition=Q(state="WAITING"),
                name="exchange_delivery_due",
            ),
            models.Index(
                fields=["county_code", "subscription", "state", "happened_at", "id"],
                name="exchange_delivery_by_state",
            ),
        ]
