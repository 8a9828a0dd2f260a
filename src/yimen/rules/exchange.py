"""What neighbor systems are told about cases, how it is signed, when it is tried again."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from ipaddress import ip_address
from urllib.parse import urlsplit

from yimen.rules.case_states import Act
from yimen.rules.errors import N_, Refusal, RuleViolation

TEST_EVENT = "webhook.test"
URL_LENGTH = 500
NAME_LENGTH = 60
# 5 seconds to 12 hours (Standard Webhooks recommends such a span); then it stands on the failed list.
PAUSES: tuple[timedelta, ...] = (
    timedelta(seconds=5),
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
)
MOST_TRIES = len(PAUSES) + 1
# A receiver that answers nothing well for so long is left alone until a person looks after it.
PAUSED_AFTER = timedelta(days=3)
MOST_SUBSCRIPTIONS = 20
_SECRET_PREFIX = "whsec_"  # noqa: S105 - the form of a secret, not one


class SubscriptionState(StrEnum):
    """Whether a subscription is served."""

    ACTIVE = "ACTIVE"
    PAUSED = "PAUSED"
    ENDED = "ENDED"


SUBSCRIPTION_STATE_LABELS: dict[SubscriptionState, str] = {
    SubscriptionState.ACTIVE: N_("推送中"),
    SubscriptionState.PAUSED: N_("已暂停推送"),
    SubscriptionState.ENDED: N_("已停止订阅"),
}


class EventDelivery(StrEnum):
    """Where one event stands on its way to one neighbor."""

    WAITING = "WAITING"
    DELIVERED = "DELIVERED"
    FAILED = "FAILED"


EVENT_DELIVERY_LABELS: dict[EventDelivery, str] = {
    EventDelivery.WAITING: N_("待推送"),
    EventDelivery.DELIVERED: N_("已推送"),
    EventDelivery.FAILED: N_("推送失败"),
}

# Act of the journal -> what the neighbor is told. What is not here stays in the house: notes,
# reveals, drafts, assignments, consents.
EVENT_TYPES: dict[str, str] = {
    "cases.submit": "case.submitted",
    "cases.file_for_neighbor": "case.submitted",
    "cases.take_in": "case.received",
    "cases.take_in_list": "case.received",
    "cases.receive": "case.received",
    "cases.take_in_lacking": "case.correction_asked",
    "cases.issue_one_time_notice": "case.correction_asked",
    "cases.supplement": "case.supplemented",
    "cases.return": "case.returned",
    "cases.accept": "case.accepted",
    "cases.deem_accepted": "case.accepted",
    "cases.decline": "case.declined",
    "cases.find_not_needed": "case.not_needed",
    "cases.forward": "case.forwarded",
    "cases.review": "case.reviewed",
    "cases.send_back": "case.sent_back",
    "cases.suspend": "case.suspended",
    "cases.resume": "case.resumed",
    "cases.extend": "case.extended",
    "cases.notify_hearing": "case.hearing_offered",
    "cases.schedule_hearing": "case.hearing_scheduled",
    "cases.record_visit": "case.visited",
    "cases.end_publicity": "case.publicity_ended",
    "cases.confirm": "case.confirmed",
    "cases.not_confirm": "case.not_confirmed",
    "cases.pass_on": "case.passed_on",
    "cases.record_progress": "case.progressed",
    "cases.record_result": "case.result_recorded",
    "cases.grant": "case.granted",
    "cases.refuse": "case.refused",
    "cases.conclude": "case.concluded",
    "cases.consult": "case.consulted",
    "cases.end_consultation": "case.consultation_ended",
    "cases.answer": "case.answered",
    "cases.lapse": "case.lapsed",
    "cases.deem_renewed": "case.granted",
    "cases.deliver": "case.delivered",
    "cases.settle": "case.settled",
    "cases.close": "case.closed",
    "cases.withdraw": "case.withdrawn",
    "cases.terminate": "case.terminated",
    "cases.void": "case.voided",
    "cases.reopen": "case.reopened",
    "cases.undo": "case.step_undone",
}
EVENT_LABELS: dict[str, str] = {
    TEST_EVENT: N_("测试推送"),
    "case.submitted": N_("提交"),
    "case.received": N_("收件"),
    "case.correction_asked": N_("一次性告知补正"),
    "case.supplemented": N_("补齐补正"),
    "case.returned": N_("退回预填"),
    "case.accepted": N_("受理（含视为受理）"),
    "case.declined": N_("不予受理"),
    "case.not_needed": N_("不需许可"),
    "case.forwarded": N_("转报"),
    "case.reviewed": N_("审查"),
    "case.sent_back": N_("退回审查"),
    "case.suspended": N_("启动特别程序"),
    "case.resumed": N_("结束特别程序"),
    "case.extended": N_("延长期限"),
    "case.hearing_offered": N_("告知听证权利"),
    "case.hearing_scheduled": N_("通知听证时间"),
    "case.visited": N_("核对和入户调查"),
    "case.publicity_ended": N_("结束公示"),
    "case.confirmed": N_("予以确认"),
    "case.not_confirmed": N_("不予确认"),
    "case.passed_on": N_("转部门办理"),
    "case.progressed": N_("部门进度"),
    "case.result_recorded": N_("部门结果"),
    "case.granted": N_("准予（含视为准予延续）"),
    "case.refused": N_("不予许可"),
    "case.concluded": N_("登记办理结果"),
    "case.consulted": N_("书面征求意见"),
    "case.consultation_ended": N_("登记征求结果"),
    "case.answered": N_("答复"),
    "case.lapsed": N_("登记视为放弃"),
    "case.delivered": N_("送达"),
    "case.settled": N_("当场办结"),
    "case.closed": N_("办结"),
    "case.withdrawn": N_("撤回申请"),
    "case.terminated": N_("终止办理"),
    "case.voided": N_("作废"),
    "case.reopened": N_("重新打开"),
    "case.step_undone": N_("撤销上一步"),
}
# Acts that change no step of the case, or happen before there is one.
UNTOLD_ACTS = frozenset(
    {Act.ISSUE_PUBLICITY_SHEET, Act.RECORD_POSTING, Act.RECORD_REMOVAL, Act.RECORD_OBJECTION}
)


class BadWebhookUrl(RuleViolation):
    """An address to which nothing is sent."""

    code = "exchange.bad_url"
    template = N_("推送地址不能用：{why}。")


class UnknownEventType(RuleViolation):
    """A kind of event that there is not."""

    code = "exchange.unknown_event_type"
    template = N_("没有“{name}”这种事件。")


class TooManySubscriptions(RuleViolation):
    """A county has as many subscriptions as one may serve."""

    code = "exchange.too_many"
    template = N_("本县已经有 {most} 个订阅，请先停掉不用的。")
    refusal = Refusal.CONFLICT


class SubscriptionEnded(RuleViolation):
    """What was asked of a subscription does not fit where it stands."""

    code = "exchange.out_of_turn"
    template = N_("这个订阅{state}，这一步做不了。")
    refusal = Refusal.CONFLICT


class NotToBeSent(RuleViolation):
    """The event is no longer waiting, or somebody else is sending it at this moment."""

    code = "exchange.not_to_be_sent"
    template = N_("这条推送已经有结果，或者正在推送，不用重复。")
    refusal = Refusal.CONFLICT


def check_url(text: str) -> str:
    """An http or https address without a name and password in it; refuses others (`BadWebhookUrl`).

    Which network it leads to is asked again at each delivery, of the address that its name then has.
    """
    url = text.strip()
    if len(url) > URL_LENGTH:
        raise BadWebhookUrl(field="url", why=N_("太长，最多 {n} 个字符").format(n=URL_LENGTH))
    if not url.isascii() or any(sign.isspace() or not sign.isprintable() for sign in url):
        raise BadWebhookUrl(field="url", why=N_("只能有英文字母、数字和普通符号"))
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise BadWebhookUrl(field="url", why=N_("写法不对")) from None
    if parts.scheme not in {"http", "https"}:
        raise BadWebhookUrl(field="url", why=N_("要以 https:// 或 http:// 开头"))
    if not parts.hostname or port == 0:
        raise BadWebhookUrl(field="url", why=N_("没有写主机名或者端口不对"))
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise BadWebhookUrl(field="url", why=N_("里面不能写用户名、密码和 # 后缀"))
    return url


def is_shut_address(text: str, *, loopback_allowed: bool) -> bool:
    """Whether an IP address is one that no neighbor has: this machine, link-local, a cloud's metadata.

    Addresses of private networks are open: counties' systems stand in the government's own network.
    """
    address = ip_address(text.partition("%")[0])
    mapped = getattr(address, "ipv4_mapped", None)
    if mapped is not None:
        address = mapped
    if address.is_loopback:
        return not loopback_allowed
    if str(address) in _METADATA:
        return True
    return address.is_link_local or address.is_multicast or address.is_unspecified or address.is_reserved


# Not link-local like the others' 169.254.169.254, yet the same thing: Alibaba Cloud's, and Amazon's by IPv6.
_METADATA = frozenset({"100.100.100.200", "fd00:ec2::254"})


def check_types(names: Iterable[str]) -> tuple[str, ...]:
    """The kinds of events that are wanted, in the order of the table; none means all of them."""
    wanted = {name.strip() for name in names if name.strip()}
    known = tuple(name for name in EVENT_LABELS if name != TEST_EVENT)
    for name in sorted(wanted):
        if name not in known:
            raise UnknownEventType(field="types", name=name[:40])
    return tuple(name for name in known if name in wanted)


def event_body(*, event_id: str, event_type: str, at: datetime, data: Mapping[str, str | int]) -> str:
    """The exact text that is signed and sent, the same at every try; `at` is when the act was done."""
    moment = at.isoformat(timespec="seconds")
    whole = {"id": event_id, "type": event_type, "timestamp": moment, "data": dict(data)}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def secret_text(secret: bytes) -> str:
    """A secret in the form that libraries of Standard Webhooks take."""
    return _SECRET_PREFIX + base64.b64encode(secret).decode("ascii")


def signed_headers(*, secret: bytes, event_id: str, at: datetime, body: bytes) -> dict[str, str]:
    """The three headers of Standard Webhooks: HMAC-SHA256 over `id.timestamp.body`.

    `at` is the moment of this try, in seconds since 1970, so that a receiver can refuse old ones.
    """
    timestamp = str(int(at.timestamp()))
    signed = b".".join((event_id.encode("ascii"), timestamp.encode("ascii"), body))
    digest = hmac.new(secret, signed, hashlib.sha256).digest()
    return {
        "webhook-id": event_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": "v1," + base64.b64encode(digest).decode("ascii"),
    }


def next_try(tries: int, now: datetime, jitter: float) -> datetime | None:
    """When an event that failed `tries` times is tried again; None after the last.

    `jitter` from 0 to 1 moves it within a tenth before and after, so that many do not come at once.
    """
    if tries >= MOST_TRIES:
        return None
    pause = PAUSES[tries - 1]
    return now + pause * (0.9 + 0.2 * jitter)


def is_to_pause(failing_since: datetime | None, now: datetime) -> bool:
    """Whether a receiver has failed for so long that it is left alone."""
    return failing_since is not None and now - failing_since >= PAUSED_AFTER
