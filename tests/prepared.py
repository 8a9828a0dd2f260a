"""One data folder a run with tables, static files, places, items and sample people; installations copy it.

Only the first start of an installation needs minutes of work that is the same each time. It is done once,
beside the first tests of a whole run, else by whichever worker comes first; `make run` of `.ci/run` and the
stand-ins of `tests/cli` begin with nothing.
"""

import argparse
import fcntl
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Thread

from bench.faults.house import environment_for
from bench.faults.place import ROOT


def prepare_once(folder: Path) -> Path:
    """The prepared data folder in `folder`, made now unless another worker has made it."""
    data, ready = folder / "data", folder / "ready"
    handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        if not ready.exists():
            _run(data)
            ready.touch()
    finally:
        os.close(handle)
    return data


def start_preparing(folder: Path) -> Thread:
    """Prepare it beside what this process does; should that fail, the first worker that needs it says why."""
    thread = Thread(target=_try_to_prepare, args=(folder,), name="prepared-place")
    thread.start()
    return thread


def _try_to_prepare(folder: Path) -> None:
    with suppress(AssertionError):
        prepare_once(folder)


def _run(data: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.prepared"],
        env=environment_for(data, 8000),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def main() -> None:
    """Run as a program in the folder that the environment names; then the cluster stands still again."""
    from yimen.cli.surroundings import use
    from yimen.config import environment
    from yimen.usecases.hosting.database import shared_database

    surroundings = environment.load()
    use(surroundings)
    with shared_database(surroundings.data_dir, None, wait=lambda _: None):
        import django
        from django.db import connection
        from django.utils import timezone

        django.setup()
        from yimen.cli import assets, migrate
        from yimen.cli.demo.people import seed_people
        from yimen.cli.demo.places import seed_places

        try:
            migrate.run(argparse.Namespace())
            assets.run(argparse.Namespace())
            now = timezone.localtime()
            seed_places(now)
            seed_people(now)
        finally:
            connection.close()


if __name__ == "__main__":
    main()
