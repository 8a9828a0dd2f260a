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
    Target(name="one HTTP worker", share=0.30, of=House.http_workers, one_of_them=True),
    Target(name="the job worker", share=0.33, of=House.jobs, at_work=_JOBS_AT_WORK),
    Target(name="the postmaster", share=0.25, of=House.postmaster),
    Target(name="the HTTP parent", share=0.06, of=House.http_parent),
    Target(name="everything at once", share=0.035, of=House.everything, ends_supervisor=True),
    Target(name="the supervisor alone", share=0.025, of=House.supervisor, ends_supervisor=True),
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


def take_next(targets: list[Target], *, spare_workers: bool) -> Target:
    """Take the next target off the plan, while workers are spared the next of another kind if there is one.

    The HTTP server ends as a whole when a worker dies within 5.5 seconds of its start; it comes back,
    but a run of nothing else would be a run of whole restarts.
    """
    at = next((at for at, each in enumerate(targets) if not (spare_workers and each.one_of_them)), 0)
    return targets.pop(at)
