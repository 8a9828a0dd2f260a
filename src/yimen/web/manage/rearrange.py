"""`/manage/lists/<id>/rearrange/`: items split, merged, suspended, resumed, cancelled."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.access import NotFound
from yimen.rules.adjustments import ITEM_CHANGE_LABELS, REARRANGING, ItemChange
from yimen.rules.delegations import Way
from yimen.rules.errors import N_, RuleViolation
from yimen.usecases.catalog.adjusting.choosing import Reach
from yimen.usecases.catalog.adjusting.rearranging import OwnItem, list_own_items, rearrange_items
from yimen.web.shared.access import page
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest

_MOST_CHOSEN = 700
_WORDS: dict[ItemChange, str] = {
    ItemChange.SPLIT: N_("选一个事项，写拆成的各个名称；原事项取消，内容照抄过去接着改"),
    ItemChange.MERGE: N_("选两个以上事项，写合并后的名称；材料合在一起，原事项取消"),
    ItemChange.SUSPEND: N_("暂时不收新件，已经收的照办"),
    ItemChange.RESUME: N_("暂停的事项重新办理"),
    ItemChange.CANCEL: N_("从所有清单上去掉，已经收的照办"),
}


class NoChangeChosen(RuleViolation):
    """Nobody said what shall become of the items."""

    code = "catalog.no_change_chosen"
    template = N_("请选怎样调整。")


@page("catalog.rearrange_items")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rearrange(request: PageRequest, adjustment_id: UUID) -> HttpResponse:
    """The form; what is chosen is put into the adjustment as drafts (POST)."""
    if request.method != "POST":
        return _show(request, adjustment_id)
    codes = request.POST.getlist("items")[:_MOST_CHOSEN]
    names = request.POST.get("names", "").splitlines()
    change = request.POST.get("change", "")
    try:
        if change not in {each.value for each in REARRANGING}:
            raise NoChangeChosen(field="change")
        rearrange_items(
            actor=request.actor,
            now=request.now,
            adjustment_id=adjustment_id,
            change=ItemChange(change),
            item_codes=codes,
            names=names,
            request_key=key_for(request, change, *codes, *names),
        )
    except NotFound as refusal:
        if refusal.field is None:
            raise
        return _show(request, adjustment_id, refusal)
    except RuleViolation as refusal:
        return _show(request, adjustment_id, refusal)
    return redirect(f"{reverse('manage:adjustment', args=[adjustment_id])}?done=kept")


def _show(request: PageRequest, adjustment_id: UUID, refusal: RuleViolation | None = None) -> HttpResponse:
    found = list_own_items(actor=request.actor)
    sentence = sentence_of(refusal) if refusal else ""
    faults = {(refusal.field or "change"): sentence} if refusal else {}
    chosen = set(request.POST.getlist("items")[:_MOST_CHOSEN])
    tighter = urlencode({"way": Way.COUNTY_TERMS.value, "reach": Reach.COUNTY.value})
    context = {
        "groups": _groups(found, chosen),
        "chosen": len(chosen & {each.code for each in found}),
        "items_error": faults.get("items", ""),
        "change_field": _change_field(request.POST.get("change", ""), faults.get("change", "")),
        "names_field": {
            "kind": "textarea",
            "name": "names",
            "label": gettext("新的名称"),
            "hint": gettext("拆分：一行一个，至少两行；合并：只写一行。和原事项同名的，沿用原来的编号。"),
            "value": request.POST.get("names", "")[:4000],
            "error": faults.get("names", ""),
            "rows": 3,
            "optional": True,
        },
        "errors": [{"field": name, "sentence": words} for name, words in faults.items()],
        "request_key": fresh_key(),
        "action": request.path,
        "back_url": reverse("manage:adjustment", args=[adjustment_id]),
        "tighten_url": f"{reverse('manage:delegate', args=[adjustment_id])}?{tighter}",
    }
    return render(
        request, "manage/rearrange.html", context, status=STATUS[refusal.refusal] if refusal else 200
    )


def _groups(found: Sequence[OwnItem], chosen: set[str]) -> list[dict[str, Any]]:
    groups = []
    for department, items in groupby(found, key=lambda each: each.department):
        rows = [
            {
                "code": each.code,
                "name": each.name,
                "type_label": gettext(each.standing_label),
                "checked": each.code in chosen,
            }
            for each in items
        ]
        checked = any(row["checked"] for row in rows)
        groups.append({"label": department or gettext("部门未写明"), "items": rows, "checked": checked})
    return groups


def _change_field(value: str, error: str) -> dict[str, Any]:
    return {
        "kind": "radios",
        "name": "change",
        "label": gettext("怎样调整"),
        "hint": "",
        "value": value,
        "error": error,
        "optional": False,
        "options": [
            {
                "value": change.value,
                "label": gettext(ITEM_CHANGE_LABELS[change]),
                "hint": gettext(_WORDS[change]),
            }
            for change in REARRANGING
        ],
    }


urlpatterns = [path("lists/<uuid:adjustment_id>/rearrange/", rearrange, name="rearrange")]
