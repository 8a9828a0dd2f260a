"""Programs that we start, each in a group of its own: recorded on disk, ended by identity, not by number."""

import json
import os
import secrets
import signal
import subprocess
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from yimen.gateways.processes import (
    Process,
    environment_of,
    find_process,
    list_processes,
    send,
    tied_to_parent,
)
from yimen.gateways.program_logs import open_log

MARK = "SUPERVISOR_MARK"
_ROUND_SECONDS = 0.05
_LAST_WORD_SECONDS = 5.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """A child that leads its own group. `mark` is in the environment of it and of all that it starts."""

    pid: int
    started: int
    mark: str


def start(
    command: tuple[str, ...], *, environment: Mapping[str, str], log: Path, record: Path
) -> tuple[subprocess.Popen[bytes], Group]:
    """Start a program that follows our death and writes into `log`; note its group in `record`.

    `OSError` when there is no room for log or record; then the program does not run either.
    """
    mark = secrets.token_hex(16)
    handle = open_log(log)
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=handle,
            stderr=handle,
            env={**environment, MARK: mark},
            process_group=0,
            preexec_fn=tied_to_parent(signal.SIGTERM),  # noqa: PLW1509 - one prctl call
        )
    finally:
        os.close(handle)
    leader = find_process(process.pid)
    group = Group(pid=process.pid, started=leader.started if leader else 0, mark=mark)
    try:
        _write(record, group)
    except OSError:
        end(group, patience_seconds=_LAST_WORD_SECONDS)  # nobody would find it after our own death
        process.wait()
        raise
    return process, group


def members(group: Group) -> list[Process]:
    """The living processes that are certainly of this group."""
    return [
        process for process in list_processes() if process.group == group.pid and _is_ours(process, group)
    ]


def end(group: Group, *, patience_seconds: float) -> None:
    """Ask the whole group to end, then insist. Returns when none of it lives."""
    for number, seconds in ((signal.SIGTERM, patience_seconds), (signal.SIGKILL, _LAST_WORD_SECONDS)):
        living = members(group)
        for process in living:
            send(process, number)
        limit = time.monotonic() + seconds
        while living and time.monotonic() < limit:
            time.sleep(_ROUND_SECONDS)
            living = members(group)
        if not living:
            return


def end_leftovers(folder: Path) -> int:
    """End what a killed supervisor left, by the records in `folder`; how many processes those were."""
    count = 0
    for path in sorted(folder.glob("*.pid")):
        group = read(path)
        if group is not None:
            count += len(members(group))
            end(group, patience_seconds=_LAST_WORD_SECONDS)
        path.unlink(missing_ok=True)
    return count


def _write(record: Path, group: Group) -> None:
    """Whole or not at all."""
    record.parent.mkdir(parents=True, exist_ok=True)
    draft = record.with_suffix(".new")
    draft.write_text(json.dumps(asdict(group)), encoding="ascii")
    draft.replace(record)


def read(record: Path) -> Group | None:
    """The group that a record names; None when it is not one of ours."""
    try:
        found = json.loads(record.read_text(encoding="ascii"))
        return Group(pid=int(found["pid"]), started=int(found["started"]), mark=str(found["mark"]))
    except (ValueError, KeyError, TypeError):
        return None


def _is_ours(process: Process, group: Group) -> bool:
    if process.pid == group.pid:
        return process.started == group.started
    # The leader may be dead already; what it started carries its mark and is younger.
    return process.started >= group.started and environment_of(process.pid).get(MARK) == group.mark
