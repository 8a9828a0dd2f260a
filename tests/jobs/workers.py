"""Real worker processes on a clone of the world, each with a data folder of its own."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from yimen.gateways.postgres import Address

PATIENCE_SECONDS = 60.0


@contextmanager
def worker(data: Path, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    """A `yimen worker` on the database of the test; killed at the end if it still runs."""
    settings = connection.settings_dict
    address = Address(
        name=settings["NAME"], user=settings["USER"], host=settings["HOST"], port=settings["PORT"]
    )
    with (data / "worker.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "yimen", "worker", *options],
            env=os.environ | {"YIMEN_DATABASE_URL": address.url(), "YIMEN_DATA_DIR": str(data)},
            stdout=log,
            stderr=log,
        )
        try:
            yield process
        finally:
            process.kill()
            process.wait()


def wait_until(holds: Callable[[], bool], what: str) -> None:
    """Look again and again; a failed test after a minute, never a measure of speed."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.05)


def job_states() -> dict[str, str]:
    """The state of each job that is still in the queue's table, by the name of its task."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, status FROM procrastinate_jobs ORDER BY id")
        return dict(cursor.fetchall())
