"""How fast figures of a whole city are read, against one plain indexed aggregate over the same rows.

    python bench/indicators.py [DIVISIONS.csv[.gz]]

Two trees: the city that the project carries, and one of the country's size (the file named, or one made from
the city under var/bench). Facts are made up for every place of the city: a dossier, and eleven standards with
three verdicts each over twenty-four months. The database is a cluster of its own that vanishes with this
process.
"""

import os
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from imports import make_country, peak_mb

ROOT = Path(__file__).resolve().parents[1]
BENCH = ROOT / "var" / "bench"
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yimen.config.settings")
os.environ.setdefault("YIMEN_DATA_DIR", str(BENCH / "indicators-data"))

CITY = ROOT / "src/yimen/data/orgs/seed/divisions-cangzhou-2023.csv"
ROUNDS = 25
FIVE_RATES = ("coverage", "area_rate", "one_door_rate", "equipment_rate", "network_rate")
NOW = datetime(2026, 11, 27, 3, 0, tzinfo=UTC)

# Each place and standard: a verdict about two years ago, which two later ones follow.
_VERDICTS = """
INSERT INTO places_verdict (id, county_code, point_id, region_code, is_center, standard, verdict, reason,
                            since, until)
SELECT gen_random_uuid(), p.county_code, p.id, r.code, r.level = 'TOWNSHIP', s.standard,
       (ARRAY['MET', 'NOT_MET', 'EXPLAINED', 'MET', 'LAPSED'])
         [1 + abs(hashtext(r.code || s.standard || n)) %% 5], '', at.since,
       CASE WHEN n < 3 THEN at.since + make_interval(days => 240) END
  FROM orgs_service_point p JOIN orgs_region r ON r.id = p.region_id
 CROSS JOIN unnest(%(standards)s::text[]) AS s(standard)
 CROSS JOIN generate_series(1, 3) AS n
 CROSS JOIN LATERAL (
   SELECT %(now)s::timestamptz
          - make_interval(days => 720 - 240 * (n - 1) - abs(hashtext(r.code || s.standard)) %% 230) AS since
 ) AS at
 WHERE r.code LIKE %(within)s AND abs(hashtext(s.standard || r.code)) %% 10 < 8
"""
_DOSSIERS = """
INSERT INTO places_dossier (id, county_code, point_id, region_code, is_center, facts, revision, changed_at,
                            sample)
SELECT gen_random_uuid(), p.county_code, p.id, r.code, r.level = 'TOWNSHIP',
       '{"area": {"v": 30, "at": "2025-01-01T00:00:00.000+00:00"}}', 1,
       %(now)s::timestamptz - make_interval(days => abs(hashtext(r.code)) %% 700), true
  FROM orgs_service_point p JOIN orgs_region r ON r.id = p.region_id
 WHERE r.code LIKE %(within)s AND abs(hashtext(r.code)) %% 10 < 9
"""
_CHANGES = """
INSERT INTO places_change (id, county_code, dossier_id, revision, at, how, who, changes)
SELECT gen_random_uuid(), county_code, id, 1, changed_at, 'RECORDED', '', '{}' FROM places_dossier
"""


def seconds_of(act: Callable[[], object]) -> float:
    """How long an act took, once."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def best_of(act: Callable[[], object]) -> float:
    """Milliseconds of the quickest of some rounds: what the machine can do when it has no other work."""
    return 1000 * min(seconds_of(act) for _ in range(ROUNDS))


def execute(sql: str, asked: object = None) -> list[tuple[object, ...]]:
    """Run one statement."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql, asked)
        return cursor.fetchall() if cursor.description else []


def take_in(path: Path) -> None:
    """Import the divisions of a file by the action that a site uses."""
    from yimen.cli.reading import read_table_file
    from yimen.rules.access import system_actor
    from yimen.rules.orgs import read_divisions
    from yimen.usecases.orgs.actions import import_divisions

    import_divisions(
        actor=system_actor("bench"),
        now=NOW,
        rows=read_divisions(read_table_file(path).lines()),
        partial=True,
        valid_from=date(2023, 6, 30),
    )


def make_facts(within: str) -> None:
    """Verdicts and dossiers of every place of the city."""
    from yimen.rules.standards import Standard

    standards = [each.value for each in Standard]
    asked = {"standards": standards, "now": NOW, "within": f"{within}%"}
    for sql in (_VERDICTS, _DOSSIERS, _CHANGES):
        execute(sql, asked)
    execute("ANALYZE")


def fold() -> float:
    """Seconds of the first fold, which counts everything from scratch."""
    from yimen.rules.access import system_actor
    from yimen.usecases.indicators.folding import fold_totals

    def run() -> None:
        while not fold_totals(actor=system_actor("bench"), now=NOW).is_whole:
            pass

    return seconds_of(run)


_PLAIN = """
SELECT count(*), sum(counts[1] + counts[2])
  FROM indicators_total
 WHERE county_code = ANY(%(counties)s) AND unit_code = ANY(%(units)s) AND own = %(own)s
   AND month > %(first)s AND month <= %(last)s
"""


def compare(what: str, units: Sequence[str], keys: Sequence[str], bar: float) -> None:
    """Figures of units over twelve months, and one plain aggregate over the rows that they are read from."""
    from yimen.rules.indicators import last_months
    from yimen.usecases.indicators.figures import figures_of

    months = last_months(date(2026, 11, 1), 12)
    asked = {
        "counties": sorted({each[:6] for each in units}),
        "units": list(units),
        "own": not units[0].endswith("000"),
        "first": months[0],
        "last": months[-1],
    }
    plain = best_of(lambda: execute(_PLAIN, asked))
    ours = best_of(lambda: figures_of(units, keys, months, now=NOW))
    ((rows, _),) = execute(_PLAIN, asked)
    print(
        f"  {what}: {ours:.0f} ms (bar {bar:.0f}); one aggregate over the {rows:,} rows of these months"
        f" {plain:.1f} ms: {ours / plain:.1f} times"
    )


_SIZE = "SELECT count(*), pg_total_relation_size('indicators_total') / 1048576 FROM indicators_total"


def units_of(level: Sequence[str], within: str) -> list[str]:
    """The codes of a level of the city."""
    asked = {"level": list(level), "within": f"{within}%"}
    sql = "SELECT code FROM orgs_region WHERE level = ANY(%(level)s) AND code LIKE %(within)s ORDER BY code"
    return [str(code) for (code,) in execute(sql, asked)]


def measure(name: str, within: str) -> None:
    """Fold once, then read."""
    before = peak_mb()
    took = fold()
    (rows,) = execute(
        "SELECT count(*), pg_total_relation_size('indicators_total') / 1048576 FROM indicators_total"
    )
    (regions,) = execute("SELECT count(*) FROM orgs_region")
    print(f"{name}: {regions[0]:,} regions; counted from scratch in {took:.1f} s,")
    print(f"  {peak_mb() - before:.0f} MB more; {rows[0]:,} totals, {rows[1]} MB")
    again = fold()
    print(f"  a fold with nothing new: {1000 * again:.0f} ms")
    execute("VACUUM ANALYZE indicators_total")
    reporting = units_of(["COUNTY", "TOWNSHIP"], within)
    villages = units_of(["VILLAGE"], within)
    compare(f"five rates, {len(reporting)} units x 12 months", reporting, FIVE_RATES, 50)
    compare(f"one rate, {len(villages):,} villages x 12 months", villages, ["area_rate"], 300)
    compare(f"one count, {len(villages):,} villages x 12 months", villages, ["cases_received"], 300)


def main(country: Path | None) -> None:
    """Print the figures of one run."""
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr] # told as it is known, also in a pipe
    import django

    from yimen.gateways.postgres import throwaway_cluster

    if country is None:
        country = BENCH / "divisions-country.csv.gz"
        if not country.exists():
            make_country(country)
    with throwaway_cluster() as cluster:
        cluster.create_database("bench")
        os.environ["YIMEN_DATABASE_URL"] = cluster.address("bench").url()
        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        take_in(CITY)
        make_facts("1309")
        measure("the city", "1309")
        take_in(country)
        measure("a country", "1309")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
