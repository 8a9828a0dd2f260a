"""The guide of one item: where, what, how long, how much, how often; and the way to begin."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from yimen.rules.access import Party
from yimen.rules.catalog import ApplyWay
from yimen.usecases.cases.queries import find_own_draft
from yimen.usecases.catalog.queries import Guide, get_guide
from yimen.usecases.orgs.queries import ServicePointView
from yimen.web.portal.village import chosen_place
from yimen.web.shared.access import page
from yimen.web.shared.requests import PageRequest


@page("catalog.read_guide")
@require_safe
def guide(request: PageRequest, code: str) -> HttpResponse:
    """The guide as it holds for the chosen village; refuses an unknown item."""
    place = chosen_place(request)
    found = get_guide(code, township_code=place.code if place else None, today=request.now.date())
    response = render(request, "portal/guide.html", _context(request, found))
    if request.actor.party is Party.RESIDENT:
        add_never_cache_headers(response)
    return response


def _context(request: PageRequest, found: Guide) -> dict[str, Any]:
    way, link = _way(found)
    return {
        "item": {
            "name": found.name,
            "words": found.words,
            "department": found.department,
            "kind_label": gettext(found.kind_label),
            "version_words": gettext("第 {number} 版").format(number=found.version_number),
        },
        "strip": found.strip,
        "way": way,
        "apply_url": reverse("portal:apply", args=[found.code]),
        "link_url": link,
        "link_label": gettext("网上"),
        "draft_url": _draft_url(request, found) if way == "ONLINE" else "",
        "counter": counter_of(found.counter),
        "way_words": _way_words(found),
        "places_url": f"{reverse('portal:places')}?{urlencode({'next': request.path})}",
        "not_needed": found.not_needed,
        "conditions": found.conditions,
        "materials": found.materials,
        "steps": found.steps,
        "basis": found.basis,
        "fee_words": found.fee_words,
        "rights_words": found.rights_words,
        "source_words": found.source_words,
    }


def _way(found: Guide) -> tuple[str, str]:
    """How to apply from here: a link where one is known, pre-filing where somebody takes it."""
    if found.way is ApplyWay.LINK and found.apply_url:
        return "LINK", found.apply_url
    if found.way is ApplyWay.PREFILING and (found.place is None or found.takes_prefiling):
        return "ONLINE", ""
    return "COUNTER", ""


def _draft_url(request: PageRequest, found: Guide) -> str:
    if request.actor.party is not Party.RESIDENT:
        return ""
    draft = find_own_draft(actor=request.actor, item_code=found.code, today=request.now.date())
    return reverse("portal:apply", args=[found.code]) if draft else ""


def _way_words(found: Guide) -> str:
    """Why one cannot pre-file from the chosen township although the item is pre-filed elsewhere."""
    if found.way is not ApplyWay.PREFILING or found.place is None or found.takes_prefiling:
        return ""
    return closed_words(found)


def closed_words(found: Guide) -> str:
    """The township has nobody who takes pre-filings in: where to go instead."""
    place, counter = found.place, found.counter
    return gettext("{township}还没有人接网上的预申请。请带上材料，到{center}的窗口办。").format(
        township=place.township_name if place else "",
        center=counter.name if counter else gettext("乡镇行政综合服务中心"),
    )


def counter_of(point: ServicePointView | None) -> dict[str, Any] | None:
    """The counter as the pages show it; empty values are not collected."""
    if point is None:
        return None
    return {"name": point.name, "address": point.address, "hours": point.hours, "phone": point.phone}
