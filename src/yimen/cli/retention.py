"""`yimen retention`: how long each kind of data is kept, what is over, and clearing it away now."""

import argparse

from yimen.cli.hours import command_time
from yimen.rules.errors import N_

_HEAD = N_("数据保存期限（每晚自动执行，这里只是预览，什么也没有删）：")
_LINE = N_("  {label}：{period}。{reason}。依据：{source}。{over}")
_OVER = N_("现在超期 {count} 条。")
_NOTHING_OVER = N_("现在没有超期的。")
_CLEARED = N_("  {label}：清理 {count} 条")
_DONE = N_("已按保存期限清理，共 {count} 条；清理本身记入了操作日志。")
_NOTHING = N_("没有超过保存期限的数据。")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--dry-run | --apply."""
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--dry-run", action="store_true", help="只说要做什么，不删(不写时就是这样)")
    way.add_argument("--apply", action="store_true", help="现在就清理(平时每晚自动做)")


def run(arguments: argparse.Namespace) -> int:
    """0: the report was printed, or what is over was cleared away."""
    return _apply() if arguments.apply else _preview()


def _preview() -> int:
    from yimen.rules.access import system_actor
    from yimen.usecases.hosting.retention import preview_retention

    print(_HEAD)
    for row in preview_retention(actor=system_actor("yimen retention"), now=command_time()):
        over = "" if row.over is None else _OVER.format(count=row.over) if row.over else _NOTHING_OVER
        words = _LINE.format(
            label=row.label, period=row.period, reason=row.reason, source=row.source, over=over
        )
        print(words)
    return 0


def _apply() -> int:
    from yimen.rules.access import system_actor
    from yimen.rules.retention import KEPT_LABELS
    from yimen.usecases.hosting.retention import apply_retention

    removed = apply_retention(actor=system_actor("yimen retention"), now=command_time()).removed
    total = sum(removed.values())
    if not total:
        print(_NOTHING)
        return 0
    for kind, count in removed.items():
        if count:
            print(_CLEARED.format(label=KEPT_LABELS[kind], count=count))
    print(_DONE.format(count=total))
    return 0
