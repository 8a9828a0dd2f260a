"""The life of one installation: heal, prepare, serve, watch over, stop in order."""

import contextlib
from collections.abc import Callable

from yimen.cli.supervisor.http import is_ready, refuse_busy_port
from yimen.cli.supervisor.plan import Plan
from yimen.cli.supervisor.progress import ProgressLines
from yimen.cli.supervisor.watch import StopRequested, Watch
from yimen.usecases.hosting.children import Child, Preparation, Service, run_preparation
from yimen.usecases.hosting.database import OwnedDatabase
from yimen.usecases.hosting.ownership import end_leftovers, sole_supervisor

_ROUND_SECONDS = 1.0
_PROBE_PAUSE_SECONDS = 0.1
_MOST_FAILURES_BEFORE_READY = 3


def supervise(plan: Plan) -> int:
    """Serve until somebody asks for the end; 0 then. Refusals leave nothing running either."""
    lines = ProgressLines()
    with sole_supervisor(plan.data_dir), Watch() as watch:
        with contextlib.suppress(StopRequested):
            _serve(plan, lines, watch)
        lines.say("已全部停下。")
    return 0


def _serve(plan: Plan, lines: ProgressLines, watch: Watch) -> None:
    """Services stop in the reverse order of their start: HTTP, jobs, database."""
    with contextlib.ExitStack() as running:
        leftovers = end_leftovers(plan.data_dir)
        if leftovers:
            lines.say(f"已清理上次留下的 {leftovers} 个进程。")
        refuse_busy_port(plan)
        database = _start_database(plan, lines, watch, running)
        for preparation in plan.preparations:
            _prepare(plan, preparation, lines, watch)
        jobs = _child(plan, plan.jobs, lines, running)
        http = _child(plan, plan.http, lines, running)
        with lines.step("启动网页服务和后台任务"):
            _start_services(plan, (database, http, jobs), watch, lines)
        lines.say(f"可以用了：{plan.url} (按 Ctrl-C 停止)")
        while True:
            watch.pause(_ROUND_SECONDS)
            for part in (database, http, jobs):
                part.tend()


def _start_database(
    plan: Plan, lines: ProgressLines, watch: Watch, running: contextlib.ExitStack
) -> OwnedDatabase:
    def wait(waiting_for: str) -> None:
        watch.check()
        lines.still(waiting_for)

    database = OwnedDatabase(plan.data_dir, plan.database_url, wait=wait, say=lines.say)
    running.callback(_stop, lines, "数据库", database.stop)
    with lines.step("准备数据库"):
        database.start()
    return database


def _prepare(plan: Plan, preparation: Preparation, lines: ProgressLines, watch: Watch) -> None:
    def pause() -> None:
        watch.pause(_ROUND_SECONDS)
        lines.still(preparation.title)

    with lines.step(preparation.title):
        run_preparation(preparation, data_dir=plan.data_dir, environment=plan.environment, pause=pause)


def _child(plan: Plan, service: Service, lines: ProgressLines, running: contextlib.ExitStack) -> Child:
    child = Child(service, data_dir=plan.data_dir, environment=plan.environment, say=lines.say)
    running.callback(_stop, lines, service.title, child.stop)
    return child


def _start_services(
    plan: Plan, parts: tuple[OwnedDatabase, Child, Child], watch: Watch, lines: ProgressLines
) -> None:
    """Start both and wait until pages are served; the database may die meanwhile as at any time."""
    _, http, jobs = parts
    http.start()
    jobs.start()
    while not is_ready(plan):
        http.refuse_failures(_MOST_FAILURES_BEFORE_READY)
        lines.still(f"等网页服务就绪(日志：{http.log})")
        watch.pause(_PROBE_PAUSE_SECONDS)
        for part in parts:
            part.tend()


def _stop(lines: ProgressLines, title: str, stop: Callable[[], None]) -> None:
    with lines.step(f"停止{title}"):
        stop()
