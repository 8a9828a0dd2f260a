"""What /proc says about a process, so that nobody is stopped by a pid alone."""

import ctypes
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")
_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True, kw_only=True, slots=True)
class Process:
    """One living process: `started` counts clock ticks since boot and tells reused pids apart."""

    pid: int
    group: int
    started: int
    command: tuple[str, ...]


def find_process(pid: int) -> Process | None:
    """The living process with this pid, or None; a zombie does not live."""
    try:
        stat = (_PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
        command = (_PROC / str(pid) / "cmdline").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return None
    state, _parent, group, *rest = stat[stat.rindex(")") + 2 :].split()
    if state in {"Z", "X"}:
        return None
    return Process(
        pid=pid, group=int(group), started=int(rest[16]), command=tuple(command.rstrip("\0").split("\0"))
    )


def is_taken(pid: int) -> bool:
    """Whether the pid cannot be dealt anew yet: by a living process, or by a dead one nobody waited for."""
    return (_PROC / str(pid)).exists()


def list_processes() -> list[Process]:
    """All living processes that this process may see."""
    pids = [int(entry.name) for entry in _PROC.iterdir() if entry.name.isdigit()]
    return [process for pid in pids if (process := find_process(pid))]


def environment_of(pid: int) -> dict[str, str]:
    """The environment that the process was started with; empty when it may not be read."""
    try:
        raw = (_PROC / str(pid) / "environ").read_bytes()
    except OSError:
        return {}
    pairs = (entry.partition(b"=") for entry in raw.split(b"\0") if b"=" in entry)
    return {os.fsdecode(name): os.fsdecode(value) for name, _, value in pairs}


def send(process: Process, number: signal.Signals) -> None:
    """Signal exactly this process: nothing happens when its pid has passed to another one."""
    current = find_process(process.pid)
    if current is not None and current.started == process.started:
        try:
            os.kill(process.pid, number)
        except ProcessLookupError:
            return


def tied_to_parent(number: signal.Signals) -> Callable[[], None]:
    """For `preexec_fn`: the kernel sends the child this signal when the thread that started it ends.

    It runs after the change of user, which would clear the wish again.
    """
    parent = os.getpid()

    def tie() -> None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, int(number), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return tie
