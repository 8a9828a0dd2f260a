"""The kept totals: a recount finds nothing, and what is not folded yet is counted while it is read."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.usecases.cases import journey
from tests.usecases.journal.neighbors import wait_for_neighbors
from tests.usecases.places.dossiers import recorded, station_recorded
from tests.world import COUNTY, NOW, OTHER_COUNTY, SECOND_TOWNSHIP, TOWNSHIP, VILLAGE
from yimen.data.cases.models import Case
from yimen.data.indicators.models import FoldMark, MonthTotal
from yimen.data.places.models import StandardVerdict
from yimen.rules.access import system_actor
from yimen.rules.indicators import INDICATORS, Figure, last_months
from yimen.usecases.indicators.figures import figures_of, live_sums
from yimen.usecases.indicators.folding import fold_totals, recount_totals
from yimen.usecases.indicators.sums import Grid, Sums

pytestmark = pytest.mark.usefixtures("real_db")
SYSTEM = system_actor("test")
LATER = NOW + timedelta(days=1)
MONTHS = last_months(date(2026, 11, 1), 12)
UNITS = (
    "130000000000",
    "130900000000",
    f"{COUNTY}000000",
    f"{OTHER_COUNTY}000000",
    TOWNSHIP,
    SECOND_TOWNSHIP,
    VILLAGE,
)


def all_figures() -> Mapping[tuple[str, str, date], Figure]:
    return figures_of(UNITS, list(INDICATORS), MONTHS, now=LATER)


def counted_from_scratch() -> Mapping[tuple[str, str, date], Figure]:
    """The same without any kept total."""
    mark = list(FoldMark.objects.all())
    FoldMark.objects.all().delete()
    found = all_figures()
    FoldMark.objects.bulk_create(mark)
    return found


def fold() -> int:
    wait_for_neighbors()
    return fold_totals(actor=SYSTEM, now=LATER).changed


def test_folded_totals_are_what_a_count_from_scratch_gives() -> None:
    recorded()
    station_recorded()
    journey.delivered()
    live = all_figures()
    assert fold()
    assert all_figures() == live == counted_from_scratch()
    assert fold() == 0
    assert recount_totals(actor=SYSTEM, now=LATER).changed == 0


def test_what_is_not_folded_yet_is_in_the_figures() -> None:
    fold()
    recorded()
    station_recorded()
    journey.delivered()
    live = all_figures()
    assert live[VILLAGE, "cases_received", MONTHS[-1]].value == 1
    assert live == counted_from_scratch()
    assert fold()
    assert all_figures() == live


def test_a_day_that_passes_makes_a_case_late_without_any_act() -> None:
    case_id = journey.accepted()
    fold()
    Case.objects.filter(pk=case_id).update(promised_due=LATER.date(), statutory_due=None)
    fold_totals(actor=SYSTEM, now=LATER)
    due = LATER + timedelta(days=1)
    key = (VILLAGE, "cases_late", date(2026, 11, 1))
    assert figures_of([VILLAGE], ["cases_late"], [key[2]], now=due)[key].value == 1
    fold_totals(actor=SYSTEM, now=due)
    assert figures_of([VILLAGE], ["cases_late"], [key[2]], now=due)[key].value == 1


def test_a_recount_tells_what_was_wrong_and_mends_it() -> None:
    recorded()
    fold()
    StandardVerdict.objects.all().delete()
    told = recount_totals(actor=SYSTEM, now=LATER)
    assert {(each.unit_code, each.own) for each in told.differences} == {
        (TOWNSHIP, True),
        (TOWNSHIP, False),
        (f"{COUNTY}000000", False),
        ("130900000000", False),
        ("130000000000", False),
    }
    assert recount_totals(actor=SYSTEM, now=LATER).changed == 0


def test_totals_under_another_layout_are_not_read() -> None:
    recorded()
    fold()
    MonthTotal.objects.update(counts=[1])
    FoldMark.objects.update(layout="another")
    assert all_figures() == counted_from_scratch()
    assert fold()
    assert all_figures() == counted_from_scratch()


def test_a_first_count_that_is_killed_between_two_counties_goes_on_and_nobody_reads_half_of_it() -> None:
    recorded()
    journey.delivered()
    live = all_figures()
    wait_for_neighbors()
    assert not fold_totals(actor=SYSTEM, now=LATER, most_leaves=1).is_whole
    begun = FoldMark.objects.get()
    counted = set(MonthTotal.objects.values_list("id", flat=True))
    assert begun.counted_to
    assert counted
    assert all_figures() == live, "read from the rows, not from a count that is not whole"
    station_recorded()  # in a county that is counted already
    live = all_figures()
    steps = 1
    while not fold_totals(actor=SYSTEM, now=LATER, most_leaves=1).is_whole:
        steps += 1
    mark = FoldMark.objects.get()
    assert (mark.counted_to, mark.mark_xid) == ("", begun.mark_xid), "it reaches as far as when it began"
    assert steps > 1
    assert counted & set(MonthTotal.objects.values_list("id", flat=True)), "what was counted stays"
    assert all_figures() == live == counted_from_scratch()
    fold()
    assert recount_totals(actor=SYSTEM, now=LATER).changed == 0


def test_a_count_of_another_layout_is_not_gone_on_with() -> None:
    recorded()
    fold()
    MonthTotal.objects.update(counts=[1])
    FoldMark.objects.update(layout="another", counted_to="999999")
    assert fold()
    assert all_figures() == counted_from_scratch()


class _FoldedOnce(Sums):
    """Sums that a fold writes anew right after they are read for the first time."""

    def read(self, units: Sequence[str]) -> Grid:
        grid = super().read(units)
        if fold():
            assert grid[VILLAGE][0] == (0,)
        return grid


def test_a_fold_while_somebody_reads_loses_nothing() -> None:
    fold()
    station_recorded()
    sums = _FoldedOnce(months=[MONTHS[-1]])
    sums.column(("stations.recorded",))
    assert live_sums([VILLAGE], sums, now=LATER)[VILLAGE] == [(1,)]


def test_reading_asks_as_often_for_a_city_as_for_a_village() -> None:
    fold()
    recorded()
    journey.delivered()
    asked = []
    for units in ([VILLAGE], list(UNITS)):
        with CaptureQueriesContext(
            connection,
        ) as statements:
            figures_of(units, list(INDICATORS), MONTHS, now=LATER)
        asked.append(len(statements))
    assert asked[0] == asked[1] <= 10
