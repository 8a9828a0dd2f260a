"""`/manage/places/`: service points x standards, from the city down to a township; every figure opens."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yimen.rules.access import Actor, Party, may
from yimen.rules.orgs import Level
from yimen.rules.standards import TERMS, Standard, Verdict
from yimen.usecases.documents.files import OpenedFile
from yimen.usecases.places.board import (
    PointRow,
    StandardsBoard,
    Tally,
    UnitRow,
    get_standards_board,
    list_points_by_verdict,
)
from yimen.usecases.places.board_file import export_board
from yimen.usecases.places.waiting import WaitingExplanation
from yimen.web.shared.access import page
from yimen.web.shared.downloads import send_file
from yimen.web.shared.requests import PageRequest
from yimen.web.shared.standard_words import heading_of, sign_of, tag_of, word_of

# What a tally counts, the most urgent first; a figure opens at the first that is not empty.
_PARTS = (
    (Verdict.NOT_MET, "not_met"),
    (Verdict.LAPSED, "lapsed"),
    (Verdict.UNKNOWN, "unknown"),
    (Verdict.EXPLAINED, "explained"),
    (Verdict.MET, "met"),
)

_MOST_BRIEFS = 4
_MOST_WAITING = 30


@page("places.read")
@never_cache
@require_safe
def places(request: PageRequest) -> HttpResponse:
    """The board of a unit (`?unit=`, else one's own); a proxy is led to the dossier of the own village."""
    if request.actor.party is Party.VILLAGE_PROXY:
        return redirect("desk:dossier", code=request.actor.scope_code)
    unit = request.GET.get("unit", "")
    found = get_standards_board(actor=request.actor, unit_code=unit)
    context = {
        "name": found.name,
        "heads": [{"short": heading_of(each), "label": gettext(each.label)} for each in Standard],
        "below": gettext("乡镇（街道）") if found.level is Level.COUNTY else gettext("县（市、区）"),
        "total": _unit(found.total, opens=False),
        "units": [_unit(each, opens=True) for each in found.units],
        "points": [point_row(each) for each in found.points],
        "is_township": not found.units,
        "waiting": [_waiting(each, request.actor) for each in found.waiting[:_MOST_WAITING]],
        "waiting_count": len(found.waiting),
        "notices": _pointed_out(found),
        "back_url": _back(request, found),
        "showcase_url": f"{reverse('manage:showcase')}?{urlencode({'unit': found.code})}"
        if may(request.actor, "showcase.read")
        else "",
        "sum_urls": _sum_urls(request, found.code),
        "file_url": f"{reverse('manage:places_file')}?{urlencode({'unit': found.code})}",
        "printed_at": request.now,
    }
    return render(request, "manage/places.html", context)


@page("places.read")
@never_cache
@require_safe
def place_figures(request: PageRequest) -> HttpResponse:
    """The places behind a figure: of a unit, those that stand so to a standard, each with the reason."""
    unit = request.GET.get("unit", "")
    standard = _named(request.GET.get("standard", ""), Standard, Standard.AREA)
    verdict = _named(request.GET.get("verdict", ""), Verdict, Verdict.NOT_MET)
    after = request.GET.get("after", "")
    found = list_points_by_verdict(
        actor=request.actor, unit_code=unit, standard=standard, verdict=verdict, after=after
    )
    at = list(Standard).index(standard)
    context = {
        "name": found.name,
        "heading": gettext(standard.label),
        "source": gettext(TERMS[standard].source),
        "choices": [
            {
                "label": word_of(standard, each),
                "count": getattr(found.tally, dict(_PARTS)[each]),
                "url": _figures_url(unit, standard, each),
                "is_here": each is verdict,
            }
            for each in Verdict
        ],
        "rows": [
            {
                "name": row.name,
                "above": row.above,
                "url": _dossier_url(row.code, standard),
                "reason": row.marks[at].reason,
                "photos": row.photos,
            }
            for row in found.rows
        ],
        "previous_url": _figures_url(unit, standard, verdict) if after else "",
        "next_url": _figures_url(unit, standard, verdict, after=found.next_key) if found.next_key else "",
        "back_url": f"{reverse('manage:places')}?{urlencode({'unit': unit})}",
    }
    return render(request, "manage/place_figures.html", context)


@page("places.read")
@never_cache
@require_safe
def places_file(request: PageRequest) -> HttpResponseBase:
    """The matrix of a unit as a workbook."""
    found = export_board(actor=request.actor, now=request.now, unit_code=request.GET.get("unit", ""))
    file = OpenedFile(name=found.name, media_type=found.media_type, content=found.content, sha256="")
    return send_file(file, inline=False)


def point_row(row: PointRow) -> dict[str, Any]:
    """A place as a row of marks; `briefs` are those that ask for something, for a narrow screen."""
    marks = [
        {
            "word": word_of(each.standard, each.verdict),
            "sign": sign_of(each.standard, each.verdict),
            "tag": tag_of(each.standard, each.verdict),
            "label": gettext(each.standard.label),
            "short": heading_of(each.standard),
            "reason": each.reason,
            "url": _dossier_url(row.code, each.standard),
            "verdict": each.verdict,
        }
        for each in row.marks
    ]
    return {
        "name": row.name,
        "url": reverse("desk:dossier", args=[row.code]),
        "is_center": row.is_center,
        "is_recorded": row.recorded_at is not None,
        "is_confirmed": row.is_confirmed,
        "photos": row.photos,
        "flagged": row.flagged,
        "marks": marks,
        "met": sum(mark["tag"] == "good" for mark in marks),
        "briefs": [mark for mark in marks if mark["tag"] in {"bad", "warn"}],
        "unknown": sum(mark["verdict"] is Verdict.UNKNOWN for mark in marks),
    }


def _unit(row: UnitRow, *, opens: bool) -> dict[str, Any]:
    cells = [_cell(row.code, each, tally) for each, tally in zip(Standard, row.tallies, strict=True)]
    return {
        "name": row.name,
        "url": f"{reverse('manage:places')}?{urlencode({'unit': row.code})}" if opens else "",
        "places": row.places,
        "recorded": row.recorded,
        "confirmed": row.confirmed,
        "flagged": row.flagged,
        "cells": cells,
        "briefs": _worst(cells),
    }


def _waiting(row: WaitingExplanation, actor: Actor) -> dict[str, Any]:
    """An explanation with the way to its answer, for others to its place."""
    answers = may(actor, "places.answer_explanation")
    return {
        "view": row,
        "label": heading_of(row.standard),
        "url": reverse("desk:dossier_answer", args=[row.code, row.standard.value])
        if answers
        else _dossier_url(row.code, row.standard),
    }


def _worst(cells: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The standards that most places miss, for a narrow screen."""
    short = [cell for cell in cells if cell["short_of"]]
    return sorted(short, key=lambda cell: -cell["short_of"])[:_MOST_BRIEFS]


def _cell(code: str, standard: Standard, tally: Tally) -> dict[str, Any]:
    verdict = next((each for each, name in _PARTS if getattr(tally, name)), Verdict.MET)
    asked = standard is not Standard.EXTRAS
    return {
        "short": heading_of(standard),
        "label": gettext(standard.label),
        "count": tally.fulfilled,
        "of": tally.places,
        "short_of": (tally.not_met + tally.lapsed) if asked else 0,
        "unknown": tally.unknown,
        "is_blank": tally.unknown == tally.places,
        "url": _figures_url(code, standard, verdict),
    }


def _pointed_out(found: StandardsBoard) -> list[dict[str, str]]:
    """What whoever checks on the spot should look at; it is no finding."""
    if found.same_area is None:
        return []
    area, count = found.same_area
    words = gettext("{count} 个站登记的都是 {area} 平方米，像是照抄的，请现场抽查。")
    return [
        {"kind": "warn", "title": gettext("面积一个样"), "text": words.format(count=count, area=f"{area:g}")}
    ]


def _back(request: PageRequest, found: StandardsBoard) -> str:
    """One level up, as far as the actor's own scope reaches."""
    own = request.actor.scope_code
    if found.code == own:
        return ""
    above = f"{found.code[:6]}000000" if found.points else f"{found.code[:4]}00000000"
    return f"{reverse('manage:places')}?{urlencode({'unit': above})}"


def _figures_url(unit: str, standard: Standard, verdict: Verdict, **more: str) -> str:
    told = {"unit": unit, "standard": standard.value, "verdict": verdict.value, **more}
    return f"{reverse('manage:place_figures')}?{urlencode(told)}"


def _sum_urls(request: PageRequest, code: str) -> dict[str, str]:
    """Where the sums above the board open to their places; nowhere for who may not read indicators."""
    if not may(request.actor, "indicators.read"):
        return {}
    keys = {"recorded": "dossiers_recorded", "confirmed": "dossiers_confirmed"}
    query = urlencode({"unit": code})
    return {name: f"{reverse('supervise:indicator', args=[key])}?{query}#rows" for name, key in keys.items()}


def _dossier_url(code: str, standard: Standard) -> str:
    return f"{reverse('desk:dossier', args=[code])}#{standard.value}"


def _named(asked: str, kind: Any, usual: Any) -> Any:
    return kind(asked) if asked in kind.__members__ else usual


urlpatterns = [
    path("places/", places, name="places"),
    path("places/figures/", place_figures, name="place_figures"),
    path("places/export.xlsx", places_file, name="places_file"),
]
