"""The looks of a workbook's cells: which show percentages, which are wrapped, and new ones that are."""

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from yimen.gateways.spreadsheets.splicing import (
    Edit,
    content_of,
    find_pieces,
    first_tag,
    prefix_of,
    spliced,
    with_attributes,
    with_content,
    without_mark,
)

_PERCENT_FORMATS = frozenset({"9", "10"})  # Excel's own 0% and 0.00%
_POINTS = 11.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """How a cell shows what is in it; `size` is that of its font by the workbook's, `points` its own."""

    is_percent: bool = False
    is_wrapped: bool = False
    is_turned: bool = False
    points: float = _POINTS
    size: float = 1.0


class Looks:
    """The looks by their numbers, and the part of the file that tells them: wrapped ones are added to it."""

    def __init__(self, markup: bytes) -> None:
        self._markup = without_mark(markup)
        self._found = _read(self._markup) if markup else ()
        self._places = find_pieces(self._markup, [("cellXfs", "xf")]) if markup else []
        self._added: dict[str, bytes] = {}

    def at(self, number: str) -> Look:
        """The look of this number; a plain one where the file has none."""
        at = int(number) if number.isdigit() else 0
        return self._found[at] if at < len(self._found) else Look()

    def wrapped(self, number: str) -> str:
        """The number of the same look, but wrapped: added once."""
        at = int(number) if number.isdigit() else 0
        if self.at(number).is_wrapped or at >= len(self._places):
            return number
        if str(at) not in self._added:
            place = self._places[at]
            self._added[str(at)] = _wrapped(self._markup[place.start : place.end])
        return str(len(self._places) + list(self._added).index(str(at)))

    def markup(self) -> bytes:
        """The part as it stands now."""
        if not self._added:
            return self._markup
        [whole] = find_pieces(self._markup, [("styleSheet", "cellXfs")])
        last = self._places[-1].end
        counted = with_attributes(
            first_tag(self._markup[whole.start : whole.end]),
            {"count": str(len(self._places) + len(self._added))},
        )
        end_of_tag = whole.start + len(first_tag(self._markup[whole.start : whole.end]))
        return spliced(
            self._markup,
            [
                Edit(start=whole.start, end=end_of_tag, markup=counted),
                Edit(start=last, end=last, markup=b"".join(self._added.values())),
            ],
        )


def _wrapped(look: bytes) -> bytes:
    change = {"wrapText": "1", "shrinkToFit": None}
    inner = content_of(look)
    places = find_pieces(look, [("xf", "alignment")]) if inner else []
    if places:
        own = look[places[0].start : places[0].end]
        fresh = look[: places[0].start] + with_attributes(own, change) + look[places[0].end :]
    else:
        fresh = with_content(look, f'<{prefix_of(look)}alignment wrapText="1"/>'.encode() + inner)
    return with_attributes(fresh, {"applyAlignment": "1"})


def _read(markup: bytes) -> tuple[Look, ...]:
    root = ET.fromstring(markup)  # noqa: S314 - a file that `read` has accepted
    space = root.tag.partition("}")[0] + "}"
    codes = {each.get("numFmtId"): each.get("formatCode") or "" for each in root.iter(f"{space}numFmt")}
    fonts = [_points(each, space) for each in root.findall(f"{space}fonts/{space}font")] or [_POINTS]
    return tuple(_look(each, space, codes, fonts) for each in root.findall(f"{space}cellXfs/{space}xf"))


def _points(font: ET.Element, space: str) -> float:
    size = font.find(f"{space}sz")
    try:
        return float(size.get("val") or _POINTS) if size is not None else _POINTS
    except ValueError:
        return _POINTS


def _look(look: ET.Element, space: str, codes: Mapping[str | None, str], fonts: list[float]) -> Look:
    told = look.find(f"{space}alignment")
    places = dict(told.attrib) if told is not None else {}
    font = look.get("fontId") or "0"
    points = fonts[int(font)] if font.isdigit() and int(font) < len(fonts) else fonts[0]
    kind = look.get("numFmtId")
    return Look(
        is_percent=kind in _PERCENT_FORMATS or "%" in codes.get(kind, ""),
        is_wrapped=places.get("wrapText") in {"1", "true"},
        is_turned=places.get("textRotation", "0") != "0",
        points=points,
        size=points / fonts[0] if fonts[0] else 1.0,
    )
