"""Hands one signed event to a neighbor's address over HTTP, and lets nothing else of that address in."""

import http.client
import socket
import ssl
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Protocol
from urllib.parse import urlsplit

from yimen.rules.errors import N_
from yimen.rules.exchange import is_shut_address

_SECONDS = 10.0
_MOST_ANSWER = 16 * 1024


@dataclass(frozen=True, kw_only=True, slots=True)
class WebhookAnswer:
    """What came of one try: the status if there was an answer, else why there was none, in words."""

    status: int | None
    fault: str = ""

    @property
    def is_taken(self) -> bool:
        """Whether the neighbor took it over: an answer of 2xx, nothing else."""
        return self.status is not None and 200 <= self.status < 300


class Webhooks(Protocol):
    """Sends one event at a time; never raises for what the other side does."""

    def why_not(self, url: str) -> str:
        """Why nothing is sent to this address, as far as its text tells; empty when it may be."""
        ...

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> WebhookAnswer:
        """One POST within ten seconds; redirects are not followed, the answer's body is not kept."""
        ...


class HttpWebhooks:
    """The real one. The name is resolved once and the address that was checked is the one called."""

    def __init__(self, *, loopback_allowed: bool, seconds: float = _SECONDS) -> None:
        self._loopback_allowed = loopback_allowed
        self._seconds = seconds

    def why_not(self, url: str) -> str:
        """Addresses that are written as such, and this machine's own name; names are looked up later."""
        host = urlsplit(url).hostname or ""
        if host == "localhost" or host.endswith(".localhost"):
            host = "127.0.0.1"
        try:
            ip_address(host)
        except ValueError:
            return ""
        return _SHUT if is_shut_address(host, loopback_allowed=self._loopback_allowed) else ""

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> WebhookAnswer:
        """As the contract says; a watchdog closes the connection of a neighbor that answers by drops."""
        try:
            return self._post(url, body, headers)
        except TimeoutError:
            return WebhookAnswer(status=None, fault=_SLOW)
        except ssl.SSLError:
            return WebhookAnswer(status=None, fault=N_("对方的 HTTPS 证书不可信或者握手失败"))
        except socket.gaierror:
            return WebhookAnswer(status=None, fault=N_("找不到对方的主机名"))
        except (OSError, http.client.HTTPException, ValueError):
            return WebhookAnswer(status=None, fault=N_("连不上，或者连接中断"))

    def _post(self, url: str, body: bytes, headers: Mapping[str, str]) -> WebhookAnswer:
        parts = urlsplit(url)
        host = parts.hostname or ""
        is_https = parts.scheme == "https"
        port = parts.port or (443 if is_https else 80)
        address = self._open_address(host, port)
        if address is None:
            return WebhookAnswer(status=None, fault=_SHUT)
        link = socket.create_connection((address, port), timeout=self._seconds)
        watchdog = _Watchdog(link, self._seconds)
        try:
            if is_https:
                link = ssl.create_default_context().wrap_socket(
                    link, server_hostname=host, do_handshake_on_connect=False
                )
                watchdog.link = link
                link.do_handshake()
            caller = http.client.HTTPConnection(host, port, timeout=self._seconds)
            caller.sock = link
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            caller.request("POST", path, body=body, headers={**_OWN_HEADERS, **headers})
            answer = caller.getresponse()
            if watchdog.has_bitten:  # a cut answer reads like one that ended
                raise TimeoutError
            answer.read(_MOST_ANSWER)
            return WebhookAnswer(status=answer.status)
        except (OSError, http.client.HTTPException):
            if watchdog.has_bitten:
                raise TimeoutError from None
            raise
        finally:
            watchdog.end()
            link.close()

    def _open_address(self, host: str, port: int) -> str | None:
        """The first address of the host; None when any of them is shut, so that no mix slips through."""
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = [str(entry[4][0]) for entry in found]
        if any(is_shut_address(each, loopback_allowed=self._loopback_allowed) for each in addresses):
            return None
        return addresses[0] if addresses else None


_SHUT = N_("地址指向本机或者不开放的网络")
_SLOW = N_("对方超过 10 秒没有答复")
_OWN_HEADERS = {
    "Content-Type": "application/json; charset=utf-8",
    "User-Agent": "Yimen-Webhooks/1",
    "Connection": "close",
}


class _Watchdog:
    """Cuts a connection at its deadline: a socket's timeout counts from its last byte."""

    def __init__(self, link: socket.socket, seconds: float) -> None:
        self.has_bitten = False
        self.link: socket.socket = link
        self._timer = threading.Timer(seconds, self._bite)
        self._timer.daemon = True
        self._timer.start()

    def _bite(self) -> None:
        self.has_bitten = True
        try:
            self.link.shutdown(socket.SHUT_RDWR)
        except OSError:
            return

    def end(self) -> None:
        """The connection came to its end by itself."""
        self._timer.cancel()


@dataclass(frozen=True, kw_only=True, slots=True)
class PostedEvent:
    """One try as the fake keeps it."""

    url: str
    body: bytes
    headers: Mapping[str, str]


class MemoryWebhooks:
    """The fake: keeps what was posted and answers what it was told to."""

    def __init__(self) -> None:
        self.answer = WebhookAnswer(status=204)
        self._posted: list[PostedEvent] = []
        self._lock = threading.Lock()

    def why_not(self, url: str) -> str:  # noqa: ARG002 - the contract's shape
        """Every address is open."""
        return ""

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> WebhookAnswer:
        """Keep the event."""
        with self._lock:
            self._posted.append(PostedEvent(url=url, body=body, headers=dict(headers)))
        return self.answer

    @property
    def posted(self) -> tuple[PostedEvent, ...]:
        """Every try so far, oldest first."""
        return tuple(self._posted)
