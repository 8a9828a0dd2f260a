"""The demo's months: one frozen, one under way, a programme that can be taken for no official paper."""

import pytest

from tests.world import NOW
from yimen.cli.demo.reports import sample_programme, seed_reports
from yimen.data.programme.models import ProgrammeTask, ProgrammeVersion
from yimen.data.reports.models import RegisterLine, Report, ReportVersion, TaskClosing
from yimen.usecases.reports.frames import current_month

pytestmark = pytest.mark.django_db


def test_a_month_is_frozen_and_the_next_is_under_way() -> None:
    # The world's county has two townships: of the month under way only 兴济镇 has a report.
    assert seed_reports(NOW) == 4
    frozen = Report.objects.exclude(month=current_month(NOW))
    assert set(frozen.values_list("state", flat=True)) == {"FROZEN"}
    assert Report.objects.get(month=current_month(NOW)).state == "RETURNED"
    assert set(Report.objects.values_list("sample", flat=True)) == {True}
    assert RegisterLine.objects.filter(sample=True).count() == 4
    county = ReportVersion.objects.get(report__unit_code="130921000000")
    assert set(county.rows) == {"130921100000", "130921101000"}
    assert seed_reports(NOW) == 0


def test_most_tasks_are_struck_off_and_what_is_written_about_is_still_in_hand() -> None:
    seed_reports(NOW)
    closings = TaskClosing.objects.filter(programme__year=current_month(NOW).year)
    closed = closings.filter(closed_on__lte=NOW.date(), reason__startswith="示例").count()
    assert 14 < closed == closings.count() < 28
    lines = set(RegisterLine.objects.values_list("unit_code", "task_number"))
    assert not lines & set(closings.values_list("unit_code", "task_number"))


def test_the_sample_programme_says_so_and_has_the_year_s_months() -> None:
    seed_reports(NOW)
    version = ProgrammeVersion.objects.get()
    assert version.title.startswith("【示例】2026年")
    assert "不是市里的文件" in version.source
    assert set(ProgrammeTask.objects.values_list("due_on__year", flat=True)) == {2026}
    assert "2020-0" not in sample_programme(2026)
