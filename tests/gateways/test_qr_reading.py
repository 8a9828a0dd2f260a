"""Codes are read from photographs as phones take them; a picture without one says nothing."""

from io import BytesIO

import segno
from PIL import Image, ImageFilter

from tests.usecases.cases.journey import PNG
from yimen.gateways.qr_reading import read_codes

URL = "https://zwfw.example.cn/places/130921100000/list/3/"


def _photo(*texts: str, size: tuple[int, int] = (1600, 1200), turned: float = 7, kind: str = "JPEG") -> bytes:
    """Codes on a gray wall, turned and not quite sharp."""
    wall = Image.new("RGB", size, "#9a8f7d")
    for at, text in enumerate(texts):
        made = BytesIO()
        segno.make(text).save(made, kind="png", scale=8)
        code = Image.open(made).convert("RGBA").rotate(turned, expand=True)
        wall.paste(code, (60 + 620 * at, 120), code)
    taken = BytesIO()
    wall.filter(ImageFilter.GaussianBlur(1.2)).save(taken, kind, quality=70)
    return taken.getvalue()


def test_a_code_is_read_turned_blurred_and_in_either_format() -> None:
    assert read_codes(_photo(URL)) == (URL,)
    assert read_codes(_photo(URL, turned=183)) == (URL,)
    assert read_codes(_photo(URL, kind="PNG")) == (URL,)


def test_a_small_code_in_a_large_photo_is_read_at_its_full_size() -> None:
    assert read_codes(_photo(URL, size=(4000, 3000))) == (URL,)


def test_every_code_is_told_once() -> None:
    other = "https://zwfw.example.cn/places/130921100000/list/2/"
    assert set(read_codes(_photo(URL, other))) == {URL, other}
    assert read_codes(_photo(URL, URL)) == (URL,)


def test_what_shows_no_code_or_cannot_be_decoded_says_nothing() -> None:
    assert read_codes(PNG) == ()
    assert read_codes(_photo()) == ()
    assert read_codes(b"no picture") == ()
    assert read_codes(_photo(URL)[:3000]) == ()


def test_a_monstrous_picture_is_not_unpacked() -> None:
    made = BytesIO()
    Image.new("1", (9000, 7000)).save(made, "PNG")
    assert read_codes(made.getvalue()) == ()
