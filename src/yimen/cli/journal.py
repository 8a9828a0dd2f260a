"""`yimen journal verify` and `yimen journal fold`: prove the journal, and fold it now."""

import argparse
import json

from yimen.cli.hours import command_time
from yimen.rules.errors import N_

_INTACT = N_(
    "日志完好：{entries} 条记录，{chains} 条链，{roots} 个签名根，其中 {unfolded} 条还没有归入签名根。"
)
_BROKEN = N_("日志不完好，发现 {count} 处问题：")
_PLACE = N_("  {subject}{entry}：{fault}")
_FOLDED = N_("已把 {leaves} 条记录归入第 {number} 个签名根。")
_NOTHING = N_("没有需要归入签名根的新记录。")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """verify [--json] | fold."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="做什么")
    verify = acts.add_parser("verify", help="逐条核验日志，指出被改动、删除或插入的记录")
    verify.add_argument("--json", action="store_true", help="以 JSON 输出")
    acts.add_parser("fold", help="现在就把新记录归入签名根（平时每小时自动做）")


def run(arguments: argparse.Namespace) -> int:
    """0 when the journal is intact or was folded, 1 when something was found."""
    if arguments.act == "fold":
        return _fold()
    return _verify(as_json=arguments.json)


def _verify(*, as_json: bool) -> int:
    from dataclasses import asdict

    from yimen.usecases.journal.verifying import verify_journal

    report = verify_journal()
    if as_json:
        print(json.dumps({"intact": report.intact, **asdict(report)}, ensure_ascii=False))
    elif report.intact:
        print(
            _INTACT.format(
                entries=report.entries, chains=report.chains, roots=report.roots, unfolded=report.unfolded
            )
        )
    else:
        print(_BROKEN.format(count=len(report.findings)))
        for found in report.findings:
            parts = [
                f"第 {found.seq} 条" if found.seq else "",
                f"（记录 {found.entry_id}）" if found.entry_id else "",
            ]
            print(_PLACE.format(subject=found.subject, entry="".join(parts), fault=found.fault))
    return 0 if report.intact else 1


def _fold() -> int:
    from yimen.rules.access import system_actor
    from yimen.usecases.journal.folding import fold

    answer = fold(actor=system_actor("yimen journal fold"), now=command_time())
    print(_FOLDED.format(**answer) if answer["number"] else _NOTHING)
    return 0
