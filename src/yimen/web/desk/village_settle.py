"""An instant service of the village's own: told, looked at, done and closed on one page of the phone."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.access import NotFound
from yimen.rules.case_forms import IdentityCheck, Verdict
from yimen.rules.errors import RuleViolation
from yimen.usecases.cases.actions import settle as settle_case
from yimen.usecases.cases.queries import IntakeView, get_intake
from yimen.web.shared.access import page
from yimen.web.shared.parking import form_owner, take_parked
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest

_TOLD = ("name", "id_no", "phone")


@page("cases.settle")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: PageRequest, code: str) -> HttpResponse:
    """Who, what was shown, what was done; sent, the case is closed and the neighbor is told."""
    view = get_intake(actor=request.actor, item_code=code)
    if request.method != "POST":
        parked = take_parked(request) or {}
        return _show(request, view, typed={name: values[0] for name, values in parked.items() if values})
    told = {name: request.POST.get(name, "") for name in _TOLD}
    result = request.POST.get("result", "")
    verdicts = {str(each.id): _verdict(request, str(each.id)) for each in view.materials}
    checked = IdentityCheck.AT_VILLAGE.value if request.POST.get("card_seen") == "1" else ""
    try:
        done = settle_case(
            actor=request.actor,
            now=request.now,
            item_code=code,
            village_code=request.actor.scope_code,
            fields=told,
            identity_check=checked,
            result=result,
            verdicts=verdicts,
            request_key=key_for(request, "settle", code, result, *told.values(), *verdicts.values()),
        )
    except NotFound:
        raise
    except RuleViolation as refusal:
        return _show(request, view, typed=request.POST.dict(), refusal=refusal)
    return redirect(f"{reverse('desk:village_case', args=[done.case_id])}?filed=1")


def _verdict(request: PageRequest, material_id: str) -> str:
    seen = request.POST.get(f"seen-{material_id}") == "1"
    return (Verdict.PASS if seen else Verdict.MISSING).value


def _show(
    request: PageRequest,
    view: IntakeView,
    *,
    typed: Mapping[str, str],
    refusal: RuleViolation | None = None,
) -> HttpResponse:
    named = {"identity_check": "card_seen"}
    field = named.get(refusal.field or "", refusal.field or "") if refusal else ""
    errors = {field: sentence_of(refusal)} if refusal else {}
    context: dict[str, Any] = {
        "intake": view,
        "typed": {name: typed.get(name, "") for name in (*_TOLD, "result", "card_seen")},
        "errors": [{"field": name, "sentence": sentence} for name, sentence in errors.items()],
        "error": errors,
        "materials": [
            {
                "name": f"seen-{each.id}",
                "label": gettext("“{material}”看过了，符合").format(material=each.name),
                "checked": typed.get(f"seen-{each.id}") == "1",
            }
            for each in view.materials
        ],
        "request_key": fresh_key(),
        "form_owner": form_owner(request.actor),
    }
    status = STATUS[refusal.refusal] if refusal else 200
    return render(request, "desk/village/settle.html", context, status=status)


urlpatterns = [path("village/settle/<str:code>/", settle, name="village_settle")]
