"""Each figure is what a plain count of its own says."""

from datetime import date, timedelta

import pytest

from tests.usecases.cases import benefit_journey, journey
from tests.usecases.indicators.independent import COUNTS
from tests.usecases.places.dossiers import recorded, station_recorded
from tests.world import NOW
from yimen.rules.indicators import INDICATORS
from yimen.usecases.indicators.figures import figures_of

pytestmark = pytest.mark.django_db
MONTH = date(2026, 11, 1)
UNITS = {"130900000000": "1309", "130921000000": "130921", "130921100000": "130921100"}


def test_figures_are_what_plain_counts_say() -> None:
    recorded()
    station_recorded()
    journey.delivered()
    journey.submitted()
    journey.accepted()
    benefit_journey.reviewed()
    found = figures_of(list(UNITS), list(COUNTS), [MONTH], now=NOW + timedelta(days=1))
    for unit, prefix in UNITS.items():
        for key, count in COUNTS.items():
            assert (found[unit, key, MONTH].value or 0) == count(prefix, MONTH), (unit, key)


def test_nothing_of_annex_eight_is_left_out() -> None:
    left = {key for key, each in INDICATORS.items() if each.is_additive} - set(COUNTS)
    assert left == {"places_due", "cases_late"}
