"""PostgreSQL's own programs as clients: told their database, ended with us, their last words kept."""

import contextlib
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from typing import IO

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from yimen.gateways.postgres.binaries import find_binaries
from yimen.gateways.processes import tied_to_parent

_LAST_WORDS = 800


@contextlib.contextmanager
def running(
    name: str, *arguments: str, stdin: int = subprocess.DEVNULL, said: IO[bytes]
) -> Iterator["subprocess.Popen[bytes]"]:
    """One program with a pipe at its output; what it complains of goes to `said`; never left running."""
    process = subprocess.Popen(
        [find_binaries().program(name), *arguments],
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=said,
        cwd="/",
        preexec_fn=tied_to_parent(signal.SIGTERM),  # noqa: PLW1509 - one prctl call
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        process.wait()


@contextlib.contextmanager
def database_argument(url: str) -> Iterator[str]:
    """What tells a program its database; a password goes by a file, for all may list processes."""
    parts = {name: str(value) for name, value in conninfo_to_dict(url).items() if value is not None}
    password = parts.pop("password", None)
    if password is None:
        yield f"--dbname={make_conninfo('', **parts)}"
        return
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", prefix="yimen-pass-") as file:
        escaped = password.replace("\\", "\\\\").replace(":", "\\:")
        file.write(f"*:*:*:*:{escaped}\n")
        file.flush()
        yield f"--dbname={make_conninfo('', **parts, passfile=file.name)}"


def last_words(said: IO[bytes]) -> str:
    """The end of what a program has complained of."""
    said.seek(0)
    return said.read().decode("utf-8", errors="replace").strip()[-_LAST_WORDS:]
