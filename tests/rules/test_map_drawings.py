"""A map from a GeoJSON file: the counties of the city, whole, or not at all and with every fault told."""

import json
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yimen.rules.map_drawings import (
    DrawingRefused,
    DrawingTooLarge,
    NoGeoJSON,
    draw,
    dump_drawing,
    load_drawing,
    read_shapes,
)

SQUARE = [[116.0, 38.0], [117.0, 38.0], [117.0, 39.0], [116.0, 39.0], [116.0, 38.0]]
NAMES = {"130921000000": "沧县", "130922000000": "青县", "130971000000": "渤海新区"}
ZONES = frozenset({"130971000000"})


def county(
    code: str = "130921", ring: Any = None, kind: str = "Polygon", key: str = "code"
) -> dict[str, Any]:
    """One feature of a file."""
    rings = [SQUARE if ring is None else ring]
    told = rings if kind == "Polygon" else [rings]
    return {
        "type": "Feature",
        "properties": {key: code},
        "geometry": {"type": kind, "coordinates": told},
    }


def file_of(*features: dict[str, Any]) -> bytes:
    """The file."""
    return json.dumps({"type": "FeatureCollection", "features": list(features)}).encode()


def _faults(*features: dict[str, Any]) -> tuple[str, ...]:
    with pytest.raises(DrawingRefused) as refusal:
        read_shapes(file_of(*features), NAMES, optional=ZONES)
    return refusal.value.faults


def test_codes_are_read_as_maps_write_them_and_zones_may_be_missing() -> None:
    shapes = read_shapes(
        file_of(county("156130921", key="gb"), county("130922000000", kind="MultiPolygon", key="adcode")),
        NAMES,
        optional=ZONES,
    )
    assert [shape.code for shape in shapes] == ["130921000000", "130922000000"]


def test_all_faults_are_told_at_once() -> None:
    faults = _faults(county(), county(), county("130999"), {"type": "Feature", "properties": {}})
    assert faults == (
        "沧县（130921000000）出现了两次",
        "第 3 块的代码 130999000000 不是本市的县",
        "第 4 块没有写县的代码（属性 code、adcode 或者 gb）",
        "缺青县（130922000000）",
    )


@pytest.mark.parametrize(
    "ring",
    [
        [[38.0, 116.0], [38.0, 117.0], [39.0, 117.0], [38.0, 116.0]],
        [[4_300_000.0, 500_000.0]] * 4,
        SQUARE[:3],
        [[116.0, "38"], *SQUARE],
        [[True, True], *SQUARE],
        [[float("inf"), 38.0], *SQUARE],
        "x",
        [None, None, None, None],
    ],
)
def test_coordinates_that_are_none_are_refused(ring: Any) -> None:
    told = _faults(county(ring=ring), county("130922"))
    assert told == ("沧县：坐标不对，应当是经度、纬度（度），在 73–136、3–54 之间，一圈至少 4 个点",)


def test_what_is_no_area_is_refused() -> None:
    point = {**county(), "geometry": {"type": "Point", "coordinates": [116, 38]}}
    assert _faults(point, county("130922")) == ("沧县：不是面（Polygon、MultiPolygon）",)


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"{", b"[]", b'{"features": []}', b'{"features": [1]}']
)
def test_what_is_no_geojson_is_refused(content: bytes) -> None:
    with pytest.raises(NoGeoJSON):
        read_shapes(content, NAMES)


def test_a_file_of_many_megabytes_is_not_even_read() -> None:
    with pytest.raises(DrawingTooLarge):
        read_shapes(b" " * (2 * 1024 * 1024 + 1), NAMES)


def test_north_is_up_and_a_label_stands_inside() -> None:
    south = [[x, y - 1] for x, y in SQUARE]
    drawing = draw(read_shapes(file_of(county(), county("130922", ring=south)), NAMES, optional=ZONES))
    north, below = drawing.areas
    assert (north.x, below.x, drawing.width) == (500, 500, 1000)
    assert 0 < north.y < below.y < drawing.height
    assert north.room == 1000
    assert load_drawing(json.loads(json.dumps(dump_drawing(drawing)))) == drawing


def test_a_boundary_too_fine_for_a_page_is_made_coarser() -> None:
    fine = [[116 + at / 20_000, 38 + (at % 2) / 3] for at in range(20_000)]
    drawing = draw(read_shapes(file_of(county(ring=[*fine, fine[0]])), None))
    assert sum(len(area.path) for area in drawing.areas) <= 120_000


def test_the_sketch_that_comes_along_has_the_sixteen_counties_and_is_light() -> None:
    content = (files("yimen.data.supervision") / "seed" / "cangzhou-counties.geojson").read_bytes()
    drawing = draw(read_shapes(content, None))
    assert len(drawing.areas) == 16
    assert {area.code[:4] for area in drawing.areas} == {"1309"}
    assert sum(len(area.path) for area in drawing.areas) < 20_000
    assert all(0 < area.x < drawing.width and 0 < area.y < drawing.height for area in drawing.areas)


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_nothing_that_is_sent_makes_it_fail(content: bytes) -> None:
    with pytest.raises((NoGeoJSON, DrawingRefused)):
        read_shapes(content, NAMES)
