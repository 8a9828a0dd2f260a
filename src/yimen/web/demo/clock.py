"""Moves the demo's clock forward, so that limits, stops and holidays can be played through in minutes."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.errors import RuleViolation
from yimen.usecases.hosting.clock import (
    MOST_DAYS,
    is_clock_moved,
    move_demo_clock,
    move_demo_clock_to_next_workday,
)
from yimen.web.shared.access import open_page
from yimen.web.shared.requests import PageRequest


@open_page
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def clock(request: HttpRequest) -> HttpResponse:
    """Show the demo's time and move it on; this URL exists in demo mode only (config/urls.py)."""
    asked = cast("PageRequest", request)
    if asked.method != "POST":
        return _show(asked)
    try:
        if asked.POST.get("to") == "next_workday":
            move_demo_clock_to_next_workday(timezone.localtime())
        else:
            typed = asked.POST.get("days", "").strip()
            days = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 5 else None
            move_demo_clock(timezone.localtime(), days=days)
    except RuleViolation as refusal:
        return _show(asked, refusal)
    return redirect("demo:clock")


def _show(request: PageRequest, refusal: RuleViolation | None = None) -> HttpResponse:
    context: dict[str, Any] = {
        "now": request.now,
        "is_moved": is_clock_moved(),
        "most_days": MOST_DAYS,
        "days": request.POST.get("days", "1"),
        "days_error": "" if refusal is None else sentence_of(refusal),
    }
    return render(
        request, "demo/clock.html", context, status=200 if refusal is None else STATUS[refusal.refusal]
    )


urlpatterns = [path("clock/", clock, name="clock")]
