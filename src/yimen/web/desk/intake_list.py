"""`/desk/intake/list/`: a list of people for one item; shown line by line first, taken in when confirmed."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.access import NotFound
from yimen.rules.case_forms import IDENTITY_CHECK_LABELS
from yimen.rules.errors import RuleViolation
from yimen.rules.intake_lists import read_list
from yimen.usecases.cases.actions import take_in_list
from yimen.usecases.cases.actions.take_in_list import LIST_CHECKS
from yimen.usecases.cases.queries import list_visit, search_here
from yimen.usecases.cases.queries.intake_list import ListDesk, get_list_desk
from yimen.web.desk.intake_context import hit_rows
from yimen.web.shared.access import page
from yimen.web.shared.parking import form_owner, take_parked
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest

_CHOOSE = "ITEM:"
_LONGEST_LIST = 60_000
_KEPT = ("item", "q", "village_code", "identity_check", "materials_seen", "text")


@page("cases.take_in_list")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def intake_list(request: PageRequest) -> HttpResponse:
    """The page; posted, it takes the step of the pressed button; only the last one writes."""
    if request.method != "POST":
        parked = take_parked(request) or {}
        return _show(request, {name: values[0] for name, values in parked.items() if values})
    typed = {name: request.POST.get(name, "")[:_LONGEST_LIST] for name in _KEPT}
    typed["text"] = _uploaded(request) or typed["text"]
    step = _step(request.POST.get("act", ""), typed)
    if step.startswith(_CHOOSE):
        return _show(request, typed | {"item": step.removeprefix(_CHOOSE), "q": ""})
    if step != "TAKE":
        return _show(request, typed, searched=step == "SEARCH")
    try:
        return _take(request, typed)
    except NotFound:
        raise
    except RuleViolation as refusal:
        return _show(request, typed, refusal=refusal)


@page("cases.take_in_list")
@never_cache
@require_safe
def visit(request: PageRequest, visit_id: UUID) -> HttpResponse:
    """What was taken in at one visit or by one list, to be printed and taken away."""
    cases = list_visit(actor=request.actor, visit_id=visit_id)
    if not cases:
        raise NotFound
    left = request.GET.get("left", "")
    notices = []
    if left.isdigit() and int(left):
        title = gettext("{count} 行没有收").format(count=int(left))
        notices = [
            {"kind": "warn", "title": title, "text": gettext("没有选中或有问题的行，改好后可以再收。")}
        ]
    rows = [
        {
            "number": each.number,
            "applicant_name": each.applicant_name,
            "item_name": each.item_name,
            "state_label": gettext(each.state_label),
            "url": reverse("desk:case", args=[each.id]),
        }
        for each in cases
    ]
    context = {"rows": rows, "notices": notices, "printed_at": request.now}
    return render(request, "desk/visit.html", context)


def _step(act: str, typed: dict[str, str]) -> str:
    if act != "NEXT":
        return act
    return "SEARCH" if typed["q"] and not typed["item"] else "PREVIEW"


def _uploaded(request: PageRequest) -> str:
    """A chosen file as text: UTF-8, else the encoding in which spreadsheets here save (GB 18030)."""
    file = request.FILES.get("list")
    if file is None:
        return ""
    content: bytes = file.read()[:_LONGEST_LIST]
    try:
        return content.decode("utf-8-sig").replace("\x00", "")
    except UnicodeDecodeError:
        return content.decode("gb18030", errors="replace").replace("\x00", "")


def _take(request: PageRequest, typed: dict[str, str]) -> HttpResponse:
    ticked = set(request.POST.getlist("row"))
    read = read_list(typed["text"], today=request.now.date())
    taken = take_in_list(
        actor=request.actor,
        now=request.now,
        item_code=typed["item"],
        village_code=typed["village_code"],
        identity_check=typed["identity_check"],
        rows=[each.row for each in read if str(each.row.line) in ticked and each.fault is None],
        materials_seen=typed["materials_seen"] == "1",
        request_key=key_for(request, "TAKE", *(typed[name] for name in _KEPT), *sorted(ticked)),
    )
    left = len(read) - len(taken.numbers)
    return redirect(reverse("desk:visit", args=[taken.visit_id]) + f"?left={left}")


def _show(
    request: PageRequest,
    typed: dict[str, str],
    *,
    refusal: RuleViolation | None = None,
    searched: bool = False,
) -> HttpResponse:
    today = request.now.date()
    item, text = typed.get("item", "")[:20], typed.get("text", "")
    try:
        desk = get_list_desk(actor=request.actor, today=today, item_code=item, text=text)
    except RuleViolation as fault:
        if fault.field not in {"text", "item"}:
            raise
        refusal = refusal or fault
        typed = typed | ({"item": ""} if fault.field == "item" else {})
        desk = get_list_desk(actor=request.actor, today=today, item_code=typed.get("item", ""))
    hits = search_here(unit_code=request.actor.scope_code, query=typed.get("q", "")) if searched else None
    ticked = set(request.POST.getlist("row")) if request.POST.get("act") == "TAKE" else None
    faults = {refusal.field or "": sentence_of(refusal)} if refusal else {}
    context = _context(desk, typed, faults, ticked)
    context |= {
        "hits": None if hits is None else hit_rows(hits),
        "request_key": fresh_key(),
        "form_owner": form_owner(request.actor),
    }
    status = 200 if refusal is None else STATUS[refusal.refusal]
    return render(request, "desk/intake_list.html", context, status=status)


def _context(
    desk: ListDesk, typed: dict[str, str], faults: dict[str, str], ticked: set[str] | None
) -> dict[str, Any]:
    rows = [
        {
            "line": str(each.row.line),
            "name": each.row.name,
            "id_no": each.row.id_no,
            "phone": each.row.phone,
            "fault": sentence_of(each.fault) if each.fault else "",
            "warning": each.warning,
            # what was taken in before is not taken in again unless somebody ticks it
            "checked": not each.warning if ticked is None else str(each.row.line) in ticked,
        }
        for each in desk.rows
    ]
    sound = sum(1 for each in rows if not each["fault"])
    said = gettext("读到 {count} 行，{sound} 行可以收。").format(count=len(rows), sound=sound)
    return {
        "typed": typed,
        "faults": faults,
        "errors": [{"field": {"item": "q"}.get(n, n), "sentence": s} for n, s in faults.items()],
        "said": said if rows else "",
        "focus": _focus(desk, typed),
        "item": desk.item,
        "rows": rows,
        "villages": [{"value": each.code, "label": f"{each.letter} {each.name}"} for each in desk.villages],
        "identities": [
            {"value": way.value, "label": gettext(IDENTITY_CHECK_LABELS[way]), "hint": ""}
            for way in LIST_CHECKS
        ],
        "items_url": reverse("desk:intake_items"),
    }


def _focus(desk: ListDesk, typed: dict[str, str]) -> str:
    """The id of the field where the work goes on."""
    if desk.item is None:
        return "field-q"
    open_fields = [name for name in ("village_code", "identity_check", "text") if not typed.get(name)]
    if open_fields:
        return f"field-{open_fields[0]}"
    return "field-materials_seen" if desk.rows else "field-text"


urlpatterns = [
    path("intake/list/", intake_list, name="intake_list"),
    path("intake/visits/<uuid:visit_id>/", visit, name="visit"),
]
