"""`yimen grants print`: who may do what, as the program enforces it."""

import argparse

from yimen.rules.access import PARTY_LABELS, grant_groups


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """print."""
    parser.add_argument("act", choices=["print"], metavar="print", help="打印整张权限表")


def run(arguments: argparse.Namespace) -> int:
    """Print the table by noun: the action in words, its name, and the parties."""
    del arguments
    for group in grant_groups():
        print(f"\n【{group.label}】")
        for row in group.rows:
            parties = "、".join(PARTY_LABELS[party] for party in row.parties)
            print(f"  {row.label}：{parties}  ({row.action})")
    return 0
