"""`/desk/places/<code>/photos/`: a photo from the phone; and a photo looked at or taken down."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from yimen.http.limits import true_size
from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.access import NotFound
from yimen.rules.errors import N_, RuleViolation
from yimen.rules.place_photos import PHOTO_SUBJECT_LABELS, PhotoSubject
from yimen.usecases.places.dossiers import get_dossier
from yimen.usecases.places.photos import add_photo, open_place_photo, remove_photo
from yimen.web.shared.access import page
from yimen.web.shared.downloads import send_file
from yimen.web.shared.parking import form_owner
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest


class PhotoMissing(RuleViolation):
    """A form without a photo, or without what it shows."""

    code = "places.photo_missing"
    template = N_("请选拍的是什么，再拍一张或选一张照片。")


@page("places.add_photo")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def photos(request: PageRequest, code: str) -> HttpResponse:
    """The form that takes a photo of the place."""
    if request.method != "POST":
        return _show(request, code)
    subject, file = request.POST.get("subject", ""), request.FILES.get("photo")
    try:
        if file is None or subject not in PhotoSubject.__members__:
            raise PhotoMissing(field="photo" if subject else "subject")
        content = file.read()
        added = add_photo(
            actor=request.actor,
            now=request.now,
            point_code=code,
            subject=PhotoSubject[subject],
            name=file.name or "",
            content=content,
            true_size=true_size(file),
            request_key=key_for(request, code, subject, str(len(content))),
        )
    except NotFound:
        raise
    except RuleViolation as refusal:
        return _show(request, code, refusal=refusal)
    said = "same" if added.likeness else "photo"
    return redirect(f"{reverse('desk:dossier', args=[code])}?done={said}#photos")


def _show(request: PageRequest, code: str, *, refusal: RuleViolation | None = None) -> HttpResponse:
    found = get_dossier(actor=request.actor, point_code=code)
    field = {"file": "photo"}.get(refusal.field or "", refusal.field or "") if refusal else ""
    wrong = {field: sentence_of(refusal)} if refusal else {}
    context: dict[str, Any] = {
        "name": found.name,
        "subjects": [
            {"value": each.value, "label": gettext(words), "hint": ""}
            for each, words in PHOTO_SUBJECT_LABELS.items()
        ],
        "subject": request.POST.get("subject") or request.GET.get("subject", ""),
        "wrong": wrong,
        "errors": [
            {"field": n if n in {"subject", "photo"} else "", "sentence": s} for n, s in wrong.items()
        ],
        "back_url": f"{reverse('desk:dossier', args=[code])}#photos",
        "request_key": fresh_key(),
        "form_owner": form_owner(request.actor),
    }
    status = STATUS[refusal.refusal] if refusal else 200
    return render(request, "desk/dossier_photos.html", context, status=status)


@page("places.read")
@never_cache
@require_safe
def place_photo(request: PageRequest, photo_id: UUID) -> HttpResponseBase:
    """The photo itself."""
    return send_file(open_place_photo(actor=request.actor, photo_id=photo_id), inline=True)


@page("places.read")
@never_cache
@require_safe
def place_photo_small(request: PageRequest, photo_id: UUID) -> HttpResponseBase:
    """The photo small enough for a page on a weak network."""
    found = open_place_photo(actor=request.actor, photo_id=photo_id, small=True)
    return send_file(found, inline=True)


@page("places.remove_photo")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def place_photo_remove(request: PageRequest, photo_id: UUID) -> HttpResponse:
    """Asks for the reason and takes the photo down; it stays in the history."""
    reason, error = request.POST.get("reason", ""), ""
    status = 200
    if request.method == "POST":
        try:
            code = remove_photo(
                actor=request.actor,
                now=request.now,
                photo_id=photo_id,
                reason=reason,
                request_key=key_for(request, str(photo_id), reason),
            )
        except NotFound:
            raise
        except RuleViolation as refusal:
            error, status = sentence_of(refusal), STATUS[refusal.refusal]
        else:
            return redirect(f"{reverse('desk:dossier', args=[code])}?done=removed#photos")
    context = {
        "photo_url": reverse("desk:place_photo_small", args=[photo_id]),
        "typed": reason,
        "error": error,
        "errors": [{"field": "reason", "sentence": error}] if error else [],
        "back_url": reverse("manage:places"),
        "request_key": fresh_key(),
        "form_owner": form_owner(request.actor),
    }
    return render(request, "desk/place_photo_remove.html", context, status=status)


urlpatterns: list[URLPattern] = [
    path("places/<slug:code>/photos/", photos, name="dossier_photos"),
    path("place-photos/<uuid:photo_id>/", place_photo, name="place_photo"),
    path("place-photos/<uuid:photo_id>/small/", place_photo_small, name="place_photo_small"),
    path("place-photos/<uuid:photo_id>/remove/", place_photo_remove, name="place_photo_remove"),
]
