"""Artwork measured on the PDF itself, in millimetres."""

import math
import re
from datetime import UTC, datetime

import pypdfium2
import pytest

from yimen.gateways.sheet_facts import IncompleteFacts, check_sheet
from yimen.gateways.typesetting import MemoryTypesetter, TypstTypesetter
from yimen.rules.institutions import STARTING_TEXTS, TEXT_LENGTH

AT = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
MM = 25.4 / 72
Box = tuple[float, ...]
FRAME = {"title": "图样", "place_name": "沧县旧州镇", "sample": False}
PLAQUE = FRAME | {"first": "旧州镇", "second": "行政综合服务中心", "notes": ["成品尺寸 600 mm × 400 mm"]}


@pytest.fixture(scope="module")
def typesetter() -> TypstTypesetter:
    return TypstTypesetter()


def sizes(pdf: bytes) -> list[tuple[float, float]]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [tuple(round(side * MM, 1) for side in page.get_size()) for page in document]


def signs(pdf: bytes, at: int = 0) -> list[tuple[str, float, float, float, float]]:
    """Every sign of a page with its box in millimetres from the top left: left, top, right, bottom."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[at]
        height = page.get_height()
        text = page.get_textpage()
        found = []
        for number in range(text.count_chars()):
            sign = text.get_text_range(number, 1)
            left, bottom, right, top = text.get_charbox(number)
            if sign.strip():
                box = (left, height - top, right, height - bottom)
                found.append((sign, *(round(side * MM, 2) for side in box)))
        return found


def paths(pdf: bytes) -> list[tuple[float, float, float, float]]:
    """The boxes of all drawn lines of the first page, in millimetres from the top left."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        height = page.get_height()
        found = []
        for each in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH]):
            left, bottom, right, top = each.get_bounds()
            found.append((left * MM, (height - top) * MM, right * MM, (height - bottom) * MM))
        return found


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("旧州镇", "行政综合服务中心"),
        ("东关村", "综合服务站"),
        ("沧州高新技术产业开发区社会发展局", "行政综合服务中心"),
        ("", "某某办事大厅"),
    ],
)
def test_a_plaque_is_600_by_400_with_the_place_above_on_the_left_and_what_it_is_in_the_middle(
    typesetter: TypstTypesetter, first: str, second: str
) -> None:
    pdf = typesetter.typeset_sheet("plaque", PLAQUE | {"first": first, "second": second}, AT)
    assert sizes(pdf) == [(600.0, 400.0), (210.0, 297.0)]
    found = signs(pdf)
    assert "".join(sign for sign, *_ in found) == first + second
    assert all(0 < left < right < 600 and 0 < top < bottom < 400 for _, left, top, right, bottom in found)
    lower = found[len(first) :]
    middle = (lower[0][1] + lower[-1][3]) / 2
    assert middle == pytest.approx(300, abs=4)
    if first:
        upper = found[: len(first)]
        assert upper[0][1] < 60
        assert max(each[4] for each in upper) < min(each[2] for each in lower)
        # the second line is the larger one
        assert _height(lower) > _height(upper)


def _height(line: list[tuple[str, float, float, float, float]]) -> float:
    return max(bottom - top for _, _, top, _, bottom in line)


def test_the_lines_of_a_plaque_are_black_and_red_on_gold_also_as_drawing(typesetter: TypstTypesetter) -> None:
    svg = typesetter.draw_sheet("plaque", PLAQUE, AT).decode()
    box = re.search(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"', svg)
    assert box is not None
    assert [round(float(side) * MM, 1) for side in box.groups()] == [600.0, 400.0]
    colors = set(re.findall(r'fill="(#[0-9a-f]{6})"', svg))
    assert {"#d6ae55", "#000000", "#c8102e"} <= colors
    assert "<text" not in svg


NAMES = ("沧县旧州镇", "黄骅市黄骅经济技术开发区", "沧州高新技术产业开发区社会发展局", "沧")


@pytest.mark.parametrize("around", NAMES)
def test_a_seal_measures_42_mm_and_holds_all_its_signs(typesetter: TypstTypesetter, around: str) -> None:
    facts = FRAME | {"around": around, "below": "审批服务专用章", "notes": ["外径 42 mm"]}
    pdf = typesetter.typeset_sheet("seal_drawing", facts, AT)
    assert sizes(pdf) == [(210.0, 297.0)]
    small, large = rims(pdf)
    assert [small[2] - small[0], small[3] - small[1]] == pytest.approx([42, 42], abs=0.2)
    assert [large[2] - large[0], large[3] - large[1]] == pytest.approx([126, 126], abs=0.2)
    x, y = (small[0] + small[2]) / 2, (small[1] + small[3]) / 2
    inside = [each for each in signs(pdf) if small[0] < each[1] < small[2] and small[1] < each[2] < small[3]]
    assert len(inside) == len(around) + 7
    for sign, left, top, right, bottom in inside:
        reach = math.hypot((left + right) / 2 - x, (top + bottom) / 2 - y)
        half = max(right - left, bottom - top) / 2
        assert reach + half * 0.8 < 21 - 1.2, sign
        assert reach - half > 6, sign
    _nothing_touches(inside)
    text = "".join(sign for sign, *_ in signs(pdf))
    assert "样章" in text
    assert "不是印章" in text


def rims(pdf: bytes) -> list[Box]:
    """The two circles as they are drawn, measured across their middles with ten points a millimetre."""
    with pypdfium2.PdfDocument(pdf) as document:
        picture = document[0].render(scale=10 * MM, grayscale=True).to_pil()
    found = []
    for left, top, right, bottom in paths(pdf):
        if right - left > 40 and abs((right - left) - (bottom - top)) < 0.1:
            row, column = round((top + bottom) * 5), round((left + right) * 5)
            across = [
                x for x in range(round(left * 10), round(right * 10)) if picture.getpixel((x, row)) < 128
            ]
            down = [
                y for y in range(round(top * 10), round(bottom * 10)) if picture.getpixel((column, y)) < 128
            ]
            found.append((across[0] / 10, down[0] / 10, (across[-1] + 1) / 10, (down[-1] + 1) / 10))
    return sorted(found, key=lambda box: box[2] - box[0])


def _nothing_touches(found: list[tuple[str, float, float, float, float]]) -> None:
    """No sign lies on another: their middles are further apart than a sign is wide."""
    middles = [((left + right) / 2, (top + low) / 2, right - left) for _, left, top, right, low in found]
    for at, (x, y, wide) in enumerate(middles):
        for other_x, other_y, other in middles[at + 1 :]:
            assert math.hypot(x - other_x, y - other_y) > min(wide, other) * 0.75


def test_the_eight_institutions_are_eight_sheets_of_a3_that_name_their_version(
    typesetter: TypstTypesetter,
) -> None:
    sheets = [
        {"name": each.label, "text": "\n".join(lines), "version": "示范文本"}
        for each, lines in STARTING_TEXTS.items()
    ]
    pdf = typesetter.typeset_sheet("institution_sheets", FRAME | {"sheets": sheets}, AT)
    assert sizes(pdf) == [(297.0, 420.0)] * 8
    for at, sheet in enumerate(sheets):
        text = "".join(sign for sign, *_ in signs(pdf, at))
        assert sheet["name"] in text
        assert "示范文本" in text


def test_the_longest_text_of_an_institution_stays_on_its_sheet(typesetter: TypstTypesetter) -> None:
    text = "\n".join(["接待的第一个人负责到底" * 6] * 11)
    assert TEXT_LENGTH * 0.9 < len(text) <= TEXT_LENGTH
    sheet = {"name": "首问负责制度", "text": text, "version": "第 3 版"}
    pdf = typesetter.typeset_sheet("institution_sheets", FRAME | {"sheets": [sheet]}, AT)
    assert sizes(pdf) == [(297.0, 420.0)]


def test_cards_measure_90_by_54_ten_on_a_sheet(typesetter: TypstTypesetter) -> None:
    people = [{"name": "示例·王敏", "role": "窗口人员", "phone": "0317-0000010"}] * 11
    pdf = typesetter.typeset_sheet("staff_cards", FRAME | {"people": people}, AT)
    assert sizes(pdf) == [(210.0, 297.0)] * 2
    boxes = [(right - left, low - top) for left, top, right, low in paths(pdf)]
    for size in ((90, 54), (25, 35)):
        # a line is counted with its own width
        assert sum(each == pytest.approx(size, abs=0.5) for each in boxes) == 10


def test_every_other_sheet_still_needs_its_address() -> None:
    assert check_sheet("plaque", PLAQUE)["first"] == "旧州镇"
    with pytest.raises(IncompleteFacts, match="url"):
        check_sheet("poster", {"title": "海报"})
    assert MemoryTypesetter().draw_sheet("plaque", PLAQUE, AT).startswith(b"<svg")
