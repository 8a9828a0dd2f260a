"""Moment and place out of a photo, whatever its bytes say; and how two pictures look alike."""

import random
import struct
from datetime import UTC, datetime
from io import BytesIO

import pytest
from PIL import Image

from yimen.gateways.picture_looks import look_of, small_picture
from yimen.gateways.picture_origins import NOWHERE, read_origin


def photo(*, taken: str = "2026:11:16 10:00:00", offset: str = "", gps: bool = True) -> bytes:
    """A small JPEG as a phone would write it, somewhere in 沧县."""
    exif = Image.Exif()
    camera = exif.get_ifd(0x8769)
    if taken:
        camera[0x9003] = taken
    if offset:
        camera[0x9011] = offset
    if gps:
        place = exif.get_ifd(0x8825)
        place[1], place[2] = "N", (38.0, 14.0, 24.0)
        place[3], place[4] = "E", (117.0, 6.0, 36.0)
    target = BytesIO()
    scene().save(target, "JPEG", exif=exif)
    return target.getvalue()


def scene(seed: int = 1) -> Image.Image:
    """A picture in which something differs."""
    dice = random.Random(seed)  # noqa: S311 - a picture, no secret
    small = Image.new("L", (12, 9))
    small.putdata([dice.randrange(256) for _ in range(12 * 9)])
    return small.resize((240, 180), Image.Resampling.BICUBIC).convert("RGB")


def saved(picture: Image.Image, quality: int = 85) -> bytes:
    target = BytesIO()
    picture.save(target, "JPEG", quality=quality)
    return target.getvalue()


def test_a_phone_says_when_and_where_in_beijings_time() -> None:
    found = read_origin(photo())
    assert found.taken_at == datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
    assert (found.latitude, found.longitude) == (38.24, 117.11)


def test_an_offset_of_the_camera_is_believed() -> None:
    assert read_origin(photo(offset="+00:00")).taken_at == datetime(2026, 11, 16, 10, 0, tzinfo=UTC)


def test_a_picture_that_says_nothing_says_nothing() -> None:
    assert read_origin(saved(scene())) == NOWHERE
    assert read_origin(photo(taken="", gps=False)) == NOWHERE
    assert read_origin(photo(taken="0000:00:00 00:00:00", gps=False)) == NOWHERE


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe1\x00\x08Exif\0\0"]
)
def test_what_is_no_photo_says_nothing(data: bytes) -> None:
    assert read_origin(data) == NOWHERE


def test_broken_and_lying_bytes_never_raise() -> None:
    whole, dice = photo(), random.Random(7)  # noqa: S311 - a fixed seed for a test
    for _ in range(800):
        bent = bytearray(whole[: dice.randrange(len(whole))])
        for _ in range(4):
            if bent:
                bent[dice.randrange(min(len(bent), 400))] = dice.randrange(256)
        found = read_origin(bytes(bent))
        assert found.latitude is None or -90 <= found.latitude <= 90


def test_a_directory_that_points_beyond_the_end_says_nothing() -> None:
    tiff = struct.pack("<2sHI", b"II", 42, 0xFFFFFFF0)
    body = b"Exif\0\0" + tiff
    data = b"\xff\xd8" + struct.pack(">BBH", 0xFF, 0xE1, len(body) + 2) + body + b"\xff\xd9"
    assert read_origin(data) == NOWHERE


def test_a_picture_saved_anew_looks_the_same_and_another_does_not() -> None:
    first = look_of(saved(scene()))
    again = look_of(saved(scene().resize((120, 90)), quality=40))
    other = look_of(saved(scene(seed=2)))
    assert first is not None
    assert again is not None
    assert other is not None
    assert ((first ^ again) & (1 << 64) - 1).bit_count() <= 4
    assert ((first ^ other) & (1 << 64) - 1).bit_count() > 12


def test_a_small_picture_is_small_and_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    target = BytesIO()
    scene().resize((2400, 1800)).save(target, "JPEG", exif=exif)
    small = small_picture(target.getvalue())
    assert small is not None
    with Image.open(BytesIO(small)) as picture:
        assert picture.size == (360, 480)
        assert not picture.getexif()
    assert small_picture(b"no picture") is None


def test_a_white_wall_and_a_broken_file_have_no_look() -> None:
    assert look_of(saved(Image.new("RGB", (90, 80), "white"))) is None
    assert look_of(b"no picture") is None
