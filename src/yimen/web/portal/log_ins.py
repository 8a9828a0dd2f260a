"""Where a resident is logged in, and the ways to end that."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yimen.http.refusals import STATUS, sentence_of
from yimen.usecases.people.leaving import NoOtherLogIns, end_log_in, end_other_log_ins
from yimen.usecases.people.log_ins import list_log_ins
from yimen.web.shared.access import page
from yimen.web.shared.actors import SESSION_LOG_IN
from yimen.web.shared.log_in_rows import done_notices, log_in_list
from yimen.web.shared.requests import PageRequest


@page("people.read_log_ins")
@never_cache
@require_safe
def log_ins(request: HttpRequest) -> HttpResponse:
    """Show the log-ins of the last hours, this one first."""
    asked = cast("PageRequest", request)
    return _show(asked, done_notices(asked.GET.get("done", "")))


@page("people.end_log_in")
@require_POST
def end_one(request: HttpRequest) -> HttpResponse:
    """Log out one of the other places."""
    asked = cast("PageRequest", request)
    end_log_in(actor=asked.actor, now=asked.now, log_in_id=asked.POST.get("log_in_id", ""))
    return redirect(reverse("portal:log_ins") + "?done=ended")


@page("people.end_other_log_ins")
@never_cache
@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """Log out everywhere else."""
    asked = cast("PageRequest", request)
    try:
        end_other_log_ins(actor=asked.actor, now=asked.now, current=_current(asked))
    except NoOtherLogIns as refusal:
        said = [{"kind": "info", "text": sentence_of(refusal)}]
        return _show(asked, said, status=STATUS[refusal.refusal])
    return redirect(reverse("portal:log_ins") + "?done=others")


def _show(request: PageRequest, notices: list[dict[str, str]], *, status: int = 200) -> HttpResponse:
    found = list_log_ins(actor=request.actor, now=request.now, current=_current(request))
    context = {
        "notices": notices,
        "log_ins": log_in_list(found, end="portal:end_log_in", end_others="portal:end_other_log_ins"),
    }
    return render(request, "portal/log_ins.html", context, status=status)


def _current(request: PageRequest) -> str:
    return str(request.session[SESSION_LOG_IN])


urlpatterns = [
    path("log-ins/", log_ins, name="log_ins"),
    path("log-ins/end/", end_one, name="end_log_in"),
    path("log-ins/end-others/", end_others, name="end_other_log_ins"),
]
