"""Visits of the month: by a township, a county and the city; the register, its lines, the files."""

from collections.abc import Callable

from django.urls import reverse

from tests.meta.crowd import Crowd
from tests.meta.visit import Visit
from tests.usecases.reports.months import COUNTY_UNIT, sent, template_kept
from tests.world import CENTER_HEAD, CITY_OFFICER, COUNTY_OFFICER, TOWNSHIP
from yimen.data.reports.models import Report, ReportTemplate

_MONTH = "2026-10"


def _known() -> None:
    if not Report.objects.exists():
        sent()


def _at(name: str, *args: object) -> Callable[[Crowd], str]:
    def url(_: Crowd) -> str:
        _known()
        return reverse(name, args=args)

    return url


def _form(name: str, *args: object) -> Callable[[Crowd], str]:
    def url(_: Crowd) -> str:
        _known()
        row = ReportTemplate.objects.first()
        template_id = row.pk if row else template_kept()
        return reverse(name, args=() if name == "manage:report_templates" else (template_id, *args))

    return url


_TOWNSHIP, _COUNTY = (TOWNSHIP, _MONTH), (COUNTY_UNIT, _MONTH)
VISITS = {
    "manage:reports": (
        Visit(url=_at("manage:reports"), who=CENTER_HEAD),
        Visit(url=_at("manage:reports"), who=COUNTY_OFFICER, grows=True),
        Visit(url=_at("manage:reports"), who=CITY_OFFICER, grows=True),
    ),
    "manage:report": (
        Visit(url=_at("manage:report", *_TOWNSHIP), who=CENTER_HEAD),
        Visit(url=_at("manage:report", *_TOWNSHIP), who=COUNTY_OFFICER),
        Visit(url=_at("manage:report", *_COUNTY), who=CITY_OFFICER, grows=True),
    ),
    "manage:report_register": (Visit(url=_at("manage:report_register", *_TOWNSHIP), who=CENTER_HEAD),),
    "manage:report_line": (Visit(url=_at("manage:report_line", *_TOWNSHIP, 1), who=CENTER_HEAD),),
    "manage:report_templates": (Visit(url=_form("manage:report_templates"), who=COUNTY_OFFICER),),
    "manage:report_template": (Visit(url=_form("manage:report_template"), who=COUNTY_OFFICER),),
    "manage:report_template_file": (
        Visit(url=_form("manage:report_template_file", _MONTH), who=COUNTY_OFFICER),
    ),
    "manage:report_answers": (Visit(url=_at("manage:report_answers", *_TOWNSHIP), who=CENTER_HEAD),),
    "manage:report_answers_file": (
        Visit(url=_at("manage:report_answers_file", *_TOWNSHIP), who=CENTER_HEAD),
    ),
    "manage:report_file": (Visit(url=_at("manage:report_file", *_COUNTY, "xlsx"), who=COUNTY_OFFICER),),
    "manage:report_register_file": (
        Visit(url=_at("manage:report_register_file", *_TOWNSHIP, "docx"), who=CENTER_HEAD),
    ),
}
