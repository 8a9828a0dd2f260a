"""The metal: the writing statements of our own requests, replayed prepared, transaction by transaction.

They are captured from requests that this process serves itself; ids, numbers and keys are made anew for
each replay, so that every row is a new one, as in life.
"""

import re
import uuid
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import psycopg
from bench.register.clients import Caller
from bench.register.place import World
from bench.register.together import rate_of

_NUMBER = re.compile(r"^INSERT INTO orgs_number_series")
_PAPER = re.compile(r'INSERT INTO "documents_paper" \(([^)]*)\) VALUES')
_NUMBERED = re.compile(r"\d{6}-\d{4}-\d{3}-\d+|〔\d{4}〕\d+号")
_MOMENT_MS = 5_000  # what one run makes; the filled register is older
Statement = tuple[str, Any]


@dataclass
class Captured:
    """The writing statements of each transaction of one run, in order, and how many statements there were."""

    transactions: list[list[Statement]] = field(default_factory=list)
    all_statements: int = 0


def is_writing(sql: str) -> bool:
    """Whether a statement leaves something; a job is asked for by a SELECT that does."""
    return not sql.startswith("SELECT") or "procrastinate_defer" in sql


def capture(world: World, work: Callable[[Caller], object]) -> Captured:
    """Serve the calls of `work` in this process and keep what they write."""
    from django.db import connection

    found = Captured()

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001
        found.all_statements += 1
        if is_writing(sql):
            found.transactions[-1].append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        work(_InProcess(world, found))
    found.all_statements += 2 * len(found.transactions)  # BEGIN and COMMIT
    return found


class _InProcess(Caller):
    """A caller without a network: each call is one transaction to capture."""

    def __init__(self, world: World, found: Captured) -> None:
        super().__init__(0, world, 91)
        from django.test import Client

        self._client, self._found = Client(raise_request_exception=True, SERVER_NAME="127.0.0.1"), found

    def send(self, method: str, path: str, role: str, body: Any = None) -> Any:  # noqa: ARG002 - as Caller's
        self._found.transactions.append([])
        answer = self._client.post(
            "/api/v1" + path,
            body,
            content_type="application/json",
            headers={
                "authorization": f"Bearer {self._world.tokens[role]}",
                "idempotency-key": uuid.uuid4().hex,
            },
        )
        if answer.status_code >= 300:
            raise RuntimeError(f"{path}: {answer.status_code} {answer.content.decode()[:400]}")
        return answer.json()


class _Renewal:
    """Makes ids, numbers and keys anew, the same old one into the same new one within one replay."""

    def __init__(self, own: set[uuid.UUID], mark: str) -> None:
        self._own, self._mark, self._ids, self._words = own, mark, {}, {}  # type: ignore[var-annotated]

    def value(self, value: Any) -> Any:
        """A parameter for this replay."""
        if isinstance(value, uuid.UUID):
            return self._ids.setdefault(value, uuid.uuid4()) if value in self._own else value
        if isinstance(value, str) and len(value) == 32 and _is_hex(value):
            return self._words.setdefault(value, uuid.uuid4().hex)
        if isinstance(value, str) and len(value) < 60:
            return _NUMBERED.sub(lambda found: self._number(found[0]), value)
        return value

    def _number(self, old: str) -> str:
        return self._words.setdefault(old, f"{self._mark}{len(self._words)}-{uuid.uuid4().hex[:12]}")


def _is_hex(text: str) -> bool:
    return all(sign in "0123456789abcdef" for sign in text)


def replay_rate(url: str, captured: Captured, times: int) -> float:
    """How often a second four processes together replay the run, each so many times."""
    own = _own_ids(captured)

    def prepare(number: int) -> Callable[[int], object]:
        connection = psycopg.connect(url, prepare_threshold=0)
        return lambda each: _run(connection, captured, _Renewal(own, f"{number}.{each}."))

    return rate_of(prepare, times)


def _run(connection: "psycopg.Connection[Any]", captured: Captured, renewal: _Renewal) -> None:
    for transaction in captured.transactions:
        serial: int | None = None
        with connection.transaction():
            for sql, params in transaction:
                values = _renewed(sql, params, renewal, serial)
                answer = connection.execute(sql, values, prepare=True)
                if _NUMBER.match(sql):
                    row = answer.fetchone()
                    serial = row[0] if row else None


def _renewed(sql: str, params: Any, renewal: _Renewal, serial: int | None) -> Any:
    if not isinstance(params, Sequence) or isinstance(params, str):
        return params
    values = [renewal.value(each) for each in params]
    paper = _PAPER.search(sql)
    if paper is not None and serial is not None:
        columns = [each.strip('" ') for each in paper[1].split(",")]
        values[sql[: paper.start()].count("%s") + columns.index("serial")] = serial
    return values


def _own_ids(captured: Captured) -> set[uuid.UUID]:
    """The ids that the run made itself: those of its moment (UUIDv7), not those that it found."""
    ids = {each for tx in captured.transactions for _, params in tx for each in _flat(params)}
    newest = max(each.int >> 80 for each in ids)
    return {each for each in ids if newest - (each.int >> 80) < _MOMENT_MS and each.version == 7}


def _flat(params: Any) -> list[uuid.UUID]:
    values = params if isinstance(params, Sequence) and not isinstance(params, str) else ()
    return [each for each in values if isinstance(each, uuid.UUID)]


@contextmanager
def django_on(url: str) -> Any:
    """Django in this process on this database."""
    import os

    import django

    os.environ["YIMEN_DATABASE_URL"] = url
    django.setup()
    from django.db import connection

    try:
        yield
    finally:
        connection.close()
