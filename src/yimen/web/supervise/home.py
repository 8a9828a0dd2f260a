"""`/supervise/`: the map of a city, the tiles of a county, the villages of a township; and the wall."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yimen.rules.access import may
from yimen.rules.indicators import Sort, months_before, this_month
from yimen.rules.map_marks import READING_LABELS, Reading, change_text
from yimen.rules.orgs import Level
from yimen.usecases.supervision.board import MapBoard, get_map_board, indicator_choices
from yimen.usecases.supervision.late import LateTaskUnit
from yimen.web.shared.access import page
from yimen.web.shared.requests import PageRequest
from yimen.web.supervise.drawn import legend, map_areas, tiles, trend
from yimen.web.supervise.words import figure_words, month_words, share_words

_MONTHS_OFFERED = 24
_MOST_LATE = 8


@page("supervision.read")
@never_cache
@require_safe
def home(request: PageRequest) -> HttpResponse:
    """One indicator of a unit in one month: map or tiles, the ranking as a table, the trend, what is late."""
    found = _board(request)
    context = {
        **board_context(found),
        "filters": _filters(request, found),
        "wall_url": f"{reverse('supervise:wall')}?{_query(found, found.code)}",
        "brief_urls": {
            "pdf": f"{reverse('supervise:brief_pdf')}?{_query(found, found.code)}",
            "docx": f"{reverse('supervise:brief_docx')}?{_query(found, found.code)}",
        },
        "drawing_url": reverse("supervise:drawing")
        if may(request.actor, "supervision.bring_drawing")
        else "",
        "showcase_url": f"{reverse('manage:showcase')}?{urlencode({'unit': found.code})}",
        "printed_at": request.now,
    }
    return render(request, "supervise/home.html", context)


@page("supervision.read")
@never_cache
@require_safe
def wall(request: PageRequest) -> HttpResponse:
    """The same without controls, dark and large, for a screen on a wall; it renews itself."""
    found = _board(request)
    context = {
        **board_context(found),
        "home_url": f"{reverse('supervise:home')}?{_query(found, found.code)}",
    }
    return render(request, "supervise/wall.html", context)


def _board(request: PageRequest) -> MapBoard:
    return get_map_board(
        actor=request.actor,
        now=request.now,
        unit_code=request.GET.get("unit", ""),
        key=request.GET.get("indicator", ""),
        month=request.GET.get("month", ""),
    )


def board_context(found: MapBoard) -> dict[str, Any]:
    """What the map, its table, its trend and the late list need, on the page and on the wall."""
    indicator = found.indicator
    urls = {each.code: _unit_url(found, each.code) for each in found.units}
    drawn = map_areas(found, urls)
    return {
        "board": found,
        "name": gettext(indicator.name),
        "is_city": found.level is Level.PREFECTURE,
        "is_township": found.level is Level.TOWNSHIP,
        "below": {
            Level.PREFECTURE: gettext("县（市、区）"),
            Level.COUNTY: gettext("乡镇（街道）"),
            Level.TOWNSHIP: gettext("村（社区）"),
        }[found.level],
        "month": month_words(found.month),
        "value": figure_words(found.total, indicator),
        "share": share_words(found.total, indicator),
        "unit": gettext(indicator.unit),
        "is_rate": indicator.sort is Sort.RATE,
        "unknown": found.total.unknown,
        "opens_url": f"{reverse('supervise:indicator', args=[indicator.key])}?{_query(found, found.code)}",
        "reading": gettext(READING_LABELS[found.reading]),
        "palette": "much" if found.reading is Reading.HOW_MUCH else "behind",
        "drawing": found.drawing,
        "areas": drawn,
        "tiles": tiles(found, urls, [each["code"] for each in drawn if each["is_large"]]),
        "legend": legend(found),
        "rows": [_row(found, each, urls[each.code]) for each in found.units],
        "trend": trend(found),
        "late": _late(found),
        "trail": [{"label": name, "url": f"?{_query(found, code)}"} for code, name in found.trail],
        "told_at": found.told_at,
    }


def _late(found: MapBoard) -> dict[str, Any]:
    """Cases, tasks and reports that are late as of now, each with the units where they are."""
    reports, tasks = found.reports, found.tasks
    by_tasks = [_late_tasks(each, tasks.month) for each in tasks.units] if tasks else []
    return {
        "cases_total": found.late_total,
        "cases": _first([(each, _late_url(found, each.code)) for each in found.late]),
        "reports": reports,
        "report_month": month_words(reports.month) if reports else "",
        "missing": _first(
            [
                (each, reverse("manage:report", args=[each.code, f"{reports.month:%Y-%m}"]))
                for each in reports.missing
            ]
            if reports
            else []
        ),
        "tasks": tasks,
        "some_tasks": _first([each for each in by_tasks if not each["view"].is_all]),
        "all_tasks": _first([(each["view"], each["url"]) for each in by_tasks if each["view"].is_all]),
    }


def _first(rows: list[Any]) -> dict[str, list[Any]]:
    """Those that are seen at once, and the rest, which unfolds."""
    return {"shown": rows[:_MOST_LATE], "rest": rows[_MOST_LATE:]}


def _late_tasks(unit: LateTaskUnit, month: date) -> dict[str, Any]:
    """A unit with its register of the running month, and each late task with its line there."""
    at = [unit.code, f"{month:%Y-%m}"]
    return {
        "view": unit,
        "url": reverse("manage:report_register", args=at),
        "tasks": [(each, reverse("manage:report_line", args=[*at, each.number])) for each in unit.tasks],
    }


def _row(found: MapBoard, mark: Any, url: str) -> dict[str, Any]:
    place = found.places.get(mark.code)
    return {
        "name": mark.name,
        "url": url,
        "rank": mark.rank,
        "step": "unknown" if mark.step is None else mark.step,
        "value": figure_words(mark.figure, found.indicator, with_unit=False),
        "is_unknown": mark.figure.is_unknown,
        "unknown": mark.figure.unknown,
        "change": gettext(change) if (change := change_text(mark.figure.value, mark.before.value)) else "",
        "photos": place.photos if place else 0,
        "place": place,
    }


def _unit_url(found: MapBoard, code: str) -> str:
    """One level down; a village opens to its dossier with its photos."""
    if found.level is Level.TOWNSHIP:
        return reverse("desk:dossier", args=[code])
    return f"{reverse('supervise:home')}?{_query(found, code)}"


def _late_url(found: MapBoard, code: str) -> str:
    """The same unit by its late cases; a village has no page of its own here."""
    unit = found.code if found.level is Level.TOWNSHIP else code
    return f"{reverse('supervise:home')}?{urlencode({'unit': unit, 'indicator': 'cases_late'})}"


def _query(found: MapBoard, code: str) -> str:
    """The same look at another unit; a running month is not written down, so that it runs on."""
    told = {"unit": code, "indicator": found.indicator.key}
    if not found.is_running:
        told["month"] = f"{found.month:%Y-%m}"
    return urlencode(told)


def _filters(request: PageRequest, found: MapBoard) -> dict[str, Any]:
    running = this_month(request.now)
    months = [months_before(running, at) for at in range(_MONTHS_OFFERED)]
    if found.month not in months:
        months.append(found.month)
    units = [*found.trail, (found.code, found.name)]
    if found.level is not Level.TOWNSHIP:
        units += sorted((each.code, f"　{each.name}") for each in found.units)
    return {
        "groups": [
            {
                "label": gettext(group),
                "options": [
                    {
                        "value": each.key,
                        "label": gettext(each.name),
                        "is_here": each.key == found.indicator.key,
                    }
                    for each in held
                ],
            }
            for group, held in indicator_choices()
        ],
        "units": [
            {"value": code, "label": name, "is_here": code == found.code}
            for code, name in dict(units).items()
        ],
        "months": [
            {"value": f"{each:%Y-%m}", "label": month_words(each), "is_here": each == found.month}
            for each in months
        ],
    }


urlpatterns = [
    path("", home, name="home"),
    path("wall/", wall, name="wall"),
]
