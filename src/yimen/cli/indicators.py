"""`yimen indicators fold` and `yimen indicators recount`: bring the totals up now, or prove them."""

import argparse

from yimen.cli.hours import command_time
from yimen.rules.errors import N_

_FOLDED = N_("已汇总，{count} 个数（一个单位一个月算一个）有变化。")
_RIGHT = N_("从头统计的结果和汇总的一样。")
_WRONG = N_("{count} 个数和从头统计的不一样，已经改正：")
_PLACE = N_("  {unit} {month:%Y-%m}{part}")
_MORE = N_("  ……")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """fold | recount."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="做什么")
    acts.add_parser("fold", help="现在就汇总（平时每半分钟自动做）")
    acts.add_parser("recount", help="从头统计，指出汇总错的，改正")


def run(arguments: argparse.Namespace) -> int:
    """0 when folded or all was right, 1 when a recount found a difference."""
    from yimen.rules.access import system_actor
    from yimen.usecases.indicators.folding import fold_totals, recount_totals

    actor, now = system_actor(f"yimen indicators {arguments.act}"), command_time()
    if arguments.act == "fold":
        folded = fold_totals(actor=actor, now=now)
        count = folded.changed
        while not folded.is_whole:
            folded = fold_totals(actor=actor, now=now)
            count += folded.changed
        print(_FOLDED.format(count=count))
        return 0
    found = recount_totals(actor=actor, now=now)
    if not found.changed:
        print(_RIGHT)
        return 0
    print(_WRONG.format(count=found.changed))
    for each in found.differences:
        part = N_("（本级）") if each.own else ""
        print(_PLACE.format(unit=each.unit_code, month=each.month, part=part))
    if found.changed > len(found.differences):
        print(_MORE)
    return 1
