"""The life of one installation: heal, prepare, serve, watch over, stop in order."""

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from yimen.cli.locks import open_lock, take_now
from yimen.cli.supervisor import groups
from yimen.cli.supervisor.children import Child, spawn
from yimen.cli.supervisor.database import Database
from yimen.cli.supervisor.http import is_ready, refuse_busy_port
from yimen.cli.supervisor.logs import last_lines
from yimen.cli.supervisor.plan import AlreadySupervised, CannotServe, Plan, Preparation, PreparationFailed
from yimen.cli.supervisor.progress import ProgressLines
from yimen.cli.supervisor.watch import StopRequested, Watch

_ROUND_SECONDS = 1.0
_PROBE_PAUSE_SECONDS = 0.1
_MOST_FAILURES_BEFORE_READY = 3


def supervise(plan: Plan) -> int:
    """Serve until somebody asks for the end; 0 then. Refusals leave nothing running either."""
    lines = ProgressLines()
    with _only_one(plan.data_dir), Watch() as watch:
        with contextlib.suppress(StopRequested):
            _serve(plan, lines, watch)
        lines.say("已全部停下。")
    return 0


def _serve(plan: Plan, lines: ProgressLines, watch: Watch) -> None:
    """Services stop in the reverse order of their start: HTTP, jobs, database."""
    with contextlib.ExitStack() as running:
        leftovers = groups.end_leftovers(plan.data_dir / "run")
        if leftovers:
            lines.say(f"已清理上次留下的 {leftovers} 个进程。")
        refuse_busy_port(plan)
        database = Database(plan.data_dir, plan.database_url, lines, watch)
        running.callback(_stopping, lines, "数据库", database.stop)
        with lines.step("准备数据库"):
            database.start()
        for preparation in plan.preparations:
            with lines.step(preparation.title):
                _prepare(preparation, plan.data_dir, watch)
        jobs = Child(plan.jobs, plan.data_dir, lines)
        running.callback(_stopping, lines, plan.jobs.title, jobs.stop)
        http = Child(plan.http, plan.data_dir, lines)
        running.callback(_stopping, lines, plan.http.title, http.stop)
        with lines.step("启动网页服务和后台任务"):
            _start_services(plan, http, jobs, watch, lines)
        lines.say(f"可以用了:{plan.url} (按 Ctrl-C 停止)")
        while True:
            watch.pause(_ROUND_SECONDS)
            for part in (database, http, jobs):
                part.tend()


def _start_services(plan: Plan, http: Child, jobs: Child, watch: Watch, lines: ProgressLines) -> None:
    said_from = http.log.stat().st_size if http.log.exists() else 0
    http.start()
    jobs.start()
    while not is_ready(plan):
        if http.failures >= _MOST_FAILURES_BEFORE_READY:
            raise CannotServe(log=http.log, said=last_lines(http.log, said_from))
        lines.still(f"等网页服务就绪(日志:{http.log})")
        watch.pause(_PROBE_PAUSE_SECONDS)
        for child in (http, jobs):
            child.tend()


def _prepare(preparation: Preparation, data_dir: Path, watch: Watch) -> None:
    log = data_dir / "log" / "prepare.log"
    said_from = log.stat().st_size if log.exists() else 0
    mark = groups.new_mark()
    process = spawn(preparation.command, log=log, mark=mark)
    record = data_dir / "run" / "prepare.pid"
    group = groups.group_of(process.pid, mark)
    groups.record(record, group)
    try:
        while process.poll() is None:
            watch.pause(_ROUND_SECONDS)
    finally:
        groups.end(group, patience_seconds=_ROUND_SECONDS)
        process.wait()
        record.unlink(missing_ok=True)
    if process.returncode != 0:
        raise PreparationFailed(
            title=preparation.title,
            status=process.returncode,
            log=log,
            said=last_lines(log, said_from),
        )


def _stopping(lines: ProgressLines, title: str, stop: Callable[[], None]) -> None:
    with lines.step(f"停止{title}"):
        stop()


@contextlib.contextmanager
def _only_one(data_dir: Path) -> Iterator[None]:
    with open_lock(data_dir, "supervisor") as handle:
        if not take_now(handle):
            pid = os.pread(handle, 32, 0).decode("ascii", errors="replace").strip() or "?"
            raise AlreadySupervised(pid=pid, data_dir=data_dir)
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield
