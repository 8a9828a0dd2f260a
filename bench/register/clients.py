"""Clients in processes of their own, each on one connection that stays open, one request after the other."""

import http.client
import json
import re
import socket
import uuid
from collections.abc import Callable, Mapping
from typing import Any

from bench.register.place import World
from bench.register.together import rate_of

_CHECKS = "10X98765432"
_LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)


class Caller:
    """One program with the tokens of three posts."""

    def __init__(self, port: int, world: World, number: int) -> None:
        self._http = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._world, self._number, self._count = world, number, 0
        self._port = port
        self._socket: socket.socket | None = None

    def send(self, method: str, path: str, role: str, body: Mapping[str, Any] | None = None) -> Any:
        """One call; its answer as data. Anything but a 2xx ends the benchmark."""
        headers = {"Authorization": f"Bearer {self._world.tokens[role]}"}
        content = None
        if body is not None:
            content = json.dumps(body).encode()
            headers |= {"Content-Type": "application/json", "Idempotency-Key": uuid.uuid4().hex}
        self._http.request(method, "/api/v1" + path, content, headers)
        answer = self._http.getresponse()
        text = answer.read()
        if answer.status >= http.client.MULTIPLE_CHOICES:
            raise RuntimeError(f"{method} {path}: {answer.status} {text.decode()[:400]}")
        return json.loads(text)

    def get_plainly(self, path: str, role: str, *, expects: str) -> None:
        """One GET over a bare socket; anything but 200 with this text in its body ends the benchmark."""
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self._port), timeout=60)
        asked = f"GET /api/v1{path} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        self._socket.sendall(f"{asked}Authorization: Bearer {self._world.tokens[role]}\r\n\r\n".encode())
        answer = b""
        while (end := answer.find(b"\r\n\r\n")) < 0:
            answer += self._socket.recv(65536)
        length = int(_LENGTH.search(answer[:end])[1])
        while len(answer) < end + 4 + length:
            answer += self._socket.recv(65536)
        if not answer.startswith(b"HTTP/1.1 200") or expects.encode() not in answer[end:]:
            raise RuntimeError(f"GET {path}: {answer.decode()[:400]}")

    def create(self) -> str:
        """A permit taken in at the counter: case, materials, step, receipt, journal, message, job."""
        return str(
            self.send("POST", "/cases", "CLERK", self._case(self._world.permit, act="TAKE_IN"))["case_no"]
        )

    def settle(self) -> None:
        """An instant service: created, accepted, decided and closed by one call."""
        body = self._case(self._world.instant, act="SETTLE", result="已打印参保证明一份。")
        self.send("POST", "/cases", "CLERK", body)

    def sequence(self) -> None:
        """A permit from the counter to the decision: four calls of three people, three papers."""
        at = f"/cases/{self.create()}/actions"
        self.send("POST", f"{at}/accept", "CLERK", {})
        points = range(1, 1 + int(str(self._world.permit["points"])))
        review = {
            "points": [{"number": each, "passed": True} for each in points],
            "opinion": "现场核实，与申请一致。",
            "advice": "GRANT",
        }
        self.send("POST", f"{at}/review", "REVIEWER", review)
        self.send("POST", f"{at}/grant", "APPROVER", {"opinion": "同意。"})

    def _case(self, item: Mapping[str, Any], **more: str) -> dict[str, Any]:
        self._count += 1
        year, day = 1950 + self._count % 50, 1 + self._count % 28
        body = f"130921{year}06{day:02d}{(self._number * 97 + self._count) % 1000:03d}"
        check = _CHECKS[sum(2 ** (17 - at) * int(sign) for at, sign in enumerate(body)) % 11]
        return {
            "item_code": item["code"],
            "village_code": self._world.villages[self._count % len(self._world.villages)],
            "applicant": {"name": "赵示例", "id_no": body + check, "phone": "13800000001"},
            "identity_check": "IN_PERSON",
            "request": "" if "result" in more else "村北承包地，杨树 20 株。",
            "materials": [{"key": at, "verdict": "PASS"} for at, _ in enumerate(item["materials"], start=1)],
            **more,
        }


def rate(port: int, world: World, name: str, times: int, kind: type[Caller] = Caller) -> float:
    """How often a second four clients together do what `kind` calls `name`, each so many times."""

    def prepare(number: int) -> Callable[[int], object]:
        act = getattr(kind(port, world, number), name)
        return lambda _: act()

    return rate_of(prepare, times)
