"""`/webhooks`: the subscriptions of a county's office, their events, what failed, and sending again."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Query, Router, Schema
from pydantic import AwareDatetime, Field

from yimen.api.shared.answers import ACTS, READS, answers
from yimen.api.shared.callers import CallRequest, Post
from yimen.api.shared.keys import RequestKey
from yimen.api.shared.types import Body, Line
from yimen.rules.exchange import EventDelivery, SubscriptionState
from yimen.usecases.exchange.queries import get_subscription
from yimen.usecases.exchange.queries import list_subscriptions as ask_subscriptions
from yimen.usecases.exchange.replaying import replay

router = Router(tags=["webhooks"])


class WebhookFound(Schema):
    """One subscription; its secret was told once and stands nowhere."""

    subscription_id: UUID
    name: str
    url: str
    region_code: str = Field(description="只告知这个区划及以下的办件")
    types: list[str] = Field(description="只要哪些事件；空就是全部")
    state: SubscriptionState
    failing_since: datetime | None = Field(description="从什么时候起一直推不过去；没有就是 null")
    failed: int = Field(description="推送失败、等着重推的事件有几条")


class WebhookList(Schema):
    """All subscriptions of the token's region."""

    results: list[WebhookFound]


class WebhookEvent(Schema):
    """One event on its way to the neighbor."""

    event_id: UUID = Field(description="和推送里的 webhook-id 相同")
    type: str
    case_no: str = Field(description="测试推送没有编号，是空的")
    state: EventDelivery
    tries: int
    happened_at: datetime
    tried_at: datetime | None
    next_at: datetime | None
    status: int | None = Field(description="对方最后一次答复的状态码；没有答复是 null")
    fault: str = Field(description="没有答复的原因；有答复时是空的")


class WebhookEventPage(Schema):
    """Thirty events, the newest first."""

    results: list[WebhookEvent]
    next_before: str | None = Field(description="下一页的 before；没有下一页是 null")


class EventsAsked(Schema):
    """Which events, from where on."""

    failed: bool = Field(False, description="只要推送失败的")
    before: Line = Field("", description="上一页的 next_before")


class ReplayAsked(Body):
    """Which events to send again; without both all that failed."""

    event_id: UUID | None = Field(None, description="只重推这一条")
    since: AwareDatetime | None = Field(None, description="这个时间以后的全部重推，推到过的也推")


class ReplayDone(Schema):
    """How many events wait anew."""

    events: int
    remaining: bool = Field(description="一次最多一万条；还有更多时是 true，再调用一次")


@router.get(
    "",
    auth=Post("exchange.read"),
    response=answers({200: WebhookList}, *READS),
    operation_id="list_webhooks",
    summary="列出事件推送的订阅",
)
def list_webhooks(request: CallRequest) -> dict[str, Any]:
    """本岗位辖区里的订阅，要处理的在前，停掉的在后。"""
    return {"results": list(ask_subscriptions(actor=request.auth))}


@router.get(
    "/{subscription_id}/events",
    auth=Post("exchange.read"),
    response=answers({200: WebhookEventPage}, *READS),
    operation_id="list_webhook_events",
    summary="一个订阅的推送记录",
)
def list_webhook_events(
    request: CallRequest, subscription_id: UUID, asked: Query[EventsAsked]
) -> dict[str, Any]:
    """每页三十条，新的在前；记录留 90 天。"""
    found = get_subscription(
        actor=request.auth,
        subscription_id=subscription_id,
        failed_only=asked.failed,
        before=asked.before,
    ).deliveries
    return {"results": list(found.rows), "next_before": found.next_before or None}


@router.post(
    "/{subscription_id}/replay",
    auth=Post("exchange.replay"),
    response=answers({200: ReplayDone}, *ACTS),
    operation_id="replay_webhook_events",
    summary="重新推送",
)
def replay_webhook_events(
    request: CallRequest, subscription_id: UUID, payload: ReplayAsked, key: RequestKey = None
) -> dict[str, Any]:
    """一条、某个时间以后的全部，都不填就是全部失败的。编号不变，对方按 webhook-id 去重。"""
    done = replay(
        actor=request.auth,
        now=request.now,
        subscription_id=subscription_id,
        event_id=payload.event_id,
        since=payload.since,
        request_key=key,
    )
    return {"events": done.events, "remaining": done.remaining}
