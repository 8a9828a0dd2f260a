"""Every cell that the system fills is what a plain count of its own says."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.usecases.cases import journey
from tests.usecases.indicators.independent import COUNTS
from tests.usecases.places.dossiers import recorded, station_recorded
from tests.usecases.reports.months import COUNTY_UNIT, this_year
from tests.world import CENTER_HEAD, COUNTY_OFFICER, NOW, TOWNSHIP
from yimen.rules.access import Actor
from yimen.rules.indicators import INDICATORS, Sort
from yimen.rules.report_columns import COLUMNS, FILLED
from yimen.usecases.reports.reading import get_report_page

pytestmark = pytest.mark.django_db
MONTH = date(2026, 11, 1)
PLACES_DUE = ("townships_due", "villages_due")


def _counted(key: str, prefix: str) -> int:
    keys = PLACES_DUE if key == "places_due" else (key,)
    return sum(COUNTS[each](prefix, MONTH) for each in keys)


@pytest.mark.parametrize(
    ("actor", "unit", "prefix"),
    [(CENTER_HEAD, TOWNSHIP, TOWNSHIP[:9]), (COUNTY_OFFICER, COUNTY_UNIT, COUNTY_UNIT[:6])],
)
def test_each_filled_cell_is_an_independent_count(actor: Actor, unit: str, prefix: str) -> None:
    this_year()
    recorded()
    station_recorded()
    journey.delivered()
    journey.accepted()
    page = get_report_page(actor=actor, unit_code=unit, month=MONTH, now=NOW + timedelta(days=1))
    cells = {cell.key: cell for cell in page.total}
    assert len(FILLED) >= 0.8 * len(COLUMNS)
    for column in FILLED:
        indicator, cell = INDICATORS[column.indicator], cells[column.key]
        if indicator.sort is not Sort.RATE:
            assert (cell.number or 0) == _counted(column.indicator, prefix), column.key
            continue
        part, whole = _counted(indicator.numerator, prefix), _counted(indicator.denominator, prefix)
        if cell.number is not None:
            assert abs(cell.number - Decimal(part) * 100 / whole) <= Decimal("0.1"), column.key
        else:
            assert not part, column.key
