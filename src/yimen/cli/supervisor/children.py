"""Children of the supervisor: each in a group of its own, restarted with growing pauses."""

import os
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import yimen
from yimen.cli.supervisor import groups
from yimen.cli.supervisor.logs import keep_short, open_log
from yimen.cli.supervisor.progress import ProgressLines
from yimen.gateways.processes import tied_to_parent

_PAUSES_SECONDS = (0.2, 1.0, 2.0, 5.0, 10.0, 30.0)
_STABLE_SECONDS = 60.0
_GROUP_PATIENCE_SECONDS = 3.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Service:
    """One long-running program; `name` names its pid file and log."""

    name: str
    title: str
    command: tuple[str, ...]
    stop_seconds: float


def spawn(command: tuple[str, ...], *, log: Path, mark: str) -> subprocess.Popen[bytes]:
    """Start a program that finds our package, follows our death and writes into `log`."""
    source = str(Path(yimen.__file__).resolve().parents[1])
    search_path = os.pathsep.join(filter(None, (source, os.environ.get("PYTHONPATH"))))
    handle = open_log(log)
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=handle,
            stderr=handle,
            env={**os.environ, "PYTHONPATH": search_path, "PYTHONUNBUFFERED": "1", groups.MARK: mark},
            process_group=0,
            preexec_fn=tied_to_parent(signal.SIGTERM),  # noqa: PLW1509 - one prctl call
        )
    finally:
        os.close(handle)


class Child:
    """One service with its process, its record on disk and its failures in a row."""

    def __init__(self, service: Service, data_dir: Path, lines: ProgressLines) -> None:
        self.service = service
        self.log = data_dir / "log" / f"{service.name}.log"
        self.failures = 0
        self._record = data_dir / "run" / f"{service.name}.pid"
        self._lines = lines
        self._process: subprocess.Popen[bytes] | None = None
        self._group: groups.Group | None = None
        self._started_at = 0.0
        self._again_at = 0.0

    def start(self) -> None:
        """Start the program and write its group down."""
        mark = groups.new_mark()
        self._process = spawn(self.service.command, log=self.log, mark=mark)
        self._group = groups.group_of(self._process.pid, mark)
        groups.record(self._record, self._group)
        self._started_at = time.monotonic()

    def tend(self) -> None:
        """Notice an end that nobody asked for, clear away what is left of it, start anew after a pause."""
        keep_short(self.log)
        if self._process is not None and self._process.poll() is not None:
            self._note_failure(self._process.returncode)
        if self._process is None and time.monotonic() >= self._again_at:
            self.start()

    def stop(self) -> None:
        """Ask the program to end, wait for it as long as its work may take, then end its whole group."""
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(timeout=self.service.stop_seconds)
            except subprocess.TimeoutExpired:
                self._lines.say(f"{self.service.title}没有按时停下,强行结束。")
        self._clear_away()

    def _note_failure(self, status: int) -> None:
        if time.monotonic() - self._started_at > _STABLE_SECONDS:
            self.failures = 0
        pause = _PAUSES_SECONDS[min(self.failures, len(_PAUSES_SECONDS) - 1)]
        self.failures += 1
        self._clear_away()
        self._again_at = time.monotonic() + pause
        self._lines.say(f"{self.service.title}意外结束({_word(status)}),{pause:g} 秒后重启。日志:{self.log}")

    def _clear_away(self) -> None:
        if self._group is not None:
            groups.end(self._group, patience_seconds=_GROUP_PATIENCE_SECONDS)
        if self._process is not None:
            self._process.wait()
        self._process, self._group = None, None
        self._record.unlink(missing_ok=True)


def _word(status: int) -> str:
    return f"被信号 {signal.Signals(-status).name} 终止" if status < 0 else f"退出码 {status}"
