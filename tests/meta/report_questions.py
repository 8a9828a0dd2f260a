"""What people ask about reports and registers: strangers may not ask for another unit's."""

from collections.abc import Mapping
from typing import Any

from tests.meta.question import LATER, Belongings, Question
from tests.usecases.reports.months import MONTH, this_year
from tests.world import CITY_OFFICER, TOWNSHIP


def _month(_: Belongings) -> Mapping[str, Any]:
    this_year()
    return {"unit_code": TOWNSHIP, "month": MONTH, "now": LATER}


def _file(his: Belongings) -> Mapping[str, Any]:
    return {**_month(his), "kind": "xlsx"}


# The city's office sees all of its counties: it asks by right.
QUESTIONS: dict[str, Question] = {
    "reports.get_report_page": Question(rightful=CITY_OFFICER, ask=_month),
    "reports.get_register": Question(rightful=CITY_OFFICER, ask=_month),
    "reports.answers_workbook": Question(rightful=CITY_OFFICER, ask=_month),
    "reports.export_report": Question(rightful=CITY_OFFICER, ask=_file),
    "reports.export_register": Question(rightful=CITY_OFFICER, ask=_file),
}
