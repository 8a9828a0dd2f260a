"""Creates and whole sequences over the API with four clients, against their own writes on the metal."""

from bench.register.clients import Caller, rate
from bench.register.metal import capture, django_on, replay_rate
from bench.register.place import World, build, copy_of, filled, running_cluster
from bench.register.serving import serving

CASES = 100_000
WORKS = {
    "create": (Caller.create, 400, 8),
    "settle": (Caller.settle, 400, 10),
    "sequence": (Caller.sequence, 150, 10),
}


def run() -> None:
    """Print statements, rates and ratios; each work on a copy of its own, the metal beside it."""
    with running_cluster() as cluster:
        world = build(cluster)
        template = filled(cluster, CASES)
        print(f"  on {CASES:,} cases, four clients, two HTTP workers, the job worker paused")
        for name in WORKS:
            _measure(cluster, template, world, name)


def _measure(cluster: object, template: str, world: World, name: str) -> None:
    work, times, bar = WORKS[name]
    with copy_of(cluster, template, "bench_load") as url:  # type: ignore[arg-type]
        with django_on(url):
            capture(world, work)  # the first call of a process reads more
            captured = capture(world, work)
        with serving(url) as port:
            rate(port, world, name, 25)
            ours = rate(port, world, name, times)
        metal = replay_rate(url, captured, times * 3)
    writes = sum(map(len, captured.transactions))
    print(
        f"{name}: {captured.all_statements} statements, {writes} of them write;"
        f" {ours:,.0f} a second over the API, {metal:,.0f} replayed: 1/{metal / ours:.1f} (bar 1/{bar})"
    )
