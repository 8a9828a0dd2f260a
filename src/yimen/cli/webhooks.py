"""`yimen webhook`: tell a neighbor system what happens with cases, see what failed, send it again."""

import argparse
import sys
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from yimen.cli.hours import command_time
from yimen.rules.access import system_actor
from yimen.rules.calendar import BEIJING
from yimen.rules.errors import N_
from yimen.rules.exchange import EVENT_LABELS, SUBSCRIPTION_STATE_LABELS

if TYPE_CHECKING:
    from yimen.usecases.exchange.queries import DeliveryView, SubscriptionView

_ACTOR = system_actor("yimen webhook")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """add | list | end | resume | test | failed | replay."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="做什么")
    added = acts.add_parser("add", help="开通一个订阅，签名密钥只显示这一次")
    added.add_argument("region", help="告知哪个区划及以下的办件，12 位代码，如 130921000000")
    added.add_argument("url", help="接收地址，https:// 或 http:// 开头")
    added.add_argument("--name", required=True, help="对方叫什么，如 市政务服务平台")
    added.add_argument("--type", dest="types", action="append", default=[], metavar="事件", help=_TYPES_HELP)
    acts.add_parser("list", help="列出全部订阅")
    for name, words in _ON_ONE.items():
        one = acts.add_parser(name, help=words)
        one.add_argument("subscription_id", type=_id, help="订阅编号，见 yimen webhook list")
        if name == "replay":
            which = one.add_mutually_exclusive_group()
            which.add_argument("--event", type=_id, metavar="编号", help="只重推这一条")
            which.add_argument(
                "--since", type=_moment, metavar="时间", help="这个时间以后的全部重推，推过的也推"
            )


_TYPES_HELP = "只要这种事件，可以写几次；不写就是全部"
_ON_ONE = {
    "end": "停止订阅，马上不再推送",
    "resume": "恢复已暂停的订阅",
    "test": "发一条测试推送",
    "failed": "列出推送失败的事件",
    "replay": "把推送失败的重新推送",
}


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise argparse.ArgumentTypeError(N_("“{text}”不是编号").format(text=text)) from None


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            N_("“{text}”不是时间，请写 2026-11-16T09:00").format(text=text)
        ) from None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=BEIJING)


def run(arguments: argparse.Namespace) -> int:
    """0 when done, 1 when `failed` found some; refusals are told by the frame."""
    acts = {
        "add": _add,
        "list": _list,
        "end": _end,
        "resume": _resume,
        "test": _test,
        "failed": _failed,
        "replay": _replay,
    }
    return acts[arguments.act](arguments)


def _add(arguments: argparse.Namespace) -> int:
    from yimen.usecases.exchange.subscriptions import add_subscription

    added = add_subscription(
        actor=_ACTOR,
        now=command_time(),
        name=arguments.name,
        url=arguments.url,
        region_code=arguments.region,
        types=arguments.types,
    )
    # Only the secret goes to standard output, as with `yimen token add`.
    told = N_("已开通 {id}。下面这一行是签名密钥，只显示这一次，请交给对方：").format(
        id=added.subscription_id
    )
    print(told, file=sys.stderr)
    print(added.secret)
    return 0


def _list(arguments: argparse.Namespace) -> int:  # noqa: ARG001 - every act is called alike
    from yimen.usecases.exchange.queries import list_subscriptions

    for each in list_subscriptions(actor=_ACTOR):
        print(_line(each))
    return 0


def _line(each: "SubscriptionView") -> str:
    failed = N_("，{n} 条推送失败").format(n=each.failed) if each.failed else ""
    state = SUBSCRIPTION_STATE_LABELS[each.state]
    return f"{each.subscription_id}  {each.name}  {each.region_name}  {each.url}  {state}{failed}"


def _end(arguments: argparse.Namespace) -> int:
    from yimen.usecases.exchange.subscriptions import end_subscription

    end_subscription(actor=_ACTOR, now=command_time(), subscription_id=arguments.subscription_id)
    print(N_("已停止，不再推送。"))
    return 0


def _resume(arguments: argparse.Namespace) -> int:
    from yimen.usecases.exchange.subscriptions import resume_subscription

    resume_subscription(actor=_ACTOR, now=command_time(), subscription_id=arguments.subscription_id)
    print(N_("已恢复，从暂停的地方接着推送。"))
    return 0


def _test(arguments: argparse.Namespace) -> int:
    from yimen.usecases.exchange.subscriptions import send_test

    send_test(actor=_ACTOR, now=command_time(), subscription_id=arguments.subscription_id)
    print(N_("已排队，一门运行时十秒内发出。"))
    return 0


def _failed(arguments: argparse.Namespace) -> int:
    from yimen.usecases.exchange.queries import get_subscription

    found, before = False, ""
    while True:
        shown = get_subscription(
            actor=_ACTOR, subscription_id=arguments.subscription_id, failed_only=True, before=before
        )
        for row in shown.deliveries.rows:
            found = True
            print(_event_line(row))
        before = shown.deliveries.next_before
        if not before:
            return 1 if found else 0


def _event_line(row: "DeliveryView") -> str:
    at = row.happened_at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M")
    why = row.fault or (N_("对方答复 {status}").format(status=row.status) if row.status else "")
    return f"{row.event_id}  {at}  {EVENT_LABELS[row.type]}  {row.case_no}  {why}"


def _replay(arguments: argparse.Namespace) -> int:
    from yimen.usecases.exchange.replaying import replay

    done = replay(
        actor=_ACTOR,
        now=command_time(),
        subscription_id=arguments.subscription_id,
        event_id=arguments.event,
        since=arguments.since,
    )
    print(N_("{n} 条已排队重推，对方按 webhook-id 去重。").format(n=done.events))
    if done.remaining:
        print(N_("还有更多，请再运行一次。"))
    return 0
