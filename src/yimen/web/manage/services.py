"""`/manage/services/`: services beyond government at centers and stations, added and ended by the county."""

from datetime import date
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
from yimen.rules.partners import (
    CONTRACT_LENGTH,
    NAME_LENGTH,
    PARTNER_KIND_LABELS,
    PARTNER_LENGTH,
    PHONE_LENGTH,
    WHERE_LENGTH,
    PartnerTerms,
)
from yimen.usecases.catalog.partners import (
    PartnerServiceView,
    add_partner_service,
    end_partner_service,
    list_partner_services,
)
from yimen.web.shared.access import page
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest

_FIELDS = (
    "unit_code", "kind", "name", "partner", "contract_no", "starts_on", "ends_on", "where", "hours", "phone",
)  # fmt: skip


@page("catalog.add_partner_service")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def services(request: PageRequest) -> HttpResponse:
    """The register with the form that adds a service (POST)."""
    if request.method != "POST":
        return _show(request)
    typed = {name: request.POST.get(name, "").strip() for name in _FIELDS}
    try:
        add_partner_service(
            actor=request.actor,
            now=request.now,
            unit_code=typed["unit_code"],
            terms=_terms(typed),
            request_key=key_for(request, *typed.values()),
        )
    except RuleViolation as refusal:
        return _show(request, typed=typed, refusal=refusal)
    return redirect(reverse("manage:services") + "?done=added")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _terms(typed: dict[str, str]) -> PartnerTerms:
    plain = {
        name: value for name, value in typed.items() if name not in {"unit_code", "starts_on", "ends_on"}
    }
    return PartnerTerms(starts_on=_day(typed["starts_on"]), ends_on=_day(typed["ends_on"]), **plain)


@page("catalog.end_partner_service")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def end_service(request: PageRequest, service_id: UUID) -> HttpResponse:
    """Ends one service; opened without a form it leads back to the register."""
    if request.method != "POST":
        return redirect("manage:services")
    reason = request.POST.get("reason", "")
    try:
        end_partner_service(
            actor=request.actor,
            now=request.now,
            service_id=service_id,
            reason=reason,
            request_key=key_for(request, "end", str(service_id), reason),
        )
    except NotFound:
        raise
    except RuleViolation as refusal:
        return _show(request, ending=service_id, refusal=refusal)
    return redirect(reverse("manage:services") + "?done=ended")


def _show(
    request: PageRequest,
    *,
    typed: dict[str, str] | None = None,
    ending: UUID | None = None,
    refusal: RuleViolation | None = None,
) -> HttpResponse:
    after = request.GET.get("after") or None
    today = request.now.date()
    found = list_partner_services(actor=request.actor, today=today, after=after)
    wrong = {refusal.field or "": sentence_of(refusal)} if refusal else {}
    adding = wrong if ending is None else {}
    here = reverse("manage:services")
    context = {
        "rows": [_row(each, _said_of(wrong) if each.service_id == ending else "") for each in found.rows],
        "fields": [_field(name, (typed or {}).get(name, ""), adding.get(name, "")) for name in _FIELDS],
        "is_open": typed is not None,
        "errors": [{"field": n if n in _FIELDS else "", "sentence": s} for n, s in wrong.items()],
        "previous_url": here if after else "",
        "next_url": f"{here}?{urlencode({'after': found.next_key})}" if found.next_key else "",
        "request_key": fresh_key(),
        "notices": _said(request),
    }
    return render(
        request, "manage/services.html", context, status=STATUS[refusal.refusal] if refusal else 200
    )


def _said_of(wrong: dict[str, str]) -> str:
    return next(iter(wrong.values()), "")


def _row(each: PartnerServiceView, error: str) -> dict[str, Any]:
    return {
        "view": each,
        "kind_label": gettext(each.kind_label),
        "place_url": reverse("portal:place", args=[each.unit_code]),
        "end_url": reverse("manage:end_service", args=[each.service_id]) if each.ended_on is None else "",
        "error": error,
    }


def _field(name: str, value: str, error: str) -> dict[str, Any]:
    if name == "kind":
        options = [
            {"value": kind.value, "label": gettext(label)} for kind, label in PARTNER_KIND_LABELS.items()
        ]
        return {
            "kind": "select", "name": name, "label": gettext("类别"), "value": value, "error": error,
            "options": options, "placeholder": gettext("请选择"),
        }  # fmt: skip
    label, hint, most, optional = _words()[name]
    return {
        "kind": "text", "name": name, "label": label, "hint": hint, "value": value, "error": error,
        "maxlength": most, "optional": optional, "type": "date" if name.endswith("_on") else "text",
    }  # fmt: skip


def _words() -> dict[str, tuple[str, str, int, bool]]:
    return {
        "unit_code": (gettext("乡镇或者村的区划代码"), gettext("12 位，例如 130921100000"), 12, False),
        "name": (gettext("服务名称"), gettext("例如 小额取款、农产品代销"), NAME_LENGTH, False),
        "partner": (gettext("由谁提供"), gettext("合作方的全称"), PARTNER_LENGTH, False),
        "contract_no": (gettext("合同编号"), "", CONTRACT_LENGTH, True),
        "starts_on": (gettext("起始日期"), "", 10, False),
        "ends_on": (gettext("截止日期"), gettext("合同没有写截止日期的不填"), 10, True),
        "where": (gettext("在哪里"), gettext("例如 大厅 6 号窗口"), WHERE_LENGTH, True),
        "hours": (gettext("什么时间"), "", WHERE_LENGTH, True),
        "phone": (gettext("电话"), "", PHONE_LENGTH, True),
    }


def _said(request: PageRequest) -> list[dict[str, str]]:
    words = {
        "added": gettext("已登记，从起始日期起在这个地方的网页上显示。"),
        "ended": gettext("已终止，明天起不再显示。"),
    }.get(request.GET.get("done", ""))
    return [{"kind": "success", "title": gettext("好了"), "text": words}] if words else []


urlpatterns = [
    path("services/", services, name="services"),
    path("services/<uuid:service_id>/end/", end_service, name="end_service"),
]
