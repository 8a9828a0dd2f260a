"""A real HTTP server in a thread that answers as it is told: what neighbors do, and what they should not."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Receiver:
    """What arrived, and how to answer the next call: a status, or an act on the handler."""

    url: str = ""
    status: int = 204
    act: Callable[[BaseHTTPRequestHandler], None] | None = None
    bodies: list[bytes] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)


@contextmanager
def receiver() -> Iterator[Receiver]:
    """Listening on this machine until the end of the block."""
    told = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told.paths.append(self.path)
            told.headers.append({name.lower(): value for name, value in self.headers.items()})
            told.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
            if told.act is not None:
                told.act(self)
                return
            self.send_response(told.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_GET = do_POST  # noqa: N815 - the standard library's name

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    told.url = f"http://127.0.0.1:{server.server_port}/in?from=yimen"
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()


def redirects(handler: BaseHTTPRequestHandler) -> None:
    """Send the caller elsewhere."""
    handler.send_response(307)
    handler.send_header("Location", handler.path + "&again=1")
    handler.send_header("Content-Length", "0")
    handler.end_headers()


def hangs_up(handler: BaseHTTPRequestHandler) -> None:
    """Close without a word."""
    handler.connection.shutdown(socket.SHUT_RDWR)
    handler.close_connection = True


def drips(handler: BaseHTTPRequestHandler) -> None:
    """Send one byte of a header after the other, so that no single wait is long."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Drip: ")
    try:
        for _ in range(600):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.05)
    except OSError:
        handler.close_connection = True


def floods(handler: BaseHTTPRequestHandler) -> None:
    """Answer well, with a hundred megabytes behind it."""
    handler.send_response(200)
    handler.send_header("Content-Length", str(100 * 1024 * 1024))
    handler.end_headers()
    try:
        for _ in range(100):
            handler.wfile.write(b"x" * 1024 * 1024)
    except OSError:
        handler.close_connection = True
