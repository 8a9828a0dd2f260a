"""`/manage/hanging/`: which edition of its list hangs at each township and village, who must change it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yimen.rules.access import may
from yimen.rules.errors import N_
from yimen.rules.hanging import HangingState
from yimen.usecases.catalog.hanging import HangingChoice, HangingRow, HungSheet, list_hanging
from yimen.web.shared.access import page
from yimen.web.shared.requests import PageRequest

_CHOICES = {
    HangingChoice.ALL: N_("全部"),
    HangingChoice.TO_CHANGE: N_("要换张"),
    HangingChoice.UNRECORDED: N_("未采集"),
}
_TAGS = {
    HangingState.IN_FORCE: "good",
    HangingState.OLD: "warn",
    HangingState.UNRECORDED: "plain",
    HangingState.NO_LIST: "plain",
}


@page("catalog.read_hanging")
@never_cache
@require_safe
def hanging(request: PageRequest) -> HttpResponse:
    """The register of one's own units by code, narrowed to those that must change or are not known."""
    asked = request.GET.get("choice", "")
    choice = HangingChoice(asked) if asked in HangingChoice.__members__ else HangingChoice.ALL
    after = request.GET.get("after") or None
    found = list_hanging(actor=request.actor, choice=choice, after=after)
    may_record = may(request.actor, "documents.record_hanging")
    context = {
        "choices": [
            {"label": gettext(words), "url": _url(each), "is_here": each is choice}
            for each, words in _CHOICES.items()
        ],
        "rows": [_row(row, may_record=may_record) for row in found.rows],
        "previous_url": _url(choice) if after else "",
        "next_url": _url(choice, after=found.next_key) if found.next_key else "",
        "photo_url": reverse("desk:hang_by_photo") if may_record else "",
        "notices": _said(request),
    }
    return render(request, "manage/hanging.html", context)


def _url(choice: HangingChoice, **more: str) -> str:
    told = {"choice": choice.value} if choice is not HangingChoice.ALL else {}
    query = urlencode(told | more)
    return reverse("manage:hanging") + (f"?{query}" if query else "")


def _row(row: HangingRow, *, may_record: bool) -> dict[str, Any]:
    number = row.in_force
    return {
        "name": row.name,
        "is_village": row.is_village,
        "number": number,
        "state_label": gettext(row.state.label),
        "tag": _TAGS[row.state],
        "sheets": [_sheet(sheet) for sheet in row.sheets],
        "list_url": reverse("portal:list", args=[row.unit_code]),
        "wall_url": reverse("portal:wall_list", args=[row.unit_code, number]) if number else "",
        "poster_url": reverse("portal:poster", args=[row.unit_code]),
        "hang_url": reverse("desk:hang", args=[row.unit_code, number]) if number and may_record else "",
    }


def _sheet(sheet: HungSheet) -> dict[str, Any]:
    return {
        "words": gettext("第 {number} 版").format(number=sheet.number),
        "spot": sheet.spot,
        "hung_on": sheet.hung_on,
        "recorder": sheet.recorder,
        "is_old": sheet.is_old,
        "photo_url": reverse("desk:hung_photo", args=[sheet.hanging_id]) if sheet.has_photo else "",
    }


def _said(request: PageRequest) -> list[dict[str, str]]:
    if not request.GET.get("done"):
        return []
    return [{"kind": "success", "title": gettext("已登记张贴"), "text": gettext("县里也看得到了。")}]


urlpatterns = [path("hanging/", hanging, name="hanging")]
