"""The worker: runs what the queue holds, several jobs at once, until it is asked to stop."""

import asyncio
import logging
import os
import signal
from contextlib import suppress
from typing import NoReturn

from procrastinate import App, PsycopgConnector
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import AlreadyEnqueued

from yimen.jobs import periodic, tasks

_CONCURRENCY = 3
_STOP_SECONDS = 7.0
# A worker that came back looks for its predecessor's jobs as soon as they count as stalled.
_LOOK_BACK_SECONDS = int(periodic.STALLED_AFTER_SECONDS + periodic.HEARTBEAT_SECONDS)
# After the clock was set back, jobs of the hours that come again would count as asked for already.
_FORGET_WHAT_LIES_AHEAD = (
    "DELETE FROM procrastinate_periodic_defers WHERE defer_timestamp > extract(epoch FROM now()) + 60"
)
_log = logging.getLogger("yimen.jobs")


def make_app() -> App:
    """An app of its own over a pool of connections.

    Not procrastinate's Django app: actions enqueue through that one, on Django's own connection
    and inside their transaction, also when they run in a job.
    """
    app = App(connector=PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=4))
    app.add_tasks_from(tasks.asked, namespace="")
    app.add_tasks_from(periodic.periodic, namespace="")
    return app


async def run_worker(app: App, *, wait: bool = True) -> bool:
    """Run until SIGTERM or SIGINT, then let running jobs end, 7 seconds at most; True for a clean end.

    With `wait` False it ends when the queue is empty. Jobs that succeeded are deleted; failed
    ones stay, for `yimen check` and for somebody to look at. A job that will not end is left
    behind: the next worker puts it back. False says that the worker ended unasked, as when the
    database went away.
    """
    async with app.open_async():
        await app.connector.execute_query_async(_FORGET_WHAT_LIES_AHEAD)
        with suppress(AlreadyEnqueued):
            later = app.configure_task("retry_stalled", schedule_in={"seconds": _LOOK_BACK_SECONDS})
            await later.defer_async()
        asked = _listen_for_the_end()
        work = asyncio.create_task(_work(app, wait=wait))
        _log.info("worker started")
        await asyncio.wait({work, asked}, return_when=asyncio.FIRST_COMPLETED)
        if not work.done():
            work.cancel()
            await asyncio.wait({work}, timeout=_STOP_SECONDS + 1)
        if not work.done():
            _leave_at_once()
        is_clean = asked.done() or not wait
        asked.cancel()
        with suppress(asyncio.CancelledError):
            await work
        _log.info("worker stopped")
    return is_clean


async def _work(app: App, *, wait: bool) -> None:
    await app.run_worker_async(
        wait=wait,
        concurrency=_CONCURRENCY,
        delete_jobs="successful",
        install_signal_handlers=False,
        shutdown_graceful_timeout=_STOP_SECONDS,
        update_heartbeat_interval=periodic.HEARTBEAT_SECONDS,
        stalled_worker_timeout=periodic.STALLED_AFTER_SECONDS,
    )


def _listen_for_the_end() -> "asyncio.Task[bool]":
    """A task that is done once somebody has asked for the end."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    return asyncio.create_task(stop.wait())


def _leave_at_once() -> NoReturn:
    """A job in a thread cannot be interrupted, and the interpreter would wait for it for ever."""
    _log.warning("worker left a running job behind; it will be put back")
    logging.shutdown()
    os._exit(1)
