"""`/desk/places/<code>/artwork/`: what a maker of plaques or seals and a printer get, at true size."""

from django.conf import settings
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yimen.rules.access import NotFound
from yimen.rules.artwork import Artwork
from yimen.usecases.documents.files import OpenedFile
from yimen.usecases.places.artwork import make_artwork
from yimen.web.shared.access import page
from yimen.web.shared.downloads import send_file
from yimen.web.shared.requests import PageRequest


@page("places.read")
@never_cache
@require_safe
def artwork(request: PageRequest, code: str, kind: str) -> HttpResponseBase:
    """The sheet as PDF."""
    if kind.upper() not in Artwork.__members__:
        raise NotFound(field="kind")
    made = make_artwork(
        actor=request.actor,
        now=request.now,
        point_code=code,
        kind=Artwork[kind.upper()],
        sample=settings.ENV.demo,
    )
    file = OpenedFile(name=made.name, media_type="application/pdf", content=made.content, sha256="")
    return send_file(file, inline=True)


@page("places.read")
@never_cache
@require_safe
def plaque_drawing(request: PageRequest, code: str) -> HttpResponseBase:
    """The plaque as SVG, for the maker's own program."""
    made = make_artwork(
        actor=request.actor,
        now=request.now,
        point_code=code,
        kind=Artwork.PLAQUE,
        sample=settings.ENV.demo,
        as_drawing=True,
    )
    file = OpenedFile(name=made.name, media_type="image/svg+xml", content=made.content, sha256="")
    return send_file(file, inline=False)


urlpatterns: list[URLPattern] = [
    path("places/<slug:code>/artwork/<slug:kind>.pdf", artwork, name="artwork"),
    path("places/<slug:code>/artwork/plaque.svg", plaque_drawing, name="plaque_drawing"),
]
