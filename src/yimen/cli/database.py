"""A database for the time of one command: the running one, or the embedded one started just for it."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from yimen.cli.surroundings import current
from yimen.usecases.hosting.database import shared_database


@contextmanager
def ensure_database() -> Iterator[None]:
    """See to a database that takes connections; commands may nest it, and several may run at once."""
    here = current()
    with shared_database(here.data_dir, here.database_url, wait=say_once()):
        yield


def say_once(after_seconds: float = 2.0) -> Callable[[str], None]:
    """Tell on stderr what is being waited for, once each, and only when it takes long."""
    began = time.monotonic()
    said: set[str] = set()

    def say(waiting_for: str) -> None:
        if time.monotonic() - began > after_seconds and waiting_for not in said:
            said.add(waiting_for)
            print(f"{waiting_for}……", file=sys.stderr)

    return say
