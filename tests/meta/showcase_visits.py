"""Visits of the showcase sites: by the city, a county, a township, and by everybody."""

from collections.abc import Callable

from django.urls import reverse

from tests.meta.crowd import Crowd
from tests.meta.visit import Visit
from tests.usecases.showcase.sites import designated, recommended
from tests.world import CENTER_HEAD, CITY_OFFICER, COUNTY_OFFICER, TOWNSHIP, VILLAGE
from yimen.data.showcase.models import ShowcaseSite


def _known() -> None:
    if not ShowcaseSite.objects.exists():
        designated(recommended(point_code=TOWNSHIP))
        recommended()


def _at(name: str, *args: object, query: str = "") -> Callable[[Crowd], str]:
    def url(_: Crowd) -> str:
        _known()
        return reverse(name, args=args) + query

    return url


def _site(_: Crowd) -> str:
    _known()
    row = ShowcaseSite.objects.get(region_code=VILLAGE)
    return reverse("manage:showcase_site", args=[row.pk])


VISITS = {
    "manage:showcase": (
        Visit(url=_at("manage:showcase"), who=CITY_OFFICER),
        Visit(url=_at("manage:showcase"), who=COUNTY_OFFICER),
        Visit(url=_at("manage:showcase"), who=CENTER_HEAD),
    ),
    "manage:showcase_candidates": (
        Visit(
            url=_at("manage:showcase_candidates", query=f"?unit={TOWNSHIP}"), who=COUNTY_OFFICER, grows=True
        ),
    ),
    "manage:showcase_recommend": (
        Visit(url=_at("manage:showcase_recommend", "130921100202"), who=COUNTY_OFFICER),
    ),
    "manage:showcase_site": (Visit(url=_site, who=COUNTY_OFFICER), Visit(url=_site, who=CITY_OFFICER)),
    "manage:showcase_batch": (Visit(url=_at("manage:showcase_batch"), who=CITY_OFFICER),),
    "portal:showcase": (Visit(url=_at("portal:showcase")),),
}
