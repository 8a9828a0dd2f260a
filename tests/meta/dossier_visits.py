"""Visits of the dossiers of centers and stations and of the board of standards."""

from collections.abc import Callable

from django.urls import reverse

from tests.meta.crowd import Crowd
from tests.meta.visit import Visit
from tests.usecases.places.dossiers import ROOMS, recorded
from tests.usecases.places.test_photos import added
from tests.world import (
    CENTER_HEAD,
    CITY_OFFICER,
    CLERK,
    COUNTY,
    COUNTY_OFFICER,
    TOWNSHIP,
    VILLAGE,
    VILLAGE_PROXY,
)
from yimen.data.places.models import PlaceDossier, PlacePhoto
from yimen.rules.artwork import Artwork
from yimen.rules.institutions import Institution


def _known(code: str) -> None:
    """The rooms of the place are known, too small for a center, and there is a photo."""
    if not PlaceDossier.objects.filter(region_code=code).exists():
        recorded(raw=ROOMS | {"area": ["30"]}, point_code=code)
    if not PlacePhoto.objects.filter(region_code=code).exists():
        added(point_code=code)


def _at(name: str, code: str, *more: str, query: str = "") -> Callable[[Crowd], str]:
    def url(_: Crowd) -> str:
        _known(code)
        return reverse(name, args=[code, *more]) + query

    return url


def _board(name: str, query: str) -> Callable[[Crowd], str]:
    def url(_: Crowd) -> str:
        _known(TOWNSHIP)
        return reverse(name) + query

    return url


def _photo(name: str) -> Callable[[Crowd], str]:
    def url(_: Crowd) -> str:
        _known(TOWNSHIP)
        row = PlacePhoto.objects.filter(region_code=TOWNSHIP)[:1].get()
        return reverse(name, args=[row.pk])

    return url


_AREA = f"?unit={COUNTY}000000&standard=AREA&verdict="
VISITS = {
    "manage:places": (
        Visit(url=_board("manage:places", ""), who=COUNTY_OFFICER),
        Visit(url=_board("manage:places", ""), who=CITY_OFFICER),
        Visit(url=_board("manage:places", f"?unit={TOWNSHIP}"), who=COUNTY_OFFICER, grows=True),
    ),
    "manage:place_figures": (
        Visit(url=_board("manage:place_figures", f"{_AREA}UNKNOWN"), who=COUNTY_OFFICER, grows=True),
        Visit(url=_board("manage:place_figures", f"{_AREA}NOT_MET"), who=COUNTY_OFFICER),
    ),
    "manage:places_file": (
        Visit(url=_board("manage:places_file", f"?unit={TOWNSHIP}"), who=COUNTY_OFFICER, grows=True),
    ),
    "manage:institutions": (Visit(url=lambda _: reverse("manage:institutions"), who=COUNTY_OFFICER),),
    "manage:institution": (
        Visit(url=lambda _: reverse("manage:institution", args=[Institution.SEAL.value]), who=COUNTY_OFFICER),
    ),
    "desk:dossier": (
        Visit(url=_at("desk:dossier", TOWNSHIP), who=CLERK),
        Visit(url=_at("desk:dossier", VILLAGE), who=VILLAGE_PROXY),
    ),
    "desk:dossier_confirm": (Visit(url=_at("desk:dossier_confirm", VILLAGE), who=VILLAGE_PROXY, status=302),),
    "desk:dossier_explain": (Visit(url=_at("desk:dossier_explain", TOWNSHIP, "AREA"), who=CENTER_HEAD),),
    "desk:dossier_answer": (Visit(url=_at("desk:dossier_answer", TOWNSHIP, "AREA"), who=COUNTY_OFFICER),),
    "desk:dossier_edit": (
        Visit(url=_at("desk:dossier_edit", TOWNSHIP, "rooms"), who=CLERK),
        Visit(url=_at("desk:dossier_edit", TOWNSHIP, "hall"), who=CLERK),
        Visit(url=_at("desk:dossier_edit", VILLAGE, "posted"), who=VILLAGE_PROXY),
    ),
    "desk:dossier_photos": (Visit(url=_at("desk:dossier_photos", TOWNSHIP), who=CLERK),),
    "desk:artwork": (
        *(Visit(url=_at("desk:artwork", TOWNSHIP, each.value.lower()), who=CLERK) for each in Artwork),
    ),
    "desk:plaque_drawing": (Visit(url=_at("desk:plaque_drawing", TOWNSHIP), who=CLERK),),
    "desk:place_photo": (Visit(url=_photo("desk:place_photo"), who=CLERK),),
    "desk:place_photo_small": (Visit(url=_photo("desk:place_photo_small"), who=CLERK),),
    "desk:place_photo_remove": (Visit(url=_photo("desk:place_photo_remove"), who=CENTER_HEAD),),
}
