"""`/desk/places/<code>/`: the dossier of a center or station; the village confirms it with one tap."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.access import Actor, NotFound, Party, may
from yimen.rules.artwork import CENTER_ONLY, Artwork
from yimen.rules.errors import N_, RuleViolation
from yimen.rules.place_facts import CHANGE_HOW_LABELS, FACT_GROUP_LABELS
from yimen.rules.place_photos import FAR_METRES, LIKENESS_LABELS, PHOTO_SUBJECT_LABELS, Likeness
from yimen.rules.standard_looks import ENCOURAGED
from yimen.rules.standards import (
    STRENGTH_LABELS,
    TERMS,
    Strength,
    Verdict,
)
from yimen.usecases.places.confirming import confirm_dossier
from yimen.usecases.places.dossiers import DossierView, FactLine, PhotoView, StandardLine, get_dossier
from yimen.web.shared.access import page
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest
from yimen.web.shared.standard_words import sign_of, tag_of, word_of

_SAID = {
    "confirmed": N_("已确认，谢谢。以后情况变了，随时来改。"),
    "saved": N_("已登记，标准也重新核过了。"),
    "photo": N_("照片已收下。"),
    "same": N_("照片已收下。它和已有的一张是同一张，已作标记，不算佐证。"),
    "removed": N_("照片已撤下，记录还在。"),
    "explained": N_("理由已登记。"),
    "answered": N_("已答复，标准也重新核过了。"),
}


@page("places.read")
@never_cache
@require_safe
def dossier(request: PageRequest, code: str) -> HttpResponse:
    """All that is known of the place, how it stands to the standards, photos, and who changed what."""
    return _show(request, get_dossier(actor=request.actor, point_code=code))


@page("places.confirm")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: PageRequest, code: str) -> HttpResponse:
    """The proxy says that all of it is right (POST); the way there by address shows the dossier."""
    if request.method != "POST":
        return redirect("desk:dossier", code=code)
    typed = request.POST.get("revision", "")
    try:
        confirm_dossier(
            actor=request.actor,
            now=request.now,
            point_code=code,
            revision=int(typed) if typed.isascii() and typed.isdigit() else -1,
            request_key=key_for(request, code, typed),
        )
    except NotFound:
        raise
    except RuleViolation as refusal:
        return _show(request, get_dossier(actor=request.actor, point_code=code), refusal=refusal)
    return redirect(f"{reverse('desk:dossier', args=[code])}?done=confirmed")


def _show(request: PageRequest, found: DossierView, *, refusal: RuleViolation | None = None) -> HttpResponse:
    actor = request.actor
    own = actor.party is Party.VILLAGE_PROXY
    board = {"unit": f"{found.code[:9]}000"}
    context = {
        "found": found,
        "place_words": found.place.full_name,
        "state_tag": "good" if found.is_confirmed else "plain",
        "state_words": _state(found),
        "standards": [standard_line(found, each, actor) for each in found.standards],
        "groups": [
            {
                "label": gettext(FACT_GROUP_LABELS[group]),
                "name": group.value,
                "url": reverse("desk:dossier_edit", args=[found.code, group.value.lower()])
                if may(actor, "places.record_facts")
                else "",
                "lines": [_fact(line) for line in lines],
                "known": sum(bool(line.words) for line in lines),
                "all": len(lines),
            }
            for group, lines in found.groups
        ],
        "photos": [_photo(each) for each in found.photos],
        "photos_url": reverse("desk:dossier_photos", args=[found.code])
        if may(actor, "places.add_photo")
        else "",
        "may_remove": may(actor, "places.remove_photo"),
        "artwork": _artwork(found),
        "changes": [
            {
                "at": each.at,
                "who": each.who,
                "how": gettext(CHANGE_HOW_LABELS[each.how]),
                "changes": each.changes,
            }
            for each in found.changes
        ],
        "asks_confirmation": own and found.revision > 0 and not found.is_confirmed,
        "request_key": fresh_key(),
        "errors": [{"field": "", "sentence": sentence_of(refusal)}] if refusal else [],
        "notices": _said(request),
        "back_url": reverse("desk:village") if own else f"{reverse('manage:places')}?{urlencode(board)}",
        "is_village": own,
    }
    return render(request, "desk/dossier.html", context, status=STATUS[refusal.refusal] if refusal else 200)


def _artwork(found: DossierView) -> list[dict[str, str]]:
    """What can be printed for this place; the plaque also for the maker's own program."""
    links = []
    for kind in Artwork:
        if kind in CENTER_ONLY and not found.is_center:
            continue
        url = reverse("desk:artwork", args=[found.code, kind.value.lower()])
        links.append({"label": gettext(kind.label), "url": url, "form": "PDF"})
        if kind is Artwork.PLAQUE:
            drawing = reverse("desk:plaque_drawing", args=[found.code])
            links.append({"label": gettext(kind.label), "url": drawing, "form": "SVG"})
    return links


def _state(found: DossierView) -> str:
    if not found.revision:
        return gettext("还没有人采集")
    if found.is_center:
        return gettext("已采集")
    if found.is_confirmed:
        return gettext("村里已确认")
    return gettext("确认以后又改过") if found.confirmed_at else gettext("等村里确认")


def standard_line(found: DossierView, line: StandardLine, actor: Actor) -> dict[str, Any]:
    """A standard ready to be drawn, with the ways on that are the actor's."""
    is_missed = line.verdict in {Verdict.NOT_MET, Verdict.LAPSED, Verdict.EXPLAINED}
    soft = TERMS[line.standard].strength is Strength.SOFT
    return {
        "id": line.standard.value,
        "label": gettext(line.standard.label),
        "task": line.task,
        "strength": gettext(STRENGTH_LABELS[line.strength]),
        "source": gettext(line.source),
        "word": word_of(line.standard, line.verdict),
        "sign": sign_of(line.standard, line.verdict),
        "tag": tag_of(line.standard, line.verdict),
        "reason": line.reason,
        "since": line.since,
        "photos": line.photos,
        "before": [
            {
                "word": word_of(line.standard, each.verdict),
                "reason": each.reason,
                "since": each.since,
                "until": each.until,
            }
            for each in line.before
        ],
        "explanation": line.explanation,
        "answer": gettext(line.answer.label) if line.answer and is_missed else "",
        "answer_url": reverse("desk:dossier_answer", args=[found.code, line.standard.value])
        if line.answer and is_missed and may(actor, "places.answer_explanation")
        else "",
        "explain_url": reverse("desk:dossier_explain", args=[found.code, line.standard.value])
        if soft and is_missed and may(actor, "places.explain")
        else "",
    }


def _fact(line: FactLine) -> dict[str, Any]:
    return {
        "label": gettext(line.fact.label),
        "words": line.words,
        "at": line.at,
        "is_outdated": line.is_outdated,
        "is_no": line.value is False and line.fact.key not in ENCOURAGED,
    }


def _photo(photo: PhotoView) -> dict[str, Any]:
    twin = ""
    if photo.likeness:
        words = gettext("和{name}的是{likeness}")
        twin = words.format(name=photo.twin_name, likeness=gettext(LIKENESS_LABELS[Likeness(photo.likeness)]))
    known = photo.latitude is not None and photo.longitude is not None
    return {
        "url": reverse("desk:place_photo", args=[photo.photo_id]),
        "small_url": reverse("desk:place_photo_small", args=[photo.photo_id]),
        "remove_url": reverse("desk:place_photo_remove", args=[photo.photo_id]),
        "subject": gettext(PHOTO_SUBJECT_LABELS[photo.subject]),
        "taken_at": photo.taken_at,
        "position": f"{photo.latitude:.5f}, {photo.longitude:.5f}" if known else "",
        "added_at": photo.added_at,
        "author": photo.author,
        "twin": twin,
        "away": _away(photo),
    }


def _away(photo: PhotoView) -> str:
    """A warning where the photo was taken far from the place; nothing where that is not known."""
    if photo.away_metres is None or photo.away_metres <= FAR_METRES:
        return ""
    return gettext("离登记的位置 {km} 公里").format(km=f"{photo.away_metres / 1000:.1f}")


def _said(request: PageRequest) -> list[dict[str, str]]:
    words = _SAID.get(request.GET.get("done", ""))
    kind = "warn" if request.GET.get("done") == "same" else "success"
    return [{"kind": kind, "title": gettext(words)}] if words else []


urlpatterns: list[URLPattern] = [
    path("places/<slug:code>/", dossier, name="dossier"),
    path("places/<slug:code>/confirm/", confirm, name="dossier_confirm"),
]
