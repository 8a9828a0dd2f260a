"""One throw-away cluster a test run, one template with the world, one clone a worker and a race."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

import psycopg
from django.db import connections

from yimen.config.databases import settings_of

WORLD = "yimen_world"
EMPTY = "yimen_empty"
_clones = count()


def point_django_at(settings: dict[str, Any]) -> None:
    """Let the default connection use another database; the one open is closed first."""
    connections["default"].close()
    for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS"):
        connections["default"].settings_dict[name] = settings[name]
        connections.databases["default"][name] = settings[name]


def at(admin: str, name: str) -> dict[str, Any]:
    """The settings of another database of the same cluster."""
    return {**settings_of(admin), "NAME": name}


def clone(admin: str, *, template: str, name: str) -> None:
    """Make a database from a template; templates are never connected to meanwhile."""
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')


def drop(admin: str, name: str) -> None:
    """Drop a clone, whoever is still connected."""
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def fresh_clone(admin: str, template: str) -> Iterator[None]:
    """Run with a clone of its own that commits for real, then drop it and go back."""
    name = f"yimen_race_{os.getpid()}_{next(_clones)}"
    before = dict(connections["default"].settings_dict)
    clone(admin, template=template, name=name)
    try:
        point_django_at({**before, "NAME": name})
        yield
    finally:
        connections.close_all()
        point_django_at(before)
        drop(admin, name)
