"""`/rate/<token>/`: one rating by a one-time link, given by the applicant alone."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yimen.http.nul import without_nul
from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.errors import RuleViolation
from yimen.rules.feedback import AlreadyRated
from yimen.usecases.feedback.actions import TEXT_LENGTH, rate
from yimen.usecases.feedback.links import Invitation, LinkExpired, LinkUnknown
from yimen.usecases.feedback.queries import find_invitation
from yimen.web.shared.access import page
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest

_LINK_ENDS = (AlreadyRated, LinkExpired, LinkUnknown)
_STARS = ("1", "2", "3", "4", "5")


@page("feedback.rate")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rating(request: PageRequest, token: str) -> HttpResponse:
    """The form with nothing chosen; posted, thanks. A used, old or wrong link says so in a sentence."""
    try:
        if request.method == "POST":
            return _take(request, token)
        return _form(request, find_invitation(token, request.now))
    except _LINK_ENDS as refusal:
        context = {"ended_words": sentence_of(refusal)}
        return render(request, "portal/rate.html", context, status=STATUS[refusal.refusal])


def _take(request: PageRequest, token: str) -> HttpResponse:
    chosen, text = request.POST.get("stars", ""), request.POST.get("text", "")
    stars = int(chosen) if chosen in _STARS else None
    try:
        done = rate(
            actor=request.actor,
            now=request.now,
            token=token,
            stars=stars,
            text=text,
            request_key=key_for(request, "rate", chosen, text),
        )
    except _LINK_ENDS:
        raise
    except RuleViolation as refusal:
        return _form(request, find_invitation(token, request.now), refusal)
    words = gettext("谢谢您说实话，这条评价原样记下了。") if done.is_poor else gettext("谢谢您的肯定。")
    return render(request, "portal/rate.html", {"is_done": True, "done_words": words})


def _form(request: PageRequest, asked: Invitation, refusal: RuleViolation | None = None) -> HttpResponse:
    chosen = request.POST.get("stars", "")
    context: dict[str, Any] = {
        "case": {
            "item_name": gettext(asked.item_name),
            "office_name": asked.organ_name,
            "closed_at": asked.closed_at,
        },
        "action": request.path,
        "request_key": fresh_key(),
        "stars": chosen if chosen in _STARS else "",
        "text": without_nul(request.POST.get("text", "")[: 2 * TEXT_LENGTH]),
        "text_length": TEXT_LENGTH,
        "errors": [],
    }
    if refusal is None:
        return render(request, "portal/rate.html", context)
    field, sentence = refusal.field or "", sentence_of(refusal)
    context["errors"] = [{"field": field, "sentence": sentence}]
    context[f"{field}_error"] = sentence
    return render(request, "portal/rate.html", context, status=STATUS[refusal.refusal])
