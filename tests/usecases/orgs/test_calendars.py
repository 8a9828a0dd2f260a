"""The work calendar takes notices in once and notices every change."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.usecases.orgs.lists import NOW, SEED, SYSTEM
from yimen.cli.imports import read_days
from yimen.data.journal.models import Entry
from yimen.data.orgs.models import CalendarDay as Row
from yimen.rules.calendar import CalendarDay, DayKind
from yimen.usecases.orgs.actions import import_calendar
from yimen.usecases.orgs.calendars import current_calendar


def _take_in(*days: CalendarDay) -> tuple[int, int, int]:
    done = import_calendar(actor=SYSTEM, now=NOW, days=days, source="国办通知")
    return done.created, done.updated, done.unchanged


def test_the_seed_is_taken_in_once(empty_db: None) -> None:
    days, findings = read_days((SEED / "calendar-cn.csv").read_text(encoding="utf-8"))
    assert findings == ()
    assert _take_in(*days) == (290, 0, 0)
    assert _take_in(*days) == (0, 0, 290)
    assert Entry.objects.filter(act="orgs.import_calendar").count() == 1
    calendar = current_calendar()
    assert calendar.is_workday(date(2026, 10, 10))
    assert calendar.add_workdays(date(2026, 9, 30), 1).date == date(2026, 10, 8)


@pytest.mark.django_db
def test_a_later_notice_changes_a_day_and_every_reader_sees_it() -> None:
    before = current_calendar()
    assert before.is_workday(date(2026, 11, 18))
    extra = CalendarDay(date=date(2026, 11, 18), kind=DayKind.HOLIDAY, festival="示例")
    assert _take_in(extra) == (1, 0, 0)
    assert not current_calendar().is_workday(date(2026, 11, 18))
    assert _take_in(CalendarDay(date=extra.date, kind=DayKind.WORKDAY, festival="示例")) == (0, 1, 0)
    assert current_calendar().is_workday(date(2026, 11, 18))
    assert Row.objects.get(date=extra.date).source == "国办通知"


@pytest.mark.django_db
def test_the_calendar_is_kept_and_one_statement_tells_that_it_holds() -> None:
    kept = current_calendar()
    with CaptureQueriesContext(connection) as statements:
        assert current_calendar() is kept
    assert len(statements) == 1


def test_without_any_notice_every_date_is_provisional(empty_db: None) -> None:
    assert current_calendar().add_workdays(date(2026, 11, 16), 5).provisional
