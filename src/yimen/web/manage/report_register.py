"""`…/register/`: the register of a unit's month, one line of it, a task struck off and taken up again."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.access import NotFound, may
from yimen.rules.errors import N_, RuleViolation
from yimen.rules.report_cells import UNCOLLECTED
from yimen.rules.report_columns import STAND_IN
from yimen.rules.report_register import (
    LINE_TEXT,
    PERSON_LENGTH,
    REGISTER_STATE_LABELS,
    RegisterState,
    RegisterTerms,
)
from yimen.rules.reports import month_words
from yimen.usecases.reports.register import close_task, reopen_task, write_line
from yimen.usecases.reports.register_reading import RegisterRow, RegisterView, get_register
from yimen.web.manage.report_acts import day_of, number_of
from yimen.web.manage.report_files import month_or_404
from yimen.web.manage.report_rows import page_url
from yimen.web.shared.access import page
from yimen.web.shared.parking import form_owner
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest

_TAGS = {
    RegisterState.NOT_STARTED: "plain",
    RegisterState.UNDER_WAY: "warn",
    RegisterState.DONE: "good",
    RegisterState.OVERDUE: "bad",
}
_FIELDS = {
    "plan": (N_("本月计划"), LINE_TEXT),
    "progress": (N_("本月进展（文字）"), LINE_TEXT),
    "problem": (N_("存在问题"), LINE_TEXT),
    "next_step": (N_("下步措施"), LINE_TEXT),
    "person": (N_("责任人"), PERSON_LENGTH),
}


@page("reports.read")
@never_cache
@require_safe
def register(request: PageRequest, unit_code: str, month: str) -> HttpResponse:
    """The register of a month: every task with its evidence and what was written."""
    first = month_or_404(month)
    found = get_register(actor=request.actor, unit_code=unit_code, month=first, now=request.now)
    args = [unit_code, f"{first:%Y-%m}"]
    rows = [line_row(each, found) for each in found.rows]
    context = {
        "view": found,
        "month_words": month_words(first),
        "stand_in": gettext(STAND_IN),
        "rows": rows,
        "counts": [
            {
                "label": gettext(label),
                "tag": _TAGS[state],
                "n": sum(each.state is state for each in found.rows),
            }
            for state, label in REGISTER_STATE_LABELS.items()
        ],
        "back_url": page_url(unit_code, first),
        "urls": {
            kind: reverse("manage:report_register_file", args=[*args, kind])
            for kind in ("xlsx", "docx", "pdf")
        },
        "printed_at": request.now,
        "notices": _said(request),
    }
    return render(request, "manage/report_register.html", context)


def line_row(row: RegisterRow, view: RegisterView) -> dict[str, Any]:
    """A line of the register ready to be drawn."""
    return {
        "view": row,
        "url": reverse("manage:report_line", args=[view.unit_code, f"{view.month:%Y-%m}", row.number]),
        "state": gettext(REGISTER_STATE_LABELS[row.state]),
        "tag": _TAGS[row.state],
        "percent": f"{row.percent}%" if row.percent is not None else gettext(UNCOLLECTED),
        "is_counted": bool(row.evidence),
        "evidence": [
            {
                "name": each.name,
                "words": gettext(UNCOLLECTED) if each.figure.value is None else f"{each.figure.value}%",
                "url": f"/supervise/indicators/{each.key}/?unit={view.unit_code}&month={view.month:%Y-%m}",
            }
            for each in row.evidence
        ],
    }


@page("reports.read")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def line(request: PageRequest, unit_code: str, month: str, number: int) -> HttpResponse:
    """One line; the unit writes it, strikes the task off, or takes it up again (POST)."""
    first = month_or_404(month)
    if request.method != "POST":
        return _show(request, unit_code, first, number)
    try:
        done = _act(request, unit_code, first, number)
    except NotFound:
        raise
    except RuleViolation as refusal:
        return _show(request, unit_code, first, number, refusal=refusal)
    target = reverse("manage:report_register", args=[unit_code, f"{first:%Y-%m}"])
    return redirect(f"{target}?done={done}")


def _act(request: PageRequest, unit_code: str, month: date, number: int) -> str:
    told: dict[str, Any] = {
        "actor": request.actor,
        "now": request.now,
        "unit_code": unit_code,
        "month": month,
        "number": number,
    }
    act, reason = request.POST.get("act", ""), request.POST.get("reason", "")
    key = key_for(request, act, reason, *(request.POST.get(name, "") for name in _FIELDS))
    if act == "CLOSE":
        closed_on = day_of(request.POST.get("closed_on", ""))
        close_task(closed_on=closed_on, reason=reason, request_key=key, **told)
        return "closed"
    if act == "REOPEN":
        reopen_task(reason=reason, request_key=key, **told)
        return "reopened"
    terms = RegisterTerms(**{name: request.POST.get(name, "") for name in _FIELDS})
    revision = number_of(request.POST.get("revision", "")) or 0
    write_line(terms=terms, revision=revision, request_key=key, **told)
    return "written"


def _show(
    request: PageRequest,
    unit_code: str,
    month: date,
    number: int,
    *,
    refusal: RuleViolation | None = None,
) -> HttpResponse:
    found = get_register(actor=request.actor, unit_code=unit_code, month=month, now=request.now)
    row = next((each for each in found.rows if each.number == number), None)
    if row is None:
        raise NotFound(field="number")
    wrong = {refusal.field or "": sentence_of(refusal)} if refusal else {}
    again = refusal is not None and request.POST.get("act") == "WRITE"
    context = {
        "view": found,
        "row": line_row(row, found),
        "month_words": month_words(month),
        "back_url": reverse("manage:report_register", args=[unit_code, f"{month:%Y-%m}"]),
        "can_write": found.is_own and may(request.actor, "reports.write_line"),
        "fields": [
            {
                "kind": "text" if name == "person" else "textarea",
                "name": name,
                "label": gettext(label),
                "value": request.POST.get(name, "") if again else getattr(row.words, name),
                "error": wrong.get(name, ""),
                "maxlength": most,
                "optional": True,
                "rows": 2,
            }
            for name, (label, most) in _FIELDS.items()
        ],
        "wrong": wrong,
        "errors": [{"field": field, "sentence": words} for field, words in wrong.items()],
        "today": f"{request.now:%Y-%m-%d}",
        "request_key": fresh_key(),
        "form_owner": form_owner(request.actor),
    }
    status = STATUS[refusal.refusal] if refusal else 200
    return render(request, "manage/report_line.html", context, status=status)


def _said(request: PageRequest) -> list[dict[str, str]]:
    words = {
        "written": gettext("台账已保存。"),
        "closed": gettext("任务已销号。"),
        "reopened": gettext("任务已恢复，原来的销号记录还在。"),
    }.get(request.GET.get("done", ""))
    return [{"kind": "success", "title": gettext("好了"), "text": words}] if words else []


_AT = "reports/<str:unit_code>/<str:month>/register"
urlpatterns = [
    path(f"{_AT}/", register, name="report_register"),
    path(f"{_AT}/<int:number>/", line, name="report_line"),
]
