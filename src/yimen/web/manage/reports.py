"""`/manage/reports/`: a unit's month — its own report on one page, and those that it takes in."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.access import Actor, NotFound, may
from yimen.rules.errors import RuleViolation
from yimen.rules.orgs import Level
from yimen.rules.report_columns import ASKED, STAND_IN
from yimen.rules.reports import (
    SENT_WAY_LABELS,
    WRITABLE,
    ReportKind,
    ReportState,
    month_words,
)
from yimen.usecases.programme.units import home_of
from yimen.usecases.reports.frames import NoProgrammeThatYear, current_month
from yimen.usecases.reports.reading import get_report_page
from yimen.usecases.reports.views import OwnReport, ReportPage
from yimen.web.manage.report_acts import ACTS, typed_cells
from yimen.web.manage.report_rows import (
    asked_fields,
    below_row,
    cell_groups,
    cell_rows,
    column_groups,
    event_rows,
    faults_of,
    month_options,
    page_url,
    sitting_of,
    statable_options,
    state_words,
    time_words,
)
from yimen.web.shared.access import page
from yimen.web.shared.parking import form_owner
from yimen.web.shared.request_keys import fresh_key
from yimen.web.shared.requests import PageRequest


@page("reports.read")
@never_cache
@require_safe
def reports(request: PageRequest) -> HttpResponse:
    """The month that is due next in the actor's own unit; `unit` and `month` ask for another."""
    unit_code = request.GET.get("unit", "") or home_of(request.actor)
    month = read_month(request.GET.get("month", "")) or current_month(request.now)
    try:
        return _show(request, unit_code, month)
    except NoProgrammeThatYear as none:
        context = {"sentence": sentence_of(none), "may_publish": may(request.actor, "programme.publish")}
        return render(request, "manage/report_none.html", context)


@page("reports.read")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: PageRequest, unit_code: str, month: str) -> HttpResponse:
    """A unit's month; a POST does one act on its report, named by `act`."""
    first = read_month(month)
    if first is None:
        raise NotFound(field="month")
    if request.method != "POST":
        return _show(request, unit_code, first)
    name = "ANSWER" if request.POST.get("take_back") else request.POST.get("act", "")
    act = ACTS.get(name)
    if act is None:
        raise NotFound(field="act")
    try:
        act(request, unit_code, first)
    except NotFound:
        raise
    except RuleViolation as refusal:
        return _show(request, unit_code, first, refusal=refusal)
    back = request.POST.get("back", "")
    target = page_url(back if back.isascii() and back.isdigit() else unit_code, first)
    return redirect(f"{target}?done={name}")


def read_month(text: str) -> date | None:
    """The first day of a month written as 2026-10; None for anything else."""
    try:
        return date.fromisoformat(f"{text}-01") if len(text) == 7 else None
    except ValueError:
        return None


def _show(
    request: PageRequest, unit_code: str, month: date, *, refusal: RuleViolation | None = None
) -> HttpResponse:
    found = get_report_page(actor=request.actor, unit_code=unit_code, month=month, now=request.now)
    may_take = may(request.actor, "reports.accept") and request.actor.scope_code == found.unit_code
    below = [below_row(each, found, may_take=may_take) for each in found.below]
    context = {
        "page": found,
        "month_words": month_words(found.month),
        "stand_in": gettext(STAND_IN),
        "months": month_options(found),
        "month_value": f"{found.month:%Y-%m}",
        "is_city": found.level is Level.PREFECTURE,
        "is_county": found.level is Level.COUNTY,
        "own": _own(request, found, refusal) if found.own else None,
        "groups": column_groups(),
        "below": below,
        "units": sorted(below, key=lambda each: not each["can_accept"]),
        "sitting": sitting_of(found, may_take=may_take),
        "total": cell_rows(found.total, unit_code=found.unit_code, month=found.month),
        "urls": _urls(found),
        "back_url": ""
        if home_of(request.actor) == found.unit_code
        else page_url(home_of(request.actor), found.month),
        "can_set_day": found.level is Level.COUNTY
        and may(request.actor, "reports.set_day")
        and request.actor.scope_code == found.unit_code,
        "errors": [{"field": field, "sentence": sentence} for field, sentence in faults_of(refusal).items()],
        "wrong": faults_of(refusal),
        "request_key": fresh_key(),
        "form_owner": form_owner(request.actor),
        "printed_at": request.now,
        "notices": _said(request),
    }
    status = STATUS[refusal.refusal] if refusal else 200
    return render(request, "manage/report.html", context, status=status)


def _urls(found: ReportPage) -> dict[str, str]:
    args = [found.unit_code, f"{found.month:%Y-%m}"]
    return {
        "post": page_url(found.unit_code, found.month),
        "register": reverse("manage:report_register", args=args),
        "above": f"{reverse('manage:reports')}?month={args[1]}",
        "xlsx": reverse("manage:report_file", args=[*args, "xlsx"]),
        "docx": reverse("manage:report_file", args=[*args, "docx"]),
        "pdf": reverse("manage:report_file", args=[*args, "pdf"]),
        "answers": reverse("manage:report_answers", args=args),
        "template": f"{reverse('manage:report_templates')}?month={args[1]}"
        if found.level is Level.COUNTY
        else "",
    }


def _own(request: PageRequest, found: ReportPage, refusal: RuleViolation | None) -> dict[str, Any]:
    own = found.own
    if own is None:
        raise RuntimeError("asked only where there is one")
    typed = {key: cell.text for key, cell in typed_cells(request).items()} if refusal else {}
    can = _may_do(request.actor, found, own)
    return {
        "view": own,
        "state": state_words(own.state, is_touched=own.is_touched),
        "time": time_words(own.timeliness),
        "can": can,
        "is_writable": own.state in WRITABLE,
        "fields": asked_fields(own.cells, typed, refusal),
        "asked": len(ASKED),
        "statable": statable_options(),
        "typed": request.POST.dict() if refusal else {},
        "groups": cell_groups(own.cells, unit_code=found.unit_code, month=found.month),
        "stated": [
            {
                "key": c.key,
                "heading": c.column.heading,
                "words": c.words,
                "records": c.records_words,
                "reason": c.reason,
            }
            for c in own.cells
            if c.differs
        ],
        "events": event_rows(own.events),
        "missing": [row.unit_name for row in found.below if row.state not in _TAKEN],
        "ways": [{"value": each.value, "label": gettext(label)} for each, label in SENT_WAY_LABELS.items()],
        "is_submission": own.kind is ReportKind.SUBMISSION,
    }


_TAKEN = frozenset({ReportState.ACCEPTED, ReportState.FROZEN})


def _may_do(actor: Actor, found: ReportPage, own: OwnReport) -> Mapping[str, bool]:
    """Which acts the page offers: by the grant, the unit and the state; the use case decides."""
    mine = actor.scope_code == found.unit_code
    county = f"{found.unit_code[:6]}000000"
    above = county if own.kind is ReportKind.FOR_RECORD else f"{found.unit_code[:4]}00000000"
    is_above = actor.scope_code == above and not mine
    filed = own.state in {ReportState.FILED, ReportState.ACCEPTED}
    return {
        "write": mine and may(actor, "reports.answer") and own.state in WRITABLE,
        "file": mine
        and own.state in WRITABLE
        and own.is_over
        and not own.is_locked
        and may(actor, "reports.send" if own.kind is ReportKind.SUBMISSION else "reports.file"),
        "way": mine and may(actor, "reports.record_sending") and own.filed_at is not None,
        "comment": (mine or is_above) and may(actor, "reports.comment"),
        "accept": is_above and own.state is ReportState.FILED,
        "send_back": is_above and filed,
        "freeze": is_above and may(actor, "reports.freeze") and own.state is ReportState.ACCEPTED,
        "restate": (mine or is_above) and may(actor, "reports.restate") and own.state is ReportState.FROZEN,
        "except": is_above and own.is_locked,
    }


def _said(request: PageRequest) -> list[dict[str, str]]:
    words: dict[str, Callable[[], str]] = {
        "ANSWER": lambda: gettext("已保存，还没有报出。"),
        "FILE": lambda: gettext("已报县备案。县里接收以前，这里的数不再变。"),
        "SEND": lambda: gettext("已报送市里。怎么送的（电子版、传真、纸质），可以接着登记。"),
        "COMMENT": lambda: gettext("说明已经记在这份月报上。"),
        "SEND_BACK": lambda: gettext("已退回，联系人会收到短信。"),
        "ACCEPT": lambda: gettext("已接收。"),
        "ACCEPT_ALL": lambda: gettext("没有疑问的都已接收。没有接收的，原因写在各乡镇备案里。"),
        "FREEZE": lambda: gettext("已冻结。以后记录再变，这份月报的数也不变。"),
        "RESTATE": lambda: gettext("已开始重报。原来那一版留着，改完报出后逐格对照。"),
        "EXCEPT": lambda: gettext("已开补报，到期自动关上。"),
        "DAY": lambda: gettext("备案日已经改了。"),
        "WAY": lambda: gettext("报送方式已登记。"),
    }
    said = words.get(request.GET.get("done", ""))
    return [{"kind": "success", "title": gettext("好了"), "text": said()}] if said else []


urlpatterns = [
    path("reports/", reports, name="reports"),
    path("reports/<str:unit_code>/<str:month>/", report, name="report"),
]
