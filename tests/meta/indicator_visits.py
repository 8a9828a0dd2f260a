"""Visits of the figures: a township, its county and the city; one figure and what it opens to."""

from collections.abc import Callable

from django.urls import reverse

from tests.meta.crowd import Crowd
from tests.meta.visit import Visit
from tests.world import CENTER_HEAD, CITY_OFFICER, CLERK, COUNTY_OFFICER


def _at(name: str, *args: object, query: str = "") -> Callable[[Crowd], str]:
    return lambda _: reverse(name, args=args) + query


VISITS = {
    "supervise:indicators": (
        Visit(url=_at("supervise:indicators"), who=CENTER_HEAD),
        Visit(url=_at("supervise:indicators"), who=CITY_OFFICER),
    ),
    "supervise:indicator": (
        Visit(url=_at("supervise:indicator", "cases_received"), who=CLERK, grows=True),
        Visit(url=_at("supervise:indicator", "papers_issued"), who=COUNTY_OFFICER),
        Visit(url=_at("supervise:indicator", "area_rate", query="?of=unknown"), who=COUNTY_OFFICER),
    ),
    "supervise:indicators_file": (Visit(url=_at("supervise:indicators_file"), who=COUNTY_OFFICER),),
}
