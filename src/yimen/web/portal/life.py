"""Items by what happens in a life: being born, school, work, a house, old age, death."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from yimen.rules.access import NotFound
from yimen.usecases.catalog.life_topics import find_life_topic, list_life_topics
from yimen.usecases.catalog.queries import ItemHit
from yimen.web.shared.access import page
from yimen.web.shared.requests import PageRequest


@page("catalog.read_guide")
@require_safe
def occasions(request: PageRequest) -> HttpResponse:
    """All occasions, with how many items each has."""
    topics = [
        {
            "label": gettext(each.label),
            "text": gettext(each.text),
            "url": reverse("portal:life_topic", args=[each.key]),
            "count": len(each.items),
        }
        for each in list_life_topics()
    ]
    return render(request, "portal/life.html", {"topics": topics})


@page("catalog.read_guide")
@require_safe
def occasion(request: PageRequest, key: str) -> HttpResponse:
    """The items of one occasion; refuses an unknown one."""
    found = find_life_topic(key)
    if found is None:
        raise NotFound(field="topic")
    context = {
        "heading": gettext(found.label),
        "results": [_row(hit) for hit in found.items],
        "count_words": gettext("共 {total} 项").format(total=len(found.items)),
    }
    return render(request, "portal/search.html", context)


def _row(hit: ItemHit) -> dict[str, Any]:
    return {
        "name": hit.short_name,
        "url": reverse("portal:guide", args=[hit.code]),
        "words": hit.plain,
        "department": hit.department,
        "way_label": gettext(hit.way_label),
        "limit_words": hit.limit_words,
    }
