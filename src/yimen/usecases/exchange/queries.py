"""Questions about subscriptions: who is told of what, what went, what failed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from yimen.data.exchange.models import Delivery, Subscription
from yimen.data.orgs.models import Region
from yimen.rules.access import Actor, require
from yimen.rules.exchange import EventDelivery, SubscriptionState
from yimen.usecases.exchange.scope import deliveries_of, find_subscription, subscriptions_of

_PAGE = 30


@dataclass(frozen=True, kw_only=True, slots=True)
class SubscriptionView:
    """A subscription as its office sees it; the secret is told to nobody."""

    subscription_id: UUID
    name: str
    url: str
    region_code: str
    region_name: str
    types: tuple[str, ...]
    state: SubscriptionState
    created_at: datetime
    created_by: str
    failing_since: datetime | None
    paused_at: datetime | None
    ended_at: datetime | None
    failed: int


@dataclass(frozen=True, kw_only=True, slots=True)
class DeliveryView:
    """One event on its way."""

    event_id: UUID
    type: str
    case_no: str
    state: EventDelivery
    tries: int
    happened_at: datetime
    tried_at: datetime | None
    next_at: datetime | None
    status: int | None
    fault: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DeliveryPage:
    """One page of events, the newest first; `next_before` is the key of the next page, empty at the end."""

    rows: tuple[DeliveryView, ...]
    next_before: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SubscriptionPage:
    """One subscription with a page of its events."""

    subscription: SubscriptionView
    deliveries: DeliveryPage


def list_subscriptions(*, actor: Actor) -> tuple[SubscriptionView, ...]:
    """The subscriptions of the actor's region, those that need looking after first; ended ones last."""
    require(actor, "exchange.read")
    rows = list(subscriptions_of(actor).order_by("ended_at", "created_at", "id"))
    names = _region_names([row.region_code for row in rows])
    failed = _count_failed(rows)
    views = [_view(row, names, failed) for row in rows]
    order = {SubscriptionState.PAUSED: 0, SubscriptionState.ACTIVE: 1, SubscriptionState.ENDED: 2}
    return tuple(sorted(views, key=lambda each: (order[each.state], -each.failed)))


def get_subscription(
    *, actor: Actor, subscription_id: UUID, failed_only: bool = False, before: str = ""
) -> SubscriptionPage:
    """One subscription with thirty of its events, the newest first; refuses others' (`NotFound`)."""
    require(actor, "exchange.read")
    row = find_subscription(actor, subscription_id)
    views = _view(row, _region_names([row.region_code]), _count_failed([row]))
    return SubscriptionPage(subscription=views, deliveries=_page(row, failed_only=failed_only, before=before))


def _page(row: Subscription, *, failed_only: bool, before: str) -> DeliveryPage:
    rows = deliveries_of(row).order_by("-happened_at", "-id")
    if failed_only:
        rows = rows.filter(state=EventDelivery.FAILED.value)
    key = _read_key(before)
    if key is not None:
        at, event_id = key
        rows = rows.filter(happened_at__lte=at).exclude(happened_at=at, id__gte=event_id)
    found = list(rows[: _PAGE + 1])
    shown = found[:_PAGE]
    last = shown[-1] if len(found) > _PAGE else None
    return DeliveryPage(
        rows=tuple(_delivery(each) for each in shown),
        next_before=f"{last.happened_at.isoformat()}~{last.pk}" if last else "",
    )


def _read_key(before: str) -> tuple[datetime, UUID] | None:
    """The key of a page; anything else begins anew."""
    at, _, event_id = before.partition("~")
    try:
        moment, key = datetime.fromisoformat(at), UUID(event_id)
    except ValueError:
        return None
    return (moment, key) if moment.tzinfo is not None else None


def _count_failed(rows: list[Subscription]) -> dict[UUID, int]:
    """How many events failed, by subscription; one statement."""
    failed = Delivery.objects.filter(
        county_code__in={row.county_code for row in rows},
        subscription__in=rows,
        state=EventDelivery.FAILED.value,
    )
    counted = dict(failed.values_list("subscription_id").annotate(Count("id")).order_by())
    return {row.pk: counted.get(row.pk, 0) for row in rows}


def _region_names(codes: list[str]) -> dict[str, str]:
    named = Region.objects.filter(code__in=codes, valid_to=None)
    return dict(named.values_list("code", "short_name"))


def _view(row: Subscription, names: dict[str, str], failed: dict[UUID, int]) -> SubscriptionView:
    return SubscriptionView(
        subscription_id=row.pk,
        name=row.name,
        url=row.url,
        region_code=row.region_code,
        region_name=names.get(row.region_code, row.region_code),
        types=tuple(row.types),
        state=SubscriptionState(row.state),
        created_at=row.created_at,
        created_by=row.created_by,
        failing_since=row.failing_since,
        paused_at=row.paused_at,
        ended_at=row.ended_at,
        failed=failed[row.pk],
    )


def _delivery(row: Delivery) -> DeliveryView:
    return DeliveryView(
        event_id=row.pk,
        type=row.type,
        case_no=row.case_no,
        state=EventDelivery(row.state),
        tries=row.tries,
        happened_at=row.happened_at,
        tried_at=row.tried_at,
        next_at=row.next_at,
        status=row.last_status,
        fault=row.last_fault,
    )
