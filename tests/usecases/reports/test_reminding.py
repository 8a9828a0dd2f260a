"""Who has not filed is told five working days and one working day before the day, never the same twice."""

from datetime import UTC, datetime

import pytest

from tests.usecases.programme.programmes import contact_written
from tests.usecases.reports.months import filed, this_year
from tests.world import COUNTY, TOWNSHIP
from yimen.data.journal.models import Outbox
from yimen.data.reports.models import Report, ReportEvent
from yimen.rules.access import system_actor
from yimen.usecases.reports.reminding import remind_to_report

pytestmark = pytest.mark.django_db


def _at(day: int) -> int:
    now = datetime(2026, 11, day, 2, 0, tzinfo=UTC)
    return remind_to_report(actor=system_actor("remind"), now=now, county_code=COUNTY)


def test_townships_and_the_county_are_told_each_before_its_own_day() -> None:
    this_year()
    contact_written()
    assert _at(6) == 0, "six working days before the 16th"
    assert _at(9) == 2, "two townships five working days before Monday the 16th"
    assert _at(9) == 0
    assert _at(11) == 1, "the county, before Wednesday the 18th"
    assert _at(13) == 2, "the townships, on the last working day before"
    assert _at(17) == 1
    text = Outbox.objects.filter(topic="reports.remind").order_by("created_at")[0].payload["text"]
    assert "2026年10月的月报 2026年11月16日(周一) 前要报县备案" in text
    assert Outbox.objects.count() == 2, "only one unit has told a mobile"
    assert Report.objects.get(unit_code=TOWNSHIP).reminded == [5, 1]


def test_who_has_filed_is_left_in_peace() -> None:
    filed()
    assert _at(16) == 2, "兴济镇 and the county"
    assert ReportEvent.objects.filter(kind="REMINDED", report__unit_code=TOWNSHIP).count() == 0


def test_without_a_programme_nobody_is_asked() -> None:
    assert _at(9) == 0
