"""The map, its tiles, its legend and its trend as plain values that a template draws."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext

from yimen.rules.indicators import Sort
from yimen.rules.map_marks import trend_line
from yimen.usecases.supervision.board import MapBoard, UnitMark
from yimen.web.supervise.words import figure_words, month_words

# An area with less room than this (of a thousand) cannot hold its own label: it stands beside the map too.
_LEAST_ROOM = 60
_TREND_WIDTH, _TREND_HEIGHT = 600, 160


def step_of(mark: UnitMark) -> str:
    """The end of a class: s0 to s4, or unknown."""
    return "unknown" if mark.step is None else f"s{mark.step}"


def map_areas(found: MapBoard, urls: Mapping[str, str]) -> list[dict[str, Any]]:
    """The counties that are drawn, each a link with its figure; none where there is no drawing."""
    if found.drawing is None:
        return []
    marks = {each.code: each for each in found.units}
    drawn = [(area, marks[area.code]) for area in found.drawing.drawing.areas if area.code in marks]
    return [
        {
            "code": area.code,
            "path": area.path,
            "x": area.x,
            "y": area.y,
            "below": area.y + 26,
            "is_large": area.room >= _LEAST_ROOM,
            "name": _short(mark.name) if area.room >= _LEAST_ROOM else mark.name.removesuffix(gettext("区")),
            "full_name": mark.name,
            "url": urls[area.code],
            "step": step_of(mark),
            "value": figure_words(mark.figure, found.indicator),
        }
        for area, mark in drawn
    ]


def _short(name: str) -> str:
    """孟村 for 孟村回族自治县: a label must fit into its county."""
    short = name.removesuffix(gettext("自治县"))
    return short.removesuffix(gettext("回族")) if short != name else name


def tiles(found: MapBoard, urls: Mapping[str, str], on_the_map: Iterable[str]) -> list[dict[str, Any]]:
    """Units by code as tiles: all of a county or township, of a city those that the map cannot show well."""
    shown = set(on_the_map)
    return [
        {
            "name": each.name,
            "url": urls[each.code],
            "step": step_of(each),
            "value": figure_words(each.figure, found.indicator),
            "is_zone": each.is_zone,
        }
        for each in sorted(found.units, key=lambda each: each.code)
        if each.code not in shown
    ]


def legend(found: MapBoard) -> list[dict[str, str]]:
    """Each step with what it stands for, those that no figure can have left out; 未采集 last."""
    told = [{"step": f"s{step}", "words": gettext(words)} for step, words in enumerate(found.steps) if words]
    return [*told, {"step": "unknown", "words": gettext("未采集或者没有可算的")}]


def trend(found: MapBoard) -> dict[str, Any]:
    """Twelve months as a line with its points, and the same as rows of a table."""
    is_rate = found.indicator.sort is Sort.RATE
    values = [figure.value for _, figure in found.trend]
    line = trend_line(values, width=_TREND_WIDTH, height=_TREND_HEIGHT, is_rate=is_rate)
    months = [
        {
            "label": month_words(month),
            "short": gettext("{month}月").format(month=month.month),
            "value": figure_words(figure, found.indicator),
            "x": round(at * _TREND_WIDTH / (len(found.trend) - 1)),
            "is_marked": at % 2 == 1,
        }
        for at, (month, figure) in enumerate(found.trend)
    ]
    return {
        "width": _TREND_WIDTH,
        "height": _TREND_HEIGHT,
        "top": f"{line.top}%" if is_rate else f"{line.top}",
        "parts": [" ".join(f"{x},{y}" for x, y in part) for part in line.parts],
        "points": [{"x": point[0], "y": point[1]} for point in line.points if point is not None],
        "months": months,
        "is_empty": not line.parts,
    }
