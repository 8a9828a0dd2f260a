"""A whole installation of its own for the browser: `yimen up` with the demo world on a free port."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

START_SECONDS = 240
STOP_SECONDS = 60


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


@contextmanager
def running_installation(folder: Path, *words: str, **extra: str) -> Iterator[str]:
    """Start it on `folder`/data, hand out its address, stop it by SIGTERM; it ends by itself with 0.

    `words` are more words for `yimen up`, `extra` more variables of its environment.
    """
    port = free_port()
    log = folder / "up.log"
    environ = {
        **{name: value for name, value in os.environ.items() if not name.startswith("YIMEN_")},
        "PORT": str(port),
        "YIMEN_DATA_DIR": str(folder / "data"),
        "YIMEN_WORKERS": "1",
        **extra,
    }
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "yimen", "up", *words], env=environ, stdout=output, stderr=output
        )
    base = f"http://127.0.0.1:{port}"
    try:
        _wait_until_ready(base, process, log)
        yield base
    finally:
        process.send_signal(signal.SIGTERM)
        status = process.wait(timeout=STOP_SECONDS)
    assert status == 0, log.read_text()


def _wait_until_ready(base: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{base}/readyz", timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.3)
    raise AssertionError(f"the installation did not come up:\n{log.read_text()}")
