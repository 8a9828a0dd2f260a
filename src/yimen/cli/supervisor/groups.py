"""Process groups of our children: recorded on disk, ended by identity, never by number alone."""

import json
import secrets
import signal
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from yimen.gateways.processes import Process, environment_of, find_process, list_processes, send

MARK = "SUPERVISOR_MARK"
_ROUND_SECONDS = 0.05
_LAST_WORD_SECONDS = 5.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """A child that leads its own group. `mark` is in the environment of it and of all that it starts."""

    pid: int
    started: int
    mark: str


def new_mark() -> str:
    """A word that no other process carries."""
    return secrets.token_hex(16)


def group_of(pid: int, mark: str) -> Group:
    """The group of a child that was just started, even when its leader has ended already."""
    process = find_process(pid)
    return Group(pid=pid, started=process.started if process else 0, mark=mark)


def record(path: Path, group: Group) -> None:
    """Write the group down so that the next supervisor can find it, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    draft.write_text(json.dumps(asdict(group)), encoding="ascii")
    draft.replace(path)


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
        group = _read(path)
        if group is not None:
            count += len(members(group))
            end(group, patience_seconds=_LAST_WORD_SECONDS)
        path.unlink(missing_ok=True)
    return count


def _read(path: Path) -> Group | None:
    try:
        found = json.loads(path.read_text(encoding="ascii"))
        return Group(pid=int(found["pid"]), started=int(found["started"]), mark=str(found["mark"]))
    except (ValueError, KeyError, TypeError):
        return None


def _is_ours(process: Process, group: Group) -> bool:
    if process.pid == group.pid:
        return process.started == group.started
    # The leader may be dead already; what it started carries its mark and is younger.
    return process.started >= group.started and environment_of(process.pid).get(MARK) == group.mark
