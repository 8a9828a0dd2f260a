"""`/supervise/indicators/`: the figures of a unit in a month; one over time and space, and its rows."""

from datetime import date
from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yimen.rules.access import Actor, may
from yimen.rules.indicators import (
    OWNER_LABELS,
    SORT_LABELS,
    Figure,
    Indicator,
    Sort,
    formula_of,
    month_label,
    months_before,
    next_month,
    read_month,
    this_month,
)
from yimen.usecases.documents.files import OpenedFile
from yimen.usecases.indicators.board import (
    IndicatorBoard,
    IndicatorLine,
    UnitLine,
    get_indicator,
    get_indicator_board,
)
from yimen.usecases.indicators.board_file import export_indicators
from yimen.usecases.indicators.rows import IndicatorRow, list_indicator_rows
from yimen.usecases.indicators.units import UnitName
from yimen.web.shared.access import page
from yimen.web.shared.downloads import send_file
from yimen.web.shared.requests import PageRequest
from yimen.web.supervise.charts import chart

_SMALL = {"width": 96, "height": 28}
_LARGE = {"width": 720, "height": 160}


@page("indicators.read")
@never_cache
@require_safe
def indicators(request: PageRequest) -> HttpResponse:
    """The board of a unit (`?unit=`, else one's own) in a month (`?month=2026-11`, else the running one)."""
    month = read_month(request.GET.get("month", ""), now=request.now)
    found = get_indicator_board(
        actor=request.actor, unit_code=request.GET.get("unit", ""), month=month, now=request.now
    )
    context = {
        **_head(request, found.unit, month),
        "groups": [
            {"name": gettext(name), "lines": [_line(each, found.unit.code, month) for each in lines]}
            for name, lines in groupby(found.lines, key=lambda each: each.indicator.group)
        ],
        **_compared(found, month),
        "file_url": f"{reverse('supervise:indicators_file')}?{_asked(found.unit.code, month)}",
    }
    return render(request, "supervise/indicators.html", context)


@page("indicators.read")
@never_cache
@require_safe
def indicator(request: PageRequest, key: str) -> HttpResponse:
    """One indicator: what it counts, twelve months, the units below, and the rows that it opens to."""
    month = read_month(request.GET.get("month", ""), now=request.now)
    unit, after = request.GET.get("unit", ""), request.GET.get("after", "")
    unknown = request.GET.get("of") == "unknown"
    asked: dict[str, Any] = {
        "actor": request.actor,
        "key": key,
        "unit_code": unit,
        "month": month,
        "now": request.now,
    }
    found = get_indicator(**asked)
    opened = list_indicator_rows(**asked, after=after, unknown=unknown)
    here, code = found.line.indicator, found.unit.code
    more = {"of": "unknown"} if unknown else {}
    context = {
        **_head(request, found.unit, month, key=key),
        "line": _line(found.line, code, month),
        "told": _told(here),
        "chart": chart([each.value for each in found.line.series], **_LARGE, percent=here.sort is Sort.RATE),
        "series": [
            {"month": _short(at, is_first=at == found.months[0]), **_figure(figure, here)}
            for at, figure in zip(found.months, found.line.series, strict=True)
        ],
        "units": [_unit(each, here, month) for each in found.units],
        "rows_name": gettext(opened.counted.name),
        "rows": [_row(request.actor, row, opened.counted.opens) for row in opened.rows],
        "is_places": opened.counted.opens in {"places", "units"} or unknown,
        "choices": _choices(key, code, month, opened.figure, is_unknown=unknown),
        "previous_url": _url(key, code, month, **more) if after else "",
        "next_url": _url(key, code, month, after=opened.next_key, **more) if opened.next_key else "",
        "back_url": f"{reverse('supervise:indicators')}?{_asked(code, month)}",
    }
    return render(request, "supervise/indicator.html", context)


@page("indicators.read")
@never_cache
@require_safe
def indicators_file(request: PageRequest) -> HttpResponseBase:
    """The figures of a unit and of the units below as a workbook."""
    month = read_month(request.GET.get("month", ""), now=request.now)
    found = export_indicators(
        actor=request.actor, unit_code=request.GET.get("unit", ""), month=month, now=request.now
    )
    file = OpenedFile(name=found.name, media_type=found.media_type, content=found.content, sha256="")
    return send_file(file, inline=False)


def _head(request: PageRequest, unit: UnitName, month: date, *, key: str = "") -> dict[str, Any]:
    """What both pages say above: whose figures, of which month, and the ways to other ones."""
    running = this_month(request.now)
    home = reverse("supervise:indicator", args=[key]) if key else reverse("supervise:indicators")
    above = _above(request.actor, unit)
    return {
        "name": unit.name,
        "has_ended": unit.has_ended,
        "month": month_label(month),
        "is_running": month == running,
        "above_url": f"{home}?{_asked(above, month)}" if above else "",
        "action_url": home,
        "unit": unit.code,
        "months": [
            {"value": f"{each:%Y-%m}", "label": month_label(each), "is_here": each == month}
            for each in (months_before(running, at) for at in range(24))
        ],
        "earlier_url": f"{home}?{_asked(unit.code, months_before(month, 1))}",
        "later_url": f"{home}?{_asked(unit.code, next_month(month))}" if month < running else "",
        "printed_at": request.now,
        "now": request.now,
    }


def _short(month: date, *, is_first: bool) -> str:
    """The month in a row of months: its year only where the year begins."""
    if is_first or month.month == 1:
        return month_label(month)
    return gettext("{month}月").format(month=month.month)


def _above(actor: Actor, unit: UnitName) -> str:
    """One level up, as far as the actor's own scope reaches."""
    if unit.code == actor.scope_code:
        return ""
    digits = {"VILLAGE": 9, "TOWNSHIP": 6, "COUNTY": 4}.get(unit.level.value)
    return unit.code[:digits].ljust(len(unit.code), "0") if digits else ""


def _line(line: IndicatorLine, unit: str, month: date) -> dict[str, Any]:
    here = line.indicator
    return {
        "name": gettext(here.name),
        "url": _url(here.key, unit, month),
        "chart": chart([each.value for each in line.series], **_SMALL, percent=here.sort is Sort.RATE),
        "change": _change(line.figure, line.before),
        "unknown_url": _url(here.key, unit, month, of="unknown"),
        **_figure(line.figure, here),
    }


def _figure(figure: Figure, of: Indicator) -> dict[str, Any]:
    """A figure in words: a value with its unit, 未采集 where nobody knows, 不适用 where nothing could be."""
    return {
        "value": figure.value,
        "measure": gettext(of.unit),
        "is_rate": of.sort is Sort.RATE,
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "unknown": figure.unknown,
        "is_unknown": figure.is_unknown,
    }


def _change(figure: Figure, before: Figure) -> dict[str, Any] | None:
    """By how much it rose or fell; None where one of both is not known."""
    if figure.value is None or before.value is None:
        return None
    by = figure.value - before.value
    return {"by": abs(by), "sign": "▲" if by > 0 else "▼", "is_up": by > 0, "is_same": by == 0}


def _compared(found: IndicatorBoard, month: date) -> dict[str, Any]:
    """The headlines of the units below, side by side."""
    home = reverse("supervise:indicators")
    return {
        "heads": [
            {"name": gettext(each.name), "url": _url(each.key, found.unit.code, month)}
            for each in found.headlines
        ],
        "units": [
            {
                "name": line.unit.name,
                "has_ended": line.unit.has_ended,
                "url": f"{home}?{_asked(line.unit.code, month)}",
                "cells": [
                    {
                        "name": gettext(each.name),
                        "url": _url(each.key, line.unit.code, month),
                        **_figure(figure, each),
                    }
                    for each, figure in zip(found.headlines, line.figures, strict=True)
                ],
            }
            for line in found.units
        ],
    }


def _cell(of: Indicator, unit: str, month: date, figure: Figure) -> dict[str, Any]:
    return {"name": gettext(of.name), "url": _url(of.key, unit, month), **_figure(figure, of)}


def _unit(line: UnitLine, of: Indicator, month: date) -> dict[str, Any]:
    before, figure = line.figures
    return {
        "name": line.unit.name,
        "has_ended": line.unit.has_ended,
        "url": _url(of.key, line.unit.code, month),
        "change": _change(figure, before),
        **_figure(figure, of),
    }


def _moment_of(here: Indicator) -> str:
    """A rate has the moments of its two figures."""
    return gettext("分子、分母各按各的时点") if here.sort is Sort.RATE else gettext(SORT_LABELS[here.sort])


def _told(here: Indicator) -> list[tuple[str, str]]:
    """The 口径 of an indicator, as facts."""
    told = [
        (gettext("怎么数"), gettext(formula_of(here))),
        (gettext("哪个时点"), _moment_of(here)),
        (gettext("从哪里来"), gettext(OWNER_LABELS[here.owner])),
        (gettext("点开是什么"), gettext(here.evidence)),
    ]
    if here.task is not None:
        told.append((gettext("方案任务"), gettext("第 {number} 项").format(number=here.task)))
    return told


def _choices(key: str, unit: str, month: date, figure: Figure, *, is_unknown: bool) -> list[dict[str, Any]]:
    counted = {"label": gettext("算进去的"), "count": figure.value or 0, "url": _url(key, unit, month)}
    unknown = {
        "label": gettext("未采集的"),
        "count": figure.unknown,
        "url": _url(key, unit, month, of="unknown"),
    }
    return [counted | {"is_here": not is_unknown}, unknown | {"is_here": is_unknown}]


def _row(actor: Actor, row: IndicatorRow, opens: str) -> dict[str, Any]:
    told = row.told
    url = reverse("desk:case", args=[told.case_id]) if told.case_id else ""
    if opens == "places" and may(actor, "places.read"):
        url = reverse("desk:dossier", args=[row.unit_code])
    if opens in {"items", "units"}:
        url = reverse("portal:list", args=[row.unit_code])
    return {
        "unit": row.unit_name,
        "above": row.above,
        "title": told.title,
        "number": told.number,
        "note": gettext(told.note) if told.note else "",
        "on": told.on,
        "url": url,
    }


def _asked(unit: str, month: date, **more: str) -> str:
    return urlencode({"unit": unit, "month": f"{month:%Y-%m}", **more})


def _url(key: str, unit: str, month: date, **more: str) -> str:
    return f"{reverse('supervise:indicator', args=[key])}?{_asked(unit, month, **more)}"


urlpatterns = [
    path("indicators/", indicators, name="indicators"),
    path("indicators/export.xlsx", indicators_file, name="indicators_file"),
    path("indicators/<slug:key>/", indicator, name="indicator"),
]
