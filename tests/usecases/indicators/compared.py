"""Run as a program beside an installation: every figure of its city and counties against a plain count.

Says how many units, figures and what they add up to; ends with 1 and names them where one differs.
"""

import os
import sys

from tests.usecases.indicators.independent import COUNTS
from yimen.cli.surroundings import use
from yimen.config import environment
from yimen.usecases.hosting.database import shared_database


def main() -> int:
    """0 where all agree."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "yimen.config.settings"
    surroundings = environment.load()
    use(surroundings)
    with shared_database(surroundings.data_dir, None, wait=lambda _: None):
        import django
        from django.db import connection, transaction

        django.setup()
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                # one moment for both: a job may issue a paper meanwhile
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                return _compare()
        finally:
            connection.close()


def _compare() -> int:
    from yimen.cli.hours import command_time
    from yimen.data.orgs.models import Region
    from yimen.rules.indicators import this_month
    from yimen.rules.orgs import subtree_prefix
    from yimen.usecases.indicators.figures import figures_of

    now = command_time()
    month = this_month(now)
    rows = Region.objects.filter(level__in=["PREFECTURE", "COUNTY"], valid_to=None)
    units = list(rows.values_list("code", flat=True))
    found = figures_of(units, list(COUNTS), [month], now=now)
    wrong = []
    total = 0
    for unit in units:
        for key, count in COUNTS.items():
            plain, ours = count(subtree_prefix(unit), month), int(found[unit, key, month].value or 0)
            total += plain
            if plain != ours:
                wrong.append(f"{unit} {key}: {ours}, plainly {plain}\n")
    sys.stdout.write(f"{len(units)} units, {len(COUNTS)} figures each, together {total}\n{''.join(wrong)}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
