"""`/consent/<token>/`: somebody far away lets a village proxy file for their family, or takes it back."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yimen.http.addresses import client_address
from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.consents import RELATION_LABELS
from yimen.rules.errors import RuleViolation
from yimen.usecases.cases.actions import answer_consent
from yimen.usecases.cases.consents import LinkUnknown
from yimen.usecases.cases.queries import find_consent_link
from yimen.web.shared.access import page
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest

_ANSWERS = ("answer", "giver_name", "relation")


@page("cases.answer_consent")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: PageRequest, token: str) -> HttpResponse:
    """The question with its two answers; later the same link takes the yes back."""
    try:
        if request.method == "POST":
            return _take(request, token)
        return _show(request, token)
    except LinkUnknown as refusal:
        context = {"ended_words": sentence_of(refusal)}
        return render(request, "portal/consent.html", context, status=STATUS[refusal.refusal])


def _take(request: PageRequest, token: str) -> HttpResponse:
    answer, giver_name, relation = (request.POST.get(name, "") for name in _ANSWERS)
    try:
        answer_consent(
            actor=request.actor,
            now=request.now,
            token=token,
            answer=answer,
            giver_name=giver_name,
            relation=relation,
            address=client_address(request),
            request_key=key_for(request, answer, giver_name, relation),
        )
    except LinkUnknown:
        raise
    except RuleViolation as refusal:
        return _show(request, token, refusal)
    return redirect(f"{request.path}?done=1")


def _show(request: PageRequest, token: str, refusal: RuleViolation | None = None) -> HttpResponse:
    asked = find_consent_link(token, request.now)
    errors = {refusal.field or "": sentence_of(refusal)} if refusal else {}
    context: dict[str, Any] = {
        "asked": asked,
        "item_name": gettext(asked.item_name),
        "state_label": gettext(asked.state_label),
        "is_done": request.GET.get("done") == "1",
        "errors": [{"field": field, "sentence": sentence} for field, sentence in errors.items()],
        "error": errors,
        "giver_name": request.POST.get("giver_name", "")[:60].replace("\x00", ""),
        "relation": request.POST.get("relation", ""),
        "relations": [
            {"value": each.value, "label": gettext(label)} for each, label in RELATION_LABELS.items()
        ],
        "request_key": fresh_key(),
        "action": request.path,
    }
    status = STATUS[refusal.refusal] if refusal else 200
    return render(request, "portal/consent.html", context, status=status)
