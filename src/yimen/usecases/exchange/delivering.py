"""Hands one event at a time to its neighbor, and remembers what came of it."""

import random
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from yimen.data.exchange.models import Delivery, Subscription
from yimen.gateways.installed import installed
from yimen.gateways.webhooks import WebhookAnswer
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.exchange import (
    EventDelivery,
    NotToBeSent,
    SubscriptionState,
    is_to_pause,
    next_try,
    signed_headers,
)
from yimen.usecases.exchange.subscriptions import secret_name
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.recording import JSON, Record
from yimen.usecases.shared.registry import action


@dataclass(frozen=True, kw_only=True, slots=True)
class Tried:
    """What came of one try."""

    state: EventDelivery
    paused: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class DueDelivery:
    """An event that is to be tried now."""

    subscription_id: UUID
    delivery_id: UUID
    county_code: str


def list_due(*, actor: Actor, now: datetime, each: int = 50) -> tuple[DueDelivery, ...]:
    """The events that are to be tried now, at most `each` a neighbor; of served neighbors only."""
    require(actor, "exchange.deliver")
    order = (F("next_at").asc(), F("happened_at").asc(), F("id").asc())
    rows = (
        Delivery.objects.filter(
            state=EventDelivery.WAITING.value,
            next_at__lte=now,
            subscription__state=SubscriptionState.ACTIVE.value,
        )
        .annotate(place=Window(RowNumber(), partition_by=F("subscription_id"), order_by=order))
        .filter(place__lte=each)
        .order_by("place", "id")
    )
    found = rows.values_list("subscription_id", "pk", "county_code")
    return tuple(DueDelivery(subscription_id=s, delivery_id=d, county_code=c) for s, d, c in found)


@action("exchange.deliver")
def deliver(
    *,
    actor: Actor,
    now: datetime,
    delivery_id: UUID,
    county_code: str,
    request_key: str | None = None,
) -> Tried:
    """Post one event to its neighbor, signed anew; an answer of 2xx within ten seconds takes it over.

    Everything else is a failed try: it is tried again later, eight times in all, then it stands on
    the failed list. A neighbor that has failed for three days is paused. The row stays locked while
    the neighbor is asked, so two workers never send one try twice; a worker that is killed leaves it
    due, under the same id. Refuses an event that waits for no try now, or that somebody else is
    sending (`NotToBeSent`).
    """
    answer = perform(
        action="exchange.deliver",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=county_code,
        body={"delivery_id": str(delivery_id)},
        core=lambda: _apply_delivery(delivery_id, county_code, now),
    )
    return Tried(state=EventDelivery(str(answer["state"])), paused=bool(answer["paused"]))


def _apply_delivery(delivery_id: UUID, county_code: str, now: datetime) -> Outcome:
    rows = Delivery.objects.select_for_update(skip_locked=True)
    row = rows.filter(county_code=county_code, pk=delivery_id).first()
    if row is None:
        if Delivery.objects.filter(county_code=county_code, pk=delivery_id).exists():
            raise NotToBeSent
        raise NotFound
    if row.state != EventDelivery.WAITING.value or row.next_at is None or row.next_at > now:
        raise NotToBeSent
    subscription = Subscription.objects.get(pk=row.subscription_id)
    if subscription.state != SubscriptionState.ACTIVE.value:
        raise NotToBeSent
    answer = _post(subscription, row, now)
    # The neighbor's row is locked only now, after the wait for its answer; it may have ended meanwhile.
    subscription = Subscription.objects.select_for_update().get(pk=row.subscription_id)
    _note(row, answer, now, is_ended=subscription.state == SubscriptionState.ENDED.value)
    is_paused = _note_neighbor(subscription, answer, now)
    facts: dict[str, JSON] = {
        "event_id": str(row.pk),
        "type": row.type,
        "state": row.state,
        "tries": row.tries,
        "status": row.last_status,
    }
    record = Record(
        county_code=county_code,
        subject_type="webhook",
        subject_id=subscription.pk,
        act="exchange.deliver",
        facts=facts | ({"paused": True} if is_paused else {}),
    )
    return Outcome(answer={"state": row.state, "paused": is_paused}, record=record)


def _post(subscription: Subscription, row: Delivery, now: datetime) -> WebhookAnswer:
    use = installed()
    secret = use.sealer.unseal(bytes(subscription.sealed_secret), name=secret_name(subscription.pk))
    body = row.body.encode()
    headers = signed_headers(secret=secret, event_id=str(row.pk), at=now, body=body)
    return use.webhooks.post(subscription.url, body, headers)


def _note(row: Delivery, answer: WebhookAnswer, now: datetime, *, is_ended: bool) -> None:
    row.tries += 1
    row.tried_at, row.last_status, row.last_fault = now, answer.status, answer.fault
    if answer.is_taken:
        row.state, row.next_at = EventDelivery.DELIVERED.value, None
    else:
        jitter = random.random()  # noqa: S311 - spreads load, guards nothing
        row.next_at = None if is_ended else next_try(row.tries, now, jitter)
        row.state = (EventDelivery.FAILED if row.next_at is None else EventDelivery.WAITING).value
    row.save(update_fields=["tries", "tried_at", "last_status", "last_fault", "state", "next_at"])


def _note_neighbor(row: Subscription, answer: WebhookAnswer, now: datetime) -> bool:
    """Remember since when the neighbor fails; whether it was paused just now."""
    if answer.is_taken:
        if row.failing_since is not None:
            row.failing_since = None
            row.save(update_fields=["failing_since"])
        return False
    row.failing_since = row.failing_since or now
    is_paused = row.state == SubscriptionState.ACTIVE.value and is_to_pause(row.failing_since, now)
    if is_paused:
        row.state, row.paused_at = SubscriptionState.PAUSED.value, now
    row.save(update_fields=["failing_since", "state", "paused_at"])
    return is_paused
