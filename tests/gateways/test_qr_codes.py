"""QR codes that a phone can read and a strict page can show."""

from yimen.gateways.qr import qr_drawing, qr_svg


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
