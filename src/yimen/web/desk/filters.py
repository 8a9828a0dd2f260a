"""The filters of a worklist: their state is the address."""

from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from yimen.http.nul import without_nul
from yimen.rules.case_queues import WAY_QUEUES
from yimen.rules.deadlines import DUE_LIGHT_LABELS, DueLight
from yimen.usecases.cases.queries import Whose, WorklistFilter, WorklistPage
from yimen.web.shared.requests import PageRequest

_LONGEST_CODE = 40


def chosen_in(request: PageRequest) -> WorklistFilter:
    """What stands in the address; what is none narrows nothing."""
    whose, light = request.GET.get("whose", ""), request.GET.get("light", "")
    return WorklistFilter(
        item=_code(request, "item"),
        place=_code(request, "place"),
        whose=Whose[whose] if whose in Whose.__members__ else None,
        light=DueLight[light] if light in DueLight.__members__ else None,
    )


def _code(request: PageRequest, name: str) -> str:
    return without_nul(request.GET.get(name, "")).strip()[:_LONGEST_CODE]


def kept_in_address(chosen: WorklistFilter) -> dict[str, str]:
    """What was chosen as it goes on in links."""
    told = {
        "item": chosen.item,
        "place": chosen.place,
        "whose": chosen.whose.value if chosen.whose else "",
        "light": chosen.light.value if chosen.light else "",
    }
    return {name: value for name, value in told.items() if value}


def filter_bar(found: WorklistPage) -> dict[str, Any]:
    """The bar over the list, in the shape of parts/filter_bar.html."""
    chosen, queue = found.chosen, found.queue
    filters = [
        _select("item", gettext("事项"), chosen.item, [(o.value, o.label) for o in found.options.items]),
        _select("place", gettext("地方"), chosen.place, [(o.value, o.label) for o in found.options.places]),
        _select(
            "whose",
            gettext("经办"),
            chosen.whose.value if chosen.whose else "",
            [(Whose.MINE.value, gettext("我名下")), (Whose.NOBODY.value, gettext("未指派"))],
        ),
    ]
    if queue in WAY_QUEUES:
        lights = [(light.value, gettext(DUE_LIGHT_LABELS[light])) for light in DueLight]
        filters.append(_select("light", gettext("时限"), chosen.light.value if chosen.light else "", lights))
    clear = f"{reverse('desk:worklist')}?{urlencode({'queue': queue.value})}"
    return {
        "filters": [each for each in filters if len(each["options"]) > 1],
        "filter_action": reverse("desk:worklist"),
        "filter_keep": [{"name": "queue", "value": queue.value}],
        "is_filtered": chosen.is_set,
        "clear_url": clear,
    }


def _select(name: str, label: str, value: str, options: list[tuple[str, str]]) -> dict[str, Any]:
    every = {"value": "", "label": gettext("全部")}
    rest = [{"value": each, "label": words} for each, words in options]
    if value and value not in {each for each, _ in options}:
        rest.append({"value": value, "label": value})  # from an old link: still said, still to be cleared
    return {"name": name, "label": label, "value": value, "options": [every, *rest]}
