"""`/desk/places/<code>/explain|answer/<standard>/`: why a threshold is missed, and the county's answer."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.access import NotFound
from yimen.rules.errors import RuleViolation
from yimen.rules.standards import EXPLANATION_LENGTH, Answer, Standard
from yimen.usecases.places.answering import ExplanationGone, answer_explanation
from yimen.usecases.places.dossiers import get_dossier
from yimen.usecases.places.explaining import explain_standard
from yimen.web.desk.dossier import standard_line
from yimen.web.shared.access import page
from yimen.web.shared.parking import form_owner
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest


@page("places.explain")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def explain(request: PageRequest, code: str, standard: str) -> HttpResponse:
    """The form that says why a soft threshold is missed."""
    asked = _named(standard)
    if request.method != "POST":
        return _show(request, code, asked, "desk/dossier_explain.html")
    text = request.POST.get("text", "")
    try:
        explain_standard(
            actor=request.actor,
            now=request.now,
            point_code=code,
            standard=asked,
            text=text,
            request_key=key_for(request, code, standard, text),
        )
    except NotFound:
        raise
    except RuleViolation as refusal:
        return _show(request, code, asked, "desk/dossier_explain.html", refusal=refusal)
    return redirect(f"{reverse('desk:dossier', args=[code])}?done=explained#{standard}")


@page("places.answer_explanation")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: PageRequest, code: str, standard: str) -> HttpResponse:
    """The county reads the explanation beside what the scheme asks, and accepts or rejects it (POST)."""
    asked = _named(standard)
    if request.method != "POST":
        return _show(request, code, asked, "desk/dossier_answer.html")
    typed, reason = request.POST.get("explanation", ""), request.POST.get("reason", "")
    accepts = request.POST.get("answer") == Answer.ACCEPTED.value
    try:
        answer_explanation(
            actor=request.actor,
            now=request.now,
            point_code=code,
            explanation_id=_read_id(typed),
            accepts=accepts,
            reason=reason,
            request_key=key_for(request, code, typed, str(accepts), reason),
        )
    except NotFound:
        raise
    except RuleViolation as refusal:
        return _show(request, code, asked, "desk/dossier_answer.html", refusal=refusal)
    return redirect(f"{reverse('desk:dossier', args=[code])}?done=answered#{standard}")


def _named(standard: str) -> Standard:
    if standard not in Standard.__members__:
        raise NotFound(field="standard")
    return Standard[standard]


def _read_id(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError:
        raise ExplanationGone from None


def _show(
    request: PageRequest,
    code: str,
    standard: Standard,
    template: str,
    *,
    refusal: RuleViolation | None = None,
) -> HttpResponse:
    """What is written now, or what was typed and refused."""
    found = get_dossier(actor=request.actor, point_code=code)
    line = next(each for each in found.standards if each.standard is standard)
    error = sentence_of(refusal) if refusal else ""
    field = (refusal.field or "") if refusal else ""
    context: dict[str, Any] = {
        "name": found.name,
        "line": standard_line(found, line, request.actor),
        "explanation_id": line.explanation_id,
        "text": request.POST.get("text", line.explanation),
        "reason": request.POST.get("reason", line.answer_reason),
        "wrong": {field: error} if field else {},
        "errors": [{"field": field, "sentence": error}] if error else [],
        "length": EXPLANATION_LENGTH,
        "back_url": f"{reverse('desk:dossier', args=[code])}#{standard.value}",
        "request_key": fresh_key(),
        "form_owner": form_owner(request.actor),
    }
    return render(request, template, context, status=STATUS[refusal.refusal] if refusal else 200)


urlpatterns: list[URLPattern] = [
    path("places/<slug:code>/explain/<slug:standard>/", explain, name="dossier_explain"),
    path("places/<slug:code>/answer/<slug:standard>/", answer, name="dossier_answer"),
]
