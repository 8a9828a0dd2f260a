"""`/desk/hang/<unit>/<edition>/`: whoever stands before a list on the wall records that it hangs there.

The code on the sheet opens the public page of its edition; the link at its end leads here. At `/desk/hang/` a
photograph is enough: the code in it is read here and names unit and edition.
"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from yimen.http.limits import true_size
from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.access import Actor, NotFound, may
from yimen.rules.errors import RuleViolation
from yimen.rules.hanging import SPOT_LENGTH
from yimen.usecases.catalog.hanging import HangingUnit, count_to_change, get_hanging_unit
from yimen.usecases.catalog.zones import edition_words
from yimen.usecases.documents.hanging import Photo, open_hung_photo, record_hanging
from yimen.web.desk.forms.desk import typed_day
from yimen.web.shared.access import page
from yimen.web.shared.downloads import send_file
from yimen.web.shared.parking import form_owner
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest

_FIELDS = ("spot", "hung_on", "photo")


@page("documents.record_hanging")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def hang(request: PageRequest, code: str, number: int) -> HttpResponse:
    """The edition with the form already filled in: one tap records that it hangs here today."""
    found = get_hanging_unit(actor=request.actor, unit_code=code, number=number)
    if request.method != "POST":
        return _show(request, found)
    spot, hung_on, photo = request.POST.get("spot", ""), request.POST.get("hung_on", ""), _photo(request)
    try:
        record_hanging(
            actor=request.actor,
            now=request.now,
            unit_code=code,
            number=number,
            spot=spot,
            hung_on=typed_day(hung_on),
            photo=photo,
            request_key=key_for(request, code, str(number), spot, hung_on, photo.digest if photo else ""),
        )
    except NotFound:
        raise
    except RuleViolation as refusal:
        return _show(request, found, refusal=refusal)
    return redirect(f"{reverse('manage:hanging')}?{urlencode({'done': code})}")


@page("documents.record_hanging")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def hang_by_photo(request: PageRequest) -> HttpResponse:
    """A photo of a list on a wall says which it is; its page then says whether it must be changed."""
    if request.method != "POST":
        return _ask_photo(request)
    spot, hung_on, photo = request.POST.get("spot", ""), request.POST.get("hung_on", ""), _photo(request)
    try:
        done = record_hanging(
            actor=request.actor,
            now=request.now,
            spot=spot,
            hung_on=typed_day(hung_on),
            photo=photo,
            request_key=key_for(request, spot, hung_on, photo.digest if photo else ""),
        )
    except NotFound:
        raise
    except RuleViolation as refusal:
        return _ask_photo(request, refusal=refusal)
    return redirect(f"{reverse('desk:hang', args=[done.unit_code, done.number])}?{urlencode({'read': spot})}")


def _ask_photo(request: PageRequest, *, refusal: RuleViolation | None = None) -> HttpResponse:
    wrong = {refusal.field or "": sentence_of(refusal)} if refusal else {}
    context: dict[str, Any] = {
        **_typed(request, spot=gettext("大厅公示栏")),
        **_faults(wrong),
        "register_url": reverse("manage:hanging"),
    }
    return render(
        request, "desk/hang_photo.html", context, status=STATUS[refusal.refusal] if refusal else 200
    )


def _typed(request: PageRequest, *, spot: str) -> dict[str, Any]:
    """What stands in the fields, and what each form carries."""
    return {
        "typed": {
            "spot": request.POST.get("spot", spot),
            "hung_on": request.POST.get("hung_on", request.now.date().isoformat()),
        },
        "spot_length": SPOT_LENGTH,
        "request_key": fresh_key(),
        "form_owner": form_owner(request.actor),
    }


def _faults(wrong: dict[str, str]) -> dict[str, Any]:
    return {
        "wrong": wrong,
        "errors": [{"field": n if n in _FIELDS else "", "sentence": s} for n, s in wrong.items()],
    }


@page("catalog.read_hanging")
@never_cache
@require_safe
def hung_photo(request: PageRequest, hanging_id: UUID) -> HttpResponseBase:
    """The photo of a list on the wall."""
    return send_file(open_hung_photo(actor=request.actor, hanging_id=hanging_id), inline=True)


def _photo(request: PageRequest) -> Photo | None:
    file = request.FILES.get("photo")
    if file is None:
        return None
    return Photo(name=file.name or "", content=file.read(), true_size=true_size(file))


def _show(request: PageRequest, found: HangingUnit, *, refusal: RuleViolation | None = None) -> HttpResponse:
    wrong = {refusal.field or "": sentence_of(refusal)} if refusal else {}
    place, edition = found.place, found.edition
    point = place.station if place.village_name else place.center
    context: dict[str, Any] = {
        "point_name": point.name if point else place.full_name,
        "edition_words": edition_words(edition),
        "in_force": edition.in_force,
        "state_label": gettext(found.row.state.label),
        "sheets": found.row.sheets,
        "list_url": reverse("portal:list", args=[place.code]),
        **_typed(request, spot=_usual_spot(found)),
        **_faults(wrong),
        "notices": _read(request, found),
        "back_url": reverse("manage:hanging"),
    }
    return render(request, "desk/hang.html", context, status=STATUS[refusal.refusal] if refusal else 200)


def _read(request: PageRequest, found: HangingUnit) -> list[dict[str, str]]:
    """After a photo: which list it was, and that this is recorded; it says so only of what is recorded."""
    spot = request.GET.get("read", "")
    if not any(sheet.spot == spot and sheet.number == found.edition.number for sheet in found.row.sheets):
        return []
    words = gettext("照片上是第 {number} 版，挂在{spot}。").format(number=found.edition.number, spot=spot)
    return [{"kind": "success", "title": gettext("读出来了，已登记"), "text": words}]


def _usual_spot(found: HangingUnit) -> str:
    """Where it hung before; at first a proposal that the person reads before the tap."""
    return found.row.sheets[0].spot if found.row.sheets else gettext("大厅公示栏")


def hanging_reminder(actor: Actor) -> list[dict[str, str]]:
    """换张: a notice for whoever must change a list on a wall; nothing for everybody else."""
    if not may(actor, "documents.record_hanging"):
        return []
    count = count_to_change(actor=actor)
    if not count:
        return []
    return [
        {
            "kind": "warn",
            "title": gettext("墙上的办理目录清单要换张"),
            "text": gettext("{count} 处还挂着旧版。打印现行的换上，再扫码登记。").format(count=count),
            "url": f"{reverse('manage:hanging')}?{urlencode({'choice': 'TO_CHANGE'})}",
            "url_label": gettext("看是哪几处"),
        }
    ]


urlpatterns: list[URLPattern] = [
    path("hang/", hang_by_photo, name="hang_by_photo"),
    path("hang/<slug:code>/<int:number>/", hang, name="hang"),
    path("hang/photos/<uuid:hanging_id>/", hung_photo, name="hung_photo"),
]
