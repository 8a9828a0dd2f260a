"""The two doors as a client uses them, desk and API: one request, one key, one answer."""

import http.client
import json
import re
import secrets
import urllib.parse
from collections.abc import Mapping

_TIMEOUT_SECONDS = 20.0
_NUMBER = re.compile(r'taken__number number">([^<]+)<')
_DONE = re.compile(r"/desk/intake/done/([0-9a-f-]{36})/")
Form = Mapping[str, str | list[str]]
Files = Mapping[str, bytes]


class NoAnswer(Exception):
    """The connection broke, or the house said that it could not.

    `reached` says that the request may have been done all the same: nobody knows.
    """

    def __init__(self, why: str, *, reached: bool) -> None:
        super().__init__(why)
        self.reached = reached


class Refused(Exception):
    """The house said no, in words: with a fresh key and an honest form that must not happen."""


class Desk:
    """One person at the desk, with a session that outlives every kill."""

    def __init__(self, port: int, session: str) -> None:
        self._port, self._session = port, session
        self._token = secrets.token_hex(16)

    def take_in(self, form: Form, key: str, files: Files | None = None) -> tuple[str, str]:
        """Take a case in, with scans, or settle it; its id and its number."""
        fields = {**form, "request_key": key}
        status, headers, body = self._send("POST", "/desk/intake/", fields, files)
        found = _DONE.search(headers["Location"])
        if found is None:
            raise _no(status, body or headers["Location"])
        status, _, page = self._send("GET", f"/desk/intake/done/{found[1]}/")
        number = _NUMBER.search(page)
        if number is None:
            raise _no(status, page)
        return found[1], number[1].strip()

    def act(self, case_id: str, form: Form, key: str) -> str:
        """Do one act on a case; the act that the house says was done."""
        fields = {**form, "request_key": key, "confirmed": "1"}
        status, headers, body = self._send("POST", f"/desk/cases/{case_id}/", fields)
        _, _, done = headers["Location"].partition("?done=")
        if not done:
            raise _no(status, body)
        return done

    def _send(
        self, method: str, path: str, form: Form | None = None, files: Files | None = None
    ) -> tuple[int, Mapping[str, str], str]:
        fields = {**(form or {}), "csrfmiddlewaretoken": self._token}
        kind, body = _with_files(fields, files) if files else _plain(fields)
        headers = {
            "Cookie": f"yimen_csrf={self._token}; yimen_session={self._session}",
            "Content-Type": kind,
        }
        return send(self._port, method, path, body if method == "POST" else None, headers)


class Api:
    """A program with a token, which sends its key in a header."""

    def __init__(self, port: int, token: str) -> None:
        self._port, self._token = port, token

    def open_case(self, told: Mapping[str, object], key: str) -> str:
        """Open a case; its number."""
        headers = {
            "Authorization": f"Bearer {self._token}",
            "Idempotency-Key": key,
            "Content-Type": "application/json",
        }
        status, _, body = send(self._port, "POST", "/api/v1/cases", json.dumps(told).encode(), headers)
        if status != http.client.CREATED:
            raise _no(status, body)
        return str(json.loads(body)["case_no"])


def send(
    port: int, method: str, path: str, body: bytes | None, headers: Mapping[str, str]
) -> tuple[int, Mapping[str, str], str]:
    """One request on a connection of its own; `NoAnswer` for whatever is not an answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_TIMEOUT_SECONDS)
    try:
        connection.request(method, path, body, dict(headers))
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", errors="replace")
    except (OSError, http.client.HTTPException) as fault:
        reached = not isinstance(fault, ConnectionRefusedError)
        raise NoAnswer(type(fault).__name__, reached=reached) from fault
    finally:
        connection.close()
    if answer.status >= http.client.INTERNAL_SERVER_ERROR:
        raise NoAnswer(_words(answer.status, text), reached=True)
    cookies = " ".join(answer.headers.get_all("Set-Cookie", []))
    return answer.status, {"Location": answer.getheader("Location", ""), "Cookies": cookies}, text


def _plain(fields: Form) -> tuple[str, bytes]:
    return "application/x-www-form-urlencoded", urllib.parse.urlencode(fields, doseq=True).encode()


def _with_files(fields: Form, files: Files) -> tuple[str, bytes]:
    """A form with files as a browser sends it; every field of it has one value."""
    mark = secrets.token_hex(16)
    head = f'--{mark}\r\nContent-Disposition: form-data; name="'
    parts = [f'{head}{name}"\r\n\r\n{value}\r\n'.encode() for name, value in fields.items()]
    for name, content in files.items():
        parts += [f'{head}{name}"; filename="{name}.png"\r\n\r\n'.encode(), content, b"\r\n"]
    return f"multipart/form-data; boundary={mark}", b"".join([*parts, f"--{mark}--\r\n".encode()])


def _no(status: int, page: str) -> Refused:
    return Refused(_words(status, page))


def _words(status: int, page: str) -> str:
    """The status and the words of a page or a problem, for a person to read."""
    words = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    return f"{status}: {words[:600]}"
