"""The published list of a place, its older editions, its zone page, and what hangs in its hall."""

import hashlib
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from yimen.rules.catalog import Family
from yimen.usecases.catalog.public_lists import PublicList, get_public_list
from yimen.usecases.catalog.wall_sheets import Sheet, make_poster, make_wall_list
from yimen.usecases.catalog.zones import Zone, ZoneLine
from yimen.usecases.documents.files import OpenedFile
from yimen.usecases.orgs.queries import ServicePointView
from yimen.usecases.people.at_work import list_public_staff
from yimen.web.portal.list_finding import finding_context, wanted_in
from yimen.web.portal.village import check_place
from yimen.web.shared.access import page
from yimen.web.shared.downloads import send_file
from yimen.web.shared.requests import PageRequest


@page("catalog.read_guide")
@require_safe
def list_now(request: PageRequest, code: str) -> HttpResponse:
    """The edition in force; where none was published the page says so and invents nothing."""
    return _show(request, check_place(code).code, None)


@page("catalog.read_guide")
@require_safe
def edition(request: PageRequest, code: str, number: int) -> HttpResponse:
    """One edition, also an old one: it is marked, and what the next changed stands there."""
    return _show(request, check_place(code).code, number)


def _show(request: PageRequest, code: str, number: int | None) -> HttpResponse:
    wanted = wanted_in(request)
    found = get_public_list(code, number, query=wanted.query, by=wanted.by)
    context: dict[str, Any] = {
        **_place(found),
        "editions": [
            {
                "words": words,
                "url": reverse("portal:edition", args=[code, each.number]),
                "is_here": found.zone is not None and each.number == found.zone.edition.number,
                "in_force": each.in_force,
            }
            for each, words in found.editions
        ],
        **finding_context(request, wanted, found, _row),
        "difference": _difference(found),
        "zone_url": reverse("portal:zone", args=[code]),
        "now_url": reverse("portal:list", args=[code]),
    }
    if found.zone is not None:
        shown = found.zone.edition.number
        context["wall_url"] = reverse("portal:wall_list", args=[code, shown])
        context["hang_url"] = reverse("desk:hang", args=[code, shown])
    return render(request, "portal/list.html", context)


@page("catalog.read_guide")
@require_safe
def zone(request: PageRequest, code: str) -> HttpResponse:
    """政务公开专区: each item of the place with the seven kinds of information."""
    wanted = wanted_in(request)
    found = get_public_list(check_place(code).code, query=wanted.query, by=wanted.by)
    place = found.place
    point: ServicePointView | None = place.station if place.village_name else place.center
    context = {
        **_place(found),
        **finding_context(request, wanted, found, _full_row),
        "staff": [
            {"name": each.name, "roles": "、".join(gettext(label) for label in each.role_labels)}
            for each in list_public_staff(place.code, request.now.date())
        ],
        "phone": point.phone if point else "",
        "list_url": reverse("portal:list", args=[found.place.code]),
        "ask_url": _ask_url(found.zone),
    }
    return render(request, "portal/zone.html", context)


def _ask_url(zone: Zone | None) -> str:
    """Where one asks for what is not public, if the place has that on its own list."""
    lines = [each.line for each in zone.lines] if zone else []
    code = next((each.item_code for each in lines if each.family is Family.DISCLOSURE), "")
    return reverse("portal:apply", args=[code]) if code else ""


@page("catalog.read_guide")
@require_safe
def wall_list(request: PageRequest, code: str, number: int) -> HttpResponseBase:
    """The list as it hangs on the wall, A3."""
    place = check_place(code)
    sheet = make_wall_list(place.code, number, public_url=settings.ENV.public_url, sample=settings.ENV.demo)
    return _pdf(request, sheet)


@page("catalog.read_guide")
@require_safe
def poster(request: PageRequest, code: str) -> HttpResponseBase:
    """The poster of the place, A2."""
    place = check_place(code)
    sheet = make_poster(
        place.code, public_url=settings.ENV.public_url, now=request.now, sample=settings.ENV.demo
    )
    return _pdf(request, sheet)


def _pdf(request: PageRequest, sheet: Sheet) -> HttpResponseBase:
    """The sheet, or that the browser has it still: it asks each time, since a new edition may be out."""
    digest = hashlib.sha256(sheet.content).hexdigest()
    etag = f'"{digest[:32]}"'
    file = OpenedFile(name=sheet.name, media_type="application/pdf", content=sheet.content, sha256=digest)
    response = get_conditional_response(request, etag=etag) or send_file(file, inline=True)
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "no-cache"
    return response


def _place(found: PublicList) -> dict[str, Any]:
    place = found.place
    point: ServicePointView | None = place.station if place.village_name else place.center
    return {
        "point_name": point.name if point else place.full_name,
        "place_words": place.full_name,
        "place_url": reverse("portal:place", args=[place.code]),
        "poster_url": reverse("portal:poster", args=[place.code]),
        "edition": _edition(found.zone) if found.zone else None,
    }


def _edition(zone: Zone) -> dict[str, Any]:
    return {
        "number": zone.edition.number,
        "published_at": zone.edition.published_at,
        "in_force": zone.edition.in_force,
        "next_number": zone.edition.number + 1,
        "items": len(zone.lines),
    }


def _difference(found: PublicList) -> list[dict[str, Any]]:
    """What this edition has changed against the one before it, in three lists of names."""
    if found.difference is None:
        return []
    named = (
        (gettext("新增"), found.difference.added),
        (gettext("取消"), found.difference.gone),
        (gettext("变更"), found.difference.altered),
    )
    return [{"label": label, "names": names} for label, names in named if names]


def _row(line: ZoneLine) -> dict[str, Any]:
    return {
        "number": line.number,
        "name": line.line.name,
        "url": reverse("portal:guide", args=[line.line.item_code]),
        "type_label": gettext(line.line.type_label),
        "way_label": gettext(line.line.way_label),
        "in_name_of": line.in_name_of,
        "promised": line.promised,
        "statutory": line.statutory,
        "materials": line.materials,
        "fee": line.fee,
    }


def _full_row(line: ZoneLine) -> dict[str, Any]:
    return _row(line) | {
        "conditions": line.conditions,
        "steps": line.steps,
        "fee_basis": line.fee_basis,
        "phone": line.complaint_phone,
        "online": line.online,
        "basis": line.basis,
    }


urlpatterns = [
    path("places/<slug:code>/list/", list_now, name="list"),
    path("places/<slug:code>/list/<int:number>/", edition, name="edition"),
    path("places/<slug:code>/list/<int:number>/wall.pdf", wall_list, name="wall_list"),
    path("places/<slug:code>/poster.pdf", poster, name="poster"),
    path("places/<slug:code>/zone/", zone, name="zone"),
]
