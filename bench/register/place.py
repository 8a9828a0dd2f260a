"""The data folder of the register's benchmark: places, items, three people with tokens, and many cases."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from bench.register.filling import fill

from yimen.cli.up import program_environment
from yimen.gateways.postgres import DATABASE_NAME, Cluster

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "var" / "bench" / "register"


@dataclass(frozen=True, kw_only=True, slots=True)
class World:
    """What a client must know: a token by role, villages, the permit and the instant item."""

    tokens: Mapping[str, str]
    villages: tuple[str, ...]
    permit: Mapping[str, object]
    instant: Mapping[str, object]


def environment(**more: str) -> dict[str, str]:
    """The environment of every program of this place; nothing of the caller's own leaks in."""
    inherited = {k: v for k, v in program_environment().items() if not k.startswith("YIMEN_")}
    return {
        **inherited,
        "PYTHONPATH": os.pathsep.join((inherited["PYTHONPATH"], str(ROOT))),
        "DJANGO_SETTINGS_MODULE": "yimen.config.settings",
        "YIMEN_DATA_DIR": str(DATA),
        "YIMEN_DEMO": "1",
        "YIMEN_WORKERS": "2",
        **more,
    }


@contextmanager
def running_cluster() -> Iterator[Cluster]:
    """The cluster of the place, durable as in production, running for the time of the block."""
    DATA.mkdir(parents=True, exist_ok=True)
    cluster = Cluster(DATA)
    cluster.start()
    try:
        cluster.create_database(DATABASE_NAME)
        yield cluster
    finally:
        cluster.stop()


def build(cluster: Cluster) -> World:
    """Make the world, unless it was made before; needs the running cluster."""
    told = DATA / "world.json"
    if not told.exists():
        done = subprocess.run(
            [sys.executable, "-m", "bench.register.seed"],
            env=environment(YIMEN_DATABASE_URL=cluster.address(DATABASE_NAME).url()),
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise RuntimeError(f"the world was not built:\n{done.stdout}{done.stderr}")
        told.write_text(done.stdout.splitlines()[-1], encoding="utf-8")
    found = json.loads(told.read_text(encoding="utf-8"))
    return World(
        tokens=found["tokens"],
        villages=tuple(found["villages"]),
        permit=found["permit"],
        instant=found["instant"],
    )


def filled(cluster: Cluster, cases: int) -> str:
    """A database with so many cases, made from the world once and kept as a template; its name."""
    name = f"cases_{cases}"
    with psycopg.connect(cluster.address("postgres").url(), autocommit=True) as server:
        known = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if known is None:
            draft = f"{name}_draft"
            server.execute(f'DROP DATABASE IF EXISTS "{draft}" WITH (FORCE)')
            server.execute(f'CREATE DATABASE "{draft}" TEMPLATE "{DATABASE_NAME}"')
            fill(cluster.address(draft).url(), cases)
            server.execute(f'ALTER DATABASE "{draft}" RENAME TO "{name}"')
    return name


@contextmanager
def copy_of(cluster: Cluster, template: str, name: str) -> Iterator[str]:
    """A copy of a database for the time of the block; its address."""
    with psycopg.connect(cluster.address("postgres").url(), autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')
    try:
        yield cluster.address(name).url()
    finally:
        with psycopg.connect(cluster.address("postgres").url(), autocommit=True) as server:
            server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
