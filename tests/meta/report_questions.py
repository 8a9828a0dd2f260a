"""What people ask about reports and registers: strangers may not ask for another unit's."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from tests.meta.question import LATER, Belongings, Question
from tests.usecases.reports.months import MONTH, template_kept, this_year
from tests.world import CITY_OFFICER, COUNTY_OFFICER, TOWNSHIP
from yimen.data.reports.models import ReportTemplate


def _month(_: Belongings) -> Mapping[str, Any]:
    this_year()
    return {"unit_code": TOWNSHIP, "month": MONTH, "now": LATER}


def _file(his: Belongings) -> Mapping[str, Any]:
    return {**_month(his), "kind": "xlsx"}


def _forms(_: Belongings) -> Mapping[str, Any]:
    _template_id()
    return {}


def _form(_: Belongings) -> Mapping[str, Any]:
    return {"template_id": _template_id()}


def _filled(_: Belongings) -> Mapping[str, Any]:
    return {"template_id": _template_id(), "month": MONTH, "now": LATER}


def _template_id() -> UUID:
    row = ReportTemplate.objects.first()
    return row.pk if row else template_kept()


# The city's office sees all of its counties: it asks by right.
QUESTIONS: dict[str, Question] = {
    "reports.get_report_page": Question(rightful=CITY_OFFICER, ask=_month),
    "reports.get_register": Question(rightful=CITY_OFFICER, ask=_month),
    "reports.list_templates": Question(rightful=COUNTY_OFFICER, ask=_forms),
    "reports.get_template": Question(rightful=COUNTY_OFFICER, ask=_form),
    "reports.fill_template": Question(rightful=COUNTY_OFFICER, ask=_filled),
    "reports.answers_workbook": Question(rightful=CITY_OFFICER, ask=_month),
    "reports.export_report": Question(rightful=CITY_OFFICER, ask=_file),
    "reports.export_register": Question(rightful=CITY_OFFICER, ask=_file),
}
