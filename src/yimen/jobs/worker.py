"""The worker: runs what the queue holds, several jobs at once, until it is asked to stop."""

import logging
from contextlib import suppress

from procrastinate import App, PsycopgConnector
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import AlreadyEnqueued

from yimen.jobs import periodic, tasks

_CONCURRENCY = 3
_STOP_SECONDS = 8.0
# A worker that came back looks for its predecessor's jobs as soon as they count as stalled.
_LOOK_BACK_SECONDS = int(periodic.STALLED_AFTER_SECONDS + periodic.HEARTBEAT_SECONDS)
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


async def run_worker(app: App, *, wait: bool = True) -> None:
    """Run until SIGTERM or SIGINT, then let running jobs end, 8 seconds at most.

    With `wait` False it ends when the queue is empty. Jobs that succeeded are deleted; failed
    ones stay, for `yimen check` and for somebody to look at.
    """
    async with app.open_async():
        with suppress(AlreadyEnqueued):
            later = app.configure_task("retry_stalled", schedule_in={"seconds": _LOOK_BACK_SECONDS})
            await later.defer_async()
        _log.info("worker started")
        await app.run_worker_async(
            wait=wait,
            concurrency=_CONCURRENCY,
            delete_jobs="successful",
            shutdown_graceful_timeout=_STOP_SECONDS,
            update_heartbeat_interval=periodic.HEARTBEAT_SECONDS,
            stalled_worker_timeout=periodic.STALLED_AFTER_SECONDS,
        )
        _log.info("worker stopped")
