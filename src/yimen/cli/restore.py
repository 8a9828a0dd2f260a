"""`yimen restore`: a place made anew from a backup."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from yimen import __version__
from yimen.cli.backup import end_on_termination
from yimen.cli.database import say_once
from yimen.cli.surroundings import current
from yimen.rules.calendar import BEIJING
from yimen.rules.errors import N_
from yimen.usecases.backups.restoring import restore

_DONE = N_("已恢复到 {where}：备份于 {made_at}，版本 {version}，{rows} 行数据。")
_CHECKSUM = N_("校验值 {checksum}，请与备份时记下的核对。")
_ASIDE = N_("原来的数据移到了 {aside}，确认无误后请自行删除。")
_MISSING = N_("有问题：备份里缺少数据库记着的文件 {n} 个，别的都已恢复。")
_NEXT = N_("下一步：yimen up，然后 yimen check、yimen journal verify。")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """SOURCE [--replace]."""
    parser.add_argument("source", type=Path, metavar="备份文件", help="yimen backup 做的文件")
    parser.add_argument("--replace", action="store_true", help="这里已有数据也恢复；原来的文件夹移到旁边保存")


def run(arguments: argparse.Namespace) -> int:
    """0 when all came back, 1 when the backup itself lacked files; refusals are told by the frame."""
    end_on_termination()
    here = current()
    done = restore(
        data_dir=here.data_dir,
        url=here.database_url,
        source=arguments.source,
        replace=arguments.replace,
        now=datetime.now(UTC).astimezone(BEIJING),
        version=__version__,
        wait=say_once(),
    )
    manifest = done.manifest
    rows = sum(manifest.counts.values())
    print(_DONE.format(where=here.data_dir, made_at=manifest.made_at, version=manifest.version, rows=rows))
    print(_CHECKSUM.format(checksum=done.checksum))
    if done.aside is not None:
        print(_ASIDE.format(aside=done.aside))
    if done.missing:
        print(_MISSING.format(n=done.missing))
    print(_NEXT)
    return 1 if done.missing else 0
