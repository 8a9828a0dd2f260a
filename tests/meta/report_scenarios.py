"""Two who answer, file, take in, freeze, restate or strike off the same at once."""

from datetime import UTC, date, datetime
from typing import Any

from tests.meta.scenario import LATER, SYSTEM, Scenario, Twice, both
from tests.usecases.reports.months import (
    ANSWERS,
    COUNTY_UNIT,
    LATE,
    MONTH,
    YEAR,
    accepted,
    answered,
    filed,
    frozen,
    revision_of,
    sent,
    task_closed,
    template_kept,
    this_year,
)
from tests.world import CENTER_HEAD, CITY_OFFICER, COUNTY, COUNTY_OFFICER, TOWNSHIP
from yimen.data.reports.models import (
    RegisterLine,
    Report,
    ReportAnswer,
    ReportEvent,
    ReportTemplate,
    ReportVersion,
    TaskClosing,
    TownshipDay,
)
from yimen.rules.report_register import RegisterTerms
from yimen.rules.reports import ReportState
from yimen.usecases.reports.reminding import remind_to_report
from yimen.usecases.reports.samples import SampleReport
from yimen.usecases.reports.taking_in import accept_report
from yimen.usecases.reports.workbooks import answers_workbook

_OWN: dict[str, Any] = {"actor": CENTER_HEAD, "now": LATER, "unit_code": TOWNSHIP, "month": MONTH}
_ABOVE: dict[str, Any] = {"actor": COUNTY_OFFICER, "now": LATER, "unit_code": TOWNSHIP, "month": MONTH}
_COUNTY: dict[str, Any] = {**_ABOVE, "unit_code": COUNTY_UNIT}
_TOWNSHIPS_ARE_TOLD = datetime(2026, 11, 10, 2, 0, tzinfo=UTC)
_THE_COUNTY_IS_TOLD = datetime(2026, 11, 11, 2, 0, tzinfo=UTC)


def _answer(_: Any) -> Twice:
    this_year()
    return both(**_OWN, typed=ANSWERS, revision=0)


def _workbook(_: Any) -> Twice:
    this_year()
    found = answers_workbook(actor=CENTER_HEAD, now=LATER, unit_code=TOWNSHIP, month=MONTH)
    content = found.content.replace('写“无”", ""'.encode(), '写“无”", "无"'.encode())
    return both(**_OWN, content=content, true_size=len(content), revision=0)


def _file(_: Any) -> Twice:
    answered()
    return both(**_OWN, confirmed=True, revision=revision_of())


def _send(_: Any) -> Twice:
    accepted()
    answered(COUNTY_OFFICER)
    revision = revision_of(COUNTY_UNIT)
    return both(**_COUNTY, confirmed=True, revision=revision, without="兴济镇正在核对")


def _way(_: Any) -> Twice:
    sent()
    return both(**_COUNTY, way="FAX", note="0317-2175022")


def _comment(_: Any) -> Twice:
    filed()
    return both(**_ABOVE, text="请补照片")


def _return(_: Any) -> Twice:
    filed()
    return both(**_ABOVE, text="请核对")


def _accept(_: Any) -> Twice:
    filed()
    return both(**_ABOVE)


def _accept_all(_: Any) -> Twice:
    filed()
    seen = {TOWNSHIP: revision_of()}
    return both(**(_ABOVE | {"unit_code": COUNTY_UNIT}), seen=seen)


def _except(_: Any) -> Twice:
    answered()
    return both(**(_ABOVE | {"now": LATE}), until=date(2026, 12, 5), reason="停电")


def _freeze(_: Any) -> Twice:
    sent(alone=True)
    accept_report(actor=CITY_OFFICER, now=LATER, unit_code=COUNTY_UNIT, month=MONTH)
    return both(**(_COUNTY | {"actor": CITY_OFFICER}))


def _restate(_: Any) -> Twice:
    frozen()
    return both(**_ABOVE, reason="少报一次")


def _day(_: Any) -> Twice:
    this_year()
    return both(actor=COUNTY_OFFICER, now=LATER, year=YEAR, day=12)


def _line(_: Any) -> Twice:
    this_year()
    return both(**_OWN, number=1, terms=RegisterTerms(plan="建成两个站"), revision=0)


def _closing(_: Any) -> Twice:
    this_year()
    return both(**_OWN, number=12, closed_on=date(2026, 10, 20), reason="两次培训都办了")


def _reopening(_: Any) -> Twice:
    task_closed()
    return both(**_OWN, number=12, reason="第二次没有办")


def _template(_: Any) -> Twice:
    this_year()
    content = '{"进展表": [["单位", "应建中心", "已建中心", "覆盖率"]]}'.encode()
    return both(actor=COUNTY_OFFICER, now=LATER, name="汇总表.xlsx", content=content, true_size=len(content))


def _mapping(_: Any) -> Twice:
    template_id = template_kept()
    mapping = {"A": "unit", "D": "coverage"}
    return both(actor=COUNTY_OFFICER, now=LATER, template_id=template_id, mapping=mapping, revision=1)


def _withdrawal(_: Any) -> Twice:
    return both(actor=COUNTY_OFFICER, now=LATER, template_id=template_kept())


def _titles() -> int:
    return ReportTemplate.objects.values("title").distinct().count()


def _samples(_: Any) -> Twice:
    this_year()
    report = SampleReport(unit_code=TOWNSHIP, state=ReportState.FILED, answers={"trainings": "0"}, who="示例")
    return both(actor=SYSTEM, now=LATER, county_code=COUNTY, month=MONTH, reports=[report])


def _remind(_: Any) -> Twice:
    this_year()
    remind_to_report(actor=SYSTEM, now=_TOWNSHIPS_ARE_TOLD, county_code=COUNTY)
    return both(actor=SYSTEM, now=_THE_COUNTY_IS_TOLD, county_code=COUNTY)


def _events(kind: str) -> int:
    return ReportEvent.objects.filter(kind=kind).count()


def _county_told() -> int:
    return ReportEvent.objects.filter(kind="REMINDED", report__unit_code=COUNTY_UNIT).count()


def _states(state: str, unit: str = TOWNSHIP) -> int:
    return Report.objects.filter(state=state, unit_code=unit).count()


SCENARIOS = {
    "reports.answer": Scenario(
        prepare=_answer, only_one=lambda: ReportAnswer.objects.filter(key="trained").count()
    ),
    "reports.take_answers": Scenario(prepare=_workbook, only_one=ReportAnswer.objects.count),
    "reports.file": Scenario(prepare=_file, only_one=ReportVersion.objects.count),
    "reports.send": Scenario(prepare=_send, only_one=lambda: _states("FILED", COUNTY_UNIT)),
    # the same way a second time is a second sending
    "reports.record_sending": Scenario(
        prepare=_way, only_one=lambda: _states("FILED", COUNTY_UNIT), winners=2, entries=2
    ),
    "reports.comment": Scenario(prepare=_comment, only_one=lambda: _states("FILED"), winners=2, entries=2),
    "reports.send_back": Scenario(prepare=_return, only_one=lambda: _events("SENT_BACK")),
    "reports.accept": Scenario(prepare=_accept, only_one=lambda: _events("ACCEPTED")),
    "reports.accept_all": Scenario(prepare=_accept_all, only_one=lambda: _events("ACCEPTED")),
    "reports.except": Scenario(prepare=_except, only_one=lambda: _events("EXCEPTED")),
    "reports.freeze": Scenario(prepare=_freeze, only_one=lambda: _states("FROZEN", COUNTY_UNIT)),
    "reports.restate": Scenario(prepare=_restate, only_one=lambda: _events("RESTATED")),
    # two forms of one name are two forms
    "reports.keep_template": Scenario(prepare=_template, only_one=_titles, winners=2, entries=2),
    "reports.map_template": Scenario(
        prepare=_mapping, only_one=ReportTemplate.objects.filter(revision=2).count
    ),
    "reports.withdraw_template": Scenario(
        prepare=_withdrawal, only_one=ReportTemplate.objects.exclude(ended_at=None).count
    ),
    "reports.set_day": Scenario(prepare=_day, only_one=TownshipDay.objects.count),
    "reports.write_line": Scenario(prepare=_line, only_one=RegisterLine.objects.count),
    "reports.close_task": Scenario(prepare=_closing, only_one=TaskClosing.objects.count),
    "reports.reopen_task": Scenario(
        prepare=_reopening, only_one=TaskClosing.objects.exclude(reopened_at=None).count
    ),
    # the second finds the samples there
    "reports.record_samples": Scenario(prepare=_samples, only_one=Report.objects.count, winners=2),
    # the second finds everybody told
    "reports.remind": Scenario(prepare=_remind, only_one=_county_told, winners=2),
}
