"""How fast and how large an import of the whole country is, against bare COPY of the same rows in one run.

    python bench/imports.py [FILE.csv[.gz]]

Without a file it makes one of the country's size from the city that the project carries, under
var/bench. The database is a cluster of its own that vanishes with this process. COPY writes the
finished rows of all three tables into empty copies with the same constraints and indexes.
"""

import csv
import gzip
import os
import resource
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BENCH = ROOT / "var" / "bench"
sys.path.insert(0, str(ROOT / "src"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yimen.config.settings")
os.environ.setdefault("YIMEN_DATA_DIR", str(BENCH / "import-data"))

SEED = ROOT / "src/yimen/data/orgs/seed/divisions-cangzhou-2023.csv"
TABLES = ("orgs_region", "orgs_organ", "orgs_service_point")
PREFECTURES = 105
ROUNDS = 50


def make_country(path: Path) -> None:
    """The rows of one city under 105 prefectures of 21 provinces: as many as the country has."""
    with SEED.open(encoding="utf-8-sig", newline="") as source:
        header, *rows = csv.reader(source)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")
    with gzip.open(draft, "wt", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(header)
        for number in range(PREFECTURES):
            province, prefecture = f"{11 + number // 5:02d}", f"{1 + number % 5:02d}"
            if number % 5 == 0:
                writer.writerow([f"{province}0000000000", "", f"第{province}省", 1])
            for code, parent, name, level in rows:
                if level != "1":
                    above = parent if level == "2" else f"{province}{prefecture}{parent[4:]}"
                    place = f"{province}0000000000" if level == "2" else above
                    writer.writerow([f"{province}{prefecture}{code[4:]}", place, name, level])
    draft.rename(path)


def peak_mb() -> float:
    """The most memory that this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def seconds_of(act: Callable[[], object]) -> float:
    """How long an act took, once."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def import_country(path: Path) -> tuple[int, float]:
    """Rows written into the three tables, and the seconds that it took, file and checks included."""
    from yimen.cli.reading import read_table_file
    from yimen.rules.access import system_actor
    from yimen.rules.orgs import read_divisions
    from yimen.usecases.orgs.actions import import_divisions

    def run() -> None:
        done = import_divisions(
            actor=system_actor("bench"),
            now=datetime.now(UTC),
            rows=read_divisions(read_table_file(path).lines()),
            partial=True,
            valid_from=date(2023, 6, 30),
        )
        print(
            f"  created {done.created:,}, unchanged {done.unchanged:,}, refused {done.refused:,},"
            f" repeated {done.repeated:,}"
        )

    took = seconds_of(run)
    return sum(count_rows(table) for table in TABLES), took


def count_rows(table: str) -> int:
    """How many rows a table has."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 - names of our own
        return int(cursor.fetchone()[0])


def copy_bare() -> float:
    """Seconds of COPY of the same rows into empty tables of the same shape."""
    from django.db import connection, transaction

    took = 0.0
    for table in TABLES:
        spilled = BENCH / f"{table}.copy"
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TABLE bare_{table} (LIKE {table} INCLUDING ALL)")
            with spilled.open("wb") as target, cursor.copy(f"COPY {table} TO STDOUT") as out:
                for block in out:
                    target.write(block)

        def load(table: str = table, spilled: Path = spilled) -> None:
            with (
                transaction.atomic(),
                spilled.open("rb") as source,
                connection.cursor() as cursor,
                cursor.copy(f"COPY bare_{table} FROM STDIN") as into,
            ):
                while block := source.read(1 << 16):
                    into.write(block)

        took += seconds_of(load)
        spilled.unlink()
    return took


def look_around() -> None:
    """How long the questions of the portal take with the whole country in the tables."""
    from yimen.data.orgs.models import Region
    from yimen.usecases.orgs.queries import get_place, list_counties, list_townships, list_villages

    town = Region.objects.filter(level="TOWNSHIP").order_by("code")[200]
    village = Region.objects.filter(level="VILLAGE", code__startswith=town.code[:9])[0]
    questions: dict[str, Callable[[], object]] = {
        "list_counties": list_counties,
        "list_townships": lambda: list_townships(town.code),
        "list_villages": lambda: list_villages(town.code),
        "get_place": lambda: get_place(village.code),
    }
    for name, ask in questions.items():
        times = sorted(seconds_of(ask) for _ in range(ROUNDS))
        print(f"  {name}: median {times[ROUNDS // 2] * 1000:.1f} ms, worst {times[-1] * 1000:.1f} ms")


def main(given: str | None) -> None:
    """Print rows a second, the ratio to bare COPY, the peak of memory, and the questions after it."""
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr] # told as it is known, also in a pipe
    path = Path(given) if given else BENCH / "divisions-country.csv.gz"
    if not path.exists():
        make_country(path)
    import django

    from yimen.gateways.postgres import throwaway_cluster

    with throwaway_cluster() as cluster:
        cluster.create_database("bench")
        os.environ["YIMEN_DATABASE_URL"] = cluster.address("bench").url()
        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        before = peak_mb()
        rows, took = import_country(path)
        after = peak_mb()
        bare = copy_bare()
        print(f"  {rows:,} rows of three tables in {took:.1f} s: {rows / took:,.0f} a second")
        print(f"  bare COPY of the same rows in {bare:.1f} s: {rows / bare:,.0f} a second")
        print(f"import takes {took / bare:.1f} times as long as bare COPY")
        print(f"peak memory {after:.0f} MB, {after - before:.0f} MB more than before the import")
        _, again = import_country(path)
        print(f"the same file again: {again:.1f} s, peak memory {peak_mb():.0f} MB")
        look_around()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
