"""The board of a city, a county, a township: scoped, ranked, unknown told as unknown, cheap at any size."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.usecases.places.dossiers import recorded, station_recorded
from tests.usecases.places.test_photos import added
from tests.world import (
    CENTER_HEAD,
    CITY_OFFICER,
    CLERK,
    COUNTY_OFFICER,
    NOW,
    OTHER_TOWNSHIP,
    TOWNSHIP,
    VILLAGE,
)
from yimen.data.orgs.models import Region
from yimen.rules.access import NotAllowed, NotFound
from yimen.rules.indicators import MonthToCome, MonthUnreadable, NoSuchIndicator
from yimen.rules.orgs import Level
from yimen.usecases.supervision.board import get_map_board

pytestmark = pytest.mark.django_db


def test_a_city_sees_its_counties_and_who_was_not_looked_at_is_unknown() -> None:
    recorded()
    board = get_map_board(actor=CITY_OFFICER, now=NOW, key="places_built")
    assert [(each.name, each.rank, each.figure.value) for each in board.units] == [
        ("沧县", 1, 1),
        ("青县", None, None),
    ]
    assert [each.step for each in board.units] == [4, None]
    assert board.units[1].figure.is_unknown
    assert board.drawing is not None
    assert (len(board.trend), board.trend[-1][0], board.is_running) == (12, date(2026, 11, 1), True)
    assert board.trail == ()


def test_a_township_sees_its_villages_with_their_photos() -> None:
    station_recorded()
    added(point_code=VILLAGE)
    board = get_map_board(actor=CENTER_HEAD, now=NOW, key="stations_built")
    assert (board.code, board.level, board.drawing) == (TOWNSHIP, Level.TOWNSHIP, None)
    assert (board.units[0].code, board.units[0].figure.value) == (VILLAGE, 1)
    assert board.places[VILLAGE].photos == 1


def test_the_way_up_ends_where_one_may_not_look() -> None:
    seen = get_map_board(actor=CITY_OFFICER, now=NOW, unit_code=TOWNSHIP).trail
    assert [name for _, name in seen] == ["沧州市", "沧县"]
    assert [name for _, name in get_map_board(actor=COUNTY_OFFICER, now=NOW, unit_code=TOWNSHIP).trail] == [
        "沧县"
    ]


def test_what_is_not_there_is_refused_in_words() -> None:
    for unit in (OTHER_TOWNSHIP, "130900000000", VILLAGE, "x"):
        with pytest.raises(NotFound):
            get_map_board(actor=COUNTY_OFFICER, now=NOW, unit_code=unit)
    for refusal, told in (
        (NoSuchIndicator, {"key": "x"}),
        (MonthUnreadable, {"month": "11月"}),
        (MonthToCome, {"month": "2027-01"}),
    ):
        with pytest.raises(refusal):
            get_map_board(actor=COUNTY_OFFICER, now=NOW, **told)
    with pytest.raises(NotAllowed):
        get_map_board(actor=CLERK, now=NOW)


def test_more_counties_cost_no_more_statements() -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            get_map_board(actor=CITY_OFFICER, now=NOW)
        return len(asked)

    few = cost()
    city = Region.objects.get(code="130900000000")
    for at in range(23, 43):
        county = Region(
            id=None,
            code=f"1309{at}000000",
            parent=city,
            name=f"{at}县",
            short_name=f"{at}县",
            pinyin="x",
            level="COUNTY",
            kind="",
            valid_from=date(2023, 6, 30),
        )
        county.id = f"00000000-0000-7000-8000-0000000000{at}"
        county.save(force_insert=True)
    assert cost() == few < 16
