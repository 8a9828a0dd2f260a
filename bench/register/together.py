"""Four processes that do the same thing at once, as often as they can."""

import contextlib
import multiprocessing
import threading
import time
from collections.abc import Callable

CLIENTS = 4


def rate_of(prepare: Callable[[int], Callable[[int], object]], times: int) -> float:
    """How often a second four processes together do something, each so many times.

    `prepare(number)` runs in the process and gives what is done; it is done once before the clock runs. What
    is done is told which time it is. The first fault ends the benchmark.
    """
    context = multiprocessing.get_context("fork")
    gate = context.Barrier(CLIENTS + 1)
    done: multiprocessing.Queue[str] = context.Queue()

    def work(number: int) -> None:
        fault = ""
        try:
            act = prepare(number)
            act(0)
            gate.wait()
            for each in range(1, times + 1):
                act(each)
        except Exception as error:  # noqa: BLE001 - told to the parent, which ends the benchmark
            fault = f"{type(error).__name__}: {error}"
            gate.abort()
        done.put(fault)

    workers = [context.Process(target=work, args=(number,), daemon=True) for number in range(CLIENTS)]
    for worker in workers:
        worker.start()
    with contextlib.suppress(threading.BrokenBarrierError):  # then a fault waits to be told
        gate.wait()
    began = time.perf_counter()
    faults = [fault for fault in (done.get() for _ in workers) if fault]
    took = time.perf_counter() - began
    for worker in workers:
        worker.join()
    if faults:
        raise RuntimeError(faults[0])
    return CLIENTS * times / took
