"""`yimen backup`: the whole place in one file."""

import argparse
import signal
from datetime import UTC, datetime
from pathlib import Path

from yimen import __version__
from yimen.cli.database import ensure_database
from yimen.cli.surroundings import Surroundings, current
from yimen.rules.calendar import BEIJING
from yimen.rules.errors import N_
from yimen.usecases.backups.saving import BackupMade, back_up
from yimen.usecases.hosting.database import address_of, refuse_missing

_DONE = N_("已备份到 {path}（{size:.1f} MB）：{rows} 行数据，{files} 个文件，连同密钥。")
_CHECKSUM = N_("校验值 {checksum}，请另外记下；恢复时会显示同样的一串。")
_MISSING = N_("有问题：数据库记着、磁盘上却没有的文件 {n} 个。备份做完了，请尽快查明原因。")
_DAMAGED = N_("有问题：内容已损坏的文件 {n} 个，没有放进备份。备份做完了，请尽快查明原因。")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """[TARGET]."""
    parser.add_argument(
        "target",
        nargs="?",
        type=Path,
        metavar="目标",
        help="备份成哪个文件，或放进哪个文件夹；不写就放进数据目录的 backups",
    )


def run(arguments: argparse.Namespace) -> int:
    """0 when all was saved, 1 when files of the place were found missing or damaged."""
    end_on_termination()
    here, now = current(), datetime.now(UTC).astimezone(BEIJING)
    refuse_missing(here.data_dir, here.database_url)
    target = _target(arguments.target, here, now)
    with ensure_database():
        made = back_up(
            data_dir=here.data_dir,
            url=address_of(here.data_dir, here.database_url),
            target=target,
            now=now,
            version=__version__,
        )
    return _tell(made)


def end_on_termination() -> None:
    """Let SIGTERM end a command as Ctrl-C does, so that it clears away what is half done."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)


def _target(asked: Path | None, here: Surroundings, now: datetime) -> Path:
    name = f"yimen-{now:%Y%m%d-%H%M%S}.tar"
    if asked is None:
        folder = here.data_dir / "backups"
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder / name
    return asked / name if asked.is_dir() else asked


def _tell(made: BackupMade) -> int:
    megabytes = made.size / 1_000_000
    print(_DONE.format(path=made.path, size=megabytes, rows=made.rows, files=made.files))
    print(_CHECKSUM.format(checksum=made.checksum))
    for sentence, count in ((_MISSING, made.missing), (_DAMAGED, made.damaged)):
        if count:
            print(sentence.format(n=count))
    return 1 if made.missing or made.damaged else 0
