"""`yimen token`: give a program a key to a post, show all keys, end one."""

import argparse
import sys
from datetime import date
from typing import TYPE_CHECKING

from yimen.cli.held_posts import ROLES, ROLES_IN_WORDS, find_held_post
from yimen.cli.hours import command_time
from yimen.rules.access import NotFound, system_actor
from yimen.rules.errors import N_

if TYPE_CHECKING:
    from yimen.usecases.people.tokens import TokenView

_ACTOR = system_actor("yimen token")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """add | list | end."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="做什么")
    added = acts.add_parser("add", help="给一个岗位发一把接口密钥，只显示这一次")
    added.add_argument("login", help="岗位上的人的登录名")
    added.add_argument("role", choices=sorted(ROLES), metavar="岗位", help=ROLES_IN_WORDS)
    added.add_argument("region", help="岗位管的区划，12 位代码")
    added.add_argument("--name", required=True, help="给谁用的，如 冀时办")
    added.add_argument("--to", dest="until", type=date.fromisoformat, help="到哪天止（当天不算），默认不限")
    acts.add_parser("list", help="列出全部密钥，停用的也在内；不显示密钥本身")
    ended = acts.add_parser("end", help="停用一把密钥，马上不能再用")
    ended.add_argument("token_id", help="密钥编号，见 yimen token list")


def run(arguments: argparse.Namespace) -> int:
    """0 when done; refusals are told by the frame."""
    acts = {"add": _add, "list": _list, "end": _end}
    acts[arguments.act](arguments)
    return 0


def _add(arguments: argparse.Namespace) -> None:
    from yimen.usecases.people.tokens import add_token

    now = command_time()
    post_id = find_held_post(
        actor=_ACTOR,
        login=arguments.login,
        role=arguments.role,
        region=arguments.region,
        today=now.date(),
    )
    added = add_token(actor=_ACTOR, now=now, post_id=post_id, name=arguments.name, expires_on=arguments.until)
    # Only the secret goes to standard output: `key=$(yimen token add …)` takes it and nothing else.
    print(N_("已发密钥 {id}。下面这一行只显示这一次：").format(id=added.token_id), file=sys.stderr)
    print(added.secret)


def _list(arguments: argparse.Namespace) -> None:  # noqa: ARG001 - every act is called alike
    from yimen.usecases.people.tokens import list_tokens

    for token in list_tokens(actor=_ACTOR):
        print(f"{token.token_id}  {token.name}  {token.login_name}  {_post_words(token)}  {_state(token)}")


def _post_words(token: "TokenView") -> str:
    return f"{token.organ_name} {token.role_label} {token.region_code}"


def _state(token: "TokenView") -> str:
    if token.ended_at is not None:
        return N_("已停用")
    until = N_("到 {day} 止").format(day=token.expires_on) if token.expires_on else N_("不限期")
    used = N_("{day} 用过").format(day=token.last_used_on) if token.last_used_on else N_("没有用过")
    return f"{until}，{used}"


def _end(arguments: argparse.Namespace) -> None:
    from uuid import UUID

    from yimen.usecases.people.tokens import end_token

    try:
        token_id = UUID(arguments.token_id)
    except ValueError:
        raise NotFound(field="token_id") from None
    end_token(actor=_ACTOR, now=command_time(), token_id=token_id)
    print(N_("已停用，马上不能再用。"))
