"""`yimen up`: run the whole installation in the foreground."""

import argparse
import os
import sys
from pathlib import Path

import yimen
from yimen.cli import assets
from yimen.cli.supervisor.plan import Plan
from yimen.cli.supervisor.supervise import supervise
from yimen.cli.surroundings import Surroundings, current
from yimen.usecases.hosting.children import Preparation, Service

_YIMEN = (sys.executable, "-m", "yimen")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--empty."""
    parser.add_argument("--empty", action="store_true", help="不装样例数据")


def run(arguments: argparse.Namespace) -> int:
    """Serve until Ctrl-C or SIGTERM; 0 after a clean stop."""
    return supervise(plan_for(current(), is_empty=arguments.empty))


def plan_for(surroundings: Surroundings, *, is_empty: bool) -> Plan:
    """The real plan: migrate, assets when they changed, sample world unless empty; HTTP and the worker."""
    return Plan(
        data_dir=surroundings.data_dir,
        database_url=surroundings.database_url,
        environment=program_environment(),
        preparations=_preparations(surroundings, is_empty=is_empty),
        http=_http(surroundings),
        jobs=Service(name="jobs", title="后台任务", command=(*_YIMEN, "worker"), stop_seconds=20.0),
        bind=surroundings.bind,
        port=surroundings.port,
    )


def program_environment() -> dict[str, str]:
    """Our own environment, with the place of our package, wherever the program is started from."""
    source = str(Path(yimen.__file__).resolve().parents[1])
    search_path = os.pathsep.join(filter(None, (source, os.environ.get("PYTHONPATH"))))
    return {**os.environ, "PYTHONPATH": search_path, "PYTHONUNBUFFERED": "1"}


def _preparations(surroundings: Surroundings, *, is_empty: bool) -> tuple[Preparation, ...]:
    steps = [Preparation(title="更新数据库结构", command=(*_YIMEN, "migrate"))]
    if assets.are_stale(surroundings.data_dir):
        steps.append(Preparation(title="收集样式和脚本", command=(*_YIMEN, "assets")))
    if surroundings.demo and surroundings.demo_now is not None:
        steps.append(Preparation(title="拨好演示时钟", command=(*_YIMEN, "demo", "clock")))
    if surroundings.demo and not is_empty:
        steps.append(Preparation(title="装入样例数据", command=(*_YIMEN, "demo", "seed")))
    return tuple(steps)


def _http(surroundings: Surroundings) -> Service:
    command = (*_YIMEN, "serve", "--workers", str(surroundings.workers))
    return Service(name="http", title="网页服务", command=command, stop_seconds=15.0)
