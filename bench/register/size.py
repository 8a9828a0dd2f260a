"""What size costs: look-up by number, case list and worklist, on ten thousand and on a million cases."""

import statistics
import time
import urllib.parse
from collections.abc import Callable
from functools import partial
from typing import Any

import psycopg
from bench.register.clients import Caller, rate
from bench.register.place import World, build, copy_of, filled, running_cluster
from bench.register.serving import serving
from bench.register.together import CLIENTS

SMALL, LARGE = 10_000, 1_000_000
ROUNDS = 60
LOOK_UPS = 400
BAR_LOOK_UPS, BAR_RATIO = 500, 3
NUMBERS: list[str] = []
_LISTS: dict[str, dict[str, str]] = {
    "worklist": {"queue": "TO_ACCEPT"},
    "overdue": {"queue": "OVERDUE"},
    "case list": {},
    "by state": {"state": "REVIEWING"},
    "by item": {"item": "CZ0010"},
    "by village": {"place": "130921100201"},
    "nobody's": {"whose": "NOBODY"},
    "by light": {"light": "RED"},
    "by name": {"q": f"赵{chr(20007)}例"},
    "by serial": {"q": "004321"},
}


class Reader(Caller):
    """A program that only looks."""

    def look_up(self) -> None:
        """One case by its number, over a bare socket: a dear client would measure itself."""
        self._count += 1
        number = NUMBERS[(self._number * 131 + self._count) % len(NUMBERS)]
        self.get_plainly(f"/cases/{number}", "CLERK", expects=number)

    def read(self, query: dict[str, str]) -> None:
        """One page of a list."""
        self.send("GET", f"/cases?{urllib.parse.urlencode(query)}", "CLERK")


def run() -> None:
    """Print each figure for both sizes, and how much the larger one costs more."""
    with running_cluster() as cluster:
        world = build(cluster)
        found: dict[int, dict[str, float]] = {}
        for cases in (SMALL, LARGE):
            template = filled(cluster, cases)
            with copy_of(cluster, template, "bench_size") as url:
                found[cases] = _measure(url, world)
            told = ", ".join(f"{name} {figure:,.1f}" for name, figure in found[cases].items())
            print(f"  {cases:,} cases: {told}", flush=True)
        for name, small in found[SMALL].items():
            large = found[LARGE][name]
            if name == "look-up":
                print(
                    f"look-up by number, {CLIENTS} clients: {small:,.0f} a second on {SMALL:,} cases,"
                    f" {large:,.0f} on {LARGE:,} (bar {BAR_LOOK_UPS})"
                )
            else:
                print(
                    f"{name}: p95 {small:.1f} ms on {SMALL:,}, {large:.1f} ms on {LARGE:,},"
                    f" {large / small:.2f} times (bar {BAR_RATIO})"
                )


def _measure(url: str, world: World) -> dict[str, float]:
    with psycopg.connect(url) as connection:
        rows = connection.execute(
            "SELECT case_no FROM cases_case WHERE township_code = '130921100000' ORDER BY id LIMIT 2000"
        )
        NUMBERS[:] = [row[0] for row in rows]
    found: dict[str, float] = {}
    with serving(url) as port:
        rate(port, world, "look_up", 25, Reader)
        found["look-up"] = rate(port, world, "look_up", LOOK_UPS, Reader)
        reader = Reader(port, world, 1)
        for name, query in _LISTS.items():
            found[name] = _p95(partial(reader.read, query))
    return found


def _p95(ask: Callable[[], Any]) -> float:
    """The 95th percentile in milliseconds of some rounds, after a few that do not count."""
    times = []
    for at in range(ROUNDS + 5):
        began = time.perf_counter()
        ask()
        if at >= 5:
            times.append((time.perf_counter() - began) * 1000)
    return statistics.quantiles(times, n=20)[-1]
