"""Figures: equal to what one counts by hand, unknown where nobody looked, added up the tree."""

from datetime import date, timedelta

import pytest

from tests.usecases.cases import journey
from tests.usecases.places.dossiers import recorded, station_recorded
from tests.world import COUNTY, NOW, SECOND_TOWNSHIP, TOWNSHIP, VILLAGE
from yimen.rules.indicators import INDICATORS, Figure, NoSuchIndicator, combine
from yimen.usecases.indicators.figures import figures_of

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)
MONTH = date(2026, 11, 1)
BEFORE = date(2026, 10, 1)
COUNTY_UNIT = f"{COUNTY}000000"
CITY = "130900000000"


def figure(unit: str, key: str, month: date = MONTH) -> Figure:
    return figures_of([unit], [key], [month], now=LATER)[unit, key, month]


def test_places_are_due_as_regions_are_in_force() -> None:
    assert figure(CITY, "townships_due").value == 3
    assert figure(COUNTY_UNIT, "villages_due").value == 3
    assert figure(VILLAGE, "places_due").value == 1


def test_what_nobody_looked_at_is_unknown_and_never_zero() -> None:
    assert figure(COUNTY_UNIT, "area_places") == Figure(None, None, 5, 5)
    assert figure(COUNTY_UNIT, "area_rate") == Figure(None, None, 5, 5)
    recorded()
    station_recorded()
    assert figure(COUNTY_UNIT, "area_places") == Figure(1, None, 5, 3)
    assert figure(COUNTY_UNIT, "area_rate").value == 20
    assert figure(COUNTY_UNIT, "area_places", BEFORE).value is None
    assert figure(SECOND_TOWNSHIP, "area_places") == Figure(None, None, 2, 2)


def test_cases_count_in_the_village_and_above() -> None:
    journey.delivered()
    assert figure(VILLAGE, "cases_received").value == 1
    assert figure(TOWNSHIP, "cases_received").value == 1
    assert figure(CITY, "papers_issued").value


def test_a_county_is_the_sum_of_its_townships() -> None:
    recorded()
    journey.delivered()
    keys = [each.key for each in INDICATORS.values() if each.is_additive]
    found = figures_of([COUNTY_UNIT, TOWNSHIP, SECOND_TOWNSHIP], keys, [MONTH], now=LATER)
    for key in keys:
        parts = [found[unit, key, MONTH] for unit in (TOWNSHIP, SECOND_TOWNSHIP)]
        assert found[COUNTY_UNIT, key, MONTH] == combine(parts), key


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(NoSuchIndicator):
        figures_of([COUNTY_UNIT], ["nothing"], [MONTH], now=LATER)
