"""QR codes that a phone can read and a strict page can show."""

import re

import pytest
import segno

from yimen.gateways.qr import qr_drawing, qr_svg
from yimen.gateways.qr_masks import drawn_rows


def test_the_page_s_code_has_no_inline_style_and_no_fixed_size() -> None:
    svg = qr_svg("http://127.0.0.1:8000/verify/?number=3")
    assert svg.startswith("<svg ")
    assert "style" not in svg
    assert "viewBox" in svg
    assert " width=" not in svg


def test_the_drawing_is_a_whole_file_without_a_quiet_zone() -> None:
    svg = qr_drawing("x")
    assert 'xmlns="http://www.w3.org/2000/svg"' in svg
    assert 'width="21"' in svg


@pytest.mark.parametrize("length", [1, 20, 45, 75, 130, 220])
def test_the_drawing_is_one_of_the_eight_symbols_and_the_one_that_segno_takes(length: int) -> None:
    text = "http://127.0.0.1:8000/verify/?number=" + "旧州3" * (length // 5) + "A" * (length % 5)
    drawn = drawn_rows(text, error="m")
    assert drawn == ["".join(map(str, row)) for row in segno.make(text, error="m", micro=False).matrix]


def test_the_drawing_shows_what_the_symbol_says() -> None:
    path = re.findall(r"M(\d+) (\d+)h(\d+)v1H\1z", qr_drawing("x"))
    dark = {(int(x) + more, int(y)) for x, y, length in path for more in range(int(length))}
    rows = drawn_rows("x", error="m")
    assert dark == {(x, y) for y, row in enumerate(rows) for x, sign in enumerate(row) if sign == "1"}
