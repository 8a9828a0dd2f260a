"""Two workers, or a worker and a command, at the totals at once."""

from typing import Any

from tests.meta.scenario import LATER, SYSTEM, Scenario, Twice, both
from tests.usecases.cases import journey
from tests.usecases.journal.neighbors import wait_for_neighbors
from tests.world import VILLAGE
from yimen.data.indicators.models import MonthTotal


def _work(_: Any) -> Twice:
    journey.submitted()
    wait_for_neighbors()
    return both(actor=SYSTEM, now=LATER)


def _in_the_month() -> int:
    """The same unit stands in a month once."""
    return MonthTotal.objects.filter(unit_code=VILLAGE, month__gte=LATER.date().replace(day=1)).count()


# Totals are made of what is there: they leave no entry.
SCENARIOS = {
    "indicators.fold_totals": Scenario(prepare=_work, only_one=_in_the_month, winners=2, entries=0),
    "indicators.recount_totals": Scenario(prepare=_work, only_one=_in_the_month, winners=2, entries=0),
}
