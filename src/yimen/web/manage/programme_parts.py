"""`/manage/programme/parts/`: a county's own part of a task, changed or ended, with its history."""

from datetime import date
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
from yimen.rules.errors import N_, RuleViolation
from yimen.usecases.orgs.queries import list_townships
from yimen.usecases.programme.reading import get_subtask
from yimen.usecases.programme.subtasks import change_subtask, end_subtask
from yimen.usecases.programme.views import SubtaskView
from yimen.web.manage.programme import (
    errors_of,
    part_fields,
    part_row,
    part_terms,
    revision_of,
    township_options,
    typed_part,
)
from yimen.web.shared.access import page
from yimen.web.shared.parking import form_owner
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest

_COLUMNS = {
    "title": N_("分任务"),
    "text": N_("要求"),
    "due_on": N_("本县时限"),
    "section": N_("责任科室"),
    "person": N_("责任人"),
    "townships": N_("由哪些乡镇做"),
    "end_reason": N_("撤销理由"),
}


@page("programme.change_subtask")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def programme_part(request: PageRequest, subtask_id: UUID) -> HttpResponse:
    """The form with the history; a POST changes the part, or ends it with a reason."""
    if request.method != "POST":
        return _show(request, subtask_id)
    try:
        done = _end(request, subtask_id) if request.POST.get("act") == "END" else _change(request, subtask_id)
    except NotFound:
        raise
    except RuleViolation as refusal:
        return _show(request, subtask_id, refusal=refusal)
    return redirect(f"{reverse('manage:programme')}?done={done}")


def _change(request: PageRequest, subtask_id: UUID) -> str:
    typed = typed_part(request)
    change_subtask(
        actor=request.actor,
        now=request.now,
        subtask_id=subtask_id,
        terms=part_terms(request, typed),
        revision=revision_of(request),
        request_key=key_for(request, *typed.values(), *request.POST.getlist("townships")),
    )
    return "changed"


def _end(request: PageRequest, subtask_id: UUID) -> str:
    reason = request.POST.get("reason", "")
    end_subtask(
        actor=request.actor,
        now=request.now,
        subtask_id=subtask_id,
        reason=reason,
        request_key=key_for(request, "end", str(subtask_id), reason),
    )
    return "ended"


def _show(request: PageRequest, subtask_id: UUID, *, refusal: RuleViolation | None = None) -> HttpResponse:
    found = get_subtask(actor=request.actor, subtask_id=subtask_id, today=request.now.date())
    again = refusal is not None and request.POST.get("act") != "END"
    chosen = request.POST.getlist("townships") if again else [code for code, _ in found.townships]
    townships = [(each.code, each.short_name) for each in list_townships(found.county_code)]
    context = {
        "row": part_row(found),
        "fields": part_fields(
            typed_part(request) if again else _values(found), refusal, latest=found.city_due_on or date.max
        ),
        "townships": township_options(townships, chosen),
        "township_error": sentence_of(refusal) if refusal and refusal.field == "townships" else "",
        "reason_error": sentence_of(refusal) if refusal and refusal.field == "reason" else "",
        "errors": errors_of(refusal),
        "changes": [_line(each.at, each.who, each.changes) for each in found.changes],
        "request_key": fresh_key(),
        "form_owner": form_owner(request.actor),
    }
    return render(
        request, "manage/programme_part.html", context, status=STATUS[refusal.refusal] if refusal else 200
    )


def _values(found: SubtaskView) -> dict[str, str]:
    return {
        "title": found.title,
        "text": found.text,
        "due_on": found.due_on.isoformat(),
        "section": found.section,
        "person": found.person,
    }


def _line(at: Any, who: str, changes: tuple[tuple[str, object, object], ...]) -> dict[str, Any]:
    return {
        "at": at,
        "who": who,
        "changes": [
            {"label": gettext(_COLUMNS[key]), "before": before, "after": after or gettext("全部乡镇")}
            if key == "townships"
            else {"label": gettext(_COLUMNS[key]), "before": before, "after": after}
            for key, before, after in changes
            if key in _COLUMNS
        ],
    }


urlpatterns = [path("programme/parts/<uuid:subtask_id>/", programme_part, name="programme_part")]
