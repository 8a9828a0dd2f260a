"""Visits of the map and of its drawing: by the city, a county and a township."""

from collections.abc import Callable

from django.urls import reverse

from tests.meta.crowd import Crowd
from tests.meta.visit import Visit
from tests.usecases.programme.programmes import published
from tests.usecases.reports.months import sent
from tests.world import CENTER_HEAD, CITY_OFFICER, COUNTY_OFFICER
from yimen.data.reports.models import Report


def _known() -> None:
    """Programmes of both years and a report, as the visits after these leave them."""
    published()
    if not Report.objects.exists():
        sent()


def _at(name: str, query: str = "") -> Callable[[Crowd], str]:
    def url(_: Crowd) -> str:
        _known()
        return reverse(name) + query

    return url


VISITS = {
    "supervise:home": (
        Visit(url=_at("supervise:home"), who=CITY_OFFICER),
        Visit(url=_at("supervise:home", "?indicator=cases_late"), who=COUNTY_OFFICER, grows=True),
        Visit(url=_at("supervise:home", "?month=2026-10"), who=CENTER_HEAD),
    ),
    "supervise:wall": (Visit(url=_at("supervise:wall"), who=CITY_OFFICER),),
    "supervise:brief_pdf": (Visit(url=_at("supervise:brief_pdf"), who=CITY_OFFICER),),
    "supervise:brief_docx": (Visit(url=_at("supervise:brief_docx"), who=COUNTY_OFFICER),),
    "supervise:drawing": (Visit(url=_at("supervise:drawing"), who=CITY_OFFICER),),
}
