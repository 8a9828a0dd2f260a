"""Whose subscriptions an actor may see and change: those of the subtree of the post."""

from uuid import UUID

from django.db.models import QuerySet

from yimen.data.exchange.models import Delivery, Subscription
from yimen.rules.access import Actor, NotFound, Party
from yimen.usecases.shared.scope import in_scope


def subscriptions_of(actor: Actor) -> QuerySet[Subscription]:
    """Jobs and commands: all. A post: those whose region lies in its subtree. Else: none."""
    rows = Subscription.objects.all()
    if actor.party is Party.SYSTEM:
        return rows
    return in_scope(rows, actor, code_field="region_code")


def find_subscription(actor: Actor, subscription_id: UUID, *, locked: bool = False) -> Subscription:
    """One of them, its row locked if asked for; `NotFound` for any other."""
    rows = subscriptions_of(actor)
    if locked:
        rows = rows.select_for_update()
    row = rows.filter(pk=subscription_id).first()
    if row is None:
        raise NotFound(field="subscription_id")
    return row


def deliveries_of(row: Subscription) -> QuerySet[Delivery]:
    """The events of a subscription."""
    return Delivery.objects.filter(county_code=row.county_code, subscription=row)
