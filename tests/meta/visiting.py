"""Pays the visits, and sees what each page asks the database, and whether a template asked it."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType
from typing import Any

from django.db import connection
from django.http.response import HttpResponseBase
from django.test import Client

from tests.meta.crowd import Crowd
from tests.meta.visits import VISITS, Visit
from tests.web.sessions import as_actor
from yimen.rules.access import PUBLIC

_TEMPLATES = "/django/template/"


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """A page as it was: its status, its size, its statements, and those sent while it was drawn."""

    status: int
    size: int
    statements: int
    while_drawn: tuple[str, ...]


def visit_all(crowd: Crowd) -> dict[str, Seen]:
    """Every visit in turn, each twice: what is kept in the process from the first look is warm."""
    seen = {}
    for name, visits in VISITS.items():
        for number, visit in enumerate(visits, start=1):
            _look(visit, crowd)
            seen[f"{name} {number}"] = _look(visit, crowd)
    return seen


def _look(visit: Visit, crowd: Crowd) -> Seen:
    client = _client(visit)
    for name, value in visit.cookies.items():
        client.cookies[name] = value
    url = visit.url(crowd)
    posted = None if visit.posted is None else visit.posted(crowd)
    sent: list[str] = []
    drawn: list[str] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        sent.append(sql)
        if is_drawing(sys._getframe()):
            drawn.append(f"{url}: {sql}")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        answer = client.get(url) if posted is None else client.post(url, posted)
        size = _size(answer)
    return Seen(status=answer.status_code, size=size, statements=len(sent), while_drawn=tuple(drawn))


def _client(visit: Visit) -> Client:
    if visit.client is not None:
        return visit.client()
    return Client() if visit.who is PUBLIC else as_actor(visit.who)


def _size(answer: HttpResponseBase) -> int:
    return len(answer.getvalue())


def is_drawing(frame: FrameType | None) -> bool:
    """Whether a template is being drawn somewhere above this frame."""
    while frame is not None:
        if _TEMPLATES in frame.f_code.co_filename.replace("\\", "/"):
            return True
        frame = frame.f_back
    return False
