"""The postmaster as a process: which one serves this data folder, and healing what a killed one left."""

import contextlib
import signal
import time
from collections.abc import Callable
from pathlib import Path

from yimen.gateways.postgres.place import PORT, Place
from yimen.gateways.processes import Process, find_process, is_taken, list_processes, send
from yimen.rules.errors import N_

Progress = Callable[[str], None]
"""Told several times a second what is being waited for; may raise to give up waiting."""

_STATUS_LINE = 7
_ROUND_SECONDS = 0.05
_LEAVE_ALONE_SECONDS = 5.0
_FAST_STOP_SECONDS = 60.0


def find_postmaster(place: Place) -> Process | None:
    """The living postmaster of exactly this data folder; a recorded pid alone is not believed."""
    return _postmaster_of(_pid_file_lines(place), place)


def is_ready(place: Place) -> bool:
    """Whether a living postmaster of this folder takes connections (after recovery).

    The file is read once: where a killed postmaster left it, its heir puts another in its place, and what
    the one said of itself is not true of the other.
    """
    lines = _pid_file_lines(place)
    told = len(lines) > _STATUS_LINE and lines[_STATUS_LINE].strip() == "ready"
    return told and _postmaster_of(lines, place) is not None


def heal(place: Place, progress: Progress) -> None:
    """Make the way free for a new start: end leftovers of a killed owner, drop pid files that lie.

    A leftover postmaster is stopped in order. Backends that lost theirs end by themselves; only those
    that do not are told to, because a new server must not touch their shared memory.
    """
    leftover = find_postmaster(place)
    if leftover is not None:
        send(leftover, signal.SIGINT)
        if not wait_gone([leftover], progress, N_("等上次留下的数据库停下"), _FAST_STOP_SECONDS):
            send(leftover, signal.SIGQUIT)
    for number in (signal.SIGQUIT, signal.SIGKILL):
        stragglers = [process for process in list_processes() if _serves(process, place)]
        if wait_gone(stragglers, progress, N_("等上次留下的数据库连接结束"), _LEAVE_ALONE_SECONDS):
            break
        for process in stragglers:
            send(process, number)
    _drop_lying_files(place)


def wait_gone(processes: list[Process], progress: Progress, waiting_for: str, seconds: float) -> bool:
    """Wait until all these processes have ended; False when some still live after `seconds`."""
    end = time.monotonic() + seconds
    while any(_still_lives(process) for process in processes):
        if time.monotonic() > end:
            return False
        progress(waiting_for)
        time.sleep(_ROUND_SECONDS)
    return True


def _still_lives(process: Process) -> bool:
    current = find_process(process.pid)
    return current is not None and current.started == process.started


def _pid_file_lines(place: Place) -> list[str]:
    try:
        lines = (place.data / "postmaster.pid").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    return lines if lines and lines[0].strip().isdigit() else []


def _postmaster_of(lines: list[str], place: Place) -> Process | None:
    process = find_process(int(lines[0])) if lines else None
    return process if process is not None and _is_postmaster(process, place) else None


def _is_postmaster(process: Process, place: Place) -> bool:
    # By command line, which everybody may read: in a container root may not follow /proc/<pid>/cwd.
    return Path(process.command[0]).name == "postgres" and str(place.data) in process.command


def _serves(process: Process, place: Place) -> bool:
    return process.command[0].startswith(f"postgres: {place.cluster_name}: ") or _is_postmaster(
        process, place
    )


def _drop_lying_files(place: Place) -> None:
    """Remove lock files that name a stranger or a dead process: PostgreSQL takes both for its own kind.

    After a reboot pids are dealt anew. A postmaster that was killed together with its parent stays
    in the table of processes until somebody waits for it, in some containers for good. A file that
    names nobody at all is left to PostgreSQL, which checks the shared memory by it.
    """
    for path in (place.data / "postmaster.pid", place.socket / f".s.PGSQL.{PORT}.lock"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            named = int(path.read_text(encoding="utf-8", errors="replace").splitlines()[0])
            if is_taken(named):
                path.unlink()
