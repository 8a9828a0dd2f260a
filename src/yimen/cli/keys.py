"""`yimen keys`: the certificates that sign papers: list them, make a new one, stop one."""

import argparse
from datetime import datetime

from yimen.cli.hours import command_time
from yimen.rules.access import system_actor
from yimen.rules.calendar import BEIJING
from yimen.rules.errors import N_
from yimen.rules.verdicts import STOP_GROUND_LABELS, StopGround

_ACTOR = system_actor("yimen keys")
_GROUNDS = {ground.value.lower().replace("_", "-"): ground for ground in StopGround}
_LINE = N_("{organ}\n  序列号 {serial}\n  SHA-256 {sha256}\n  {state}")
_STOPPED = N_("已停用，自 {since} 起：{ground}")
_USABLE = N_("可用")
_NONE = N_("还没有签名证书：第一份文书签发时自动生成。")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """list | renew | revoke."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="做什么")
    acts.add_parser("list", help="列出各机关的签名证书和停用情况")
    renewed = acts.add_parser("renew", help="给证书所属的机关换发新证书，旧证书签过的文书照样有效")
    renewed.add_argument("serial", help="现用证书的序列号，见 yimen keys list")
    revoked = acts.add_parser("revoke", help="停用一个证书，以后自动用新证书签")
    revoked.add_argument("serial", help="证书的序列号，见 yimen keys list")
    grounds = "、".join(f"{key}（{STOP_GROUND_LABELS[ground]}）" for key, ground in _GROUNDS.items())
    revoked.add_argument("--ground", choices=sorted(_GROUNDS), required=True, metavar="原因", help=grounds)
    revoked.add_argument(
        "--since",
        type=datetime.fromisoformat,
        metavar="时间",
        help="从什么时候起不可信，北京时间，如 2026-11-20T08:00；默认现在",
    )


def run(arguments: argparse.Namespace) -> int:
    """0 when done; refusals are told by the frame."""
    {"list": _list, "renew": _renew, "revoke": _revoke}[arguments.act](arguments)
    return 0


def _list(_: argparse.Namespace) -> None:
    from yimen.usecases.documents.certificates import list_certificates

    found = list_certificates(actor=_ACTOR)
    if not found:
        print(_NONE)
    for each in found:
        state = _USABLE
        if each.stopped is not None:
            since = each.stopped.since.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M")
            state = _STOPPED.format(since=since, ground=STOP_GROUND_LABELS[StopGround(each.stopped.ground)])
        print(
            _LINE.format(
                organ=each.organ_name,
                serial=each.serial,
                sha256=each.sha256,
                state=state,
            )
        )


def _renew(arguments: argparse.Namespace) -> None:
    from yimen.usecases.documents.certificates import renew_certificate

    made = renew_certificate(actor=_ACTOR, now=command_time(), serial=arguments.serial.strip().lower())
    print(N_("已换发：{organ}，新证书序列号 {serial}。").format(organ=made.organ_name, serial=made.serial))


def _revoke(arguments: argparse.Namespace) -> None:
    from yimen.usecases.documents.certificates import stop_certificate

    now = command_time()
    since = arguments.since or now
    stop_certificate(
        actor=_ACTOR,
        now=now,
        serial=arguments.serial.strip().lower(),
        ground=_GROUNDS[arguments.ground],
        since=since if since.tzinfo else since.replace(tzinfo=BEIJING),
    )
    print(N_("已停用序列号 {serial} 的证书。下一份文书用新证书签。").format(serial=arguments.serial))
