"""`/manage/quality/`: how whole the lists of a county are, place by place; each figure opens its lines."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yimen.rules.hanging import HangingState
from yimen.rules.list_quality import (
    ACTS_ON_LABELS,
    LIST_GAP_LABELS,
    QUALITY_SHOW_LABELS,
    QualityFigures,
    QualityShow,
)
from yimen.usecases.catalog.list_quality import (
    GapRow,
    PlaceRow,
    QualityLine,
    get_quality_board,
    list_quality_lines,
)
from yimen.usecases.catalog.sheets.quality import export_quality_board
from yimen.usecases.documents.files import OpenedFile
from yimen.web.shared.access import page
from yimen.web.shared.downloads import send_file
from yimen.web.shared.requests import PageRequest

_TAGS = {
    HangingState.IN_FORCE: "good",
    HangingState.OLD: "bad",
    HangingState.UNRECORDED: "plain",
    HangingState.NO_LIST: "plain",
}
# Each figure with the lines that it counts, and of which figure it is a part.
_FIGURES: tuple[tuple[str, QualityShow, str], ...] = (
    ("offered", QualityShow.OFFERED, ""),
    ("guided", QualityShow.GUIDED, "offered"),
    ("online", QualityShow.ONLINE, "offered"),
    ("pointed", QualityShow.POINTED, "asks_points"),
    ("complete", QualityShow.COMPLETE, "offered"),
)


@page("catalog.read_quality")
@never_cache
@require_safe
def quality(request: PageRequest) -> HttpResponse:
    """The places of a county, or of one township (`?unit=`), and what is to be done about their lists."""
    unit = request.GET.get("unit", "")
    found = get_quality_board(actor=request.actor, unit_code=unit)
    context = {
        "heading": gettext("清单质量"),
        "name": found.name,
        "is_county": found.is_county,
        "labels": _labels(),
        "total": _cells(found.total),
        "listed": len(found.rows) - len(found.unlisted),
        "places": len(found.rows),
        "rows": [_place(each, opens=found.is_county) for each in found.rows],
        "gaps": [_gap(each) for each in found.gaps],
        "unlisted": found.unlisted,
        "hanging": _hanging(found.rows),
        "back_url": reverse("manage:quality") if unit else "",
        "file_url": reverse("manage:quality_file") + (f"?{urlencode({'unit': unit})}" if unit else ""),
        "printed_at": request.now,
    }
    return render(request, "manage/quality.html", context)


@page("catalog.read_quality")
@never_cache
@require_safe
def quality_file(request: PageRequest) -> HttpResponseBase:
    """The same board as .xlsx."""
    found = export_quality_board(actor=request.actor, now=request.now, unit_code=request.GET.get("unit", ""))
    file = OpenedFile(name=found.name, media_type=found.media_type, content=found.content, sha256="")
    return send_file(file, inline=False)


@page("catalog.read_quality")
@never_cache
@require_safe
def quality_lines(request: PageRequest, unit_code: str) -> HttpResponse:
    """The lines of one place behind a figure, with what each lacks."""
    asked = request.GET.get("show", "")
    show = QualityShow[asked] if asked in QualityShow.__members__ else QualityShow.INCOMPLETE
    after = request.GET.get("after", "")
    found = list_quality_lines(actor=request.actor, unit_code=unit_code, show=show, after=after)
    context = {
        "name": found.name,
        "heading": gettext(QUALITY_SHOW_LABELS[show]),
        "lists": [
            {
                "label": gettext(words),
                "url": _lines_url(unit_code, each),
                "count": "",
                "urgency": "",
                "is_here": each is show,
            }
            for each, words in QUALITY_SHOW_LABELS.items()
        ],
        "rows": [_line(each) for each in found.rows],
        "previous_url": _lines_url(unit_code, show) if after else "",
        "next_url": _lines_url(unit_code, show, after=found.next_key) if found.next_key else "",
        "back_url": reverse("manage:quality"),
        "printed_at": request.now,
    }
    return render(request, "manage/quality_lines.html", context)


def _labels() -> list[str]:
    return [gettext("事项"), gettext("指南齐"), gettext("能网上办"), gettext("审查要点公开"), gettext("齐全")]


def _cells(figures: QualityFigures | None, unit_code: str = "") -> list[dict[str, Any]]:
    """The figures in the order of the columns; empty where no list is published."""
    if figures is None:
        return []
    return [
        {
            "label": label,
            "count": getattr(figures, name),
            "of": getattr(figures, whole) if whole else None,
            "is_short": bool(whole) and getattr(figures, name) < getattr(figures, whole),
            "url": _lines_url(unit_code, show) if unit_code else "",
        }
        for label, (name, show, whole) in zip(_labels(), _FIGURES, strict=True)
    ]


def _place(row: PlaceRow, *, opens: bool) -> dict[str, Any]:
    unknown = [
        words
        for lacks, words in (
            (row.lacks_address, gettext("地址未采集")),
            (row.lacks_phone, gettext("电话未采集")),
        )
        if lacks
    ]
    return {
        "name": row.name,
        "url": f"{reverse('manage:quality')}?{urlencode({'unit': row.unit_code})}" if opens else "",
        "number": row.number,
        "published_at": row.published_at,
        "cells": _cells(row.figures, row.unit_code),
        "posted": gettext(row.hanging.label),
        "tag": _TAGS[row.hanging],
        "unknown": "、".join(unknown),
    }


def _hanging(rows: tuple[PlaceRow, ...]) -> str:
    """How many of the published lists hang as they are in force; what nobody recorded is not among them."""
    listed = [each for each in rows if each.hanging is not HangingState.NO_LIST]
    right = sum(each.hanging is HangingState.IN_FORCE for each in listed)
    unknown = sum(each.hanging is HangingState.UNRECORDED for each in listed)
    words = gettext("公布的 {listed} 份清单，{right} 份按现行版张挂，{unknown} 份没有采集。")
    return words.format(listed=len(listed), right=right, unknown=unknown)


def _gap(row: GapRow) -> dict[str, Any]:
    return {
        "label": gettext(LIST_GAP_LABELS[row.gap]),
        "acts": gettext(ACTS_ON_LABELS[row.acts]),
        "lines": row.lines,
        "items": row.items,
        "places": row.places,
    }


def _line(row: QualityLine) -> dict[str, Any]:
    points = gettext("已公开") if row.has_points else gettext("没有公开")
    return {
        "code": row.item_code,
        "name": row.name,
        "way": gettext(row.way_label),
        "online": gettext("能网上办") if row.is_online else gettext("到窗口办"),
        "points": points if row.asks_points else gettext("不用审查"),
        "gaps": [gettext(LIST_GAP_LABELS[gap]) for gap in row.gaps],
    }


def _lines_url(unit_code: str, show: QualityShow, **more: str) -> str:
    query = urlencode({"show": show.value, **more})
    return f"{reverse('manage:quality_lines', args=[unit_code])}?{query}"


urlpatterns = [
    path("quality/", quality, name="quality"),
    path("quality/board.xlsx", quality_file, name="quality_file"),
    path("quality/<str:unit_code>/", quality_lines, name="quality_lines"),
]
