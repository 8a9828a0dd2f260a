"""`/manage/webhooks/`: the neighbor systems that are told of cases, what went, what failed, and again."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.access import NotFound
from yimen.rules.errors import N_, RuleViolation
from yimen.rules.exchange import (
    EVENT_DELIVERY_LABELS,
    EVENT_LABELS,
    SUBSCRIPTION_STATE_LABELS,
    TEST_EVENT,
    EventDelivery,
    SubscriptionState,
)
from yimen.usecases.exchange.queries import (
    DeliveryView,
    SubscriptionView,
    get_subscription,
    list_subscriptions,
)
from yimen.usecases.exchange.replaying import replay
from yimen.usecases.exchange.subscriptions import (
    add_subscription,
    end_subscription,
    resume_subscription,
    send_test,
)
from yimen.web.shared.access import page
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest

_FIELDS = ("name", "url", "region_code")
_DONE = {
    "test": N_("测试推送已排队，十秒内发出，请刷新这一页看结果。"),
    "replay": N_("已排队重新推送。对方按 webhook-id 去重，不会重复办理。"),
    "resume": N_("已恢复，从暂停的地方接着推送。"),
    "end": N_("已停止，不再推送。"),
}
_TAGS = {
    SubscriptionState.ACTIVE: "good",
    SubscriptionState.PAUSED: "bad",
    SubscriptionState.ENDED: "plain",
    EventDelivery.WAITING: "plain",
    EventDelivery.DELIVERED: "good",
    EventDelivery.FAILED: "bad",
}


@page("exchange.read")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def webhooks(request: PageRequest) -> HttpResponse:
    """All subscriptions of the county; opening a new one shows its secret on this one answer (POST)."""
    if request.method != "POST":
        return _show_all(request, typed={"region_code": request.actor.scope_code})
    typed = {name: request.POST.get(name, "").strip() for name in _FIELDS}
    types = request.POST.getlist("types")
    try:
        added = add_subscription(
            actor=request.actor,
            now=request.now,
            types=types,
            request_key=key_for(request, *typed.values(), *types),
            **typed,
        )
    except RuleViolation as refusal:
        return _show_all(request, typed=typed, types=types, refusal=refusal)
    if not added.secret:  # the same form came twice: its secret was shown the first time
        return redirect(reverse("manage:webhook", args=[added.subscription_id]))
    context = {
        "name": typed["name"],
        "secret": added.secret,
        "url": reverse("manage:webhook", args=[added.subscription_id]),
    }
    return render(request, "manage/webhook_added.html", context)


def _show_all(
    request: PageRequest,
    *,
    typed: Mapping[str, str],
    types: list[str] | None = None,
    refusal: RuleViolation | None = None,
) -> HttpResponse:
    field = (refusal.field or "name") if refusal is not None else ""
    faults = {field if field in {*_FIELDS, "types"} else "name": sentence_of(refusal)} if refusal else {}
    context = {
        "rows": [_row(each) for each in list_subscriptions(actor=request.actor)],
        "fields": [_field(name, typed.get(name, ""), faults.get(name, "")) for name in _FIELDS],
        "types": [
            {"value": name, "label": gettext(label), "hint": name, "checked": name in (types or [])}
            for name, label in EVENT_LABELS.items()
            if name != TEST_EVENT
        ],
        "types_error": faults.get("types", ""),
        "is_typed": refusal is not None,
        "errors": [{"field": name, "sentence": words} for name, words in faults.items()],
        "request_key": fresh_key(),
    }
    return render(
        request, "manage/webhooks.html", context, status=STATUS[refusal.refusal] if refusal else 200
    )


@page("exchange.read")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def webhook(request: PageRequest, subscription_id: UUID) -> HttpResponse:
    """One subscription: its last events, those that failed, and what can be done about it (POST)."""
    if request.method != "POST":
        return _show_one(request, subscription_id)
    act = request.POST.get("act", "")
    if act not in _ACTS:
        raise NotFound(field="act")
    try:
        _ACTS[act](request, subscription_id)
    except NotFound:
        raise
    except RuleViolation as refusal:
        return _show_one(request, subscription_id, refusal=refusal)
    return redirect(f"{reverse('manage:webhook', args=[subscription_id])}?done={act}")


def _call(request: PageRequest, subscription_id: UUID, *parts: str) -> dict[str, Any]:
    return {
        "actor": request.actor,
        "now": request.now,
        "subscription_id": subscription_id,
        "request_key": key_for(request, request.POST.get("act", ""), *parts),
    }


def _replay(request: PageRequest, subscription_id: UUID) -> None:
    asked = request.POST.get("event", "")
    try:
        event_id = UUID(asked) if asked else None
    except ValueError:
        raise NotFound(field="event") from None
    replay(**_call(request, subscription_id, asked), event_id=event_id)


_ACTS: Mapping[str, Callable[[PageRequest, UUID], None]] = {
    "test": lambda request, sid: send_test(**_call(request, sid)),
    "replay": _replay,
    "resume": lambda request, sid: resume_subscription(**_call(request, sid)),
    "end": lambda request, sid: end_subscription(**_call(request, sid)),
}


def _show_one(
    request: PageRequest, subscription_id: UUID, *, refusal: RuleViolation | None = None
) -> HttpResponse:
    failed_only = request.GET.get("only") == "failed"
    shown = get_subscription(
        actor=request.actor,
        subscription_id=subscription_id,
        failed_only=failed_only,
        before=request.GET.get("before", ""),
    )
    here = reverse("manage:webhook", args=[subscription_id])
    kept = "only=failed&" if failed_only else ""
    done = _DONE.get(request.GET.get("done", "")) if request.method != "POST" else None
    context = {
        "hook": _row(shown.subscription),
        "facts": _facts(shown.subscription),
        "rows": [_event(each) for each in shown.deliveries.rows],
        "failed_only": failed_only,
        "here": here,
        "next_url": f"{here}?{kept}before={_quoted(shown.deliveries.next_before)}"
        if shown.deliveries.next_before
        else "",
        "first_url": f"{here}?{kept}" if request.GET.get("before") else "",
        "done": gettext(done) if done else "",
        "refused": sentence_of(refusal) if refusal else "",
        "request_key": fresh_key(),
        "back_url": reverse("manage:webhooks"),
    }
    return render(request, "manage/webhook.html", context, status=STATUS[refusal.refusal] if refusal else 200)


def _quoted(key: str) -> str:
    return key.replace("+", "%2B").replace(":", "%3A")


def _row(each: SubscriptionView) -> dict[str, Any]:
    is_failing = each.state is SubscriptionState.ACTIVE and each.failing_since is not None
    return {
        "name": each.name,
        "address": each.url,
        "region": each.region_name,
        "state_label": gettext(SUBSCRIPTION_STATE_LABELS[each.state]),
        "tag": "warn" if is_failing else _TAGS[each.state],
        "is_paused": each.state is SubscriptionState.PAUSED,
        "is_ended": each.state is SubscriptionState.ENDED,
        "failing_since": each.failing_since if is_failing else None,
        "paused_at": each.paused_at,
        "failed": each.failed,
        "url": reverse("manage:webhook", args=[each.subscription_id]),
    }


def _facts(each: SubscriptionView) -> list[dict[str, Any]]:
    wanted = [gettext(EVENT_LABELS[name]) for name in each.types] or [gettext("全部")]
    return [
        {"label": gettext("接收地址"), "value": each.url},
        {"label": gettext("哪里的办件"), "value": f"{each.region_name}（{each.region_code}）"},
        {"label": gettext("哪些事件"), "value": "、".join(wanted)},
        {"label": gettext("谁开通的"), "value": each.created_by},
        {"label": gettext("订阅编号"), "value": str(each.subscription_id)},
    ]


def _event(each: DeliveryView) -> dict[str, Any]:
    why = gettext(each.fault) if each.fault else ""
    if not why and each.status is not None:
        why = gettext("对方答复 {status}").format(status=each.status)
    return {
        "event_id": str(each.event_id),
        "type_label": gettext(EVENT_LABELS[each.type]),
        "type": each.type,
        "case_no": each.case_no,
        "happened_at": each.happened_at,
        "tried_at": each.tried_at,
        "next_at": each.next_at if each.tries else None,
        "tries": each.tries,
        "state_label": gettext(EVENT_DELIVERY_LABELS[each.state]),
        "tag": _TAGS[each.state],
        "is_settled": each.state is not EventDelivery.WAITING,
        "why": why,
    }


def _field(name: str, value: str, error: str) -> dict[str, Any]:
    words = {
        "name": (gettext("对方叫什么"), gettext("例如“市政务服务平台”。"), 60),
        "url": (gettext("接收地址"), gettext("对方给的地址，以 https:// 开头。"), 500),
        "region_code": (
            gettext("告知哪里的办件"),
            gettext("12 位区划代码；只告知这个区划及以下的办件。"),
            12,
        ),
    }
    label, hint, most = words[name]
    return {
        "kind": "text",
        "name": name,
        "label": label,
        "hint": hint,
        "value": value,
        "error": error,
        "maxlength": most,
        "inputmode": "numeric" if name == "region_code" else "",
        "autocomplete": "off",
        "width": "18" if name == "region_code" else "",
    }


urlpatterns = [
    path("webhooks/", webhooks, name="webhooks"),
    path("webhooks/<uuid:subscription_id>/", webhook, name="webhook"),
]
