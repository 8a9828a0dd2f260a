"""`yimen staff`: open accounts of staff, set passwords, reset second factors, appoint, end posts, show."""

import argparse
import getpass
import sys
from datetime import date

from yimen.cli.held_posts import ROLES, ROLES_IN_WORDS, NoSuchPost
from yimen.cli.hours import command_time
from yimen.rules.access import PARTY_LABELS, system_actor
from yimen.rules.errors import N_, RuleViolation

_ACTOR = system_actor("yimen staff")


class UnknownPlace(RuleViolation):
    """No organ for this place."""

    code = "staff.unknown_place"
    template = N_("区划 {region} 没有政府机关。请写 12 位代码，乡镇的岗位写乡镇代码，村的岗位写村代码。")


class UnknownDepartment(RuleViolation):
    """No department of this name at the place."""

    code = "staff.unknown_department"
    template = N_("区划 {region} 还没有登记“{department}”部门。先用 yimen department open 登记。")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """open | password | reset-second-factor | appoint | end | show."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="做什么")
    opened = acts.add_parser("open", help="开一个工作人员账号，密码从键盘或标准输入读")
    opened.add_argument("login", help="登录名，如 wang.min")
    opened.add_argument("name", help="姓名")
    for act, words in (
        ("password", "换密码，原来的登录随即失效"),
        ("reset-second-factor", "手机丢了：解除绑定的验证器，当面核实本人后再做"),
        ("show", "看账号有哪些岗位"),
    ):
        acts.add_parser(act, help=words).add_argument("login", help="登录名")
    appointed = acts.add_parser("appoint", help="任命一个岗位")
    ended = acts.add_parser("end", help="结束一个岗位")
    for parts in (appointed, ended):
        parts.add_argument("login", help="登录名")
        parts.add_argument("role", choices=sorted(ROLES), metavar="岗位", help=ROLES_IN_WORDS)
        parts.add_argument("region", help="管的区划，12 位代码")
    appointed.add_argument("--from", dest="since", type=date.fromisoformat, help="从哪天起，默认今天")
    appointed.add_argument("--to", dest="until", type=date.fromisoformat, help="到哪天止（当天不算）")
    appointed.add_argument("--department", default="", help="岗位设在县级或市级部门的，写部门，如 民政")
    ended.add_argument("--on", dest="until", type=date.fromisoformat, help="从哪天起不再任职，默认明天")


def run(arguments: argparse.Namespace) -> int:
    """0 when done; refusals are told by the frame."""
    acts = {
        "open": _open,
        "password": _password,
        "reset-second-factor": _reset_second_factor,
        "appoint": _appoint,
        "end": _end,
        "show": _show,
    }
    acts[arguments.act](arguments)
    return 0


def _open(arguments: argparse.Namespace) -> None:
    from yimen.usecases.people.accounts import open_account

    open_account(
        actor=_ACTOR,
        now=command_time(),
        login_name=arguments.login,
        name=arguments.name,
        password=_read_password(),
    )
    print(N_("已开账号 {login}。下一步：yimen staff appoint {login} 岗位 区划").format(login=arguments.login))


def _password(arguments: argparse.Namespace) -> None:
    from yimen.usecases.people.passwords import set_password
    from yimen.usecases.people.rolls import get_staff_account

    account = get_staff_account(actor=_ACTOR, login_name=arguments.login)
    set_password(actor=_ACTOR, now=command_time(), account_id=account.account_id, password=_read_password())
    print(N_("已换密码，原来的登录都失效了。"))


def _reset_second_factor(arguments: argparse.Namespace) -> None:
    from yimen.usecases.people.resetting import reset_second_factor
    from yimen.usecases.people.rolls import get_staff_account

    account = get_staff_account(actor=_ACTOR, login_name=arguments.login)
    reset_second_factor(actor=_ACTOR, now=command_time(), account_id=account.account_id)
    print(N_("已解除绑定，原来的登录都失效了。下次登录时重新绑定。"))


def _appoint(arguments: argparse.Namespace) -> None:
    from yimen.usecases.orgs.organs import find_organ
    from yimen.usecases.people.posts import appoint
    from yimen.usecases.people.rolls import get_staff_account

    account = get_staff_account(actor=_ACTOR, login_name=arguments.login)
    # A post in a village is a post of its township, over that village alone.
    place = arguments.region if arguments.department else arguments.region[:9].ljust(12, "0")
    organ = find_organ(region_code=place, department=arguments.department)
    if organ is None and arguments.department:
        raise UnknownDepartment(field="department", region=arguments.region, department=arguments.department)
    if organ is None:
        raise UnknownPlace(field="region", region=arguments.region)
    appoint(
        actor=_ACTOR,
        now=command_time(),
        account_id=account.account_id,
        organ_id=organ.organ_id,
        region_code=arguments.region,
        role=ROLES[arguments.role],
        valid_from=arguments.since or command_time().date(),
        valid_to=arguments.until,
    )
    print(N_("已任命：{organ} {role}。").format(organ=organ.name, role=PARTY_LABELS[ROLES[arguments.role]]))


def _end(arguments: argparse.Namespace) -> None:
    from datetime import timedelta

    from yimen.usecases.people.posts import end_post
    from yimen.usecases.people.rolls import get_staff_account

    account = get_staff_account(actor=_ACTOR, login_name=arguments.login)
    wanted = (ROLES[arguments.role], arguments.region)
    held = next((p for p in account.posts if (p.role, p.region_code) == wanted and p.valid_to is None), None)
    if held is None:
        raise NoSuchPost(login=arguments.login)
    until = arguments.until or command_time().date() + timedelta(days=1)
    end_post(actor=_ACTOR, now=command_time(), post_id=held.post_id, valid_to=until)
    print(N_("岗位从 {day} 起结束。").format(day=until))


def _show(arguments: argparse.Namespace) -> None:
    from yimen.usecases.people.rolls import get_staff_account

    account = get_staff_account(actor=_ACTOR, login_name=arguments.login)
    print(f"{account.login_name} {account.name}")
    for post in account.posts:
        until = post.valid_to or N_("至今")
        print(f"  {post.organ_name} {post.role_label} {post.region_code} {post.valid_from} — {until}")


def _read_password() -> str:
    """From the keyboard without showing it, or one line of the standard input."""
    if sys.stdin.isatty():
        return getpass.getpass(N_("新密码（不显示）："))
    return sys.stdin.readline().rstrip("\n")
