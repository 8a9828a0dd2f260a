"""`/supervise/drawing/`: the city's office brings a map of its own, or goes back to the sketch."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yimen.http.limits import true_size
from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.access import NotFound
from yimen.rules.errors import N_, RuleViolation
from yimen.rules.map_drawings import MOST_BYTES, DrawingRefused, DrawingTooLarge
from yimen.usecases.supervision.drawings import bring_drawing, drop_drawing, get_drawing
from yimen.web.shared.access import page
from yimen.web.shared.parking import form_owner
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest

_TYPED = ("approval_no", "source")


class NoDrawingFile(RuleViolation):
    """The form came without a file."""

    code = "supervision.no_file"
    template = N_("请先选一个 GeoJSON 文件。")


@page("supervision.bring_drawing")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def drawing(request: PageRequest) -> HttpResponse:
    """What the map is drawn from; a POST brings another file, or goes back to what comes along."""
    if request.method != "POST":
        return _show(request, None)
    try:
        if request.POST.get("act") == "DROP":
            drop_drawing(actor=request.actor, now=request.now, request_key=key_for(request, "drop"))
            done = "dropped"
        else:
            _bring(request)
            done = "brought"
    except NotFound:
        raise
    except RuleViolation as refusal:
        return _show(request, refusal)
    return redirect(f"{reverse('supervise:drawing')}?done={done}")


def _bring(request: PageRequest) -> None:
    file = request.FILES.get("file")
    if file is None:
        raise NoDrawingFile(field="file")
    if true_size(file) > MOST_BYTES:
        raise DrawingTooLarge(field="file")
    content = file.read()
    typed = {name: request.POST.get(name, "") for name in _TYPED}
    bring_drawing(
        actor=request.actor,
        now=request.now,
        file_name=file.name or "map.geojson",
        content=content,
        request_key=key_for(request, *typed.values(), str(len(content))),
        **typed,
    )


def _show(request: PageRequest, refusal: RuleViolation | None) -> HttpResponse:
    wrong = {refusal.field or "": sentence_of(refusal)} if refusal else {}
    said = {
        "brought": gettext("地图已经换上，挂图作战现在用的是它。"),
        "dropped": gettext("已经换回随程序带的示意图。"),
    }.get(request.GET.get("done", ""))
    context: dict[str, Any] = {
        "found": get_drawing(actor=request.actor),
        "fields": _fields(request, wrong),
        "faults": [gettext(each) for each in refusal.faults] if isinstance(refusal, DrawingRefused) else [],
        "errors": [{"field": refusal.field or "", "sentence": sentence_of(refusal)}] if refusal else [],
        "request_key": fresh_key(),
        "form_owner": form_owner(request.actor),
        "notices": [{"kind": "success", "title": gettext("好了"), "text": said}] if said else [],
    }
    return render(
        request, "supervise/drawing.html", context, status=STATUS[refusal.refusal] if refusal else 200
    )


def _fields(request: PageRequest, wrong: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "kind": "file",
            "name": "file",
            "label": gettext("GeoJSON 文件"),
            "hint": gettext(
                "一个县一块（Polygon、MultiPolygon），属性里写县的代码；坐标是经纬度；不超过 2 MB"
            ),
            "error": wrong.get("file", ""),
            "accept": ".geojson,.json",
        },
        {
            "kind": "text",
            "name": "approval_no",
            "label": gettext("审图号"),
            "hint": gettext("照图上的写；没有的留空，图上会写“示意图”"),
            "value": request.POST.get("approval_no", ""),
            "error": wrong.get("approval_no", ""),
            "maxlength": 80,
            "optional": True,
            "autocomplete": "off",
        },
        {
            "kind": "text",
            "name": "source",
            "label": gettext("图从哪里来"),
            "hint": gettext("哪个单位、哪一年的图"),
            "value": request.POST.get("source", ""),
            "error": wrong.get("source", ""),
            "maxlength": 200,
            "autocomplete": "off",
        },
    ]


urlpatterns = [path("drawing/", drawing, name="drawing")]
