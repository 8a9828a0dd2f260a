"""`/manage/oversight/rules/`: which department supervises which items; many at once, with a preview."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.access import NotFound
from yimen.rules.errors import RuleViolation
from yimen.usecases.cases.actions import set_oversight_rules
from yimen.usecases.cases.queries.oversight_rules import (
    RuleRow,
    RulesPage,
    RulesPreview,
    list_oversight_rules,
    preview_oversight_rules,
)
from yimen.web.shared.access import page
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest

_TERMS = ("handover_workdays", "check_workdays", "points", "basis")


@page("cases.set_oversight_rules")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def oversight_rules(request: PageRequest) -> HttpResponse:
    """The items with their rules; a POST shows what would change, a confirmed one writes it."""
    if request.method != "POST":
        return _show(request)
    ticked, organ = request.POST.getlist("items"), request.POST.get("organ_id", "")
    terms = {name: request.POST.get(name, "") for name in _TERMS}
    try:
        asked: dict[str, Any] = {
            "actor": request.actor,
            "item_ids": [_id(each, "items") for each in ticked],
            "organ_id": _id(organ, "organ_id"),
            **terms,
        }
        if request.POST.get("act") != "CONFIRM":
            return _preview(request, preview_oversight_rules(**asked))
        done = set_oversight_rules(
            now=request.now,
            request_key=key_for(request, organ, *terms.values(), *sorted(ticked)),
            **asked,
        )
    except RuleViolation as refusal:
        return _show(request, refusal=refusal)
    query = {"items": str(done.items), "moved": str(done.handed_over)}
    return redirect(f"{reverse('manage:oversight_rules')}?{urlencode(query)}")


def _id(text: str, field: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound(field=field) from None


def _show(request: PageRequest, *, refusal: RuleViolation | None = None) -> HttpResponse:
    every = request.GET.get("scope") == "all"
    found = list_oversight_rules(actor=request.actor, every_family=every, after=request.GET.get("after", ""))
    wrong = {refusal.field or "": sentence_of(refusal)} if refusal else {}
    fields = _fields(request, found, wrong)
    linked = {each["name"] for each in fields}
    here, scope = reverse("manage:oversight_rules"), {"scope": "all"} if every else {}
    ticked = set(request.POST.getlist("items"))
    context = {
        "notices": _said(request),
        "errors": [{"field": n if n in linked else "", "sentence": s} for n, s in wrong.items()],
        "rows": [_row(each, ticked) for each in found.rows],
        "missing": sum(not each.organ_name for each in found.rows),
        "is_every_family": every,
        "other_url": here if every else f"{here}?scope=all",
        "fields": fields,
        "has_departments": bool(found.departments),
        "action": request.get_full_path(),
        "request_key": fresh_key(),
        "previous_url": f"{here}?{urlencode(scope)}" if request.GET.get("after") else "",
        "next_url": f"{here}?{urlencode({**scope, 'after': found.next_key})}" if found.next_key else "",
        "back_url": reverse("manage:oversight"),
    }
    status = STATUS[refusal.refusal] if refusal else 200
    return render(request, "manage/oversight_rules.html", context, status=status)


def _row(row: RuleRow, ticked: set[str]) -> dict[str, Any]:
    return {
        "id": str(row.item_id),
        "code": row.code,
        "name": row.name,
        "family": gettext(row.family.label),
        "organ_name": row.organ_name,
        "limits": gettext("{days} 个工作日内确认，{check} 个工作日内首检").format(
            days=row.handover_workdays, check=row.check_workdays
        )
        if row.organ_name
        else "",
        "points": row.points,
        "basis": row.basis,
        "since": row.since,
        "waiting": row.waiting,
        "is_ticked": str(row.item_id) in ticked,
    }


def _fields(request: PageRequest, found: RulesPage, wrong: dict[str, str]) -> list[dict[str, Any]]:
    def field(kind: str, name: str, label: str, **more: Any) -> dict[str, Any]:
        typed = {"value": request.POST.get(name, ""), "error": wrong.get(name, "")}
        return {"kind": kind, "name": name, "label": label, **typed, **more}

    number = {"type": "number", "width": "4", "unit": gettext("个工作日"), "inputmode": "numeric"}
    return [
        field(
            "select",
            "organ_id",
            gettext("监管部门"),
            options=[{"value": str(each.organ_id), "label": each.name} for each in found.departments],
            placeholder=gettext("请选择"),
        ),
        field("text", "handover_workdays", gettext("作出决定后几日内转到并确认"), **number),
        field("text", "check_workdays", gettext("确认后几日内首次检查"), **number),
        field(
            "textarea",
            "points",
            gettext("监管要看什么"),
            rows=4,
            maxlength=1000,
            hint=gettext("一行一条，部门打开决定就能看到。"),
        ),
        field(
            "text",
            "basis",
            gettext("依据"),
            maxlength=400,
            hint=gettext("法条，或者本县的文件名称和文号。期限没有国家规定，由县里定。"),
        ),
    ]


def _preview(request: PageRequest, found: RulesPreview) -> HttpResponse:
    context = {
        "organ_name": found.organ_name,
        "facts": [
            {
                "term": gettext("转到并确认"),
                "text": gettext("作出决定后 {days} 个工作日内").format(days=found.terms.handover_workdays),
            },
            {
                "term": gettext("首次检查"),
                "text": gettext("确认后 {days} 个工作日内").format(days=found.terms.check_workdays),
            },
            {"term": gettext("依据"), "text": found.terms.basis},
        ],
        "points": [line for line in found.terms.points.splitlines() if line],
        "fresh": found.fresh,
        "replaced": [{"name": name, "organ_name": organ} for name, organ in found.replaced],
        "unchanged": found.unchanged,
        "waiting": found.waiting,
        "changes": bool(found.fresh or found.replaced or found.waiting),
        "hidden": [
            {"name": name, "value": value}
            for name in ("items", "organ_id", *_TERMS)
            for value in request.POST.getlist(name)
        ],
        "request_key": fresh_key(),
        "action": request.get_full_path(),
        "back_url": request.get_full_path(),
    }
    return render(request, "manage/oversight_preview.html", context)


def _said(request: PageRequest) -> list[dict[str, str]]:
    items, moved = request.GET.get("items", ""), request.GET.get("moved", "")
    if not (items.isascii() and items.isdigit() and moved.isascii() and moved.isdigit()):
        return []
    title = gettext("已登记 {count} 个事项的监管部门").format(count=items)
    text = gettext("已经转出的决定不变。")
    if moved != "0":
        text = gettext("等着指定的 {count} 件决定也一起转过去了。").format(count=moved) + text
    return [{"kind": "success", "title": title, "text": text}]


urlpatterns = [path("oversight/rules/", oversight_rules, name="oversight_rules")]
