"""Every figure opens to as many rows as it says; strangers see nothing; nobody's name stands there."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.usecases.cases import journey
from tests.usecases.places.dossiers import recorded, station_recorded
from tests.world import CENTER_HEAD, CITY_OFFICER, CLERK, COUNTY_OFFICER, NOW, OUTSIDER, TOWNSHIP
from yimen.rules.access import NotAllowed, NotFound
from yimen.rules.indicators import INDICATORS, MonthToCome, Sort
from yimen.usecases.indicators import rows
from yimen.usecases.indicators.board import get_indicator, get_indicator_board
from yimen.usecases.indicators.rows import IndicatorRow, IndicatorRows, list_indicator_rows

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)
MONTH = date(2026, 11, 1)


def opened(key: str, **more: Any) -> IndicatorRows:
    asked = {"actor": COUNTY_OFFICER, "key": key, "unit_code": "", "month": MONTH, "now": LATER}
    return list_indicator_rows(**(asked | more))


def all_rows(key: str, **more: Any) -> list[IndicatorRow]:
    found = opened(key, **more)
    pages = list(found.rows)
    while found.next_key:
        found = opened(key, after=found.next_key, **more)
        pages += found.rows
    return pages


def at_work() -> None:
    recorded()
    station_recorded()
    journey.delivered()
    journey.submitted()
    journey.accepted()


def test_every_figure_opens_to_as_many_rows_as_it_says() -> None:
    at_work()
    for key, indicator in INDICATORS.items():
        if indicator.sort is Sort.RATE:
            continue
        found = opened(key)
        assert len(all_rows(key)) == int(found.figure.value or 0), key
        assert len(all_rows(key, unknown=True)) == found.figure.unknown, key


def test_pages_follow_each_other_without_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    at_work()
    whole = {key: all_rows(key) for key in ("cases_received", "papers_issued", "places_due")}
    monkeypatch.setattr(rows, "PAGE_SIZE", 1)
    assert {key: all_rows(key) for key in whole} == whole


def test_who_may_open_a_case_finds_its_door_and_others_its_number() -> None:
    journey.submitted()
    (row,) = all_rows("cases_received", actor=CLERK)
    assert row.told.case_id
    assert row.told.title == "林木采伐许可证核发" or row.told.title
    (row,) = all_rows("cases_received", actor=CITY_OFFICER, unit_code=TOWNSHIP)
    assert row.told.case_id is None
    assert row.told.number
    assert "赵" not in str(row)


def test_a_stranger_may_not_look() -> None:
    for ask in (get_indicator_board, get_indicator, list_indicator_rows):
        asked: dict[str, Any] = {"unit_code": TOWNSHIP, "month": MONTH, "now": LATER}
        if ask is not get_indicator_board:
            asked["key"] = "coverage"
        with pytest.raises(NotFound):
            ask(actor=OUTSIDER, **asked)  # type: ignore[operator]


def test_a_month_to_come_is_refused() -> None:
    with pytest.raises(MonthToCome):
        get_indicator_board(actor=CENTER_HEAD, unit_code="", month=date(2026, 12, 1), now=LATER)


def test_who_has_no_grant_is_refused() -> None:
    from tests.world import RESIDENT

    with pytest.raises(NotAllowed):
        get_indicator_board(actor=RESIDENT, unit_code=TOWNSHIP, month=MONTH, now=LATER)
