"""`yimen demo`: the sample world of 沧县 — places, people, cases — its accounts, its tokens."""

import argparse
import json
import sys

from yimen.cli.hours import command_time
from yimen.cli.surroundings import current
from yimen.rules.errors import N_


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """seed | clock | accounts | tokens."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="做什么")
    acts.add_parser("seed", help="装入样例数据；装过的不会重复装")
    acts.add_parser("clock", help="让演示时钟从 YIMEN_DEMO_NOW 开始；已经在走的不动")
    acts.add_parser("accounts", help="列出演示账号")
    tokens = acts.add_parser("tokens", help="给旧州镇的每种岗位发一把新的接口密钥，以前发的停用")
    tokens.add_argument("--json", action="store_true", help="输出 JSON：岗位到密钥")


def run(arguments: argparse.Namespace) -> int:
    """0 when done; 1 outside demo mode, where no sample may exist."""
    if not current().demo:
        print(N_("现在不是演示模式(YIMEN_DEMO=0)，不装样例数据，也没有演示账号。"), file=sys.stderr)
        return 1
    if arguments.act == "accounts":
        return _print_accounts()
    if arguments.act == "clock":
        return _begin_clock()
    if arguments.act == "tokens":
        return _print_tokens(as_json=arguments.json)
    from yimen.cli.demo.seed import seed

    for line in seed(command_time()):
        print(line)
    return 0


def _begin_clock() -> int:
    from django.utils import timezone

    from yimen.usecases.hosting.clock import begin_demo_clock

    start = current().demo_now
    if start is not None:
        begin_demo_clock(start, timezone.localtime())
    print(N_("演示时钟：{now:%Y-%m-%d %H:%M}").format(now=command_time()))
    return 0


def _print_accounts() -> int:
    from yimen.usecases.people.queries import list_demo_accounts

    for account in list_demo_accounts(command_time().date()):
        way_in = account.login_name or account.phone
        print(f"{way_in}  {account.name}  {account.role_label}  {account.place}")
    return 0


def _print_tokens(*, as_json: bool) -> int:
    from yimen.cli.demo.tokens import renew_demo_tokens

    tokens = renew_demo_tokens(command_time())
    if as_json:
        print(json.dumps({role.value.lower(): secret for role, (_, secret) in tokens.items()}, indent=2))
        return 0
    for role, (held, secret) in tokens.items():
        print(f"{role.value.lower()}  {secret}  {held.organ_name} {held.role_label}")
    return 0
