"""Counts what one call asks of the database: every statement, BEGIN and COMMIT among them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext


@dataclass
class Counted:
    """The statements, in order, as they went out."""

    statements: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.statements)

    def __str__(self) -> str:
        return "\n".join(f"{number:3} {text[:200]}" for number, text in enumerate(self.statements, start=1))


@contextmanager
def counted() -> Iterator[Counted]:
    """Count within the block, in this thread; only `real_db` sees a transaction begin and end."""
    found = Counted()
    with CaptureQueriesContext(connection) as captured:
        yield found
    found.statements += [str(each["sql"]) for each in captured.captured_queries]


def count(call: Callable[[], Any]) -> int:
    """How many statements one call makes."""
    with counted() as found:
        call()
    return len(found)
