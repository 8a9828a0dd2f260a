"""The intake of a village: choose the item, ask by link or go on, and send everything in one submission."""

import binascii
from base64 import b64decode
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from yimen.http.limits import true_size
from yimen.http.nul import without_nul
from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.access import NotFound
from yimen.rules.case_forms import WITHOUT_LABELS, Without
from yimen.rules.consents import CONSENT_WAY_LABELS, RELATION_LABELS, ConsentWay
from yimen.rules.errors import RuleViolation
from yimen.usecases.cases.actions import ask_consent, file_for_neighbor
from yimen.usecases.cases.consents import ConsentTold
from yimen.usecases.cases.evidence import Upload
from yimen.usecases.cases.neighbor_filing import NeighborFiling, Photograph, filing_faults
from yimen.usecases.cases.queries import IntakeView, VillageItem, get_intake, list_village_items
from yimen.web.shared.access import page
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest

_TOLD = ("name", "id_no", "phone", "request")
_PNG = "data:image/png;base64,"
_LONGEST_SIGNATURE = 700_000
_LONGEST_SEARCH = 60


@page("cases.file_for_neighbor")
@never_cache
@require_safe
def items(request: PageRequest) -> HttpResponse:
    """What can be filed here, by the words or all that is done at village level."""
    words = without_nul(request.GET.get("q", "")).strip()[:_LONGEST_SEARCH]
    person = _uuid(request.GET.get("person", ""))
    query = f"?{urlencode({'person': person})}" if person else ""
    found = list_village_items(words, request.actor.scope_code)
    context = {
        "words": words,
        "person": str(person or ""),
        "rows": [
            {
                "name": each.name,
                "department": each.department,
                "is_village_level": each.is_village_level,
                "is_instant": each.is_instant,
                "url": _item_url(each, query),
            }
            for each in found
        ],
    }
    return render(request, "desk/village/items.html", context)


def _item_url(item: VillageItem, query: str) -> str:
    if item.is_instant:
        return reverse("desk:village_settle", args=[item.code])
    return reverse("desk:village_file", args=[item.code]) + query


@page("cases.file_for_neighbor")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def intake(request: PageRequest, code: str) -> HttpResponse:
    """The one page; sent, it leads to the case. A refusal comes back with everything that can be kept."""
    view = _view(request, code)
    if request.method != "POST":
        return _show(request, view)
    sent = _sent(request, code, view)
    try:
        done = file_for_neighbor(
            actor=request.actor, now=request.now, sent=sent, request_key=key_for(request, "file", code)
        )
    except NotFound:
        raise
    except RuleViolation as refusal:
        faults = filing_faults(request.actor, request.now, sent) or (refusal,)
        return _show(request, view, faults=faults, status=STATUS[refusal.refusal])
    return redirect(f"{reverse('desk:village_case', args=[done.case_id])}?filed=1")


@page("cases.ask_consent")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: PageRequest, code: str) -> HttpResponse:
    """Send the link to somebody far away; the intake goes on when they have answered."""
    view = _view(request, code)
    if request.method != "POST":
        return _show_ask(request, view)
    told = {name: request.POST.get(name, "") for name in ("name", "id_no")}
    phone = request.POST.get("giver_phone", "")
    try:
        ask_consent(
            actor=request.actor,
            now=request.now,
            item_code=code,
            told=told,
            giver_phone=phone,
            person_id=view.person.case_id if view.person else None,
            request_key=key_for(request, "ask", code, phone, *told.values()),
        )
    except NotFound:
        raise
    except RuleViolation as refusal:
        return _show_ask(request, view, refusal=refusal)
    return redirect(f"{reverse('desk:village')}?asked=1")


@page("cases.file_for_neighbor")
@never_cache
@require_safe
def letter(request: PageRequest, code: str) -> HttpResponse:
    """The 委托书 to print and sign, with the item filled in and nobody's data."""
    context = {"intake": get_intake(actor=request.actor, item_code=code), "proxy_name": request.actor.name}
    return render(request, "desk/village/letter.html", context)


def _view(request: PageRequest, code: str) -> IntakeView:
    given = request.POST if request.method == "POST" else request.GET
    return get_intake(
        actor=request.actor,
        item_code=code,
        person_id=_uuid(given.get("person", "")),
        consent_id=_uuid(given.get("consent", "")),
    )


def _sent(request: PageRequest, code: str, view: IntakeView) -> NeighborFiling:
    return NeighborFiling(
        item_code=code,
        told={name: request.POST.get(name, "") for name in _TOLD},
        photographs=_photographs(request, view),
        without=_without(request, view),
        consent=_consent(request, view),
        card_seen=request.POST.get("card_seen") == "1",
        person_id=view.person.case_id if view.person else None,
    )


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _photographs(request: PageRequest, view: IntakeView) -> tuple[Photograph, ...]:
    return tuple(
        Photograph(material_id=each.id, upload=_upload(file))
        for each in view.materials
        for file in request.FILES.getlist(f"photo-{each.id}")
    )


def _upload(file: Any) -> Upload:
    return Upload(name=file.name or "", content=file.read(), true_size=true_size(file))


def _without(request: PageRequest, view: IntakeView) -> dict[UUID | int, Without]:
    chosen = {each.id: request.POST.get(f"without-{each.id}", "") for each in view.materials}
    return {material_id: Without(mark) for material_id, mark in chosen.items() if mark in Without.__members__}


def _consent(request: PageRequest, view: IntakeView) -> ConsentTold:
    """The picture of the chosen way only: a stroke on the screen binds nobody who chose paper."""
    person = view.person
    if person is not None and person.consent_id is not None:
        return ConsentTold(way=ConsentWay.LINK.value, consent_id=person.consent_id)
    way = request.POST.get("consent_way", "")
    return ConsentTold(
        way=way,
        upload=_signature(request) if way == ConsentWay.SIGNED.value else _consent_photo(request),
        giver_name=request.POST.get("giver_name", ""),
        relation=request.POST.get("relation", ""),
    )


def _signature(request: PageRequest) -> Upload | None:
    """The strokes as js/signature.js sends them: a PNG as text."""
    drawn = request.POST.get("signature_data", "")
    if not drawn.startswith(_PNG) or len(drawn) > _LONGEST_SIGNATURE:
        return None
    try:
        content = b64decode(drawn[len(_PNG) :], validate=True)
    except (binascii.Error, ValueError):
        return None
    return Upload(name=gettext("签名.png"), content=content, true_size=len(content))


def _consent_photo(request: PageRequest) -> Upload | None:
    file = request.FILES.get("consent_photo")
    return None if file is None else _upload(file)


def _show(
    request: PageRequest,
    view: IntakeView,
    *,
    faults: Sequence[RuleViolation] = (),
    status: int = 200,
) -> HttpResponse:
    errors = {fault.field or "": sentence_of(fault) for fault in faults}
    typed = request.POST if request.method == "POST" else {}
    key = typed.get("request_key", "") or fresh_key()
    context: dict[str, Any] = {
        "intake": view,
        "typed": {name: typed.get(name, "") for name in (*_TOLD, "giver_name", "card_seen")},
        "errors": [{"field": field, "sentence": sentence} for field, sentence in errors.items()],
        "error": _errors_by_name(errors),
        "materials": [_material(each, typed, errors) for each in view.materials],
        "ways": _options({w: CONSENT_WAY_LABELS[w] for w in (ConsentWay.SIGNED, ConsentWay.PHOTO)}),
        "way": typed.get("consent_way", ConsentWay.SIGNED.value),
        "relations": _options(RELATION_LABELS),
        "relation": typed.get("relation", "SELF"),
        "request_key": key,
        "letter_url": reverse("desk:village_letter", args=[view.item_code]),
        "ask_url": _with_person(reverse("desk:village_ask", args=[view.item_code]), view),
    }
    return render(request, "desk/village/intake.html", context, status=status)


def _errors_by_name(errors: dict[str, str]) -> dict[str, str]:
    """The errors under names that a template can ask for; those of the photographs stand at their rows."""
    named = {"signature", "consent_photo", "consent_way", "consent_id"}
    consent = next((sentence for field, sentence in errors.items() if field in named), "")
    return errors | {"consent": consent}


def _material(each: Any, typed: Any, errors: dict[str, str]) -> dict[str, Any]:
    return {
        "id": each.id,
        "name": each.name,
        "is_required": each.is_required,
        "words": "" if each.is_verified else gettext("这份材料还没有核实，以乡镇窗口说的为准"),
        "error": errors.get(f"photo-{each.id}", ""),
        "without": typed.get(f"without-{each.id}", ""),
        "options": _options(WITHOUT_LABELS),
    }


def _options(labels: Any) -> list[dict[str, str]]:
    return [{"value": each.value, "label": gettext(label)} for each, label in labels.items()]


def _with_person(url: str, view: IntakeView) -> str:
    person = view.person
    return f"{url}?{urlencode({'person': person.case_id})}" if person and person.case_id else url


def _show_ask(
    request: PageRequest, view: IntakeView, *, refusal: RuleViolation | None = None
) -> HttpResponse:
    errors = {refusal.field or "": sentence_of(refusal)} if refusal else {}
    context = {
        "intake": view,
        "typed": {name: request.POST.get(name, "") for name in ("name", "id_no", "giver_phone")},
        "errors": [{"field": field, "sentence": sentence} for field, sentence in errors.items()],
        "error": errors,
        "request_key": fresh_key(),
        "back_url": _with_person(reverse("desk:village_file", args=[view.item_code]), view),
    }
    status = STATUS[refusal.refusal] if refusal else 200
    return render(request, "desk/village/ask.html", context, status=status)


urlpatterns = [
    path("village/items/", items, name="village_items"),
    path("village/file/<str:code>/", intake, name="village_file"),
    path("village/ask/<str:code>/", ask, name="village_ask"),
    path("village/letter/<str:code>/", letter, name="village_letter"),
]
