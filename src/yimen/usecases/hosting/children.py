"""Programs under a supervisor: restarted with growing pauses, stopped in order, or run once to their end."""

import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from yimen.gateways import process_groups
from yimen.gateways.program_logs import keep_short, last_lines
from yimen.rules.errors import N_, RuleViolation

Say = Callable[[str], None]

_STABLE_SECONDS = 60.0
_GROUP_PATIENCE_SECONDS = 3.0


class PreparationFailed(RuleViolation):
    """A preparing program did not end well; its last lines are shown."""

    code = "hosting.preparation_failed"
    template = N_("{title}没有成功({status})，日志：{log}\n{said}")


class CannotKeepRunning(RuleViolation):
    """A service ended again and again before it was of any use; its last lines are shown."""

    code = "hosting.cannot_keep_running"
    template = N_("{title}起不来，日志：{log}\n{said}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Preparation:
    """A program that must end well before services start."""

    title: str
    command: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Service:
    """One long-running program; `name` names its record and its log.

    `pauses_seconds` are waited before each new start after an end in a row; the last one holds on.
    """

    name: str
    title: str
    command: tuple[str, ...]
    stop_seconds: float
    pauses_seconds: tuple[float, ...] = (0.2, 1.0, 2.0, 5.0, 10.0, 30.0)


class Child:
    """One service with its process, its record on disk and its failures in a row."""

    def __init__(self, service: Service, *, data_dir: Path, environment: Mapping[str, str], say: Say) -> None:
        self.service = service
        self.log = data_dir / "log" / f"{service.name}.log"
        self._record = data_dir / "run" / f"{service.name}.pid"
        self._environment = environment
        self._say = say
        self._process: subprocess.Popen[bytes] | None = None
        self._group: process_groups.Group | None = None
        self._failures = 0
        self._started_at = 0.0
        self._again_at = 0.0
        self._said_from = _size(self.log)

    def start(self) -> None:
        """Start the program and write its group down."""
        self._process, self._group = process_groups.start(
            self.service.command, environment=self._environment, log=self.log, record=self._record
        )
        self._started_at = time.monotonic()

    def tend(self) -> None:
        """Notice an end that nobody asked for, clear away what is left of it, start anew after a pause."""
        keep_short(self.log)
        if self._process is not None and self._process.poll() is not None:
            self._note_failure(self._process.returncode)
        if self._process is None and time.monotonic() >= self._again_at:
            try:
                self.start()
            except OSError as fault:
                self._again_at = time.monotonic() + self.service.pauses_seconds[-1]
                text = N_("{title}暂时起不来：{why}，{pause:g} 秒后再试。")
                why, pause = fault.strerror or str(fault), self.service.pauses_seconds[-1]
                self._say(text.format(title=self.service.title, why=why, pause=pause))

    def refuse_failures(self, most: int) -> None:
        """`CannotKeepRunning` once it has ended `most` times in a row."""
        if self._failures >= most:
            said = last_lines(self.log, self._said_from)
            raise CannotKeepRunning(title=self.service.title, log=self.log, said=said)

    def stop(self) -> None:
        """Ask the program to end, wait as long as its work may take, then end its whole group."""
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(timeout=self.service.stop_seconds)
            except subprocess.TimeoutExpired:
                self._say(N_("{title}没有按时停下，强行结束。").format(title=self.service.title))
        self._clear_away()

    def _note_failure(self, status: int) -> None:
        if time.monotonic() - self._started_at > _STABLE_SECONDS:
            self._failures = 0
        pauses = self.service.pauses_seconds
        pause = pauses[min(self._failures, len(pauses) - 1)]
        self._failures += 1
        self._clear_away()
        self._again_at = time.monotonic() + pause
        text = N_("{title}意外结束({how}),{pause:g} 秒后重启。日志：{log}")
        self._say(text.format(title=self.service.title, how=_word(status), pause=pause, log=self.log))

    def _clear_away(self) -> None:
        if self._group is not None:
            process_groups.end(self._group, patience_seconds=_GROUP_PATIENCE_SECONDS)
        if self._process is not None:
            self._process.wait()
        self._process, self._group = None, None
        self._record.unlink(missing_ok=True)


def run_preparation(
    preparation: Preparation, *, data_dir: Path, environment: Mapping[str, str], pause: Callable[[], None]
) -> None:
    """Run a program to its end, calling `pause` meanwhile, which may raise to give up; nothing stays."""
    log, record = data_dir / "log" / "prepare.log", data_dir / "run" / "prepare.pid"
    said_from = _size(log)
    process, group = process_groups.start(
        preparation.command, environment=environment, log=log, record=record
    )
    try:
        while process.poll() is None:
            pause()
    finally:
        process_groups.end(group, patience_seconds=_GROUP_PATIENCE_SECONDS)
        status = process.wait()
        record.unlink(missing_ok=True)
    if status != 0:
        said = last_lines(log, said_from)
        raise PreparationFailed(title=preparation.title, status=_word(status), log=log, said=said)


def _size(log: Path) -> int:
    return log.stat().st_size if log.exists() else 0


def _word(status: int) -> str:
    if status < 0:
        return N_("被信号 {name} 终止").format(name=signal.Signals(-status).name)
    return N_("退出码 {status}").format(status=status)
