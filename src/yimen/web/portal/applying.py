"""`/items/<code>/apply/`: the first step, the answers; it begins the resident's draft or goes on with it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.access import NotFound
from yimen.rules.case_forms import find_faults
from yimen.rules.catalog import ApplyWay
from yimen.rules.errors import RuleViolation
from yimen.usecases.cases.actions import save_draft
from yimen.usecases.cases.queries import DraftView, find_own_draft, find_own_phone, get_draft
from yimen.usecases.catalog.queries import Guide, get_guide
from yimen.usecases.orgs.queries import Place, list_villages
from yimen.web.portal.application_form import Shown, make_sections
from yimen.web.portal.drafts import form_faults, lead_to_case, named, of_draft, step_context
from yimen.web.portal.guides import closed_words, counter_of
from yimen.web.portal.village import chosen_place, find_place
from yimen.web.shared.access import page
from yimen.web.shared.chinese_dates import short_moment
from yimen.web.shared.parking import take_parked
from yimen.web.shared.request_keys import key_for
from yimen.web.shared.requests import PageRequest

_ANSWERS = ("name", "id_no", "phone", "request")
_FIELDS = (*_ANSWERS, "village_code")


@page("cases.save_draft")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: PageRequest, code: str) -> HttpResponse:
    """Show the form as far as it is filled in, or keep what was typed and lead on."""
    parked = take_parked(request) if request.method != "POST" else None
    typed = _typed(request, parked)
    draft = find_own_draft(actor=request.actor, item_code=code, today=request.now.date())
    place = _place(request, typed, draft)
    guide = get_guide(code, township_code=place.code if place else None, today=request.now.date())
    if guide.way is not ApplyWay.PREFILING:
        return redirect("portal:guide", code)
    if request.method == "POST":
        return _take(request, guide, draft, typed)
    if place is not None and not guide.takes_prefiling:
        return _closed(request, guide)
    answers = typed or _answers_so_far(request, draft)
    errors = _faults_so_far(draft) if "check" in request.GET and not parked else {}
    return _show(request, guide, draft, answers, errors=errors, restored=bool(parked))


@page("cases.read_own")
@never_cache
@require_safe
@of_draft
def again(request: PageRequest, draft_id: UUID) -> HttpResponseBase:
    """Asks once whether a second case of the same person and item is meant."""
    draft = get_draft(actor=request.actor, draft_id=draft_id, today=request.now.date())
    onward = reverse("portal:apply_materials", args=[draft_id])
    if not draft.open_case_no:
        return redirect(onward)
    context = step_context(request, draft.item_code, draft.item_name, 0) | {
        "case_no": draft.open_case_no,
        "case_url": reverse("portal:own_case", args=[draft.open_case_no]),
        "next_url": onward,
        "back_url": reverse("portal:apply", args=[draft.item_code]),
    }
    return render(request, "portal/apply_again.html", context)


def _typed(request: PageRequest, parked: dict[str, list[str]] | None) -> dict[str, str]:
    """What was sent now, or before the session ended; empty when nothing was."""
    if request.method == "POST":
        return {name: request.POST.get(name, "") for name in _FIELDS}
    return {name: values[0] for name, values in (parked or {}).items() if name in _FIELDS and values}


def _place(request: PageRequest, typed: dict[str, str], draft: DraftView | None) -> Place | None:
    """Typed, newly chosen, kept in the draft, chosen before: the first of these that exists."""
    codes = [typed.get("village_code", "")]
    chosen = chosen_place(request)
    if request.GET.get("place") == "chosen" and chosen is not None:
        return chosen
    codes += [draft.village_code, draft.township_code] if draft else []
    return next((found for code in codes if (found := find_place(code))), chosen)


def _answers_so_far(request: PageRequest, draft: DraftView | None) -> dict[str, str]:
    if draft is not None:
        return draft.fields
    return {"name": request.actor.name, "phone": find_own_phone(actor=request.actor)}


def _faults_so_far(draft: DraftView | None) -> dict[str, str]:
    return {fault.field or "": sentence_of(fault) for fault in form_faults(draft)} if draft else {}


def _take(request: PageRequest, guide: Guide, draft: DraftView | None, typed: dict[str, str]) -> HttpResponse:
    answers = {name: typed[name] for name in _ANSWERS}
    village = find_place(typed["village_code"])
    village_code = village.code if village and village.village_name else ""
    moves = "change_place" in request.POST
    if village_code and not moves and not guide.takes_prefiling:
        errors = {"village_code": closed_words(guide)}
        return _show(request, guide, draft, typed, errors=errors, status=409)
    try:
        saved = save_draft(
            actor=request.actor,
            now=request.now,
            item_code=guide.code,
            fields=answers,
            village_code=village_code or None,
            request_key=key_for(request, "save", village_code, *answers.values()),
        )
    except NotFound:
        raise
    except RuleViolation as refusal:
        found = (refusal, *find_faults(answers, today=request.now.date()))
        errors = {fault.field or "": sentence_of(fault) for fault in reversed(found)}
        return _show(request, guide, draft, typed, errors=errors, status=STATUS[refusal.refusal])
    return _lead_on(request, guide, saved.draft_id)


def _lead_on(request: PageRequest, guide: Guide, draft_id: UUID) -> HttpResponse:
    """To the list, to the choice of a village, back to what is wrong, or to the next step.

    What is wrong is kept as well and shown by a page of its own address: whoever goes back later
    is never asked by the browser whether to send a form again.
    """
    if "change_place" in request.POST:
        query = {"next": f"{reverse('portal:apply', args=[guide.code])}?place=chosen"}
        return redirect(f"{reverse('portal:places')}?{urlencode(query)}")
    if "save" in request.POST:
        return redirect(f"{reverse('portal:mine')}?saved=1")
    try:
        draft = get_draft(actor=request.actor, draft_id=draft_id, today=request.now.date())
    except NotFound:
        return lead_to_case(request, draft_id)
    if form_faults(draft):
        return redirect(f"{request.path}?check=1")
    if draft.open_case_no:
        return redirect("portal:apply_again", draft_id)
    return redirect("portal:apply_materials", draft_id)


def _closed(request: PageRequest, guide: Guide) -> HttpResponse:
    """The township has no clerk today: say so before anything is typed, and where to go."""
    context = step_context(request, guide.code, guide.name, 0) | {
        "closed_words": closed_words(guide),
        "counter": counter_of(guide.counter),
        "places_url": f"{reverse('portal:places')}?{urlencode({'next': request.path + '?place=chosen'})}",
    }
    return render(request, "portal/apply_closed.html", context)


def _show(
    request: PageRequest,
    guide: Guide,
    draft: DraftView | None,
    values: dict[str, str],
    *,
    errors: dict[str, str] | None = None,
    status: int = 200,
    restored: bool = False,
) -> HttpResponse:
    wrong = errors or {}
    context: dict[str, Any] = step_context(request, guide.code, guide.name, 0)
    village_code = _village_code(guide, draft, values)
    shown = Shown(values=values | {"village_code": village_code}, errors=wrong)
    villages = list_villages(guide.place.code) if guide.place else ()
    context |= {
        "action": request.path,
        "errors": [{"field": field, "sentence": named(field, each)} for field, each in wrong.items()],
        "sections": make_sections(shown, guide.place, villages, guide.facts.family),
        "saved_words": gettext("{at} 已保存").format(at=short_moment(draft.saved_at)) if draft else "",
        "notices": [_restored_notice()] if restored else [],
    }
    return render(request, "portal/apply_form.html", context, status=status)


def _village_code(guide: Guide, draft: DraftView | None, values: dict[str, str]) -> str:
    """The village to show as chosen: what was typed, else the place that the form goes by."""
    typed = values.get("village_code", "")
    if typed or guide.place is None:
        return typed[:12]
    if guide.place.village_name:
        return guide.place.code
    return draft.village_code if draft else ""


def _restored_notice() -> dict[str, str]:
    return {
        "kind": "success",
        "title": gettext("刚才填的内容还在"),
        "text": gettext("登录过期之前填的，已经给您填回来了。看一遍，再点“下一步”。"),
    }
