"""One case, one act: shows it, does the act of its step, reveals a masked value, opens files and papers."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.access import NotFound
from yimen.rules.cases import ACT_LABELS, TABLES, Act
from yimen.rules.errors import RuleViolation
from yimen.usecases.cases.actions import add_note, unassign
from yimen.usecases.cases.actions import reveal as reveal_value
from yimen.usecases.cases.actions import undo as undo_step
from yimen.usecases.cases.queries import (
    CaseView,
    get_case,
    open_case_evidence,
    open_case_file,
    open_case_paper,
)
from yimen.web.desk.case_context import event_rows, head, material_rows, paper_rows
from yimen.web.desk.forms import CALLS, CONFIRMED, act_form, do_act, other_acts
from yimen.web.desk.forms.desk import Desk
from yimen.web.desk.forms.reading import read_number
from yimen.web.desk.forms.wordings import asked_to_keep, keep_wording
from yimen.web.desk.panels import panels_of
from yimen.web.shared.access import page
from yimen.web.shared.downloads import send_file
from yimen.web.shared.parking import form_owner, take_parked
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest

_REVEALABLE = {"id": "ID_NO", "phone": "PHONE"}


@page("cases.read")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def case(request: PageRequest, case_id: UUID) -> HttpResponse:
    """The page of a case; a POST does the act that its button names and comes back here."""
    if request.method != "POST":
        parked = take_parked(request)
        return _show(request, case_id, typed=parked, notices=_done_notices(request))
    asked = request.POST.get("act", "")
    if (kept := asked_to_keep(asked)) is not None:
        return _keep(request, case_id, kept)
    aside = next((act for act in CALLS if asked == f"TO_{act.value}"), None)
    if asked == "BACK" or aside is not None:
        query = f"?doing={aside.value}" if aside else ""
        return redirect(reverse("desk:case", args=[case_id]) + query)
    if asked not in Act.__members__ or Act[asked] not in CALLS:
        raise NotFound(field="act")
    act = Act[asked]
    if act in CONFIRMED and request.POST.get("confirmed") != "1":
        return _confirm(request, case_id, act)
    try:
        do_act(request, case_id, act)
    except NotFound:
        raise
    except RuleViolation as refusal:
        return _show(request, case_id, typed=_typed(request), refusal=refusal)
    return redirect(f"{reverse('desk:case', args=[case_id])}?done={act.value}")


def _keep(request: PageRequest, case_id: UUID, act: Act) -> HttpResponse:
    """Keep the typed opinion as a wording and show the form as it was typed."""
    try:
        keep_wording(request, act)
    except RuleViolation as refusal:
        return _show(request, case_id, typed=_typed(request), refusal=refusal)
    told = {
        "kind": "success",
        "title": gettext("已存为我的模板"),
        "text": gettext("下次写意见时，点一下就能用。"),
    }
    return _show(request, case_id, typed=_typed(request), notices=[told])


@page("cases.add_note")
@never_cache
@require_POST
def note(request: PageRequest, case_id: UUID) -> HttpResponse:
    """Add a note among colleagues and come back to it."""
    text = request.POST.get("text", "")
    try:
        add_note(
            actor=request.actor,
            now=request.now,
            case_id=case_id,
            text=text,
            request_key=key_for(request, "note", text),
        )
    except NotFound:
        raise
    except RuleViolation as refusal:
        told = {"kind": "warn", "title": gettext("备注没有记下"), "text": sentence_of(refusal)}
        return _show(request, case_id, notices=[told], status=STATUS[refusal.refusal])
    return redirect(f"{reverse('desk:case', args=[case_id])}#notes")


@page("cases.unassign")
@never_cache
@require_POST
def give_back(request: PageRequest, case_id: UUID) -> HttpResponse:
    """Give the case back and go on with the list."""
    reason = request.POST.get("reason", "")
    try:
        unassign(
            actor=request.actor,
            now=request.now,
            case_id=case_id,
            reason=reason,
            request_key=key_for(request, "give_back", reason),
        )
    except NotFound:
        raise
    except RuleViolation as refusal:
        told = {"kind": "warn", "title": gettext("没有退回"), "text": sentence_of(refusal)}
        return _show(request, case_id, notices=[told], status=STATUS[refusal.refusal])
    return redirect(reverse("desk:worklist"))


@page("cases.undo")
@never_cache
@require_POST
def undo(request: PageRequest, case_id: UUID) -> HttpResponse:
    """Take back one's own last step, and show the case as it was before."""
    step = read_number(request.POST, "step") or 0
    try:
        undo_step(
            actor=request.actor,
            now=request.now,
            case_id=case_id,
            step=step,
            request_key=key_for(request, "undo", str(step)),
        )
    except NotFound:
        raise
    except RuleViolation as refusal:
        told = {"kind": "warn", "title": gettext("没有撤销"), "text": sentence_of(refusal)}
        return _show(request, case_id, notices=[told], status=STATUS[refusal.refusal])
    return redirect(f"{reverse('desk:case', args=[case_id])}?done=UNDO")


@page("cases.reveal")
@never_cache
@require_POST
def reveal(request: PageRequest, case_id: UUID) -> HttpResponse:
    """Show one masked value on this answer only, after its reason went into the journal."""
    field, reason = request.POST.get("field", ""), request.POST.get("reason", "")
    try:
        shown = reveal_value(
            actor=request.actor,
            now=request.now,
            case_id=case_id,
            field=_REVEALABLE.get(field, ""),
            reason=reason,
            request_key=key_for(request, field, reason),
        )
    except NotFound:
        raise
    except RuleViolation as refusal:
        return _show(request, case_id, reveal_errors={field: sentence_of(refusal)}, status=400)
    return _show(request, case_id, revealed={field: shown.value})


@page("cases.read")
@never_cache
@require_safe
def file(request: PageRequest, case_id: UUID, file_id: UUID) -> HttpResponseBase:
    """A file that was handed in, for looking at."""
    return send_file(open_case_file(actor=request.actor, case_id=case_id, file_id=file_id), inline=True)


@page("cases.read")
@never_cache
@require_safe
def evidence(request: PageRequest, case_id: UUID, file_id: UUID) -> HttpResponseBase:
    """A photo or scan that staff put to the case, for looking at."""
    found = open_case_evidence(actor=request.actor, case_id=case_id, file_id=file_id)
    return send_file(found, inline=True)


@page("cases.read")
@never_cache
@require_safe
def paper(request: PageRequest, case_id: UUID, paper_id: UUID) -> HttpResponseBase:
    """A paper that went out, for looking at and printing."""
    return send_file(open_case_paper(actor=request.actor, case_id=case_id, paper_id=paper_id), inline=True)


def _show(
    request: PageRequest,
    case_id: UUID,
    *,
    typed: dict[str, list[str]] | None = None,
    refusal: RuleViolation | None = None,
    revealed: dict[str, str] | None = None,
    reveal_errors: dict[str, str] | None = None,
    notices: list[dict[str, str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    found = get_case(actor=request.actor, today=request.now.date(), case_id=case_id)
    words = {name: values[0] for name, values in (typed or {}).items() if values}
    faults = {refusal.field or "": sentence_of(refusal)} if refusal else {}
    context = _context(request, found, words, faults, typed)
    context |= {
        "case": head(found, revealed or {}),
        "reveal_errors": reveal_errors or {},
        "notices": notices or [],
    }
    if refusal is not None:
        status = STATUS[refusal.refusal]
    return render(request, "desk/case.html", context, status=status)


def _context(
    request: PageRequest,
    found: CaseView,
    words: dict[str, str],
    faults: dict[str, str],
    typed: dict[str, list[str]] | None,
) -> dict[str, Any]:
    points = set(typed.get("points", [])) if typed is not None else None
    named = {"identity_check": "choice", "way": "choice", "advice": "choice"}
    placed = {named.get(name, name): sentence for name, sentence in faults.items()}
    desk = Desk(case=found, request=request, typed=words, faults=placed, points=points)
    act = act_form(desk, request.GET.get("doing", ""))
    # What the page has a field for is linked from the summary; the rest is said about the whole form.
    linked = {"opinion", "choice"} | {str(each["name"]) for each in _fields_of(act or {})}
    return {
        "request_key": fresh_key(),
        "form_owner": form_owner(request.actor),
        "errors": [{"field": n if n in linked else "", "sentence": s} for n, s in placed.items()],
        "materials": material_rows(found, words, placed),
        "materials_words": found.materials_words,
        "answers": [{"term": gettext(a.term), "text": a.text} for a in found.answers],
        "act": act,
        "other_acts": other_acts(found, request.GET.get("doing", "")),
        "waiting_words": gettext(found.waiting_words),
        "papers": paper_rows(found),
        "panels": panels_of(found),
        "events": event_rows(found),
        "why": found.why,
        "back_url": reverse("desk:worklist"),
    }


def _fields_of(act: dict[str, Any]) -> list[dict[str, Any]]:
    return [*act.get("fields", []), *(act.get("rare") or {}).get("fields", [])]


def _typed(request: PageRequest) -> dict[str, list[str]]:
    return {name: request.POST.getlist(name) for name in request.POST}


def _done_notices(request: PageRequest) -> list[dict[str, str]]:
    done = request.GET.get("done", "")
    if done == "UNDO":
        words = gettext("回到了办这一步以前；经过里两条都留着。")
        return [{"kind": "success", "title": gettext("已撤销这一步"), "text": words}]
    if done not in Act.__members__:
        return []
    title = gettext("已{act}").format(act=gettext(ACT_LABELS[Act[done]]))
    leaves = any(line.papers for table in TABLES.values() for line in table if line.act is Act[done])
    text = gettext("文书正在制作，几秒后刷新就能看到。") if leaves else ""
    return [{"kind": "success", "title": title, "text": text}]


def _confirm(request: PageRequest, case_id: UUID, act: Act) -> HttpResponse:
    """The plain page that asks once more, for those without scripts."""
    found = get_case(actor=request.actor, today=request.now.date(), case_id=case_id)
    form = act_form(Desk(case=found, request=request), act.value)
    button = next((b for b in (form or {}).get("buttons", []) if b["value"] == act.value), None)
    if button is None:
        return redirect("desk:case", case_id=case_id)
    fields = [
        {"name": name, "value": value}
        for name, values in request.POST.lists()
        if name not in {"csrfmiddlewaretoken", "confirmed"}
        for value in values
    ]
    here = request.get_full_path()
    context = button["dialog"] | {
        "danger": button["kind"] == "danger",
        "action": here,
        "fields": fields,
        "back_url": here,
    }
    return render(request, "shared/confirm.html", context)
