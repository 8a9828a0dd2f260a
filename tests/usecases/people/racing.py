"""Lets several calls start at the same moment, each in a thread with a connection of its own."""

import threading
from collections.abc import Callable

from django.db import connection


def race(*calls: Callable[[], object]) -> list[object]:
    """What each call returned or raised, in the order of the calls."""
    start = threading.Barrier(len(calls))
    results: list[object] = [None] * len(calls)

    def run(at: int, call: Callable[[], object]) -> None:
        start.wait()
        try:
            results[at] = call()
        except Exception as error:  # noqa: BLE001 - the outcome is what is looked at
            results[at] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(at, call)) for at, call in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
