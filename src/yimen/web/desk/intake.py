"""`/desk/intake/`: the one screen of the counter; each button of its form is a step, the last is an act."""

import uuid
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.datastructures import MultiValueDict
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from yimen.http.limits import true_size
from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.access import NotFound
from yimen.rules.errors import RuleViolation
from yimen.usecases.cases.acting import CaseDone
from yimen.usecases.cases.actions import look_up_person, settle, take_in, take_in_lacking
from yimen.usecases.cases.evidence import Upload
from yimen.usecases.cases.intake import Intake, Scan
from yimen.usecases.cases.queries import get_handout, get_intake_desk, search_here
from yimen.web.desk.intake_context import done_context, hit_rows, intake_context
from yimen.web.shared.access import page
from yimen.web.shared.parking import form_owner, take_parked
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest

_VERDICT, _REASON, _SCAN = "verdict-", "reason-", "scan-"
_TOLD = (
    "name",
    "id_no",
    "phone",
    "request",
    "acting_name",
    "acting_id_no",
    "acting_phone",
    "acting_relation",
)
_CHOOSE = "ITEM:"
_LONGEST_KEPT = 2000


@page("cases.take_in")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def intake(request: PageRequest) -> HttpResponse:
    """The screen; posted, it takes the step that the pressed button names and shows what comes next."""
    if request.method != "POST":
        parked = take_parked(request) or {}
        return _show(request, {name: values[0] for name, values in parked.items() if values})
    typed = {name: request.POST.get(name, "")[:_LONGEST_KEPT] for name in request.POST}
    step = _step(typed)
    try:
        if step in _ACTS:
            return redirect("desk:intake_done", case_id=_ACTS[step](request, typed).case_id)
        return _show(request, _take_step(request, step, typed), searched=step == "SEARCH")
    except NotFound:
        raise
    except RuleViolation as refusal:
        return _show(request, typed, refusal=refusal)


@page("cases.take_in")
@never_cache
@require_safe
def items(request: PageRequest) -> HttpResponse:
    """What the typed words mean, as the options of the search field; without scripts nobody asks here."""
    hits = hit_rows(search_here(unit_code=request.actor.scope_code, query=request.GET.get("q", "")))
    return render(request, "desk/intake_items.html", {"hits": hits})


@page("cases.take_in")
@never_cache
@require_safe
def done(request: PageRequest, case_id: UUID) -> HttpResponse:
    """Taken in: what the applicant takes home, and what comes next."""
    handout = get_handout(actor=request.actor, case_id=case_id)
    context = done_context(handout) | {"request_key": fresh_key(), "form_owner": form_owner(request.actor)}
    return render(request, "desk/intake_done.html", context)


def _step(typed: dict[str, str]) -> str:
    """Which step is meant: Enter in a field means the next one that is still open."""
    act = typed.get("act", "")
    if act != "NEXT" and act:
        return act
    if _squeezed(typed.get("id_no", "")) != typed.get("looked", ""):
        return "PERSON"
    return "SEARCH" if typed.get("q") and not typed.get("item") else "NEXT"


def _squeezed(number: str) -> str:
    return "".join(number.split()).upper()


def _take_step(request: PageRequest, step: str, typed: dict[str, str]) -> dict[str, str]:
    """What the form holds after a step that writes no case."""
    if step == "PERSON":
        return _with_person(request, typed, id_no=typed.get("id_no", ""))
    if step == "AGAIN":
        return _with_person(request, typed, case_id=_uuid(typed.get("case_id", "")))
    if step.startswith(_CHOOSE):
        kept = {name: value for name, value in typed.items() if not name.startswith((_VERDICT, _REASON))}
        return kept | {"item": step.removeprefix(_CHOOSE), "q": ""}
    return typed


def _with_person(
    request: PageRequest, typed: dict[str, str], *, id_no: str = "", case_id: UUID | None = None
) -> dict[str, str]:
    person = look_up_person(
        actor=request.actor,
        now=request.now,
        id_no=id_no,
        case_id=case_id,
        request_key=key_for(request, "PERSON", id_no, str(case_id or "")),
    )
    said = {"id_no": person.id_no, "looked": person.id_no, "known": "1" if person.is_known else "0"}
    said["open_count"] = str(len(person.open_cases))
    if person.is_known:
        said |= {"name": person.name, "phone": person.phone, "village_code": person.village_code}
    elif typed.get("looked"):
        said |= {"name": "", "phone": "", "village_code": ""}  # somebody else stood here before
    if person.identity_check:
        said["identity_check"] = person.identity_check
    return typed | said


def _read(request: PageRequest, typed: dict[str, str]) -> Intake:
    return Intake(
        item_code=typed.get("item", ""),
        village_code=typed.get("village_code", ""),
        told={name: typed.get(name, "") for name in _TOLD},
        identity_check=typed.get("identity_check", ""),
        verdicts=_under(typed, _VERDICT),
        reasons=_under(typed, _REASON),
        scans=_scans(request.FILES),
        visit_id=_uuid(typed.get("visit_id", "")),
        first_contact_id=_uuid(typed.get("first_contact", "")),
    )


def _under(typed: dict[str, str], prefix: str) -> dict[str, str]:
    return {name.removeprefix(prefix): value for name, value in typed.items() if name.startswith(prefix)}


def _scans(files: MultiValueDict[str, Any]) -> list[Scan]:
    found = []
    for name in files:
        material = _uuid(name.removeprefix(_SCAN)) if name.startswith(_SCAN) else None
        if material is None:
            continue
        for each in files.getlist(name):
            upload = Upload(name=each.name or "", content=each.read(), true_size=true_size(each))
            found.append(Scan(material_id=material, upload=upload))
            each.seek(0)
    return found


def _take_in(request: PageRequest, typed: dict[str, str]) -> CaseDone:
    return take_in(
        actor=request.actor,
        now=request.now,
        intake=_read(request, typed),
        request_key=_key(request, "TAKE_IN"),
    )


def _take_in_lacking(request: PageRequest, typed: dict[str, str]) -> CaseDone:
    return take_in_lacking(
        actor=request.actor,
        now=request.now,
        intake=_read(request, typed),
        request_key=_key(request, "TAKE_IN_LACKING"),
    )


def _settle(request: PageRequest, typed: dict[str, str]) -> CaseDone:
    return settle(
        actor=request.actor,
        now=request.now,
        item_code=typed.get("item", ""),
        village_code=typed.get("village_code", ""),
        fields={name: typed.get(name, "") for name in _TOLD},
        identity_check=typed.get("identity_check", ""),
        result=typed.get("result", ""),
        verdicts=_under(typed, _VERDICT),
        visit_id=_uuid(typed.get("visit_id", "")),
        first_contact_id=_uuid(typed.get("first_contact", "")),
        request_key=_key(request, "SETTLE"),
    )


# What the last button does; every other step writes no case.
_ACTS = {"TAKE_IN": _take_in, "TAKE_IN_LACKING": _take_in_lacking, "SETTLE": _settle}


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _key(request: HttpRequest, step: str) -> str | None:
    """The form's key, bound to all that was typed and to the scans."""
    passed = {"csrfmiddlewaretoken", "request_key", "form_owner", "act", "q"}
    fields = sorted((name, value) for name, value in request.POST.items() if name not in passed)
    scans = sorted(f"{each.material_id}{each.upload.digest}" for each in _scans(request.FILES))
    return key_for(request, step, *(f"{name}={value}" for name, value in fields), *scans)


def _show(
    request: PageRequest,
    typed: dict[str, str],
    *,
    refusal: RuleViolation | None = None,
    searched: bool = False,
) -> HttpResponse:
    visit_id = _uuid(typed.get("visit_id", "")) or uuid.uuid4()
    desk = get_intake_desk(
        actor=request.actor,
        today=request.now.date(),
        item_code=typed.get("item", "")[:20],
        id_no=typed.get("looked", "")[:18],
        visit_id=visit_id,
    )
    faults = {refusal.field or "": sentence_of(refusal)} if refusal else {}
    hits = search_here(unit_code=request.actor.scope_code, query=typed.get("q", "")) if searched else None
    context = intake_context(desk, typed | {"visit_id": str(visit_id)}, faults, hits, request.actor)
    context |= {"request_key": fresh_key(), "form_owner": form_owner(request.actor)}
    status = 200 if refusal is None else STATUS[refusal.refusal]
    return render(request, "desk/intake.html", context, status=status)


urlpatterns = [
    path("intake/", intake, name="intake"),
    path("intake/items/", items, name="intake_items"),
    path("intake/done/<uuid:case_id>/", done, name="intake_done"),
]
