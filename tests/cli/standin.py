"""A stand-in installation for the supervisor's tests: a two-line web page and a worker that only sleeps.

Run as a program with a data folder and a port; `--broken-http` and `--broken-preparation` fail on
purpose, `--slow-preparation` never ends, `--slow-http` is not ready until the data folder holds `let-in`.
"""

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from yimen.cli.supervisor.plan import Plan
from yimen.cli.supervisor.supervise import supervise
from yimen.cli.up import program_environment
from yimen.rules.errors import RuleViolation
from yimen.usecases.hosting.children import Preparation, Service

_SLEEP = "import signal, sys, time; signal.signal(signal.SIGTERM, lambda *_: sys.exit(0)); time.sleep(600)"

_PREPARATIONS = {
    "--broken-preparation": "import sys; print('准备到一半'); sys.exit(7)",
    "--slow-preparation": "import time; time.sleep(600)",
}


def application(environ: dict[str, object], start_response: Callable[..., object]) -> Iterable[bytes]:
    """Answer every page; 503 as long as it is told to wait."""
    gate = os.environ.get("STANDIN_GATE")
    status = "200 OK" if gate is None or Path(gate).exists() else "503 Service Unavailable"
    start_response(status, [("Content-Type", "text/plain; charset=utf-8")])
    return ["一门\n".encode()]


def plan_for(data_dir: Path, port: int, switches: frozenset[str]) -> Plan:
    """The real supervisor with granian in front of the stand-in page."""
    name = "standin:nothing" if "--broken-http" in switches else "standin:application"
    granian = (sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1")
    # granian sees a crash loop for certain only when one worker is all there is.
    count = "1" if "--broken-http" in switches else "2"
    workers = ("--workers", count, "--blocking-threads", "2", "--respawn-failed-workers")
    preparation = next((code for switch, code in _PREPARATIONS.items() if switch in switches), "print('ok')")
    gate = {"STANDIN_GATE": str(data_dir / "let-in")} if "--slow-http" in switches else {}
    return Plan(
        data_dir=data_dir,
        database_url=None,
        environment={**program_environment(), **gate},
        preparations=(Preparation(title="试准备", command=(sys.executable, "-c", preparation)),),
        http=Service(
            name="http",
            title="网页服务",
            command=(*granian, "--port", str(port), *workers, "--respawn-interval", "0.2", name),
            stop_seconds=10.0,
        ),
        jobs=Service(name="jobs", title="后台任务", command=(sys.executable, "-c", _SLEEP), stop_seconds=5.0),
        bind="127.0.0.1",
        port=port,
    )


def main(data_dir: str, port: str, *switches: str) -> int:
    """Supervise; 1 with the sentence on stderr when refused."""
    plan = plan_for(Path(data_dir), int(port), frozenset(switches))
    try:
        return supervise(plan)
    except RuleViolation as refusal:
        sys.stderr.write(refusal.sentence() + "\n")
        return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
