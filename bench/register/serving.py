"""The HTTP server of a benchmark: granian as in the product, over one database, without a job worker."""

import http.client
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

from bench.faults.house import free_port
from bench.register.place import DATA, ROOT, environment

from yimen.cli.up import plan_for
from yimen.config.environment import load
from yimen.gateways.processes import tied_to_parent

_START_SECONDS = 300.0


@contextmanager
def serving(url: str) -> Iterator[int]:
    """Serve for the time of the block; the port. Its log lies in the data folder."""
    port = free_port()
    env = environment(YIMEN_DATABASE_URL=url, PORT=str(port))
    command = plan_for(load(env), is_empty=True).http.command
    with (DATA / "http.log").open("wb") as log:
        server = subprocess.Popen(
            command,
            env=env,
            cwd=ROOT,
            stdout=log,
            stderr=log,
            preexec_fn=tied_to_parent(signal.SIGTERM),  # noqa: PLW1509 - one prctl call
        )
    try:
        _wait(port, server)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait(port: int, server: "subprocess.Popen[bytes]") -> None:
    limit = time.monotonic() + _START_SECONDS
    while time.monotonic() < limit and server.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
        try:
            connection.request("GET", "/healthz")
            if connection.getresponse().status == http.client.OK:
                return
        except OSError:
            time.sleep(0.2)
        finally:
            connection.close()
    raise RuntimeError(f"the server did not come up: see {DATA / 'http.log'}")
