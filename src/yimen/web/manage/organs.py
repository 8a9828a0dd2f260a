"""`/manage/organs/`: the organs of a county, gaps first, and where one complains about each."""

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
from yimen.rules.errors import RuleViolation
from yimen.usecases.orgs.remedies import OrganPage, OrganRow, get_organ, list_organs, record_remedies
from yimen.web.shared.access import page
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest

_FIELDS = ("reconsideration_organ", "court", "source")


@page("orgs.record_remedies")
@never_cache
@require_safe
def organs(request: PageRequest) -> HttpResponse:
    """All organs of the county; those that cannot decide yet stand first."""
    found = list_organs(actor=request.actor)
    gaps = sum(not each.is_whole for each in found)
    notices = []
    if request.GET.get("done"):
        notices = [
            {"kind": "success", "title": gettext("已登记"), "text": gettext("今后的决定书按这次登记的写。")}
        ]
    context = {
        "notices": notices,
        "gap_words": gettext("{count} 个机关还没有登记，不能作决定。").format(count=gaps) if gaps else "",
        "rows": [_row(each) for each in found],
    }
    return render(request, "manage/organs.html", context)


@page("orgs.record_remedies")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def organ(request: PageRequest, organ_id: UUID) -> HttpResponse:
    """One organ: what the law lets one expect stands in the fields, a person registers it."""
    if request.method != "POST":
        return _show(request, organ_id)
    typed = {name: request.POST.get(name, "") for name in _FIELDS}
    try:
        record_remedies(
            actor=request.actor,
            now=request.now,
            organ_id=organ_id,
            request_key=key_for(request, *typed.values()),
            **typed,
        )
    except NotFound:
        raise
    except RuleViolation as refusal:
        return _show(request, organ_id, typed=typed, refusal=refusal)
    return redirect(reverse("manage:organs") + "?done=1")


def _show(
    request: PageRequest,
    organ_id: UUID,
    *,
    typed: dict[str, str] | None = None,
    refusal: RuleViolation | None = None,
) -> HttpResponse:
    found = get_organ(actor=request.actor, organ_id=organ_id)
    faults = {refusal.field or "": sentence_of(refusal)} if refusal is not None else {}
    is_proposed = typed is None and not found.organ.is_whole and bool(found.proposal.reconsideration_organ)
    values = typed if typed is not None else _values(found)
    context = {
        "organ": _row(found.organ),
        "is_proposed": is_proposed,
        "points": [gettext(note) for note in found.proposal.notes],
        "fields": [_field(name, values[name], faults.get(name, "")) for name in _FIELDS],
        "errors": [{"field": name, "sentence": words} for name, words in faults.items()],
        "request_key": fresh_key(),
        "action": reverse("manage:organ", args=[organ_id]),
        "back_url": reverse("manage:organs"),
    }
    return render(request, "manage/organ.html", context, status=STATUS[refusal.refusal] if refusal else 200)


def _values(found: OrganPage) -> dict[str, str]:
    """What is registered; where nothing is, the proposal."""
    kept, proposed = found.organ, found.proposal
    return {
        "reconsideration_organ": kept.reconsideration_organ or proposed.reconsideration_organ,
        "court": kept.court or proposed.court,
        "source": kept.source or gettext(proposed.source),
    }


def _field(name: str, value: str, error: str) -> dict[str, Any]:
    words = {
        "reconsideration_organ": (gettext("复议机关"), gettext("写全称，例如“某某县人民政府”。"), 80),
        "court": (gettext("管辖法院"), gettext("写全称。复议机关和法院要一起登记。"), 80),
        "source": (gettext("依据或者出处"), gettext("法条，或者您从哪份文件、哪个公告查到的。"), 200),
    }
    label, hint, most = words[name]
    return {
        "kind": "text",
        "name": name,
        "label": label,
        "hint": hint,
        "value": value,
        "error": error,
        "maxlength": most,
    }


def _row(row: OrganRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "kind_label": gettext(row.kind_label),
        "reconsideration_organ": row.reconsideration_organ,
        "court": row.court,
        "source": row.source,
        "is_whole": row.is_whole,
        "url": reverse("manage:organ", args=[row.organ_id]),
    }


urlpatterns = [
    path("organs/", organs, name="organs"),
    path("organs/<uuid:organ_id>/", organ, name="organ"),
]
