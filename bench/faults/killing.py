"""What is killed how often, in which order, and how each comes back."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from bench.faults.house import House

from yimen.gateways.processes import Process


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """One thing to kill: its share of all kills and its processes.

    `ends_supervisor`: somebody must start it again. `at_work` counts what should be in its hands.
    """

    name: str
    share: float
    of: Callable[[House], list[Process]]
    one_of_them: bool = False
    ends_supervisor: bool = False
    at_work: str = ""


_JOBS_AT_WORK = "SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing'"
TARGETS = (
    Target(name="one HTTP worker", share=0.40, of=House.http_workers, one_of_them=True),
    Target(name="the job worker", share=0.30, of=House.jobs, at_work=_JOBS_AT_WORK),
    Target(name="the postmaster", share=0.20, of=House.postmaster),
    Target(name="the HTTP parent", share=0.05, of=House.http_parent),
    Target(name="everything at once", share=0.03, of=House.everything, ends_supervisor=True),
    Target(name="the supervisor alone", share=0.02, of=House.supervisor, ends_supervisor=True),
)


def plan(kills: int, chance: random.Random) -> list[Target]:
    """So many targets by their shares, each at least once where there is room, in random order."""
    counts = {target.name: int(kills * target.share) for target in TARGETS}
    for target in TARGETS:
        if counts[target.name] == 0 and sum(counts.values()) < kills:
            counts[target.name] = 1
    counts[TARGETS[0].name] += kills - sum(counts.values())
    ordered = [target for target in TARGETS for _ in range(counts[target.name])]
    chance.shuffle(ordered)
    return ordered
