"""`/showcase/`: the showcase sites that the city has designated, for everybody."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from yimen.rules.access import NotFound
from yimen.usecases.orgs.queries import list_first_choice
from yimen.usecases.showcase.reading import PublicShowcase, list_public_sites
from yimen.web.portal.village import chosen_place
from yimen.web.shared.access import page
from yimen.web.shared.requests import PageRequest


@page("catalog.read_guide")
@require_safe
def showcase(request: PageRequest) -> HttpResponse:
    """By county, centers first, each linking to its place; where nothing was designated the page says so."""
    found = _found(request)
    context = {
        "city_name": found.city_name if found else gettext("本市"),
        "counties": found.counties if found else (),
        "batches": found.batches if found else (),
        "has_first": found is not None and any(each.number == 1 for each in found.batches),
        "total": sum(len(each.sites) for each in found.counties) if found else 0,
    }
    return render(request, "portal/showcase.html", context)


def _found(request: PageRequest) -> PublicShowcase | None:
    """Of the city of the chosen place, else of the city of the first county that is here."""
    chosen = chosen_place(request)
    codes = [chosen.code] if chosen else [each.code for each in list_first_choice()]
    try:
        return list_public_sites(f"{codes[0][:4]}00000000") if codes else None
    except NotFound:
        return None
