"""Pays the visits, and sees what each page asks the database, and whether a template asked it."""

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
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
_READS_CASES = re.compile(r'\b(?:FROM|UPDATE|JOIN) "(?:cases|feedback)_')
# `yimen check` counts all cases of the installation: that is its question.
_COUNTS_ALL = re.compile(r'^SELECT "cases_case"\."state" AS "state", COUNT\(')


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """A page as it was: its status, its size, its statements.

    Of these, those that were sent while it was drawn, and those about cases without a county.
    """

    status: int
    size: int
    statements: int
    while_drawn: tuple[str, ...]
    nameless: tuple[str, ...]


def visit_all(crowd: Crowd, *, before: Mapping[str, Seen] | None = None) -> dict[str, Seen]:
    """Every visit in turn, with what is kept in the process from a first look warm.

    Each is paid twice; only once where the first look already asks as often as `before` all warm.
    """
    seen = {}
    for name, visit in numbered_visits():
        first = _look(visit, crowd)
        if before is not None and before[name].statements == first.statements:
            seen[name] = first
        else:
            warm = _look(visit, crowd)
            seen[name] = replace(warm, nameless=first.nameless + warm.nameless)
    return seen


def numbered_visits() -> Iterator[tuple[str, Visit]]:
    """Every visit under the name of its page and its number."""
    for name, visits in VISITS.items():
        for number, visit in enumerate(visits, start=1):
            yield f"{name} {number}", visit


def is_nameless(sql: str) -> bool:
    """Whether a statement reads or changes cases and does not name the county.

    Rows are deleted by their key: only drafts and their files ever are.
    """
    if sql.startswith("DELETE "):
        return False
    where = sql.partition(" WHERE ")[2]
    return bool(_READS_CASES.search(sql)) and '"county_code"' not in where and not _COUNTS_ALL.match(sql)


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
    return Seen(
        status=answer.status_code,
        size=size,
        statements=len(sent),
        while_drawn=tuple(drawn),
        nameless=tuple(f"{url}: {sql}" for sql in sent if is_nameless(sql)),
    )


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
