"""`/manage/institutions/`: the county's own texts of the eight institutions on the wall."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.access import NotFound
from yimen.rules.errors import RuleViolation
from yimen.rules.institutions import OURS, TEXT_LENGTH, Institution, version_words
from yimen.usecases.places.institutions import InstitutionView, publish_institution, read_institutions
from yimen.web.shared.access import page
from yimen.web.shared.parking import form_owner
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest


@page("places.publish_institution")
@never_cache
@require_safe
def institutions(request: PageRequest) -> HttpResponse:
    """The eight as they are in force."""
    rows = [_row(each) for each in read_institutions(request.actor.county_code)]
    done = request.GET.get("done") == "1"
    context = {
        "rows": rows,
        "notices": [{"kind": "success", "title": gettext("已公布，挂着旧版的地方都要换张。")}]
        if done
        else [],
    }
    return render(request, "manage/institutions.html", context)


@page("places.publish_institution")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def institution(request: PageRequest, name: str) -> HttpResponse:
    """The text in force in a form; a POST publishes a new version."""
    if name not in Institution.__members__:
        raise NotFound(field="name")
    text, refused = request.POST.get("text", ""), None
    if request.method == "POST":
        try:
            publish_institution(
                actor=request.actor,
                now=request.now,
                institution=Institution[name],
                text=text,
                request_key=key_for(request, name, text),
            )
        except RuleViolation as refusal:
            refused = refusal
        else:
            return redirect(f"{reverse('manage:institutions')}?done=1")
    views = read_institutions(request.actor.county_code)
    row = _row(next(each for each in views if each.institution is Institution[name]))
    error = sentence_of(refused) if refused else ""
    context: dict[str, Any] = {
        "row": row,
        "typed": text if refused else "\n".join(row["paragraphs"]),
        "error": error,
        "errors": [{"field": "text", "sentence": error}] if error else [],
        "length": TEXT_LENGTH,
        "request_key": fresh_key(),
        "form_owner": form_owner(request.actor),
    }
    return render(
        request, "manage/institution.html", context, status=STATUS[refused.refusal] if refused else 200
    )


def _row(view: InstitutionView) -> dict[str, Any]:
    return {
        "label": gettext(view.institution.label),
        "version": version_words(view.number),
        "is_ours": view.number == OURS,
        "published_at": view.published_at,
        "paragraphs": view.paragraphs,
        "url": reverse("manage:institution", args=[view.institution.value]),
    }


urlpatterns = [
    path("institutions/", institutions, name="institutions"),
    path("institutions/<slug:name>/", institution, name="institution"),
]
