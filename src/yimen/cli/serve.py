"""`yimen serve`: the HTTP server in the foreground; `up` starts it.

The program is loaded once, before the workers part from their parent, so that they share its memory and a
worker that is started again is there at once.
"""

import argparse
import gc
import multiprocessing
from importlib import import_module

from yimen.cli.surroundings import current

_APPLICATION = "yimen.config.wsgi:application"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--workers."""
    parser.add_argument("--workers", type=int, default=None, help="几个网页进程(平时按设置)")


def run(arguments: argparse.Namespace) -> int:
    """Serve until Ctrl-C or SIGTERM; ends with 1 when workers crash faster than they start."""
    from granian import Granian
    from granian.constants import Interfaces

    here = current()
    _load_what_workers_share()
    # Only a fork shares what was loaded; from Python 3.14 on it has to be asked for.
    multiprocessing.set_start_method("fork", force=True)
    Granian(
        _APPLICATION,
        interface=Interfaces.WSGI,
        address=here.bind,
        port=here.port,
        workers=arguments.workers or here.workers,
        # Two threads a worker: the server's default lets hundreds share the database connections.
        blocking_threads=2,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=10,
    ).serve()
    return 0


def _load_what_workers_share() -> None:
    """The application, its addresses, the catalogue with its index; none of it is collected any more."""
    import_module(_APPLICATION.partition(":")[0])
    from django.urls import get_resolver

    from yimen.usecases.hosting.warming import warm_up

    _ = get_resolver().url_patterns
    warm_up()
    gc.freeze()
