"""What is late today: reports after their day, tasks after the city's date while nobody struck them off."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.usecases.programme.programmes import published
from tests.world import CITY_OFFICER, COUNTY_OFFICER, NOW
from yimen.data.programme.models import Programme
from yimen.data.reports.models import TaskClosing
from yimen.usecases.shared.ids import new_id
from yimen.usecases.supervision.board import get_map_board

pytestmark = pytest.mark.django_db
IN_2020 = datetime(2020, 6, 10, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


def _struck_off(number: int, unit: str) -> None:
    TaskClosing.objects.create(
        id=new_id(NOW),
        county_code=unit[:6],
        programme=Programme.objects.get(),
        task_number=number,
        unit_code=unit,
        closed_on=date(2020, 5, 30),
        who="示例",
        at=NOW,
    )


def test_a_year_without_a_programme_has_nothing_late() -> None:
    board = get_map_board(actor=CITY_OFFICER, now=NOW)
    assert (board.reports, board.tasks) == (None, None)


def test_tasks_past_the_city_s_date_are_late_until_they_are_struck_off() -> None:
    published()
    _struck_off(1, "130921000000")
    tasks = get_map_board(actor=CITY_OFFICER, now=IN_2020).tasks
    assert tasks is not None
    assert [(each.name, each.count, each.due) for each in tasks.units] == [("青县", 3, 3), ("沧县", 2, 3)]
    assert [each.is_all for each in tasks.units] == [True, False]
    assert tasks.total == 5
    assert tasks.month == date(2020, 6, 1)
    assert [each.number for each in tasks.units[0].tasks] == [1, 2, 3]
    assert 1 not in {each.number for each in tasks.units[1].tasks}
    county = get_map_board(actor=COUNTY_OFFICER, now=IN_2020).tasks
    assert county is not None
    assert {(each.name, each.count) for each in county.units} == {("旧州镇", 3), ("兴济镇", 3)}


def test_a_report_is_missing_only_after_its_day() -> None:
    published()
    before = get_map_board(actor=CITY_OFFICER, now=IN_2020).reports
    assert before is not None
    assert (before.month, before.due_on) == (date(2020, 5, 1), date(2020, 6, 18))
    assert (before.is_past, before.missing, before.asked) == (False, (), 2)
    after = get_map_board(actor=CITY_OFFICER, now=IN_2020 + timedelta(days=9)).reports
    assert after is not None
    assert [each.name for each in after.missing] == ["沧县", "青县"]
