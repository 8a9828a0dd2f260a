"""At most one supervisor per data folder, and nothing left of the one before."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from yimen.gateways import locks, process_groups
from yimen.rules.errors import N_, Refusal, RuleViolation


class AlreadySupervised(RuleViolation):
    """Another supervisor runs on the same data folder."""

    code = "hosting.already_supervised"
    template = N_(
        "这个数据目录已有一个 yimen up 在运行（进程号 {pid}）：{data_dir}。请先停下它，或换一个 "
        "YIMEN_DATA_DIR。"
    )
    refusal = Refusal.CONFLICT


class OthersAtWork(RuleViolation):
    """A single command uses the database of this data folder."""

    code = "hosting.others_at_work"
    template = N_("另一条 yimen 命令正在用这个数据目录的数据库。请等它做完再试。")
    refusal = Refusal.CONFLICT


@contextlib.contextmanager
def sole_supervisor(data_dir: Path) -> Iterator[None]:
    """Be the only supervisor while the block runs; `AlreadySupervised` names the other by its pid."""
    with locks.open_lock(data_dir, "supervisor") as handle:
        if not locks.take_now(handle):
            pid = os.pread(handle, 32, 0).decode("ascii", errors="replace").strip() or "?"
            raise AlreadySupervised(pid=pid, data_dir=data_dir)
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield


@contextlib.contextmanager
def sole_user(data_dir: Path) -> Iterator[None]:
    """Keep every command that wants the embedded database waiting; `OthersAtWork` when one has it now."""
    with locks.open_lock(data_dir, "database-users") as handle:
        if not locks.take_now(handle):
            raise OthersAtWork
        yield


def end_leftovers(data_dir: Path) -> int:
    """End the programs that a killed supervisor has left; how many processes those were."""
    return process_groups.end_leftovers(data_dir / "run")
