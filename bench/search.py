"""How long a search over 10,000 items takes, against reading one row by its key in the same run.

    python bench/search.py [ITEMS]

The items are made by putting together halves of the names that the project carries; the queries are the
project's own sets. The database is a cluster of its own that vanishes with this process. A search asks the
database one thing (has the catalogue changed?) and looks into memory; both are measured together.
"""

import os
import random
import resource
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yimen.config.settings")
os.environ.setdefault("YIMEN_DATA_DIR", str(ROOT / "var" / "bench" / "search-data"))

SEED = ROOT / "src/yimen/data/catalog/seed"
ITEMS = 10_000
ROUNDS = 3


def peak_mb() -> float:
    """The most memory that this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def made_names(names: Sequence[str], count: int) -> list[str]:
    """The real names, and as many more out of their halves; always the same ones."""
    rng = random.Random(7)  # noqa: S311 - the same names in every run
    heads = [name[: len(name) // 2] for name in names]
    tails = [name[len(name) // 2 :] for name in names]
    made = dict.fromkeys(names)
    while len(made) < count:
        middle = rng.choice(heads)[:4] if rng.random() < 0.3 else ""
        made[rng.choice(heads) + middle + rng.choice(tails)] = None
    return list(made)


def take_in(count: int) -> None:
    """Publish so many items by the action that a county uses."""
    from yimen.rules.access import system_actor
    from yimen.rules.catalog import ITEM_COLUMNS, read_items, short_name
    from yimen.usecases.catalog.actions import import_items
    from yimen.usecases.catalog.spoken import seed_synonyms

    real = read_items((SEED / "items.tsv").read_text(encoding="utf-8"))
    lines = ["\t".join(ITEM_COLUMNS)]
    for name in made_names([short_name(row.name) for row in real], count):
        cells = {"name": name, "type": "公共服务", "department": "民政", "level": "乡镇"}
        lines.append("\t".join(cells.get(column, "") for column in ITEM_COLUMNS))
    import_items(
        actor=system_actor("bench"),
        now=datetime.now(UTC),
        rows=read_items("\n".join(lines)),
        synonyms=seed_synonyms(),
        authorities={},
        partial=True,
    )


def times_of(act: Callable[[str], object], asked: Sequence[str]) -> list[tuple[float, float]]:
    """Milliseconds of each call over a few rounds: by the clock, and of it on the processor."""
    found = []
    for _ in range(ROUNDS):
        for each in asked:
            began, worked = time.perf_counter(), time.thread_time()
            act(each)
            found.append((1000 * (time.perf_counter() - began), 1000 * (time.thread_time() - worked)))
    return found


def tell(what: str, times: Sequence[tuple[float, float]]) -> float:
    """Print the middle and the slow end; the 95th hundredth by the clock comes back.

    On a machine that has other work, too, only the time on the processor says something of this program.
    """
    clock, busy = (sorted(each) for each in zip(*times, strict=True))
    half, slow = len(times) // 2, int(0.95 * len(times))
    print(f"  {what}: p50 {clock[half]:.2f} ms, p95 {clock[slow]:.2f} ms, worst {clock[-1]:.1f} ms")
    print(f"    of it on the processor: p50 {busy[half]:.2f} ms, p95 {busy[slow]:.2f} ms")
    return clock[slow]


def measure() -> None:
    """Build the index, search with every query of the sets, read rows by their keys."""
    from django.db import connection
    from tests.rules.search_set import read_queries

    from yimen.data.catalog.models import ItemVersion
    from yimen.usecases.catalog.catalogue import current_catalogue
    from yimen.usecases.catalog.queries import search_items

    before, began, worked = peak_mb(), time.perf_counter(), time.thread_time()
    catalogue = current_catalogue()
    took, busy = time.perf_counter() - began, time.thread_time() - worked
    print(f"{len(catalogue.items):,} items: index built in {took:.1f} s ({busy:.1f} s on the processor),")
    print(f"  {peak_mb() - before:.0f} MB more")
    asked = [each.query for name in ("queries", "later") for each in read_queries(name)]
    keys = [str(key) for key in ItemVersion.objects.values_list("pk", flat=True)[: len(asked)]]

    def read(key: str) -> object:
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM catalog_item_version WHERE id = %s", [key])
            return cursor.fetchone()

    rows = tell("a row by its key", times_of(read, keys))
    found = tell("a search", times_of(search_items, asked))
    print(f"a search takes {found / rows:.1f} times as long as a row by its key (p95 to p95)")


def main(count: int) -> None:
    """Print the figures of one run."""
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr] # told as it is known, also in a pipe
    import django

    from yimen.gateways.postgres import throwaway_cluster

    with throwaway_cluster() as cluster:
        cluster.create_database("bench")
        os.environ["YIMEN_DATABASE_URL"] = cluster.address("bench").url()
        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        take_in(count)
        measure()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ITEMS)
