"""Sending again: one event, all that failed, or all since a moment."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from yimen.data.exchange.models import Delivery, Subscription
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.exchange import (
    SUBSCRIPTION_STATE_LABELS,
    EventDelivery,
    SubscriptionEnded,
    SubscriptionState,
)
from yimen.usecases.exchange.scope import deliveries_of, find_subscription
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action

_MOST_AT_ONCE = 10_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Replayed:
    """How many events wait anew; whether more would fit than one call takes."""

    events: int
    remaining: bool


@action("exchange.replay")
def replay(
    *,
    actor: Actor,
    now: datetime,
    subscription_id: UUID,
    event_id: UUID | None = None,
    since: datetime | None = None,
    request_key: str | None = None,
) -> Replayed:
    """Put events on their way again, each under its own id and with eight new tries.

    With `event_id` that one; with `since` all that happened from then on, delivered ones too; with
    neither all that failed. Takes 10,000 at most, the oldest first. Refuses one out of the actor's
    region and an unknown event (`NotFound`), and a subscription that has ended (`SubscriptionEnded`).
    """
    require(actor, "exchange.replay")
    found = find_subscription(actor, subscription_id)
    answer = perform(
        action="exchange.replay",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=found.county_code,
        body={
            "subscription_id": str(subscription_id),
            "event_id": str(event_id or ""),
            "since": since.isoformat() if since else "",
        },
        core=lambda: _apply_replay(found, event_id, since, now),
    )
    return Replayed(events=int(str(answer["events"])), remaining=bool(answer["remaining"]))


def _apply_replay(row: Subscription, event_id: UUID | None, since: datetime | None, now: datetime) -> Outcome:
    state = SubscriptionState(Subscription.objects.values_list("state", flat=True).get(pk=row.pk))
    if state is SubscriptionState.ENDED:
        raise SubscriptionEnded(state=SUBSCRIPTION_STATE_LABELS[state])
    meant = _meant(row, event_id, since)
    if event_id is not None and not meant.exists():
        raise NotFound(field="event_id")
    settled = meant.exclude(state=EventDelivery.WAITING.value).order_by("happened_at", "id")
    ids = list(settled.select_for_update(skip_locked=True).values_list("pk", flat=True)[:_MOST_AT_ONCE])
    deliveries_of(row).filter(pk__in=ids).update(
        state=EventDelivery.WAITING.value, next_at=now, tries=0, last_status=None, last_fault=""
    )
    remaining = len(ids) == _MOST_AT_ONCE and settled.exists()
    record = Record(
        county_code=row.county_code,
        subject_type="webhook",
        subject_id=row.pk,
        act="exchange.replay",
        facts={
            "events": len(ids),
            "event_id": str(event_id or ""),
            "since": since.isoformat() if since else "",
        },
    )
    return Outcome(answer={"events": len(ids), "remaining": remaining}, record=record if ids else None)


def _meant(row: Subscription, event_id: UUID | None, since: datetime | None) -> QuerySet[Delivery]:
    rows = deliveries_of(row)
    if event_id is not None:
        return rows.filter(pk=event_id)
    if since is not None:
        return rows.filter(happened_at__gte=since)
    return rows.filter(state=EventDelivery.FAILED.value)
