"""Choosing one's village, and a page for each center and station."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from yimen.rules.errors import N_
from yimen.rules.orgs import Level
from yimen.usecases.catalog.partners import partner_services_at
from yimen.usecases.orgs.queries import list_children, list_first_choice, list_townships, list_villages
from yimen.web.portal.village import check_place, chosen_place, remember
from yimen.web.shared.access import page
from yimen.web.shared.requests import PageRequest
from yimen.web.shared.way_back import way_back

_COUNTY = 6
_TOWNSHIP = 9
_WHOLE = 12
# The country begins with its provinces, a city with its counties.
_TITLES = {
    Level.PROVINCE: N_("选省（自治区、直辖市）"),
    Level.PREFECTURE: N_("选市（州）"),
    Level.COUNTY: N_("选县（市、区）"),
}


@page("catalog.read_guide")
@require_http_methods(["GET", "HEAD", "POST"])
def places(request: PageRequest) -> HttpResponse:
    """County, township, village by plain links; the last choice is kept on this device (POST)."""
    if request.method == "POST":
        place = check_place(request.POST.get("code", ""))
        response = redirect(way_back(request, reverse("portal:home")))
        remember(response, place.code)
        return response
    return render(request, "portal/places.html", _choices(request))


@page("catalog.read_guide")
@require_safe
def place(request: PageRequest, code: str) -> HttpResponse:
    """The page of one center or station: where it is, when it is open, what is known and what is not."""
    found = check_place(code)
    chosen = chosen_place(request)
    context = {
        "place": found,
        "point": found.station or found.center,
        "center": found.center if found.station else None,
        "villages": [] if found.village_name else list_villages(found.code),
        "services": partner_services_at(found.code, today=request.now.date()),
        "is_chosen": chosen is not None and chosen.code == found.code,
    }
    return render(request, "portal/place.html", context)


def _choices(request: PageRequest) -> dict[str, Any]:
    """What to choose from at this step: nothing typed can make it fail, an unknown code begins anew."""
    under = request.GET.get("under", "")
    known = under.isascii() and under.isdigit()
    back = way_back(request, "")
    if known and len(under) >= _TOWNSHIP and (rows := list_villages(under)):
        return _step(gettext("选村（社区）"), rows, back, is_last=True, whole=under[:_TOWNSHIP])
    if known and len(under) >= _COUNTY and (rows := list_townships(under)):
        return _step(gettext("选乡镇（街道）"), rows, back, is_last=False, whole="")
    rows = list_children(under.ljust(_WHOLE, "0")) if known else ()
    rows = rows or list_first_choice()
    title = gettext(_TITLES.get(rows[0].level, _TITLES[Level.COUNTY]) if rows else _TITLES[Level.COUNTY])
    return _step(title, rows, back, is_last=False, whole="")


def _step(title: str, rows: Any, back: str, *, is_last: bool, whole: str) -> dict[str, Any]:
    return {
        "step_title": title,
        "choices": [{"code": row.code, "name": row.short_name} for row in rows],
        "is_last": is_last,
        "whole_township": whole.ljust(12, "0") if whole else "",
        "next": back,
    }
