"""Small charts as points of an SVG, drawn by the server; what is unknown leaves a gap."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

_EDGE = 3


def chart(
    values: Sequence[Decimal | int | None], *, width: int, height: int, percent: bool
) -> dict[str, Any]:
    """The line through the values for a template.

    {width, height, lines: points of each run, dots: runs of one, last: {x, y} or None}. The ground is 0; a
    share ends at 100, anything else at its highest value.
    """
    most = 100 if percent else max((int(each) for each in values if each is not None), default=0) or 1
    step = (width - 2 * _EDGE) / max(len(values) - 1, 1)
    tall = (height - 2 * _EDGE) / most
    places = [
        None if each is None else (round(_EDGE + at * step, 1), round(height - _EDGE - float(each) * tall, 1))
        for at, each in enumerate(values)
    ]
    runs = _runs(places)
    return {
        "width": width,
        "height": height,
        "lines": [" ".join(f"{x},{y}" for x, y in run) for run in runs if len(run) > 1],
        "dots": [{"x": x, "y": y} for run in runs if len(run) == 1 for x, y in run],
        "last": {"x": places[-1][0], "y": places[-1][1]} if places and places[-1] else None,
    }


def _runs(places: Sequence[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    runs: list[list[tuple[float, float]]] = [[]]
    for place in places:
        if place is None:
            runs.append([])
        else:
            runs[-1].append(place)
    return [run for run in runs if run]
