"""Opening, ending and taking up again what neighbor systems subscribe to; a try-out delivery."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from yimen.data.exchange.models import Delivery, Subscription
from yimen.data.orgs.models import Region
from yimen.gateways.installed import installed
from yimen.rules.access import Actor, NotFound, Party, covers, require
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.exchange import (
    MOST_SUBSCRIPTIONS,
    NAME_LENGTH,
    SUBSCRIPTION_STATE_LABELS,
    TEST_EVENT,
    BadWebhookUrl,
    EventDelivery,
    SubscriptionEnded,
    SubscriptionState,
    TooManySubscriptions,
    check_types,
    check_url,
    event_body,
    secret_text,
)
from yimen.rules.text import clean_line
from yimen.usecases.exchange.scope import deliveries_of, find_subscription
from yimen.usecases.shared.acting import Answer, Outcome, perform
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import JSON, Record
from yimen.usecases.shared.registry import action

_SECRET_BYTES = 32
_ADD_LOCK = 7_262_041


class NameTaken(RuleViolation):
    """The county has a live subscription of this name."""

    code = "exchange.name_taken"
    template = N_("已经有一个叫“{name}”的订阅，请换个名字，或者先停掉那一个。")
    refusal = Refusal.CONFLICT


@dataclass(frozen=True, kw_only=True, slots=True)
class SubscriptionAdded:
    """The new subscription; `secret` is told here and never again."""

    subscription_id: UUID
    secret: str = field(repr=False, compare=False)


@action("exchange.add_subscription")
def add_subscription(
    *,
    actor: Actor,
    now: datetime,
    name: str,
    url: str,
    region_code: str,
    types: Sequence[str] = (),
    request_key: str | None = None,
) -> SubscriptionAdded:
    """Tell a neighbor from now on what happens with the cases of a region and all below it.

    `types` none means all. Refuses an address that is none or lies in a shut network
    (`BadWebhookUrl`), an unknown event type, a region outside the actor's (`NotFound`), a name that
    a live subscription of the county has (`NameTaken`), and more than twenty (`TooManySubscriptions`).
    A repeated request key tells the id again and no secret.
    """
    require(actor, "exchange.add_subscription")
    label = clean_line(name, field="name", max_length=NAME_LENGTH)
    address = check_url(url)
    shut = installed().webhooks.why_not(address)
    if shut:
        raise BadWebhookUrl(field="url", why=shut)
    wanted = check_types(types)
    secret = secrets.token_bytes(_SECRET_BYTES)
    row = Subscription(
        id=new_id(now),
        county_code=region_code[:6],
        region_code=region_code,
        name=label,
        url=address,
        types=list(wanted),
        state=SubscriptionState.ACTIVE.value,
        marked_at=now,
        created_at=now,
        created_by=actor.name,
    )
    row.sealed_secret = installed().sealer.seal(secret, name=secret_name(row.pk))
    body: dict[str, JSON] = {"name": label, "url": address, "region": region_code, "types": [*wanted]}
    answer = perform(
        action="exchange.add_subscription",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=row.county_code,
        body=body,
        core=lambda: _apply_addition(row, actor),
    )
    told = UUID(str(answer["subscription_id"]))
    return SubscriptionAdded(subscription_id=told, secret=secret_text(secret) if told == row.pk else "")


def secret_name(subscription_id: UUID) -> str:
    """Under which name the secret of a subscription is sealed."""
    return f"webhook:{subscription_id}"


def _apply_addition(row: Subscription, actor: Actor) -> Outcome:
    is_ours = actor.party is Party.SYSTEM or covers(actor, row.region_code)
    if not is_ours or not Region.objects.filter(code=row.region_code, valid_to=None).exists():
        raise NotFound(field="region_code")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ADD_LOCK])
        # From here on: what is not settled now may still commit, and will be told.
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text")
        row.mark_xid = int(cursor.fetchone()[0])
    live = Subscription.objects.filter(county_code=row.county_code, ended_at=None)
    names = set(live.values_list("name", flat=True))
    if row.name in names:
        raise NameTaken(field="name", name=row.name)
    if len(names) >= MOST_SUBSCRIPTIONS:
        raise TooManySubscriptions(most=MOST_SUBSCRIPTIONS)
    row.save(force_insert=True)
    facts: dict[str, JSON] = {
        "name": row.name, "url": row.url, "region_code": row.region_code, "types": row.types,
    }  # fmt: skip
    return _outcome(row, "exchange.add_subscription", facts)


@action("exchange.end_subscription")
def end_subscription(
    *, actor: Actor, now: datetime, subscription_id: UUID, request_key: str | None = None
) -> None:
    """Tell this neighbor nothing more; what still waits for it goes to the failed list, unsent.

    Refuses one out of the actor's region (`NotFound`) and one that has ended (`SubscriptionEnded`).
    """
    require(actor, "exchange.end_subscription")
    _perform_on(
        "exchange.end_subscription",
        actor,
        now,
        subscription_id,
        request_key,
        lambda row: _apply_end(row, now),
    )


def _apply_end(row: Subscription, now: datetime) -> Outcome:
    _refuse_in(row, SubscriptionState.ENDED)
    unsent = _waiting(row).update(
        state=EventDelivery.FAILED.value, next_at=None, last_fault=N_("订阅已停止，没有再推送")
    )
    row.state, row.ended_at = SubscriptionState.ENDED.value, now
    row.save(update_fields=["state", "ended_at"])
    return _outcome(row, "exchange.end_subscription", {"name": row.name, "unsent": unsent})


@action("exchange.resume_subscription")
def resume_subscription(
    *, actor: Actor, now: datetime, subscription_id: UUID, request_key: str | None = None
) -> None:
    """Serve a paused neighbor again, from where it was left: nothing that happened meanwhile is lost.

    Refuses one out of the actor's region (`NotFound`) and one that is not paused (`SubscriptionEnded`).
    """
    require(actor, "exchange.resume_subscription")
    _perform_on(
        "exchange.resume_subscription",
        actor,
        now,
        subscription_id,
        request_key,
        lambda row: _apply_resumption(row, now),
    )


def _apply_resumption(row: Subscription, now: datetime) -> Outcome:
    _refuse_in(row, SubscriptionState.ENDED, SubscriptionState.ACTIVE)
    row.state, row.paused_at, row.failing_since = SubscriptionState.ACTIVE.value, None, None
    row.save(update_fields=["state", "paused_at", "failing_since"])
    _waiting(row).update(next_at=now)
    return _outcome(row, "exchange.resume_subscription", {"name": row.name})


def _waiting(row: Subscription) -> QuerySet[Delivery]:
    """What waits, without the one that is being sent: whoever sends it holds it, and wants our lock next."""
    waiting = deliveries_of(row).filter(state=EventDelivery.WAITING.value)
    free = waiting.select_for_update(skip_locked=True).values_list("pk", flat=True)
    return deliveries_of(row).filter(pk__in=list(free))


@action("exchange.send_test")
def send_test(*, actor: Actor, now: datetime, subscription_id: UUID, request_key: str | None = None) -> None:
    """Put a delivery of type `webhook.test` on its way, which tells of no case.

    Refuses one out of the actor's region (`NotFound`) and one that is not served (`SubscriptionEnded`).
    """
    require(actor, "exchange.send_test")
    _perform_on(
        "exchange.send_test", actor, now, subscription_id, request_key, lambda row: _apply_test(row, now)
    )


def _apply_test(row: Subscription, now: datetime) -> Outcome:
    _refuse_in(row, SubscriptionState.ENDED, SubscriptionState.PAUSED)
    event_id = new_id(now)
    Delivery.objects.create(
        id=event_id,
        county_code=row.county_code,
        subscription=row,
        type=TEST_EVENT,
        body=event_body(
            event_id=str(event_id), event_type=TEST_EVENT, at=now, data={"region_code": row.region_code}
        ),
        state=EventDelivery.WAITING.value,
        next_at=now,
        happened_at=now,
    )
    return _outcome(row, "exchange.send_test", {"name": row.name, "event_id": str(event_id)})


def _perform_on(
    name: str,
    actor: Actor,
    now: datetime,
    subscription_id: UUID,
    request_key: str | None,
    core: Callable[[Subscription], Outcome],
) -> Answer:
    found = find_subscription(actor, subscription_id)
    return perform(
        action=name,
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=found.county_code,
        body={"subscription_id": str(subscription_id)},
        core=lambda: core(find_subscription(actor, subscription_id, locked=True)),
    )


def _refuse_in(row: Subscription, *states: SubscriptionState) -> None:
    state = SubscriptionState(row.state)
    if state in states:
        raise SubscriptionEnded(state=SUBSCRIPTION_STATE_LABELS[state])


def _outcome(row: Subscription, act: str, facts: dict[str, JSON]) -> Outcome:
    record = Record(
        county_code=row.county_code,
        subject_type="webhook",
        subject_id=row.pk,
        act=act,
        facts=facts,
    )
    return Outcome(answer={"subscription_id": str(row.pk)}, record=record)
