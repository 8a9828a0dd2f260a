"""The first page, the search and the topics of life."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from yimen.rules.access import NotFound, Party
from yimen.usecases.cases.queries import count_own_open_cases
from yimen.usecases.catalog.queries import ItemHit, find_topic, list_topics, search_items
from yimen.usecases.catalog.search_misses import note_search_miss
from yimen.usecases.orgs.queries import Place
from yimen.web.portal.village import chosen_place
from yimen.web.shared.access import page
from yimen.web.shared.requests import PageRequest

_MOST_RESULTS = 20
_MOST_MAYBES = 5
_COMMON_WORDS = ("砍树", "盖房", "老人补贴", "低保", "养老参保")
_LONGEST_QUERY = 1000
_LONGEST_SHOWN_QUERY = 60


@page("catalog.read_guide")
@require_safe
def home(request: PageRequest) -> HttpResponse:
    """Search first, six topics, my things, the nearest center."""
    place = chosen_place(request)
    response = render(
        request,
        "portal/home.html",
        {
            "hours": {"is_open": None, "words": _hours_words(place)},
            "common": [{"label": word, "url": _search_url(word)} for word in _COMMON_WORDS],
            "topics": [
                {
                    "label": gettext(topic.label),
                    "url": reverse("portal:topic", args=[topic.key]),
                    "icon": topic.icon,
                    "text": gettext(topic.text),
                }
                for topic in list_topics()
            ],
            "center": _center_card(place),
            "village_name": (place.village_name or place.township_name) if place else "",
            "village_url": reverse("portal:places"),
            "open_cases": _open_cases_words(request),
        },
    )
    if request.actor.party is Party.RESIDENT:
        add_never_cache_headers(response)
    return response


@page("catalog.read_guide")
@require_safe
def find(request: PageRequest) -> HttpResponse:
    """What may be meant by the words, best first; what is only a maybe apart; else topics and a telephone."""
    query = request.GET.get("q", "")[:_LONGEST_QUERY].replace("\x00", "").strip()
    place = chosen_place(request)
    county_code = place.code[:6] if place else ""
    hits = search_items(query, _MOST_RESULTS, county_code=county_code) if query else ()
    sure = [hit for hit in hits if hit.sure]
    maybes = [hit for hit in hits if not hit.sure][:_MOST_MAYBES]
    if query and not sure:
        note_search_miss(query=query, county_code=county_code, now=request.now)
    meant = hits[0].meant if hits else ""
    found = {
        "q": query[:_LONGEST_SHOWN_QUERY],
        "results": [_result(hit) for hit in sure],
        "maybes": [_result(hit) for hit in maybes],
        "meant": {"words": meant, "url": _search_url(meant)} if meant else None,
        "count_words": gettext("找到 {total} 项").format(total=len(sure)) if sure else "",
        "suggestions": [] if sure else _topic_suggestions(),
        "center": _center_card(place) if query and not sure else None,
    }
    return render(request, "portal/search.html", found)


@page("catalog.read_guide")
@require_safe
def topic(request: PageRequest, key: str) -> HttpResponse:
    """All items under one topic of life; refuses an unknown topic."""
    found = find_topic(key)
    if found is None:
        raise NotFound(field="topic")
    context = {
        "heading": gettext(found.label),
        "results": [_result(hit) for hit in found.items],
        "count_words": gettext("共 {total} 项").format(total=len(found.items)),
    }
    return render(request, "portal/search.html", context)


def _search_url(words: str) -> str:
    return f"{reverse('portal:search')}?{urlencode({'q': words})}"


def _topic_suggestions() -> list[dict[str, str]]:
    return [
        {"label": gettext(topic.label), "url": reverse("portal:topic", args=[topic.key])}
        for topic in list_topics()
    ]


def _result(hit: ItemHit) -> dict[str, Any]:
    because = gettext("您说的“{spoken}”，一般指这件事。").format(spoken=hit.spoken) if hit.spoken else ""
    return {
        "name": hit.short_name,
        "url": reverse("portal:guide", args=[hit.code]),
        "words": "" if because else hit.plain,
        "department": hit.department,
        "way_label": gettext(hit.way_label),
        "limit_words": hit.limit_words,
        "because": because,
    }


def _center_card(place: Place | None) -> dict[str, Any] | None:
    if place is None or place.center is None:
        return None
    center = place.center
    return {
        "name": center.name,
        "url": reverse("portal:place", args=[center.region_code]),
        "address": center.address,
        "hours": center.hours,
        "phone": center.phone,
        "is_open": None,
        "distance": "",
    }


def _hours_words(place: Place | None) -> str:
    if place is None or place.center is None or not place.center.hours:
        return ""
    return gettext("{name}：{hours}").format(name=place.center.name, hours=place.center.hours)


def _open_cases_words(request: PageRequest) -> str:
    if request.actor.party is not Party.RESIDENT:
        return ""
    total = count_own_open_cases(actor=request.actor)
    return gettext("{total} 件在办").format(total=total) if total else ""
