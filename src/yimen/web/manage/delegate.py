"""`/manage/lists/<id>/delegate/`: items × units in one act, shown before anything is kept; taking back."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.access import NotFound
from yimen.rules.delegations import OPEN_CASES_LABELS, WAY_LABELS, WAY_WORDS, OpenCases, Way
from yimen.rules.errors import N_, RuleViolation
from yimen.usecases.catalog.adjusting.choosing import REACH_LABELS, Reach, get_choices, resolve_units
from yimen.usecases.catalog.adjusting.delegating import (
    draft_delegations,
    draft_withdrawal,
    preview_delegations,
)
from yimen.usecases.catalog.adjusting.planning import DelegationPlan, Order, PlannedLine
from yimen.web.manage.lists import read_day, read_id
from yimen.web.shared.access import page
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest

_TEXTS = ("promised", "basis", "notice", "proof", "waived", "codes", "valid_from", "valid_to")
_MOST_CHOSEN = 700


class NotAWay(RuleViolation):
    """No way was chosen, or a word that is none."""

    code = "catalog.no_way_chosen"
    template = N_("请选办理方式。")


@page("catalog.draft_delegations")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def delegate(request: PageRequest, adjustment_id: UUID) -> HttpResponse:
    """The form; with `act=preview` what it would write, with `act=keep` it is kept (POST)."""
    typed = _typed(request)
    if request.method != "POST":
        return _show(request, adjustment_id, typed)
    try:
        order = _order(request, typed)
        if request.POST.get("act") != "keep":
            plan = preview_delegations(actor=request.actor, order=order)
            return _show(request, adjustment_id, typed, plan=plan)
        draft_delegations(
            actor=request.actor,
            now=request.now,
            adjustment_id=adjustment_id,
            order=order,
            request_key=key_for(request, str(order)),
        )
    except NotFound as refusal:
        if refusal.field is None:
            raise
        return _show(request, adjustment_id, typed, refusal=refusal)
    except RuleViolation as refusal:
        return _show(request, adjustment_id, typed, refusal=refusal)
    return redirect(f"{reverse('manage:adjustment', args=[adjustment_id])}?done=kept")


def _typed(request: PageRequest) -> dict[str, Any]:
    sent = request.POST if request.method == "POST" else request.GET
    return {name: sent.get(name, "").strip() for name in _TEXTS} | {
        "items": sent.getlist("items")[:_MOST_CHOSEN],
        "townships": sent.getlist("townships")[:_MOST_CHOSEN],
        "reach": sent.get("reach", Reach.TOWNSHIPS.value),
        "way": sent.get("way", ""),
        "organ": sent.get("organ", ""),
    }


def _order(request: PageRequest, typed: Mapping[str, Any]) -> Order:
    if typed["way"] not in Way.__members__:
        raise NotAWay(field="way")
    return Order(
        items=_codes(typed),
        units=_units(request, typed),
        way=Way(typed["way"]),
        basis=typed["basis"],
        proof=typed["proof"],
        notice=typed["notice"],
        valid_from=read_day(typed["valid_from"], field="valid_from"),
        valid_to=read_day(typed["valid_to"], field="valid_to"),
        promised=typed["promised"],
        waived=tuple(line.strip() for line in typed["waived"].splitlines() if line.strip()),
        entrusting_organ_id=read_id(typed["organ"]),
    )


def _codes(typed: Mapping[str, Any]) -> tuple[str, ...]:
    """The ticked items, and those whose codes were pasted."""
    pasted = typed["codes"].replace("，", " ").replace(",", " ").replace("、", " ").split()
    return tuple(dict.fromkeys([*typed["items"], *pasted]))


def _units(request: PageRequest, typed: Mapping[str, Any]) -> tuple[str, ...]:
    reach = Reach(typed["reach"]) if typed["reach"] in Reach.__members__ else Reach.TOWNSHIPS
    return resolve_units(actor=request.actor, townships=typed["townships"], reach=reach)


def _show(
    request: PageRequest,
    adjustment_id: UUID,
    typed: Mapping[str, Any],
    *,
    plan: DelegationPlan | None = None,
    refusal: RuleViolation | None = None,
) -> HttpResponse:
    choices = get_choices(actor=request.actor)
    chosen, townships = set(_codes(typed)), set(typed["townships"])
    faults = _faults(refusal)
    context = {
        "errors": [{"field": name, "sentence": words} for name, words in faults.items()],
        "plan": _plan(plan) if plan else None,
        "groups": _groups(choices.items, chosen),
        "items_error": faults.get("items", ""),
        "townships_error": faults.get("townships", ""),
        "chosen": len(chosen),
        "townships": [
            {
                "code": each.code,
                "name": each.name,
                "villages": each.villages,
                "checked": each.code in townships,
            }
            for each in choices.townships
        ],
        "reach_field": _radios("reach", gettext("给到哪一级"), REACH_LABELS, {}, typed["reach"], faults),
        "way_field": _radios("way", gettext("办理方式"), WAY_LABELS, WAY_WORDS, typed["way"], faults),
        "organ_field": {
            "kind": "select",
            "name": "organ",
            "label": gettext("委托机关"),
            "hint": gettext("只在“委托”时用。不选就是各事项自己的县级主管部门。"),
            "value": typed["organ"],
            "error": faults.get("organ", ""),
            "optional": True,
            "options": [
                {"value": each.organ_id, "label": each.name, "selected": each.organ_id == typed["organ"]}
                for each in choices.organs
            ],
            "placeholder": gettext("各事项的主管部门"),
        },
        "codes_field": _field("codes", typed["codes"], ""),
        "fields": [_field(name, typed[name], faults.get(name, "")) for name in _TEXTS if name != "codes"],
        "request_key": fresh_key(),
        "action": reverse("manage:delegate", args=[adjustment_id]),
        "back_url": reverse("manage:adjustment", args=[adjustment_id]),
    }
    return render(
        request, "manage/delegate.html", context, status=STATUS[refusal.refusal] if refusal else 200
    )


_PLACES = {"units": "townships", "reason": "why", "entrusting_organ": "organ"}


def _faults(refusal: RuleViolation | None) -> dict[str, str]:
    """The fault at the field of the page that it concerns."""
    if refusal is None:
        return {}
    field = refusal.field or "items"
    return {_PLACES.get(field, field): sentence_of(refusal)}


def _groups(items: Any, chosen: set[str]) -> list[dict[str, Any]]:
    """The items by department, in the order of their codes."""
    found: dict[str, list[dict[str, Any]]] = {}
    for item in items:
        found.setdefault(item.department, []).append(
            {
                "code": item.code,
                "name": item.short_name,
                "type_label": gettext(item.type_label),
                "checked": item.code in chosen,
            }
        )
    return [
        {"label": label, "items": rows, "checked": sum(row["checked"] for row in rows)}
        for label, rows in found.items()
    ]


def _radios(
    name: str,
    label: str,
    labels: Mapping[Any, str],
    hints: Mapping[Any, str],
    value: str,
    faults: Mapping[str, str],
) -> dict[str, Any]:
    return {
        "kind": "radios",
        "name": name,
        "label": label,
        "value": value,
        "error": faults.get(name, ""),
        "options": [
            {
                "value": each.value,
                "label": gettext(words),
                "hint": gettext(hints[each]) if each in hints else "",
                "checked": each.value == value,
            }
            for each, words in labels.items()
        ],
    }


def _field(name: str, value: str, error: str) -> dict[str, Any]:
    words: dict[str, tuple[str, str, str]] = {
        "promised": (
            gettext("承诺时限"),
            gettext("只能比上一级短。写 5、7日 或者 即办。"),
            "text",
        ),
        "basis": (gettext("依据"), gettext("赋权、委托要写：法律法规条文，或者政府文件文号。"), "text"),
        "notice": (gettext("公告"), gettext("委托许可要公告：公告的文号或者网址。"), "text"),
        "proof": (gettext("承接能力"), gettext("培训、人员、设备怎样保证接得住。"), "text"),
        "waived": (gettext("不再要的材料"), gettext("一行一样，名称和事项清单里的一致。"), "textarea"),
        "codes": (gettext("粘贴事项编号"), gettext("从表格里复制来的编号，用空格或换行隔开。"), "textarea"),
        "valid_from": (gettext("有效期从"), "", "date"),
        "valid_to": (gettext("有效期到"), "", "date"),
    }
    label, hint, kind = words[name]
    return {
        "kind": "textarea" if kind == "textarea" else "text",
        "type": "date" if kind == "date" else "text",
        "rows": 3,
        "name": name,
        "label": label,
        "hint": hint,
        "value": value,
        "error": error,
        "maxlength": 4000 if kind == "textarea" else 400,
        "optional": True,
    }


def _plan(plan: DelegationPlan) -> dict[str, Any]:
    fresh = [line for line in plan.lines if not line.is_same]
    return {
        "kept": len(fresh),
        "items": len({line.item_code for line in fresh}),
        "units": len({line.unit_code for line in fresh}),
        "replaced": sum(line.replaces is not None for line in fresh),
        "same": len(plan.lines) - len(fresh),
        "refused_count": sum(each.units for each in plan.refused),
        "refused": [
            {"name": each.item_name, "units": each.units, "words": sentence_of(each.fault)}
            for each in plan.refused
        ],
        "lines": [
            {"item": name, "units": len(units), "replaced": sum(each.replaces is not None for each in units)}
            for name, units in _by_item(fresh).items()
        ],
    }


def _by_item(lines: Iterable[PlannedLine]) -> dict[str, list[PlannedLine]]:
    found: dict[str, list[PlannedLine]] = {}
    for line in lines:
        found.setdefault(line.item_name, []).append(line)
    return found


@page("catalog.draft_withdrawal")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: PageRequest, adjustment_id: UUID) -> HttpResponse:
    """Taking back what units do: which items, where, what becomes of open cases, why (POST)."""
    typed = _typed(request) | {
        "open_cases": request.POST.get("open_cases", OpenCases.FINISH.value),
        "why": request.POST.get("why", ""),
    }
    if request.method != "POST":
        return _show_withdrawal(request, adjustment_id, typed)
    ends = typed["open_cases"]
    try:
        units = _units(request, typed)
        draft_withdrawal(
            actor=request.actor,
            now=request.now,
            adjustment_id=adjustment_id,
            items=_codes(typed),
            units=units,
            open_cases=OpenCases(ends) if ends in OpenCases.__members__ else OpenCases.FINISH,
            reason=typed["why"],
            request_key=key_for(request, str(typed)),
        )
    except NotFound as refusal:
        if refusal.field is None:
            raise
        return _show_withdrawal(request, adjustment_id, typed, refusal=refusal)
    except RuleViolation as refusal:
        return _show_withdrawal(request, adjustment_id, typed, refusal=refusal)
    return redirect(f"{reverse('manage:adjustment', args=[adjustment_id])}?done=kept")


def _show_withdrawal(
    request: PageRequest,
    adjustment_id: UUID,
    typed: Mapping[str, Any],
    *,
    refusal: RuleViolation | None = None,
) -> HttpResponse:
    choices = get_choices(actor=request.actor)
    chosen, townships = set(_codes(typed)), set(typed["townships"])
    faults = _faults(refusal)
    context = {
        "errors": [{"field": name, "sentence": words} for name, words in faults.items()],
        "groups": _groups(choices.items, chosen),
        "items_error": faults.get("items", ""),
        "townships_error": faults.get("townships", ""),
        "chosen": len(chosen),
        "townships": [
            {
                "code": each.code,
                "name": each.name,
                "villages": each.villages,
                "checked": each.code in townships,
            }
            for each in choices.townships
        ],
        "reach_field": _radios("reach", gettext("从哪一级收回"), REACH_LABELS, {}, typed["reach"], faults),
        "open_cases_field": _radios(
            "open_cases", gettext("还没办完的件怎么办"), OPEN_CASES_LABELS, {}, typed["open_cases"], faults
        ),
        "why_field": {
            "kind": "text",
            "name": "why",
            "label": gettext("收回的原因"),
            "hint": "",
            "value": typed["why"],
            "error": faults.get("why", ""),
            "maxlength": 400,
        },
        "request_key": fresh_key(),
        "action": reverse("manage:withdraw", args=[adjustment_id]),
        "back_url": reverse("manage:adjustment", args=[adjustment_id]),
    }
    return render(
        request, "manage/withdraw.html", context, status=STATUS[refusal.refusal] if refusal else 200
    )


urlpatterns = [
    path("lists/<uuid:adjustment_id>/delegate/", delegate, name="delegate"),
    path("lists/<uuid:adjustment_id>/withdraw/", withdraw, name="withdraw"),
]
